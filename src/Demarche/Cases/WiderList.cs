using System.Runtime.CompilerServices;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>An item that is marked wider than something that its reader sees, and that a person has to look at.</summary>
/// <param name="Basis">Ids of the stricter things that it rests on.</param>
/// <param name="IsStale">Whether somebody wrote a reason, and what it rests on was marked again after that.</param>
public sealed record WiderItem(Item Item, IReadOnlyList<string> Basis, bool IsStale);

/// <summary>
/// Items taken out of something stricter, without a reason or with one that is older than its marking: a document made stricter leaves a task for
/// everything taken from it. Only for readers who see both. Nothing is widened or narrowed by it.
/// </summary>
public static class WiderList
{
    private const string MarkingChange = "marking-changed";

    private static readonly ConditionalWeakTable<View, IReadOnlyList<WiderItem>> Lists = [];

    /// <summary>Kept with the view that it belongs to, which never changes.</summary>
    public static IReadOnlyList<WiderItem> Of(View view) => Lists.GetValue(view, static v => [.. Find(v)]);

    private static IEnumerable<WiderItem> Find(View view)
    {
        foreach (var item in view.Items().Where(i => i is { IsWithdrawn: false, IsTakenBack: false } && view.BasesOf(i).Count > 0))
        {
            List<Item> stricter = [.. view.BasesOf(item).Select(view.Item).OfType<Item>().Where(b => RestsOn.IsWider(item.Marking, item.Content, b.Marking))];
            if (stricter.Count == 0) continue;
            var isStale = item.Wider is { } reason && stricter.Any(b => b.History.Any(c => c.What == MarkingChange && string.CompareOrdinal(c.Time, reason.Time) > 0));
            if (item.Wider is null || isStale) yield return new(item, [.. stricter.Select(b => b.Id)], isStale);
        }
    }
}
