using Demarche.Releases;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

public sealed partial class BriefComposer
{
    // What left this desk as a correction or a retraction, and what partners took back of theirs.
    private void WhatWasCorrected()
    {
        foreach (var release in view.Releases.All.Where(r => r.Content.HasGone
            && r.Content.Proposal.Kind is PackageKind.Correction or PackageKind.Retraction && own.Releases.Find(r.Id) is not null)
            .OrderBy(r => r.Content.SentAt ?? r.Changed, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            var proposal = release.Content.Proposal;
            if (view.Notices.Find(proposal.About) is not { IsWithdrawn: false } notice || !Shared(notice)) continue;
            Point(Say(notice.Content.Kind == NoticeKind.Correction ? "briefs.notices.corrected" : "briefs.notices.retracted",
                BriefWords.Name(NameOf(proposal.Partner)),
                HumanDate.When(release.Content.SentAt ?? release.Changed), Quoted(notice.Content.Text)),
                    [notice.Id, .. About(notice.Content.Items)]);
        }
        foreach (var notice in view.PartnerNotices.Standing.Where(Shared))
        {
            Point(Say(notice.Content.Kind == NoticeKind.Correction ? "briefs.notices.corrected.theirs" : "briefs.notices.retracted.theirs",
                BriefWords.Name(NameOf(notice.Content.Partner)),
                HumanDate.When(notice.Content.Sent), Quoted(notice.Content.Text)), [notice.Id, .. About(notice.Content.Concerns)]);
        }
    }

    private IEnumerable<string> About(IEnumerable<string> items) => items.Where(i => view.Item(i) is not null && own.Item(i) is not null)
        .Take(MostClaims);

    private void NextSteps()
    {
        WhatIsOwed();
        foreach (var holding in Holding.All(view).Where(h => Noticed.Needed(h) is not null && own.Item(h.Item) is not null))
        {
            if (holding.Had is not { } had) continue;
            Point(Say(Noticed.Needed(holding) == NoticeKind.Correction ? "briefs.steps.correct" : "briefs.steps.retract",
                BriefWords.Name(NameOf(holding.Partner)), Quoted(had.Text)), holding.Item);
        }
        foreach (var decision in view.Resolutions.Standing.Where(r => Shared(r) && r.Content.ReviewOn is not null)
            .OrderBy(r => r.Content.ReviewOn, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal))
            Point(Say(Due("briefs.steps.review", decision.Content.ReviewOn!), Quoted(decision.Content.Text),
                HumanDate.When(decision.Content.ReviewOn!)), decision.Id);
        if (view.Resolutions.Standing.Any(Shared)) return;
        foreach (var option in view.Options.Standing.Where(Shared)) Point(Say("briefs.steps.decide", Quoted(option.Content.Title)),
            option.Id);
    }
}
