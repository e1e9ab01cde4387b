using Demarche.TwoPeople;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Releases;

/// <param name="Id">The new release's id.</param>
/// <param name="Check">What the check found, for the view of whoever proposes.</param>
public sealed record ProposeRelease(string Id, Proposal Proposal, DraftCheck Check);

/// <param name="Recomposed">SHA-256 of the package composed again from the case as it stands now.</param>
/// <param name="Check">What the check finds now, for the view of whoever approves.</param>
public sealed record ApproveRelease(string Id, string? Reason, string Approver, string Recomposed, string SealedSha256, long SealedSize, DraftCheck Check, string? SignedBy = null)
{
    /// <summary>What is missing of the handlers of the package's protected sources; null where nothing is.</summary>
    public Decision.Refused? Unweighed { get; init; }
}

/// <param name="Recomposed">As in <see cref="ApproveRelease"/>.</param>
/// <param name="Sources">Those of the package's protected sources that the handler handles.</param>
/// <param name="Check">What the check finds with the sealed words that the handler knows.</param>
public sealed record AgreeToRelease(string Id, string Recomposed, IReadOnlyList<string> Sources, string Reason, SealedCheck? Check);

/// <param name="Proposer">Who takes a proposal of their own back; null where somebody refuses it who may approve.</param>
public sealed record RefuseRelease(string Id, string Reason, string? Proposer = null);

/// <summary>What is allowed of releases.</summary>
public static class ReleaseDecisions
{
    public static Decision Propose(View view, DeskFile desk, ProposeRelease request)
    {
        var proposal = request.Proposal;
        return CaseMustBeOpen(view) ?? PartnerMustBeReachable(desk, proposal.Partner)
            ?? Must(Outgoing.To(proposal.Partner, proposal.About, view) is not null, "draft-must-stand", "There is no such draft for this partner.")
            ?? Must(view.Releases.Latest(proposal.About, proposal.Partner) is not { Content.State: ReleaseState.Proposed },
                "one-proposal-at-a-time", "A package for this partner waits for approval already. Have it approved or refused first.")
            ?? WordsMustBeForThePartner(view, desk, proposal)
            ?? CheckMustLetItGo(view, request.Check, proposal)
            ?? Decision.Allow(new ReleaseProposed(request.Id, proposal), MarkingOf(view, proposal.About), request.Id);
    }

    public static Decision Approve(View view, DeskFile desk, ApproveRelease request)
    {
        var held = view.Releases.Find(request.Id);
        if (MustWait(held) is { } refused) return refused;
        return CaseMustBeOpen(view) ?? PartnerMustBeReachable(desk, held!.Content.Proposal.Partner)
            ?? MustBeASecondPerson(desk, held, request.Approver)
            ?? WordsMustBeForThePartner(view, desk, held.Content.Proposal)
            ?? ApproverMustSeeAll(held)
            ?? Must(request.Recomposed == held.Content.Proposal.PlainSha256, "what-is-approved-must-be-what-was-seen",
                "The case has changed since this package was made, and it would be another one now. Refuse it and have it proposed again.")
            ?? CheckMustLetItGo(view, request.Check, held.Content.Proposal, request)
            ?? request.Unweighed
            ?? Decision.Allow(new ReleaseApproved(request.Id, request.Reason, request.SealedSha256, request.SealedSize, request.SignedBy,
                SecondPerson.IsOne(desk, held.Author, request.Approver) ? true : null), MarkingOf(view, held), request.Id);
    }

    /// <summary>The entry is marked for nobody: that a handler agreed, and so who handles what, is told to that handler alone.</summary>
    public static Decision Agree(View view, AgreeToRelease request)
    {
        var held = view.Releases.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustWait(held) ?? ApproverMustSeeAll(held!)
            ?? Must(request.Recomposed == held!.Content.Proposal.PlainSha256, "what-is-approved-must-be-what-was-seen",
                "The case has changed since this package was made, and it would be another one now. Have it proposed again.")
            ?? Must(request.Sources.Count > 0, "item-must-exist", "There is no such release in this case.")
            ?? (request.Check?.Block is { } block ? new Decision.Refused(block.Rule, block.Message) : null)
            ?? TextMustBeGiven(request.Reason, "reason", "why it may go")
            ?? Decision.Allow(new HandlerAgreed(request.Id, request.Sources, request.Reason.Trim()), Marking.Nobody, request.Id);
    }

    /// <summary>As <see cref="Agree"/>: told to that handler alone.</summary>
    public static Decision TakeBack(View view, string release, IReadOnlyList<string> sources, string reason) =>
        MustWait(view.Releases.Find(release)) ?? TextMustBeGiven(reason, "reason", "why it may not go")
        ?? Decision.Allow(new AgreementTakenBack(release, sources, reason.Trim()), Marking.Nobody, release);

    public static Decision Refuse(View view, RefuseRelease request)
    {
        var held = view.Releases.Find(request.Id);
        return MustWait(held)
            ?? Must(request.Proposer is null || request.Proposer == held!.Author, "only-its-proposer-takes-it-back", "A releaser refuses a release, or its proposer takes it back.")
            ?? TextMustBeGiven(request.Reason, "reason", "why it must not go")
            ?? Decision.Allow(new ReleaseRefused(request.Id, request.Reason), MarkingOf(view, held!), request.Id);
    }

    /// <summary>A package carried by hand left the desk all the same.</summary>
    public static Decision HandOver(View view, string release) =>
        view.Releases.Find(release) is not { Content.SealedSha256: not null } held ? Decision.Refuse("release-must-be-approved", "Only an approved package leaves the desk.")
        : held.Content.State is ReleaseState.HeldBack or ReleaseState.Stopped ? Decision.Refuse("delivery-must-be-open", "This delivery is held back or stopped. Propose the draft again.")
        : Decision.Allow(new PackageSent(release, "file"), held.Marking, release);

    /// <summary>A person stops a delivery of which nothing has left.</summary>
    public static Decision Stop(View view, string release, string reason) =>
        view.Releases.Find(release) is not { Content: { SealedSha256: not null } content } held ? Decision.Refuse("release-must-be-approved", "There is no such approved release.")
        : TextMustBeGiven(reason, "reason", "why it must not go")
        ?? Must(content.State != ReleaseState.Stopped, "what-is-settled-stays", "This delivery is stopped already.")
        ?? Must(!content.HasGone, "what-may-have-left-is-not-stopped", "Bytes of this package left the desk, or may have left it. It can't be stopped; retract what it says, or correct it.")
        ?? Decision.Allow(new DeliveryStopped(release, reason.Trim()), MarkingOf(view, held), release);

    // The draft may have been marked stricter since it was proposed: what is said of it then is said under that.
    private static Marking MarkingOf(View view, Held<Release> release) =>
        view.Item(release.Content.Proposal.About) is { } draft ? release.Marking.And(draft.Marking) with { ReleasableTo = release.Marking.ReleasableTo } : release.Marking;

    /// <summary>What every desk refuses could be approved and would never arrive (docs/protocol/package.md).</summary>
    public static Decision.Refused? MustBeSmallEnough(Composed composed) =>
        Must(composed.Letter.Length <= Exchange.PackageContent.LongestLetter && composed.Plain.Length <= Journal.SealedPackage.MaximumPlainBytes, "package-must-be-small-enough",
            $"This package is larger than any desk takes: its letter has at most {Exchange.PackageContent.LongestLetter} characters, all of it {Journal.SealedPackage.MaximumPlainBytes} bytes. Send fewer items with it, in several requests.", "includes");

    private static Decision.Refused? MustWait(Held<Release>? held) =>
        held is null ? new("item-must-exist", "There is no such release in this case.")
        : Must(held.Content.State == ReleaseState.Proposed, "release-must-wait", "This release has been decided already.");

    private static Decision.Refused? PartnerMustBeReachable(DeskFile desk, string partner) => desk.Partners.Find(partner) switch
    {
        not { IsWithdrawn: false } => new("partner-must-exist", "This partner is not in the directory."),
        { Content.Card: null } => new("partner-must-have-a-desk", "This partner has no contact card, so nothing can be encrypted to it. Add its card under Partners."),
        { Content.Confirmed: false } => new("keys-must-be-confirmed", "Nobody has compared the fingerprint of this partner's keys. Confirm it under Partners."),
        _ => null,
    };

    /// <summary>Whether a reader sees everything that a release holds: of what is seen in part the view tells no bytes.</summary>
    public static bool IsSeenWhole(Held<Release> release) => release.Content.Proposal.PlainSha256.Length > 0;

    /// <summary>Where a second person is asked for, it is not the proposer, nor an account that one of the two made alone: at a desk that has two people.</summary>
    internal static Decision.Refused? MustBeASecondPerson(DeskFile desk, Held<Release> release, string approver) =>
        !desk.Settings.TwoPersonRelease ? null
        : Must(release.Author != approver, "a-second-person-must-approve", "You proposed this release, and this desk asks a second person to approve. Ask another releaser.")
            ?? Must(SecondPerson.IsAsFarAsThereIsOne(desk, release.Author, approver), "accounts-must-not-be-one-persons",
                "One of you made the other's account alone, so that as far as this desk knows you are one person. Ask another releaser.");

    internal static Decision.Refused? ApproverMustSeeAll(Held<Release> release) =>
        Must(IsSeenWhole(release), "approver-must-see-all", "You may not see all of what this package holds. Ask a releaser who may.");

    /// <summary>A block is a block; a warning needs a written reason.</summary>
    /// <param name="approval">The approval, whose own reason answers for what another copy shows together with this one (when this one was
    /// proposed, the other was not known, or had not gone), and for what has changed since its proposer wrote a reason. Null for a
    /// proposal.</param>
    private static Decision.Refused? CheckMustLetItGo(View view, DraftCheck check, Proposal proposal, ApproveRelease? approval = null)
    {
        if (check.Block is { } block) return new(block.Rule, block.Message);
        bool IsTheApprovers(Finding warning) => approval is not null && (warning.IsOfTwoCopies || proposal.Warnings.Any(warning.IsSortOf));
        var open = approval is null ? check.Unanswered(proposal.Warnings) : check.UnansweredSince(view, proposal);
        if (open.FirstOrDefault(w => !IsTheApprovers(w) || string.IsNullOrWhiteSpace(approval!.Reason)) is not { } warning) return null;
        var (instead, field) = IsTheApprovers(warning) ? ("refuse it", "reason") : ("change the draft", "reasons");
        return new("warning-must-be-answered", $"The check warns: {warning.Message} Write why it is to go all the same, or {instead}.", field);
    }

    // The one ruling, over what people wrote for this package: the draft's words, a partner's own wording, what a copy says in other words.
    private static Decision.Refused? WordsMustBeForThePartner(View view, DeskFile desk, Proposal proposal)
    {
        var kept = WordsRuling.Kept(WordsRuling.Of(view, proposal.About, proposal.Partner), desk.AudienceOf(proposal.Partner, proposal.Created)).FirstOrDefault();
        return kept.Words is null ? null
            : kept.Words.Marking.Compartments.Count > 0
                ? new("compartments-stay-here", "Words of this package are in a compartment. What is in a compartment goes to no partner.")
            : new("words-must-be-for-the-partner", $"{kept.Words.What} may not go to this partner: {kept.Why} Change that marking first, if it may go.");
    }

    private static Marking MarkingOf(View view, string about) =>
        view.Requests.Find(about)?.Marking ?? view.ReplyDrafts.Find(about)?.Marking ?? view.Briefs.Find(about)?.Marking ?? view.Notices.Find(about)?.Marking ?? Marking.Nobody;
}
