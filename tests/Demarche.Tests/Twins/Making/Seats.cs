using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;
using Demarche.People;
using Demarche.Web;

namespace Demarche.Tests.Twins;

/// <summary>Who stands around the random cases: the people of one desk, and two partners.</summary>
internal static class Seats
{
    public const string P = "partner-ostania";
    public const string Q = "partner-sudria";

    /// <summary>Sees everything.</summary>
    public const string Ana = "person-ana";

    /// <summary>A reader: no TLP:RED, no compartment.</summary>
    public const string Bea = "person-bea";

    /// <summary>An analyst in no compartment.</summary>
    public const string Cal = "person-cal";

    /// <summary>A releaser in one of the two compartments.</summary>
    public const string Dan = "person-dan";

    public const string Crypto = "crypto";
    public const string Delta = "delta";

    public static IReadOnlyList<string> People { get; } = [Ana, Bea, Cal, Dan];

    /// <summary>The desk's own list, as facts.</summary>
    public static IReadOnlyList<Fact> List { get; } =
    [
        new PersonAdded(Ana, new("Ana Berg", "ana", [Role.Analyst, Role.Releaser, Role.SourceHandler], [Crypto, Delta], false)),
        new PersonAdded(Bea, new("Bea Lind", "bea", [Role.Reader], [], false)),
        new PersonAdded(Cal, new("Cal Moe", "cal", [Role.Analyst, Role.SourceHandler], [], false)),
        new PersonAdded(Dan, new("Dan Ness", "dan", [Role.Analyst, Role.Releaser], [Crypto], false)),
        new PartnerAdded(P, new("Ostania CERT", "NO", "Ostania", "", null, false, [], null, null)),
        new PartnerAdded(Q, new("Sudria CERT", null, "Sudria", "", null, false, [], "It may have a part in it.", "Ask first.")),
    ];

    public static DeskFile Desk { get; } = DeskFile.Fold(Entries());

    /// <summary>When a partner and the public read: between the ends of two embargoes.</summary>
    private const string Reading = "2026-03-02T10:00:00.000Z";

    public static Audience Partner { get; } = Desk.AudienceOf(P, Reading);

    public static Audience Public { get; } = new Audience.Public(Reading);

    public static Caller Caller(string person) => Roles.Caller(Desk.People.Find(person)!);

    private static IEnumerable<Entry> Entries()
    {
        var head = Head.Empty(DeskFile.JournalId);
        foreach (var fact in List)
        {
            var entry = FactKinds.Draft(DeskFile.JournalId, "2026-02-01T08:00:00.000Z", Ana, new(fact, DeskFile.Internal)).After(head);
            head = entry.AsHead();
            yield return entry;
        }
    }
}
