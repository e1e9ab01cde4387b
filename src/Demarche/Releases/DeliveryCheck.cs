using Demarche.Journal;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>A release as it was approved and as it would be now: both composed by this program, for the same person who sends.</summary>
/// <param name="Release">The release with what came of it.</param>
/// <param name="Then">The copy from the case as it was approved; null where the draft said nothing to the partner.</param>
/// <param name="Now">The copy from the case as it is.</param>
/// <param name="File">The case as it is, as if nothing had come of the proposal.</param>
/// <param name="SealedTo">The partner's key that opens the package.</param>
/// <param name="OurKey">The thumbprint of the key that we sign with now.</param>
internal sealed record DeliveryQuestion(
    Held<Release> Release, CheckedCopy? Then, CheckedCopy? Now, CaseFile File, DeskFile Desk, string? SealedTo, string OurKey);

/// <summary>
/// Asks again, before every delivery and hand-over, what this partner may be told. Pure. What it answers depends on what the partner and the sender see, and
/// on nothing else: on no sealed word, and on no item that neither of them was shown.
/// </summary>
internal static class DeliveryCheck
{
    public const string PartnerGone = "partner-gone", PartnerKeys = "partner-keys", OurKeys = "our-keys", DraftGone = "draft-gone", Closed = "request-closed",
        Words = "words-changed", Withdrawn = "item-withdrawn", NotForPartner = "item-not-for-partner", Changed = "item-changed", Level = "item-marking",
        Retracted = "item-retracted", Blocked = "check-blocks", FewerOrigins = "fewer-origins";

    /// <summary>Found by the check, which was worked out for the approver: only the approver is told.</summary>
    public static bool IsOfTheCheck(string rule) => rule is Blocked or FewerOrigins;

    public static IReadOnlyList<HoldReason> Reasons(DeliveryQuestion asked)
    {
        var (content, proposal) = (asked.Release.Content, asked.Release.Content.Proposal);
        List<HoldReason> reasons = [];
        void Add(string rule, string? item = null, params IEnumerable<string> restsOn) => reasons.Add(new(rule, item, [.. restsOn.Distinct().Order(StringComparer.Ordinal)]));

        if (asked.Desk.Partners.Find(proposal.Partner) is not { IsWithdrawn: false, Content: var partner }) Add(PartnerGone);
        else if (partner is { Confirmed: true, Card: { } card } && card.Encryption.Thumbprint != asked.SealedTo) Add(PartnerKeys);
        if (IsSignedByFormerKey(content, asked)) Add(OurKeys);
        if (asked.File.Closed.ContainsKey((proposal.About, proposal.Partner))) Add(Closed);
        if (asked.Now is not { } now || MustStayHere(asked.File, proposal))
        {
            Add(DraftGone);
            return reasons;
        }
        if (asked.Then is { } then)
        {
            reasons.AddRange(Told(asked, ToldContent.Of(then), ToldContent.Of(now)));
            var (before, after) = (DraftCheck.Of(then), DraftCheck.Of(now));
            var counted = before.Reach.ToDictionary(r => r.Item);
            foreach (var reach in after.Reach.Where(r => counted.TryGetValue(r.Item, out var was) && r.Origins < was.Origins))
                Add(FewerOrigins, reach.Item, RestsOn(now.View, reach.Item));
            foreach (var block in after.Findings.Where(f => f.Severity == Severity.Block)) Add(Blocked, block.Item, block.RestsOn);
        }
        return reasons;
    }

    private static IEnumerable<HoldReason> Told(DeliveryQuestion asked, ToldContent then, ToldContent now)
    {
        var proposal = asked.Release.Content.Proposal;
        if (then.Words != now.Words)
            yield return new(Words, null, [.. WordingsFor(asked.File, proposal)]);
        foreach (var item in proposal.Items.Select(i => i.Item).Distinct())
        {
            IReadOnlyList<string> restsOn =
                [.. RestsOn(asked.Now!.View, item).Concat(RestsOn(asked.Then!.View, item)).Concat(RewordingsOf(asked.File, proposal, item)).Distinct().Order(StringComparer.Ordinal)];
            // What the partner has heard is void can't be told it again, whether or not its sender knows of the retraction.
            if (proposal.Kind != PackageKind.Retraction && Holding.RetractionOf(asked.File.Releases.All, item, proposal.Partner) is { } retraction)
                yield return new(Retracted, item, [retraction.Content.Proposal.About]);
            else if (!now.Items.TryGetValue(item, out var told))
                yield return new(asked.File.ItemOf(item) is not { IsWithdrawn: false } ? Withdrawn : NotForPartner, item, restsOn);
            else if (then.Items.TryGetValue(item, out var was) && told != was)
                yield return new(told.Written == was.Written && told.As == was.As ? Level : Changed, item, restsOn);
        }
    }

    // A draft's words go out whole; what is in a compartment goes to no partner.
    private static bool MustStayHere(CaseFile file, Proposal proposal) =>
        file.MarkingOf(proposal.About) is not { Compartments.Count: 0 }
        || file.Wordings.Standing.Any(w => w.Content.Request == proposal.About && w.Content.Partner == proposal.Partner && w.Marking.Compartments.Count > 0);

    private static bool IsSignedByFormerKey(Release release, DeliveryQuestion asked) => release.SignedBy is { } signer
        ? signer != asked.OurKey
        : asked.Desk.RotatedAt is { } rotated && string.CompareOrdinal(rotated, release.DecidedAt) > 0;

    private static IEnumerable<string> WordingsFor(CaseFile file, Proposal proposal) => file.Wordings.All
        .Where(w => w.Content.Request == proposal.About && w.Content.Partner == proposal.Partner).Select(w => w.Id).Order(StringComparer.Ordinal);

    private static IEnumerable<string> RewordingsOf(CaseFile file, Proposal proposal, string item) => file.Rewordings.All
        .Where(r => (r.Content.Draft, r.Content.Partner, r.Content.Item) == (proposal.About, proposal.Partner, item)).Select(r => r.Id);

    private static IEnumerable<string> RestsOn(View view, string item) =>
        view.Claims.Find(item)?.Content is { } claim ? [claim.Proposition, claim.Source] : view.Effects.Find(item)?.Content.Victim is { } victim ? [victim] : [];
}
