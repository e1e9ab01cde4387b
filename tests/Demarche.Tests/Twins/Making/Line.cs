using System.Collections.Concurrent;
using Demarche.Cases;
using Demarche.Journal;

namespace Demarche.Tests.Twins;

/// <summary>One entry of a random journal, before it has its number.</summary>
/// <param name="Key">What it is known by in both twins.</param>
/// <param name="Item">The id of the item that it is about; null for what is about the case itself.</param>
/// <param name="Fact">What it says; null for a kind that this program doesn't know.</param>
/// <param name="Draft">The entry as it is written, but for the number in an undo.</param>
internal sealed record Line(int Key, string? Item, Fact? Fact, EntryDraft Draft)
{
    public const string Case = "case";

    private static readonly ConcurrentDictionary<Type, string> Members = [];

    /// <summary>The key of the line that this one takes back.</summary>
    public int? Undoes { get; init; }

    /// <summary>The key of the line whose version this one lifts.</summary>
    public int? Lifts { get; init; }

    /// <summary>Whether it differs in its time and its reason alone: its words are carried by a later version.</summary>
    public bool IsCarried { get; init; }

    /// <summary>What must be hidden in both twins for this line to differ between them; null where that is the item it is about.</summary>
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>Whether it may differ because the next line takes it back.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Whether it may differ because its item is seen in both twins, under the same level.</summary>
    public bool IsAlike { get; init; }

    /// <summary>Whether it stands elsewhere in the second twin.</summary>
    public bool IsMoved { get; init; }

    public static Line Of(int key, Marked marked, string time, string author) =>
        new(key, ItemOf(marked.Fact), marked.Fact, FactKinds.Draft(Case, time, author, marked));

    /// <summary>The same line saying something else, in the same moment.</summary>
    public Line Saying(Fact fact, IReadOnlyList<string>? needs = null) => this with
    {
        Item = ItemOf(fact),
        Fact = fact,
        Draft = FactKinds.Draft(Case, Draft.Time, Draft.Author, new(fact, Demarche.Markings.Marking.FromJson(Draft.Marking))) with { Marking = Draft.Marking },
        Needs = needs,
    };

    /// <summary>The entries of a journal. An undo whose line is not there is no entry.</summary>
    public static List<Entry> Entries(IReadOnlyList<Line> lines) => Entries(lines, out _);

    /// <param name="numbers">The number of the entry that each line, by its key, became.</param>
    public static List<Entry> Entries(IReadOnlyList<Line> lines, out Dictionary<int, long> numbers)
    {
        var head = Head.Empty(Case);
        List<Entry> entries = new(lines.Count);
        numbers = new Dictionary<int, long>(lines.Count);
        foreach (var line in lines)
        {
            var draft = line.Draft;
            if (line.Undoes is { } undone)
            {
                if (!numbers.TryGetValue(undone, out var number)) continue;
                draft = FactKinds.Draft(Case, draft.Time, draft.Author, new(new EntryUndone(number), Demarche.Markings.Marking.FromJson(draft.Marking)));
            }
            if (line.Lifts is { } lifted && numbers.TryGetValue(lifted, out var version))
            {
                var lift = ((VersionLifted)line.Fact!) with { Entry = version };
                draft = FactKinds.Draft(Case, draft.Time, draft.Author, new(lift, Demarche.Markings.Marking.FromJson(draft.Marking))) with { Marking = draft.Marking };
            }
            var entry = draft.After(head);
            head = entry.AsHead();
            numbers[line.Key] = entry.Number;
            entries.Add(entry);
        }
        return entries;
    }

    /// <summary>The item that a fact is about, whatever its kind calls it.</summary>
    public static string? ItemOf(Fact fact) => ItemMemberOf(fact) is { } name ? (string)fact.GetType().GetProperty(name)!.GetValue(fact)! : null;

    public static string? ItemMemberOf(Fact fact) =>
        Members.GetOrAdd(fact.GetType(), static t => ((string[])["Id", "Item", "Request", "Source"]).FirstOrDefault(n => t.GetProperty(n)?.PropertyType == typeof(string)) ?? "")
            is { Length: > 0 } name ? name : null;
}
