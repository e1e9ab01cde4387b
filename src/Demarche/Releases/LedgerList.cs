using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>An item in a package, as it stood when it went.</summary>
/// <param name="IsCurrent">Whether it says what stands now.</param>
public sealed record LedgerItem(string Item, string Kind, string Text, bool IsCurrent);

/// <summary>Something that happened to a release.</summary>
/// <param name="What">The kind of the entry: release-approved, package-sent, receipt-held…</param>
public sealed record LedgerEvent(string Time, string What, string Who, string? Why);

/// <summary>One ask of a request in the ledger, or one answer of a reply of ours.</summary>
/// <param name="Progress">How far the partner is with it now; null where it is our answer.</param>
/// <param name="Disposition">What we said to it; null where it is our ask.</param>
/// <param name="Text">The answer in words, the partner's or ours.</param>
public sealed record LedgerAsk(string Ask, Progress? Progress, Disposition? Disposition, string Text);

/// <summary>A release in the ledger: to whom, what in which version, by whose approval and for which reason, with its receipt.</summary>
/// <param name="IsWhole">Whether this reader sees all that it holds.</param>
public sealed record LedgerRow(ReleaseRow Row, bool IsWhole, IReadOnlyList<LedgerItem> Items, IReadOnlyList<LedgerEvent> Events)
{
    /// <summary>Of a request, each ask and how far the partner is with it now; of a reply, what it says to each.</summary>
    public IReadOnlyList<LedgerAsk> Asks { get; init; } = [];

    public static LedgerRow Of(View view, DeskFile desk, Held<Release> release)
    {
        var proposal = release.Content.Proposal;
        return new(ReleaseRow.Of(view, desk, release), ReleaseDecisions.IsSeenWhole(release),
            // A victim goes within each of its effects too, and is one thing all the same.
            [.. proposal.Items.DistinctBy(i => i.Item).Select(i => Item(view, i, proposal))],
            [.. release.History.Select((c, i) => new LedgerEvent(c.Time, c.What, desk.NameOf(c.Author), Why(release, i)))])
        {
            Asks = AsksOf(view, desk, proposal),
        };
    }

    // As this reader sees the request or the reply; when an answer is due is said where the request stands.
    private static IReadOnlyList<LedgerAsk> AsksOf(View view, DeskFile desk, Proposal proposal)
    {
        if (view.Requests.Find(proposal.About) is { } request)
        {
            return [.. RequestList.Row(view, desk, request, "").Partners.Where(p => p.Partner == proposal.Partner).SelectMany(p => p.Asks)
                .Select(a => new LedgerAsk(a.Ask.Text, a.Progress, null, a.Answer?.Text ?? ""))];
        }
        if (view.ReplyDrafts.Find(proposal.About)?.Content is not { } reply || Answerable.Of(view, reply) is not { } asked) return [];
        var words = asked.Asks.ToDictionary(a => a.Id, a => a.Text);
        return [.. reply.Answers.Where(a => words.ContainsKey(a.Ask)).Select(a => new LedgerAsk(words[a.Ask], null, a.Disposition, a.Text))];
    }

    private static LedgerItem Item(View view, ReleasedItem given, Proposal proposal)
    {
        var (then, now) = (Telling.Of(view, given.Item, proposal.Created, proposal.Partner), Telling.Of(view, given.Item, null, proposal.Partner));
        return new(given.Item, given.Kind, then?.Text ?? "", then?.Whole == now?.Whole && view.Item(given.Item) is { IsWithdrawn: false });
    }

    // A release keeps the reason of its decision through all that follows; it is told where it was given.
    private static string? Why(Held<Release> release, int change) => release.History[change].What switch
    {
        "release-approved" or "release-refused" => release.History[change].Content.Reason,
        "delivery-given-up" => release.History[change].Content.Trouble,
        "delivery-stopped" => release.History[change].Content.StopReason,
        _ => null,
    };
}

/// <summary>A partner who can be chosen.</summary>
public sealed record LedgerPartner(string Id, string Name);

/// <summary>Everything that was proposed or left, the newest first.</summary>
/// <param name="Partners">Everybody who stands in the ledger.</param>
/// <param name="Item">The item to which the list is narrowed, in a line.</param>
/// <param name="Next">The key of the last row, where there are more.</param>
/// <param name="Due">How many items call for a correction or a retraction.</param>
public sealed record LedgerList(
    string Case, LedgerFilter Filter, IReadOnlyList<LedgerRow> Rows, IReadOnlyList<LedgerPartner> Partners, ItemLine? Item, string? Next, int Due)
{
    /// <summary>Rows of one page; a page may be longer by what was proposed in the same moment as its last row.</summary>
    public const int PageSize = 50;

    public static LedgerList Of(View view, DeskFile desk, LedgerFilter filter)
    {
        var holding = filter.Item is { } asked ? Holding.OfItem(view, asked).SelectMany(h => h.Handed.Append(h.Retraction)).OfType<Held<Release>>().Select(r => r.Id).ToHashSet() : null;
        var all = view.Releases.All;
        List<Held<Release>> rows = [];
        // From the newest back, and no further than the page: what happens in one moment stays together.
        for (var i = all.Count - 1; i >= 0; i--)
        {
            var release = all[i];
            if (filter.Before is { } before && string.CompareOrdinal(release.Time, before) >= 0) continue;
            if (!filter.Lets(release) || holding?.Contains(release.Id) == false && release.Content.Proposal.About != filter.Item) continue;
            if (rows.Count >= PageSize && release.Time != rows[^1].Time) return Made(rows[^1].Time);
            rows.Add(release);
        }
        return Made(null);

        LedgerList Made(string? next) => new(
            view.CaseId, filter, [.. rows.Select(r => LedgerRow.Of(view, desk, r))],
            [.. all.Select(r => r.Content.Proposal.Partner).Distinct().Select(p => new LedgerPartner(p, desk.Partners.Find(p)?.Content.Name ?? p)).OrderBy(p => p.Name, StringComparer.Ordinal)],
            filter.Item is { } id && view.Item(id) is { } item ? ItemLine.Of(view, desk, item) : null, next,
            Holding.All(view).Where(h => Noticed.Needed(h) is not null).Select(h => h.Item).Distinct().Count());
    }
}
