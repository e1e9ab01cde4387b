using Demarche.Views;

namespace Demarche.Cases;

/// <summary>One thing that happened in a case.</summary>
/// <param name="Kind">What it was about: claim, request…, or case.</param>
/// <param name="What">What happened, as the entry names it: claim-made.</param>
/// <param name="Text">The item in a line.</param>
/// <param name="Path">Where it stands, after the case's address; null where it has no place of its own.</param>
public sealed record HistoryRow(string Time, string Who, string Kind, string What, string Text, string? Path, string? Reason, string? Item);

/// <summary>What the caller may know of what happened in the case: who, when, what and why. Entries that the caller may not see leave no gap: nothing is numbered.</summary>
/// <param name="Kinds">What can be filtered by.</param>
/// <param name="Kind">What it is narrowed to; null for all.</param>
/// <param name="Before">Where the next page goes on; null at the end.</param>
public sealed record CaseHistory(string Case, IReadOnlyList<HistoryRow> Rows, IReadOnlyList<string> Kinds, string? Kind, string? Before)
{
    /// <summary>Rows of one page; a page may be longer by what happened in the same moment as its last row.</summary>
    public const int PageSize = 200;

    /// <param name="before">Only what happened before this time, UTC; null from the newest.</param>
    public static CaseHistory Of(View view, DeskFile desk, string? kind, string? before)
    {
        List<HistoryRow> all = [.. OfItems(view, desk), .. OfCase(view, desk), .. OfRequests(view, desk)];
        List<string> kinds = [.. all.Select(r => r.Kind).Distinct().Order(StringComparer.Ordinal)];
        List<HistoryRow> rows =
        [
            .. all.Select((r, at) => (Row: r, At: at)).Where(r => kind is null || r.Row.Kind == kind).Where(r => before is null || string.CompareOrdinal(r.Row.Time, before) < 0)
                // The newest first, and of what happened to one item in one moment the last first: a package left before it was received.
                .OrderByDescending(r => r.Row.Time, StringComparer.Ordinal).ThenBy(r => r.Row.Item, StringComparer.Ordinal).ThenByDescending(r => r.At).Select(r => r.Row),
        ];
        var end = rows.Count <= PageSize ? rows.Count : rows.FindLastIndex(r => r.Time == rows[PageSize - 1].Time) + 1;
        return new(view.CaseId, rows[..end], kinds, kind, end < rows.Count ? rows[end - 1].Time : null);
    }

    private static IEnumerable<HistoryRow> OfItems(View view, DeskFile desk) =>
        from item in view.Items()
        let line = ItemLine.Of(view, desk, item)
        from change in item.History
        select new HistoryRow(change.Time, desk.NameOf(change.Author), item.Kind, change.What, line.Text, line.Path, change.Reason, item.Id);

    private static IEnumerable<HistoryRow> OfCase(View view, DeskFile desk) => view.Events.Select(e => new HistoryRow(
        e.Time, desk.NameOf(e.Author), "case", e.What, e.What == "access-granted" ? $"{desk.NameOf(e.About)}: {e.Reason}" : e.About, null,
        e.What == "access-granted" ? null : e.Reason, null));

    private static IEnumerable<HistoryRow> OfRequests(View view, DeskFile desk)
    {
        foreach (var request in view.Requests.All)
        {
            foreach (var partner in request.Content.Partners)
            {
                if (view.ClosedWith(request.Id, partner) is { Author.Length: > 0 } closed)
                    yield return Row(request.Id, closed.Time, closed.Author, "request-closed", partner, closed.Reason);
            }
        }
        foreach (var reminder in view.Reminders)
            yield return Row(reminder.Request, reminder.Time, reminder.Author, "partner-reminded", reminder.Partner, reminder.How);

        HistoryRow Row(string request, string time, string author, string what, string partner, string why) => new(
            time, desk.NameOf(author), "request", what,
            $"{desk.Partners.Find(partner)?.Content.Name}: {view.Requests.Find(request)!.Content.Title}", $"/requests/{request}", why, request);
    }
}
