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
        var isWhole = proposal.Items.All(i => Knows(i.Item) && SeesWhole(i.Item));
        Release Told(Release r) => isWhole ? r with
        {
            Proposal = r.Proposal with { Warnings = [.. r.Proposal.Warnings.Where(w => w.RestsOn.Concat(w.Item is null ? [] : [w.Item]).All(ShowsAny))] },
            HoldReasons = [.. r.HoldReasons.Where(h => IsTold(h, r))],
        }
        : r with
        {
            Proposal = r.Proposal with { PlainSha256 = "", Items = [.. r.Proposal.Items.Where(i => Knows(i.Item))], Warnings = [] },
            SealedSize = null,
            Receipt = r.Receipt is { } receipt ? receipt with { Items = [] } : null,
            HoldReasons = [.. r.HoldReasons.Where(h => h.Item is null && IsTold(h, r))],
        };
        return release with { Content = Told(release.Content), History = [.. release.History.Select(c => c with { Content = Told(c.Content) })] };
    }

    // Why it was held back is told to who sees all that the reason tells of; that it was, to everybody who sees the release.
    private bool IsTold(HoldReason reason, Release release) =>
        (!DeliveryCheck.IsOfTheCheck(reason.Rule) || Audience is Audience.AtDesk { Id: var reader } && reader == release.DecidedBy)
        && reason.RestsOn.Concat(reason.Item is null ? [] : [reason.Item]).All(ShowsAny);

    // Whether the partner was given a part that is kept from this reader, then or now, is not gone into.
    private bool SeesWhole(string item) => (Claims.Find(item)?.Content is { } claim ? new[] { item, claim.Source } : [item]).All(i =>
        Incidents.Find(i)?.Withheld.Count is not > 0 && Effects.Find(i)?.Withheld.Count is not > 0 && Claims.Find(i)?.Withheld.Count is not > 0
        && Observables.Find(i)?.Withheld.Count is not > 0 && Sources.Find(i)?.Withheld.Count is not > 0);

    private bool IsDraft(string about) => Requests.Find(about) is not null || ReplyDrafts.Find(about) is not null || Briefs.Find(about) is not null || Notices.Find(about) is not null;

    // Of whatever kind: asked while releases are looked at, before they are there themselves.
    private bool ShowsAny(string item) => IsSeen(item) || (besides ??=
    [
        Origins, Rejected, Wordings, Incoming, ReplyDrafts, Rewordings, Briefs, Notices, PartnerNotices, Ratings, EffectTerms, ImpactScores, Weighings, Proportionalities, Responses, CommitmentJudgements,
    ]).Any(s => s.ItemOf(item) is not null) || file.Releases.Find(item) is { } release && IsDraft(release.Content.Proposal.About);

    private IShelf[]? besides;

    private bool Knows(string item) =>
        Incidents.Find(item) is not null || Effects.Find(item) is not null || Parties.Find(item) is not null || Propositions.Find(item) is not null
        || Claims.Find(item) is not null || Observables.Find(item) is not null || Statements.Find(item) is not null || Sources.Find(item) is not null;
}
