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
/// Asks again, before every delivery and hand-over, what this partner may be told. Pure. What it answers depends on what the partner and the
/// sender see and on nothing else: on no sealed word, and on no item that neither of them was shown.
/// </summary>
internal static class DeliveryCheck
{
    public const string PartnerGone = "partner-gone", PartnerKeys = "partner-keys", OurKeys = "our-keys";

    public const string DraftGone = "draft-gone", Closed = "request-closed", Words = "words-changed";

    public const string Withdrawn = "item-withdrawn", NotForPartner = "item-not-for-partner", Changed = "item-changed", Level = "item-marking", Retracted = "item-retracted";

    public const string Blocked = "check-blocks", FewerOrigins = "fewer-origins";

    /// <summary>Found by the check, which was worked out for the approver: only the approver is told.</summary>
    public static bool IsOfTheCheck(string rule) => rule is Blocked or FewerOrigins;

    public static IReadOnlyList<HoldReason> Reasons(DeliveryQuestion asked)
    {
        var (content, proposal) = (asked.Release.Content, asked.Release.Content.Proposal);
        List<HoldReason> reasons = [];
        void Add(string rule, string? item = null, params IEnumerable<string> restsOn) =>
            reasons.Add(new(rule, item, [.. restsOn.Distinct().Order(StringComparer.Ordinal)]));

        if (asked.Desk.Partners.Find(proposal.Partner) is not { IsWithdrawn: false, Content: var partner }) Add(PartnerGone);
        else if (partner is { Confirmed: true, Card: { } card } && card.Encryption.Thumbprint != asked.SealedTo) Add(PartnerKeys);
        if (IsSignedByFormerKey(content, asked)) Add(OurKeys);
        if (asked.File.Closed.ContainsKey((proposal.About, proposal.Partner))) Add(Closed);
        if (asked.Now is not { } now || MustStayHere(asked.File, proposal))
        {
            Add(DraftGone, null, asked.File.ItemOf(proposal.About) is { IsWithdrawn: true } ? [] : ItemsOf(proposal));
            return reasons;
        }
        // What can't be compared does not go.
        if (asked.Then is not { } then)
        {
            Add(Words);
            return reasons;
        }
        reasons.AddRange(Told(asked, ToldContent.Of(then), ToldContent.Of(now)));
        var after = DraftCheck.Of(now);
        var before = ReferenceEquals(then, now) ? after : DraftCheck.Of(then);
        var counted = before.Reach.DistinctBy(r => r.Item).ToDictionary(r => r.Item, r => r.Origins);
        foreach (var reach in after.Reach.Where(r => counted.TryGetValue(r.Item, out var origins) && r.Origins < origins))
            Add(FewerOrigins, reach.Item, RestsOn(now.View, reach.Item));
        foreach (var block in after.Findings.Where(f => f.Severity == Severity.Block)) Add(Blocked, block.Item, block.RestsOn);
        return reasons;
    }

    private static IEnumerable<HoldReason> Told(DeliveryQuestion asked, ToldContent then, ToldContent now)
    {
        var proposal = asked.Release.Content.Proposal;
        var isNotice = proposal.Kind is PackageKind.Correction or PackageKind.Retraction;
        if (then.Words != now.Words) yield return new(Words, null, [.. WordingsFor(asked.File, proposal), .. isNotice ? ItemsOf(proposal) : []]);
        foreach (var item in proposal.Items.Select(i => i.Item).Distinct())
        {
            var named = RestsOn(asked.Now!.View, item).Concat(RestsOn(asked.Then!.View, item)).Concat(RewordingsOf(asked.File, proposal, item));
            IReadOnlyList<string> restsOn = [.. named.Distinct().Order(StringComparer.Ordinal)];
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
        || file.Wordings.Standing.Any(w =>
            w.Content.Request == proposal.About && w.Content.Partner == proposal.Partner && w.Marking.Compartments.Count > 0);

    private static bool IsSignedByFormerKey(Release release, DeliveryQuestion asked) => release.SignedBy is { } signer
        ? signer != asked.OurKey
        : asked.Desk.RotatedAt is { } rotated && string.CompareOrdinal(rotated, release.DecidedAt) > 0;

    // A notice says something only where a partner has another version of one of its items: what it says tells of them.
    private static IEnumerable<string> ItemsOf(Proposal proposal) => proposal.Items.Select(i => i.Item).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> WordingsFor(CaseFile file, Proposal proposal) => file.Wordings.All
        .Where(w => w.Content.Request == proposal.About && w.Content.Partner == proposal.Partner).Select(w => w.Id).Order(StringComparer.Ordinal);

    private static IEnumerable<string> RewordingsOf(CaseFile file, Proposal proposal, string item) => file.Rewordings.All
        .Where(r => (r.Content.Draft, r.Content.Partner, r.Content.Item) == (proposal.About, proposal.Partner, item)).Select(r => r.Id);

    private static IEnumerable<string> RestsOn(View view, string item) =>
        view.Claims.Find(item)?.Content is { } claim ? [claim.Proposition, claim.Source]
        : view.Effects.Find(item)?.Content.Victim is { } victim ? [victim] : [];
}
