using System.Text.Json;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>What was built on an entry where its author does not see it, and the marking under which the entry is kept for that.</summary>
internal static class BuiltUpon
{
    /// <summary>Who keeps seeing an entry that its author takes back: those who see the first thing that was built on it and asks least of its readers.</summary>
    /// <param name="view">What the author sees: nothing that was written after the entry.</param>
    /// <param name="item">The item that the entry brought in or changed.</param>
    /// <returns>Null where nothing was built on it.</returns>
    public static Marking? Under(CaseFile file, View view, string item, long entry)
    {
        var later = from holder in file.Items()
                    from change in holder.History
                    where change.From.Entry > entry && (holder.Id == item || Says(change.Content).Contains(item, StringComparison.Ordinal))
                    orderby change.From.Entry
                    select Of(file, view, holder, change);
        List<Marking> markings = [.. later.OrderBy(m => m.Compartments.Count).ThenBy(m => m.Tlp)];
        if (markings.Count == 0) return null;
        // What is hidden from its author by nothing that a marking says is hidden from everybody: nothing is lost, and nothing told.
        var under = markings.Find(m => !Ruling.For(m, view.Audience).Seen) ?? Marking.Nobody;
        return under.And(file.MarkingOf(item) ?? under) with { ReleasableTo = [], Originator = file.MarkingOf(item)?.Originator, Derived = file.MarkingOf(item)?.Derived };
    }

    // A change is hidden by its own marking, by its item's, by those of its parts, or by what it names.
    private static Marking Of(CaseFile file, View view, Item holder, Change<object> change)
    {
        var marking = holder.Marking.And(change.From.Marking);
        foreach (var part in change.Fields.Values.Where(f => !Ruling.For(f, view.Audience).Seen)) marking = marking.And(part);
        if (change.From.Own is { } own) marking = marking.And(own);
        HashSet<string> named = [holder.Id];
        var texts = new Queue<string>([Says(change.Content)]);
        while (texts.TryDequeue(out var text))
        {
            foreach (var other in file.Items().Where(i => !named.Contains(i.Id) && text.Contains(i.Id, StringComparison.Ordinal) && view.Item(i.Id) is null).ToList())
            {
                named.Add(other.Id);
                marking = marking.And(other.Marking);
                texts.Enqueue(Says(other.Content));
            }
        }
        return marking;
    }

    private static string Says(object content) => JsonSerializer.Serialize(content, content.GetType(), FactKinds.Json);
}
