using Demarche.Views;

namespace Demarche.Releases;

/// <summary>A release as it was approved and as it would be now: both composed by this program, for the same person who sends.</summary>
/// <param name="Release">The release with what came of it.</param>
/// <param name="Then">The copy from the case as it was approved; null where the draft said nothing to the partner.</param>
/// <param name="Now">The copy from the case as it is.</param>
/// <param name="File">The case as it is, as if nothing had come of the proposal.</param>
/// <param name="FileThen">The case as it was approved, with who agreed.</param>
/// <param name="DeskThen">The desk's list as it was then.</param>
/// <param name="SealedTo">The partner's key that opens the package.</param>
/// <param name="OurKey">The thumbprint of the key that we sign with now.</param>
internal sealed record DeliveryQuestion(
    Held<Release> Release, CheckedCopy? Then, CheckedCopy? Now, CaseFile File, DeskFile Desk, CaseFile FileThen, DeskFile DeskThen,
    string? SealedTo, string OurKey);

/// <summary>
/// Asks again, before every delivery and hand-over, what this partner may be told. Pure. What it answers depends on what the partner and the
/// sender see, and on whether the accounts on whose word it goes still count; on no sealed word, and on no item that neither was shown.
/// </summary>
internal static class DeliveryCheck
{
    public const string PartnerGone = "partner-gone", PartnerKeys = "partner-keys", OurKeys = "our-keys";

    /// <summary>An account on whose word it goes counts no more: the approver's, or a handler's who agreed, and never which.</summary>
    public const string WordGone = "word-gone";

    public const string DraftGone = "draft-gone", Closed = "request-closed", Words = "words-changed", WordsNotForPartner = "words-not-for-partner";

    public const string Withdrawn = "item-withdrawn", NotForPartner = "item-not-for-partner", Changed = "item-changed", Level = "item-marking", Retracted = "item-retracted";

    public const string Blocked = "check-blocks", FewerOrigins = "fewer-origins", Warned = "check-warns";

    /// <summary>Its ids and times are those of another package, which did not go; or what it gives went meanwhile under others.</summary>
    public const string Ids = "ids-of-another-package";

    /// <summary>Found by the check, which was worked out for the approver: only the approver is told.</summary>
    public static bool IsOfTheCheck(string rule) => rule is Blocked or FewerOrigins or Warned;

    public static IReadOnlyList<HoldReason> Reasons(DeliveryQuestion asked)
    {
        var (content, proposal) = (asked.Release.Content, asked.Release.Content.Proposal);
        List<HoldReason> reasons = [];
        void Add(string rule, string? item = null, params IEnumerable<string> restsOn) =>
            reasons.Add(new(rule, item, [.. restsOn.Distinct().Order(StringComparer.Ordinal)]));

        if (asked.Desk.Partners.Find(proposal.Partner) is not { IsWithdrawn: false, Content: var partner }) Add(PartnerGone);
        else if (partner is { Confirmed: true, Card: { } card } && card.Encryption.Thumbprint != asked.SealedTo) Add(PartnerKeys);
        if (IsSignedByFormerKey(content, asked)) Add(OurKeys);
        // Nobody asks an account that is closed whether it meant it, and it may have been closed because it was not its owner's any more.
        var isApproverGone = asked.Desk.People.Find(content.DecidedBy) is { } by && (by.IsWithdrawn || by.Content.Disabled);
        if (isApproverGone || HandlersWord.IsGone(asked)) Add(WordGone);
        // The answer to a question goes as long as the request does that the question is about.
        var request = asked.File.ReplyDrafts.Find(proposal.About)?.Content is { Question: not null } answer ? answer.Request : proposal.About;
        if (asked.File.Closed.ContainsKey((request, proposal.Partner))) Add(Closed);
        if (asked.Now is not { } now)
        {
            Add(DraftGone, null, asked.File.ItemOf(proposal.About) is { IsWithdrawn: true } ? [] : ItemsOf(proposal));
            return reasons;
        }
        if (WordsRuling.Kept(WordsRuling.Of(asked.File, now.Outgoing, proposal.Partner), now.Partner).Select(k => k.Words.Id).ToList() is { Count: > 0 } kept)
            Add(WordsNotForPartner, null, kept);
        if (OtherIds(asked.File, proposal, now).ToList() is { Count: > 0 } others) Add(Ids, null, others);
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
        foreach (var warning in NewWarnings(before, after, proposal.Warnings)) Add(Warned, warning.Item, warning.RestsOn);
        return reasons;
    }

    // A warning that nobody answered holds as it does at the proposal. One that tells of more than it did is a new one; other words for the same are none.
    // What another partner is given since is weighed with that copy: else of one request to several partners only the last copy would go.
    private static IEnumerable<Finding> NewWarnings(DraftCheck before, DraftCheck after, IReadOnlyList<AnsweredWarning> answers) => after.Warnings.Where(w =>
        !w.IsOfTwoCopies && w.Rule != "words-for-somebody-else"
        && !before.Warnings.Any(b => (b.Rule, b.Item) == (w.Rule, w.Item) && !w.RestsOn.Except(b.RestsOn).Any())
        && !answers.Any(a => w.IsSortOf(a) && !w.RestsOn.Except(a.RestsOn).Any()));

    /// <summary>
    /// Whether it waits for another package that is on its way: its ids and times are those under which that one gives the same. Once that one has left, or will not, it
    /// is asked again.
    /// </summary>
    public static bool WaitsForAnother(CaseFile file, Held<Release> release, IReadOnlyList<HoldReason> reasons) =>
        reasons is [{ Rule: Ids, RestsOn: var others }]
        && others.Any(o => file.Releases.Find(o) is { Content.IsOnItsWay: true } other && IsBasis(other.Content.Proposal, release.Content.Proposal));

    private static bool IsBasis(Proposal other, Proposal proposal) =>
        string.CompareOrdinal(other.Created, proposal.Created) < 0 && (proposal.Objects ?? []).Any(o => other.Objects?.Any(b => b.As == o.As) == true);

    // The packages to this partner by which an object has another id or time than it would have if it were composed from what has gone. Of what earlier programs
    // wrote, the objects are not known.
    private static IEnumerable<string> OtherIds(CaseFile file, Proposal proposal, CheckedCopy now)
    {
        List<Held<Release>> given = [.. file.Releases.All.Where(r => r.Content.Proposal.Partner == proposal.Partner && r.Content.Proposal.Package != proposal.Package)];
        foreach (var one in proposal.Objects ?? [])
        {
            var isSame = now.Composed.Objects.Any(n => n.As == one.As);
            var isUnderAnother = !isSame && now.Composed.Objects.Any(n => KeyOf(n) == KeyOf(one));
            if (isSame ? HasBasis(one, proposal, given) : !isUnderAnother) continue;
            List<string> With(Func<GivenObject, bool> which) => [.. given.Where(r => r.Content.Proposal.Objects?.Any(which) == true).Select(r => r.Id)];
            var others = With(o => o.As == one.As);
            if (others.Count == 0) others = With(o => o.Item == one.Item);
            foreach (var other in others.Count > 0 ? others : [proposal.About]) yield return other;
        }
    }

    // A time of change is the package's own, or that of a version which has gone, or follows on that.
    private static bool HasBasis(GivenObject one, Proposal proposal, List<Held<Release>> given) => one.Modified == proposal.Created || given.Any(r => r.Content.HasGone
        && (r.Content.Proposal.Objects is { } objects ? objects.Where(o => o.As == one.As).Select(o => o.Modified)
            : r.Content.Proposal.Items.Where(i => i.As == one.As).Select(_ => r.Content.Proposal.Created))
            .Any(m => m == one.Modified || (Times.Parse(m) is not null && GivenObjects.Later(m, proposal.Created) == one.Modified)));

    private static (string Item, string Type, bool InOtherWords) KeyOf(GivenObject one) => (one.Item, one.As.Split("--")[0], one.InOtherWords);

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
