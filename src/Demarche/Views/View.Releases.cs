using Demarche.Releases;

namespace Demarche.Views;

/// <summary>What a person at the desk is told of a release. No audience outside the desk has a ledger.</summary>
public sealed partial class View
{
    // A package's bytes say all that is in it at once, and its hash, its size and its receipt tell of them: whoever may not see one of
    // its items, now or any more, is told that it went and when, and nothing of what it holds.
    private Held<Release>? Ledger(Held<Release> release)
    {
        var proposal = release.Content.Proposal;
        if (!IsAtDesk || !IsDraft(proposal.About)) return null;
        // A package holds versions: who may not see the one that went is not told that the item was in it.
        List<ReleasedItem> known = [.. proposal.Items.Where(i => KnowsAt(i.Item, proposal.Created)).Select(i => i with { Revision = 0 })];
        // Its words are the draft's, as it stood then.
        var isWhole = IsDraftKnownAt(proposal.About, proposal.Created) && known.Count == proposal.Items.Count && known.All(i => SeesWhole(i.Item))
            && proposal.Objects?.All(o => IsKnown(o, proposal)) != false;
        Release Told(Release r) => isWhole ? r with
        {
            Proposal = r.Proposal with { Items = known, Warnings = [.. r.Proposal.Warnings.Where(w => w.RestsOn.Concat(w.Item is null ? [] : [w.Item]).All(ShowsAny))] },
            HoldReasons = [.. r.HoldReasons.Where(h => IsTold(h, r))],
        }
        : r with
        {
            Proposal = r.Proposal with
            {
                PlainSha256 = "",
                Items = known,
                Warnings = [],
                // A digest could be compared with guesses of what is hidden.
                Objects = r.Proposal.Objects is { } objects ? [.. objects.Where(o => IsKnown(o, proposal)).Select(o => o with { Sha256 = "" })] : null,
            },
            SealedSize = null,
            Receipt = r.Receipt is { } receipt ? receipt with { Items = [] } : null,
            HoldReasons = [.. r.HoldReasons.Where(h => h.Item is null && IsTold(h, r))],
        };
        List<Change<Release>> history = [];
        var (reason, stop, trouble) = (isWhole, isWhole, isWhole);
        foreach (var step in release.History)
        {
            // What a step says is for those who see the whole release, under the marking that the draft had then.
            var before = history.Count == 0 ? null : release.History[history.Count - 1].Content;
            var isTold = isWhole && IsDraftOpenSince(proposal.About, step.From.Entry, step.From.Marking);
            if (!ReferenceEquals(before?.Reason, step.Content.Reason)) reason = isTold;
            if (!ReferenceEquals(before?.StopReason, step.Content.StopReason)) stop = isTold;
            if (!ReferenceEquals(before?.Trouble, step.Content.Trouble)) trouble = isTold;
            var told = Told(step.Content) with
            {
                Reason = reason ? step.Content.Reason : null,
                StopReason = step.Content.StopReason is null ? null : stop ? step.Content.StopReason : "",
                Trouble = trouble ? step.Content.Trouble : null,
            };
            history.Add(step with { Content = told, Reason = told.Reason });
        }
        return release with { Content = history[^1].Content, History = history };
    }

    // Why it was held back is told to who sees all that the reason tells of; that it was, to everybody who sees the release.
    private bool IsTold(HoldReason reason, Release release) =>
        (!DeliveryCheck.IsOfTheCheck(reason.Rule) || Audience is Audience.AtDesk { Id: var reader } && reader == release.DecidedBy)
        && reason.RestsOn.Concat(reason.Item is null ? [] : [reason.Item]).All(ShowsAny);

    // Whether the partner was given a part that is kept from this reader, then or now, is not gone into.
    private bool SeesWhole(string item) => (Claims.Find(item)?.Content is { } claim ? new[] { item, claim.Source } : [item]).All(i =>
        Incidents.Find(i)?.Withheld.Count is not > 0 && Effects.Find(i)?.Withheld.Count is not > 0 && Claims.Find(i)?.Withheld.Count is not > 0
        && Observables.Find(i)?.Withheld.Count is not > 0 && Sources.Find(i)?.Withheld.Count is not > 0);

    // The letter's own object has the draft's id, and whoever sees the release sees the draft.
    private bool IsKnown(GivenObject given, Proposal proposal) => given.Item == proposal.About || KnowsAt(given.Item, proposal.Created);

    /// <summary>
    /// What this partner was given by releases that everybody sees who may read what bears a marking, oldest first, with all that was in them. Bytes that
    /// rest on it tell nobody who reads them of a release that they may not know.
    /// </summary>
    /// <param name="readers">The marking of the draft that is composed.</param>
    internal IEnumerable<Held<Release>> Given(Marking readers)
    {
        if (Audience is not Audience.Partner { Id: var partner }) return [];
        List<Held<Release>> given = [.. file.Releases.All.Where(r => r.Content.Proposal.Partner == partner && r.Content.IsGiven)];
        if (given.Count == 0) return given;
        var seen = ViewCache.For(file, new Audience.AtDesk("", readers.Tlp == Tlp.Red, readers.Compartments.ToHashSet())).Releases;
        return given.Where(r => seen.Find(r.Id) is not null);
    }

    // An item as it stood at a time, with what it takes along.
    private bool KnowsAt(string item, string at) =>
        Claims.Find(item) is { } claim ? KnowsAt(Claims, file.Claims, item, at) && Telling.At(claim, at) is { } said
            && KnowsAt(Propositions, file.Propositions, said.Proposition, at) && KnowsAt(Sources, file.Sources, said.Source, at)
        : KnowsAt(Incidents, file.Incidents, item, at) || KnowsAt(Effects, file.Effects, item, at) || KnowsAt(Parties, file.Parties, item, at)
            || KnowsAt(Propositions, file.Propositions, item, at) || KnowsAt(Observables, file.Observables, item, at)
            || KnowsAt(Statements, file.Statements, item, at) || KnowsAt(Sources, file.Sources, item, at);

    private static bool KnowsAt<T>(Shelf<T> seen, Shelf<T> all, string item, string at) where T : notnull =>
        seen.Find(item) is { } mine && (mine.History.Count == all.Find(item)!.History.Count || Versions.ShowAt(mine.History, all.Find(item)!.History, at));

    private bool IsDraftKnownAt(string about, string at) =>
        KnowsAt(Requests, file.Requests, about, at) || KnowsAt(ReplyDrafts, file.ReplyDrafts, about, at) || KnowsAt(Briefs, file.Briefs, about, at) || KnowsAt(Notices, file.Notices, about, at);

    private bool IsDraft(string about) => Requests.Find(about) is not null || ReplyDrafts.Find(about) is not null || Briefs.Find(about) is not null || Notices.Find(about) is not null;

    // Of whatever kind: asked while releases are looked at, before they are there themselves.
    private bool ShowsAny(string item) => IsSeen(item) || (besides ??=
    [
        Origins, Rejected, Wordings, ReplyDrafts, Rewordings, Briefs, Ratings, EffectTerms, ImpactScores, Weighings, Proportionalities, Responses, CommitmentJudgements, NoticeJudgements,
    ]).Any(s => s.ItemOf(item) is not null) || file.Releases.Find(item) is { } release && IsDraft(release.Content.Proposal.About);

    private IShelf[]? besides;

    private bool Knows(string item) =>
        Incidents.Find(item) is not null || Effects.Find(item) is not null || Parties.Find(item) is not null || Propositions.Find(item) is not null
        || Claims.Find(item) is not null || Observables.Find(item) is not null || Statements.Find(item) is not null || Sources.Find(item) is not null;
}
