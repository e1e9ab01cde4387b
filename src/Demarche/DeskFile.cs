using System.Collections.Frozen;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Vault;

namespace Demarche;

/// <summary>The desk's own list, folded: partners, people, settings and what arrived.</summary>
public sealed class DeskFile
{
    /// <summary>The id of the desk's own journal.</summary>
    public const string JournalId = "desk";

    /// <summary>Everything in the desk's list is for this desk only.</summary>
    public static Marking Internal { get; } = Marking.Of(Tlp.AmberStrict);

    public Shelf<Partner> Partners { get; } = new();

    public Shelf<PartnerGroup> Groups { get; } = new();

    public Shelf<Person> People { get; } = new();

    public Shelf<Arrival> Inbox { get; } = new();

    /// <summary>People's own keys, by the key's id; a person's key in force is the one that stands.</summary>
    public Shelf<VaultKey> VaultKeys { get; } = new();

    /// <summary>Requests of two people to open an identity without its handlers.</summary>
    public Shelf<BreakGlass> BreakGlass { get; } = new();

    /// <summary>People of whom two may open an identity together.</summary>
    public IReadOnlyList<string> Keepers { get; private set; } = [];

    /// <summary>Changes that take two people: waiting, confirmed, refused.</summary>
    public Shelf<ProposedChange> Changes { get; } = new();

    /// <summary>Who gave each person what lets the person set a password, the last time; accounts of older journals are not in it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Issued => issued;

    /// <summary>Which accounts could be one person's.</summary>
    public Hands Hands { get; } = new();

    /// <summary>What one person decided at a desk of one. Where two are there, this list shows what of it no longer holds as not decided.</summary>
    public DecidedAlone DecidedAlone { get; } = new();

    /// <summary>People who have set a password.</summary>
    public IReadOnlySet<string> CameIn => cameIn;

    public DeskSettings Settings { get; private set; } = new("Unnamed desk");

    /// <summary>Our last change of keys; null while the first ones are in use.</summary>
    public DeskKeysRotated? Rotation { get; private set; }

    /// <summary>When we last changed our keys, UTC; null while the first ones are in use.</summary>
    internal string? RotatedAt { get; private set; }

    public Head Head { get; private set; } = Head.Empty(JournalId);

    // Owned by the fold that fills them.
    private readonly Dictionary<string, IReadOnlyList<string>> issued = [];
    private readonly HashSet<string> cameIn = [];

    public static DeskFile Fold(IEnumerable<Entry> entries)
    {
        var file = new DeskFile();
        IShelf[] shelves = [file.Partners, file.Groups, file.People, file.Inbox, file.VaultKeys, file.BreakGlass, file.Changes];
        ProposedChange? confirmed = null;
        foreach (var entry in entries)
        {
            file.Head = entry.AsHead();
            var fact = FactKinds.Read(entry);
            file.DecidedAlone.Note(file, fact, confirmed);
            confirmed = (fact as ChangeConfirmed)?.Content;
            if (fact is DeskSettingsChanged changed) file.Settings = changed.Settings;
            else if (fact is KeepersNamed named) file.Keepers = named.People;
            else if (fact is AccountIssued account) file.NoteIssued(account);
            else if (fact is PasswordSet set) file.cameIn.Add(set.Person);
            else if (fact is DeskKeysRotated rotated) (file.Rotation, file.RotatedAt) = (rotated, entry.Time);
            else if (fact is not UnknownFact)
                _ = shelves.Any(s => s.Apply(fact, entry.Time, entry.Author, entry.Kind, Marking.FromJson(entry.Marking), entry.Number));
        }
        file.EndWhatOneDecided();
        return file;
    }

    private void NoteIssued(AccountIssued account)
    {
        issued[account.Person] = account.By;
        Hands.Note(account);
    }

    // Nothing that reads this list has to ask by how many it was decided.
    private void EndWhatOneDecided()
    {
        if (DecidedAlone.IsNothing || !SecondPerson.IsThere(this)) return;
        foreach (var pin in DecidedAlone.Pins) Partners.Put(pin, Partners.Find(pin)!.Content with { Confirmed = false });
        if (DecidedAlone.Keepers) Keepers = [];
        if (DecidedAlone.ReleasesByOne) Settings = Settings with { TwoPersonRelease = true };
    }

    /// <summary>A partner as a reader: with the groups that it belongs to now, and the time at which it reads.</summary>
    /// <param name="at">UTC, ISO 8601.</param>
    public Audience.Partner AudienceOf(string partner, string at)
    {
        var groups = Groups.All.Where(g => g.Content.Members.Contains(partner)).ToLookup(g => g.IsWithdrawn, g => g.Id);
        return new(partner, groups[false].ToFrozenSet(StringComparer.Ordinal), groups[true].ToFrozenSet(StringComparer.Ordinal), at);
    }

    /// <summary>The name of a partner or a group of partners that a marking names; null where none is listed under that id.</summary>
    public string? NameOfListed(string id) => Partners.Find(id)?.Content.Name ?? Groups.Find(id)?.Content.Name;

    /// <summary>The name of whoever wrote an entry.</summary>
    public string NameOf(string author) =>
        author == "desk" ? Settings.Name
        : author.StartsWith("partner:", StringComparison.Ordinal) ? Partners.Find(author["partner:".Length..])?.Content.Name ?? "a partner"
        : People.Find(author)?.Content.Name ?? "somebody";
}
