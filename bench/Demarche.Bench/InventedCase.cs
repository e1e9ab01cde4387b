using System.Globalization;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Sources;
using Demarche.Stix;

namespace Demarche.Bench;

/// <summary>
/// A case of any size in the proportions of a worked one: of a hundred entries 30 claims, 25 observables, 12 propositions, 5 documents,
/// 3 sources, 15 corrections, 5 withdrawals, 5 changes of marking. The same size gives the same case.
/// </summary>
internal sealed class InventedCase
{
    public const string Author = "person-7f3a";
    public const string Partner = "partner-westmark";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // A quarter of what is written may go to the partner.
    private static readonly Marking[] Markings =
        [Marking.Of(Tlp.Amber), Marking.Of(Tlp.Amber, Partner, "partner-sudria"), Marking.Of(Tlp.Red), Marking.Of(Tlp.AmberStrict, "partner-sudria")];

    private readonly List<(string Id, Claim Content)> claims = [];
    private readonly List<(string Id, Observable Content)> observables = [];
    private readonly List<string> documents = [];
    private readonly List<string>[] propositions = [[], [], [], []];
    private readonly List<string>[] sources = [[], [], [], []];

    /// <summary>So many claims and what they rest on: a proposition for twenty of them, a document for fifty, a source for a hundred.</summary>
    public static IEnumerable<Marked> Claims(int count)
    {
        var invented = new InventedCase();
        yield return Opened;
        var made = 0;
        for (var n = 0; made < count; n++)
        {
            var marked = invented.Next(n, n < 20 ? 96 - n % 2 * 36 : n % 20 == 0 ? 60 : n % 50 == 1 ? 70 : n % 100 == 3 ? 74 : 0);
            if (marked.Fact is ClaimMade) made++;
            yield return marked;
        }
    }

    public static List<Entry> Entries(string id, int count)
    {
        var invented = new InventedCase();
        var head = Head.Empty(id);
        List<Entry> entries = new(count);
        for (var n = 0; n < count; n++)
        {
            var marked = n == 0 ? Opened : invented.Next(n, n < 20 ? 96 - n % 2 * 36 : n * 37 % 100);
            var entry = FactKinds.Draft(id, Times.Text(Start.AddSeconds(n)), Author, marked).After(head);
            head = entry.AsHead();
            entries.Add(entry);
        }
        return entries;
    }

    public static Marked Opened { get; } = new(
        new CaseOpened("The mail servers of Norland's ministry", "Mail of eleven accounts was read for three weeks and then deleted.", Markings[0]), Markings[0]);

    private Marked Next(int n, int step) => step switch
    {
        < 30 => Claimed(n),
        < 55 => Observed(n),
        < 67 => Proposed(n),
        < 72 => Taken(n),
        < 75 or 96 => Spoke(n),
        < 85 when claims.Count > 0 => new(new ClaimCorrected(Any(claims, n).Id, Any(claims, n).Content with { Nature = Nature.Inference }, "The speaker drew a conclusion."), Marked(n)),
        < 90 when observables.Count > 0 => new(new ObservableCorrected(Any(observables, n).Id, Any(observables, n).Content with { Credibility = 3 }, "Seen by a second laboratory."), Marked(n)),
        < 95 when claims.Count > 0 => new(new ClaimWithdrawn(Any(claims, n).Id, "It was said of another incident."), Marked(n)),
        _ when observables.Count > 0 => new(new MarkingChanged(Any(observables, n).Id, Marked(n), "Its originator consented."), Marked(n)),
        _ => Proposed(n),
    };

    private Marked Claimed(int n)
    {
        var id = Id.New();
        var of = n / 3 % 4;
        if (propositions[of].Count == 0) return Proposed(n);
        if (sources[of].Count == 0) return Spoke(n);
        var content = new Claim(
            Any(propositions[of], n), Any(sources[of], n), (Stance)(n % 5), (Standing)(n % 12), n % 2 == 0, (Nature)(n % 3), "told reporters on Tuesday",
            Passage(n), new("2026-02-17", n % 7 == 0));
        claims.Add((id, content));
        return new(new ClaimMade(id, content), Markings[of]);
    }

    private Marked Observed(int n)
    {
        var id = Id.New();
        var content = (n % 3) switch
        {
            0 => new Observable("ipv4-addr", Invariant($"198.51.{n / 250 % 250}.{n % 250}"), 2, Passage(n), "Answered on port 8443 with the intruders' certificate."),
            1 => new Observable("domain-name", Invariant($"mail{n}.ostania.example"), 3, Passage(n), "Resolved to the relay while mail was read."),
            _ => new Observable("file:hashes.SHA-256", Invariant($"{n:x8}") + new string('5', 56), 2, null, "The wiper's second stage."),
        };
        observables.Add((id, content));
        return new(new ObservableSeen(id, content), Marked(n));
    }

    private Marked Proposed(int n)
    {
        var id = Id.New();
        var of = n / 3 % 4;
        propositions[of].Add(id);
        return new(new PropositionStated(id, new(Invariant($"The relay {n} in Ostania was rented by the group that read the ministry's mail."))), Markings[of]);
    }

    private Marked Taken(int n)
    {
        var id = Id.New();
        documents.Add(id);
        var sha = Invariant($"{n:x8}") + new string('a', 56);
        return new(
            new DocumentTakenIn(id, new(
                Invariant($"report-{n}.html"), sha, sha, "text/html", 48_213, Invariant($"https://news.example/2026/02/{n}"), "Ministry's mail was read for weeks, officials say",
                "By Ada Berg", "Norland Press Agency", "The Westmark Courier", "2026-02-17", "en", new string('7', 64))),
            Markings[n % 2]);
    }

    private Marked Spoke(int n)
    {
        var id = Id.New();
        var of = n / 3 % 4;
        sources[of].Add(id);
        var content = n % 4 == 0
            ? new Source(null, "An official of the ministry", "The ministry", Standing.Anonymous, null, [], null)
            : new Source(Invariant($"Ada Berg {n}"), "Speaker of the ministry", "Norland's ministry", Standing.Spokesperson, null, [], null);
        return new(new SourceNamed(id, content), Markings[of]);
    }

    private PassageRef? Passage(int n) => documents.Count == 0 || n % 5 == 4 ? null
        : new(Any(documents, n), n % 4000, n % 4000 + 92, "The servers were used to mask where the mail went, an official told reporters on Tuesday.");

    private static Marking Marked(int n) => Markings[n / 3 % 4];

    // Spread over the list without a pattern of a few.
    private static T Any<T>(List<T> list, int n) => list[(int)((long)n * 2_654_435_761 % list.Count)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
