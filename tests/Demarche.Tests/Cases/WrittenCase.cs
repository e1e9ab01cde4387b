using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;

namespace Demarche.Tests.Cases;

/// <summary>A case's journal as a test writes it: one minute between entries, Ana the author where nobody else is named.</summary>
internal sealed class WrittenCase
{
    public const string CaseId = "case";
    public const string Ana = "person-ana";
    public const string Ben = "person-ben";
    public const string Ostania = "partner-ostania";
    public const string Sudria = "partner-sudria";

    public static readonly Marking Internal = Marking.Of(Tlp.Amber);
    public static readonly Marking ToOstania = Marking.Of(Tlp.Amber, Ostania);
    public static readonly Marking ToBoth = Marking.Of(Tlp.Amber, Ostania, Sudria);

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly List<Entry> entries = [];
    private Head head = Head.Empty(CaseId);

    public WrittenCase(bool opened = true)
    {
        if (opened) Add(new CaseOpened("Norland's registry", "The land registry was wiped.", Internal));
    }

    public IReadOnlyList<Entry> Entries => entries;

    public CaseFile File => CaseFile.Fold(CaseId, entries);

    public Demarche.Views.View View => Demarche.Views.View.For(File, AtDesk());

    public static Audience AtDesk(string person = Ana, bool readsRed = true, params string[] compartments) =>
        new Audience.AtDesk(person, readsRed, compartments.ToHashSet());

    public Demarche.Views.View For(string partner) => Demarche.Views.View.For(File, new Audience.Partner(partner));

    public WrittenCase Add(Fact fact, Marking? marking = null, string author = Ana) =>
        Add(FactKinds.Draft(CaseId, Time(entries.Count), author, new(fact, marking ?? Internal)));

    /// <summary>This case with what stands in another before it.</summary>
    public WrittenCase Copied(WrittenCase other)
    {
        (head, _) = (other.head, entries.Count == 0 ? 0 : throw new InvalidOperationException("Only an empty case copies another."));
        entries.AddRange(other.entries);
        return this;
    }

    /// <summary>An entry that no fact of this program would make.</summary>
    public WrittenCase AddRaw(string kind, string body, string? marking = null, int version = 1) =>
        Add(new EntryDraft(CaseId, Time(entries.Count), Ana, kind, version, marking ?? Internal.ToJson(), body));

    public static string Time(int minute) => Times.Text(Start.AddMinutes(minute));

    private WrittenCase Add(EntryDraft draft)
    {
        var entry = draft.After(head);
        head = entry.AsHead();
        entries.Add(entry);
        return this;
    }
}
