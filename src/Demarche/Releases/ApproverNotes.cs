using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Releases;

/// <summary>An earlier refusal.</summary>
public sealed record EarlierRefusal(string Time, string By, string Reason, string Title);

/// <summary>How a copy differs from the last one that its partner was given.</summary>
/// <param name="Since">When that one was approved, UTC.</param>
/// <param name="SameDraft">Whether it was of the same draft.</param>
/// <param name="Added">Items that were not in it.</param>
/// <param name="Changed">Items in another version or in other words.</param>
/// <param name="Gone">Items that were in it and are not in this one.</param>
/// <param name="NewWords">Lines of the letter that were not in it.</param>
/// <param name="OldWords">Lines of its letter that are not in this one.</param>
public sealed record CopyDifference(
    string Since, bool SameDraft, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Gone, IReadOnlyList<string> NewWords, IReadOnlyList<string> OldWords);

/// <summary>What whoever approves has to know besides the letter: what was refused, what stays here, what the check finds, and what is other than last time.</summary>
public sealed partial record ApproverNotes(
    IReadOnlyList<EarlierRefusal> Refusals, string? Suspicion, IReadOnlyList<WithheldItem> Withheld, DraftCheck Check, CopyDifference? Difference)
{
    /// <summary>Warnings for which no reason was written as they are now: the approver's own answers them.</summary>
    public IReadOnlyList<Finding> Open { get; init; } = [];

    public static async Task<ApproverNotes?> OfAsync(CaseCall call, Held<Release> release, ReleaseDesk releases, Store.JournalStore store)
    {
        var (view, proposal, ct) = (call.View, release.Content.Proposal, call.Context.RequestAborted);
        if (await releases.PreviewAsync(call.CaseId, call.Caller.Audience, proposal.About, proposal.Partner, ct) is not { } copy) return null;
        var to = view.Releases.All.Where(r => r.Id != release.Id && r.Content.Proposal.Partner == proposal.Partner).ToList();
        var check = DraftCheck.Of(copy);
        return new(
            [.. to.Where(r => r.Content.State == ReleaseState.Refused).Reverse().Select(r => new EarlierRefusal(
                r.Content.DecidedAt!, call.Desk.NameOf(r.Content.DecidedBy!), r.Content.Reason ?? "", ReleaseRow.Of(view, call.Desk, r).Title))],
            call.Desk.Partners.Find(proposal.Partner)?.Content.Suspicion,
            [.. ItemChoice.Held(view, copy.Composed.Withheld).Select(i => new WithheldItem(i, ItemChoice.WhyWithheld(view, i.Id, copy.Partner)))],
            check, await DifferenceAsync(call, release, to, store))
        { Open = [.. check.UnansweredSince(view, proposal)] };
    }

    private static async Task<CopyDifference?> DifferenceAsync(CaseCall call, Held<Release> release, IReadOnlyList<Held<Release>> others, Store.JournalStore store)
    {
        var proposal = release.Content.Proposal;
        var went = others.Where(r => r.Content.State is not (ReleaseState.Proposed or ReleaseState.Refused) && ReleaseDecisions.IsSeenWhole(r)).ToList();
        if ((went.LastOrDefault(r => r.Content.Proposal.About == proposal.About) ?? went.LastOrDefault()) is not { } last) return null;
        var before = last.Content.Proposal;
        var (then, now) = (await LinesAsync(before.PlainSha256), await LinesAsync(proposal.PlainSha256));
        var had = before.Items.DistinctBy(i => i.Item).ToDictionary(i => i.Item);
        return new(last.Content.DecidedAt ?? last.Time, before.About == proposal.About,
            [.. proposal.Items.Where(i => !had.ContainsKey(i.Item)).Select(Said)],
            [.. proposal.Items.Where(i => had.TryGetValue(i.Item, out var h) && (!h.IsWordedLike(i) || Versions(before, i.Item) != Versions(proposal, i.Item))).Select(Said)],
            [.. before.Items.Where(i => proposal.Items.All(n => n.Item != i.Item)).Select(Said)],
            [.. now.Except(then)], [.. then.Except(now)]);

        // The ledger keeps of each object a digest of what it says; an address says its id.
        string Versions(Proposal of, string item) => string.Join(' ', of.Items.Where(i => i.Item == item && of.Objects?.Any(o => o.As == i.As) != true).Select(i => i.As)
            .Concat((of.Objects ?? []).Where(o => o.Item == item).Select(o => o.Sha256)).Order(StringComparer.Ordinal));

        string Said(ReleasedItem item) => Telling.Of(call.View, item.Item, null, proposal.Partner)?.Text ?? item.Kind;

        async Task<IReadOnlyList<string>> LinesAsync(string sha256) => await store.FindAsync(sha256, call.Context.RequestAborted) is { } plain
            && JsonSerializer.Deserialize<JsonElement>(plain).TryGetProperty("letter", out var letter) ? Lines(letter.GetString() ?? "") : [];
    }

    // Our own letter, whose markup is ours.
    private static IReadOnlyList<string> Lines(string letter) =>
        [.. Tag().Replace(letter, "\n").Split('\n').Select(l => WebUtility.HtmlDecode(l).Trim()).Where(l => l.Length > 0).Distinct()];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
