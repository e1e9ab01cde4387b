using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Vault;

namespace Demarche.Tests.TwoPeople;

/// <summary>A desk's journal with people in it, without a store.</summary>
internal sealed class PeopledDesk
{
    public static DeskCard Card { get; } = DeskKeys.Create().Card("Westmark", "https://westmark.example");

    private readonly List<Entry> entries = [];

    public DeskFile File => DeskFile.Fold(entries);

    /// <summary>Administrators ada and bo, a releaser, a reader, and a second releaser whom ada made alone; a partner with an unconfirmed card, one with a pinned one.</summary>
    public static PeopledDesk OfTwo() => new PeopledDesk()
        .Person("ada", Role.Administrator).Person("bo", Role.Administrator).Person("rita", Role.Releaser).Person("ron", Role.Reader)
        .Person("hat", Role.Releaser).Add(new AccountIssued("hat", ["ada"])).Add(new PasswordSet("hat"))
        .Add(new PartnerAdded("w", new("Westmark", null, "", "", Card, false, [], null, null)))
        .Add(new PartnerAdded("s", new("Sudria", null, "", "", DeskKeys.Create().Card("Sudria", "https://sudria.example"), true, [], null, null)))
        .Key("ada").Key("bo").Key("rita");

    public PeopledDesk Person(string id, params Role[] roles) => Person(id, [], roles);

    public PeopledDesk Person(string id, string[] compartments, params Role[] roles) => Add(new PersonAdded(id, new(id, id, roles, compartments, false)), id);

    public PeopledDesk Add(Fact fact, string author = "desk")
    {
        var at = $"2026-03-01T08:{entries.Count / 60:00}:{entries.Count % 60:00}.000Z";
        entries.Add(FactKinds.Draft(DeskFile.JournalId, at, author, new(fact, DeskFile.Internal)).After(entries.Count == 0 ? Head.Empty(DeskFile.JournalId) : entries[^1].AsHead()));
        return this;
    }

    /// <summary>Takes a decision, which must be allowed.</summary>
    public PeopledDesk Take(string author, Func<DeskFile, Decision> decide)
    {
        var decision = decide(File);
        Assert.True(decision is Decision.Allowed, (decision as Decision.Refused)?.Message);
        foreach (var fact in ((Decision.Allowed)decision).Facts) Add(fact.Fact, author);
        return this;
    }

    public Decision Confirm(string change, string person, string? reason = "I asked.") =>
        ChangeDecisions.Confirm(File, new(change, person, File.Changes.Find(change)?.Content.Card?.Fingerprint, reason));

    public static string? Rule(Decision decision) => (decision as Decision.Refused)?.Rule;

    private PeopledDesk Key(string person) => Add(new VaultKeyMade("key-" + person, new(person, new string('A', 43))));
}
