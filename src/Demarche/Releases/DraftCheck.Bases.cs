using Demarche.Documents;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>What goes wider than what it rests on, or than its document says of itself, with the reason that a person wrote.</summary>
internal static class Bases
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var stale = WiderList.Of(copy.View).Where(w => w.IsStale).ToDictionary(w => w.Item.Id);
        foreach (var (given, item) in copy.Held.DistinctBy(h => h.Item.Id))
        {
            if (item.Wider is not null && stale.TryGetValue(item.Id, out var old))
                yield return new("basis-was-marked-since", Severity.Block, given.Item,
                    "What this rests on was marked again after somebody wrote why this may go wider. Look at it: write the reason again, or mark it as strictly.")
                { RestsOn = old.Basis };
            if (item.Wider is { } wider)
                yield return new("wider-than-its-basis", Severity.Note, given.Item,
                    $"This may go wider than what it rests on. {copy.Desk.NameOf(wider.Author)} wrote why on {DraftCheck.DayOf(wider.Time)}: “{wider.Reason}”");
            foreach (var (document, reason) in Lowered(copy.View, item))
                yield return new("basis-wider-than-stated", Severity.Note, given.Item,
                    $"This was taken out of “{NameOf(document)}”, which is marked wider than it says of itself. {copy.Desk.NameOf(reason.Author)} wrote why on {DraftCheck.DayOf(reason.Time)}: “{reason.Reason}”")
                { RestsOn = [document.Id] };
        }
        foreach (var finding in Retyped.Findings(copy)) yield return finding;
    }

    /// <summary>Documents behind an item that may be marked wider than they say of themselves, with the reason that somebody wrote for each.</summary>
    public static IEnumerable<(Held<Document> Document, Justification Reason)> Lowered(View view, Item item)
    {
        foreach (var id in view.BasesOf(item))
        {
            if (view.Documents.Find(id) is { Wider: { } reason } document) yield return (document, reason);
        }
    }

    internal static string NameOf(Held<Document> document) => document.Content.Title ?? document.Content.Name;
}
