using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;

namespace Demarche;

/// <summary>The desk's own list, folded: partners, people, settings and what arrived.</summary>
public sealed class DeskFile
{
    /// <summary>The id of the desk's own journal.</summary>
    public const string JournalId = "desk";

    /// <summary>Everything in the desk's list is for this desk only.</summary>
    public static Marking Internal { get; } = Marking.Of(Tlp.AmberStrict);

    public Shelf<Partner> Partners { get; } = new();

    public Shelf<Person> People { get; } = new();

    public Shelf<Arrival> Inbox { get; } = new();

    public DeskSettings Settings { get; private set; } = new("Unnamed desk");

    /// <summary>Our last change of keys; null while the first ones are in use.</summary>
    public DeskKeysRotated? Rotation { get; private set; }

    public Head Head { get; private set; } = Head.Empty(JournalId);

    public static DeskFile Fold(IEnumerable<Entry> entries)
    {
        var file = new DeskFile();
        IShelf[] shelves = [file.Partners, file.People, file.Inbox];
        foreach (var entry in entries)
        {
            file.Head = entry.AsHead();
            var fact = FactKinds.Read(entry);
            if (fact is DeskSettingsChanged changed) file.Settings = changed.Settings;
            else if (fact is DeskKeysRotated rotated) file.Rotation = rotated;
            else if (fact is not UnknownFact)
                _ = shelves.Any(s => s.Apply(fact, entry.Time, entry.Author, entry.Kind, Marking.FromJson(entry.Marking)));
        }
        return file;
    }

    /// <summary>The name of whoever wrote an entry.</summary>
    public string NameOf(string author) =>
        author == "desk" ? Settings.Name
        : author.StartsWith("partner:", StringComparison.Ordinal) ? Partners.Find(author["partner:".Length..])?.Content.Name ?? "a partner"
        : People.Find(author)?.Content.Name ?? "somebody";
}
