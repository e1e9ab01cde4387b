using System.Collections.Frozen;
using Demarche.Claims;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// What one partner's copy of a draft reveals, before it goes: from how many origins the partner could have each statement, whom that exposes,
/// what it contradicts, what of the withheld it gives away, and what it shows beside earlier copies. Pure. It is worked out for a reader at the desk from
/// that reader's view, so it tells nobody what they may not see; whoever approves checks again with their own.
/// </summary>
/// <param name="Reach">Each statement that goes, in the order of the package.</param>
/// <param name="Findings">The strictest first.</param>
public sealed record DraftCheck(IReadOnlyList<Reach> Reach, IReadOnlyList<Finding> Findings)
{
    /// <summary>What sealed words add, for a reader who handles both sources of one; null for everybody else, whatever was said under seal.</summary>
    public SealedCheck? Sealed { get; init; }

    public static DraftCheck Of(CheckedCopy copy)
    {
        var exposure = new Exposure(copy, PersonGroups.None);
        List<Finding> findings =
        [
            .. exposure.Findings(), .. GivenAway.Findings(copy), .. Contradictions.Findings(copy), .. Terms.Findings(copy), .. Differences.Findings(copy), .. Bases.Findings(copy),
            .. SecondThoughts.Findings(copy), .. Descriptions.Findings(copy), .. Recalls.Findings(copy),
        ];
        return new(exposure.Reach(), [.. Finding.Merged(findings).Select(f => Weighed.Of(copy, f)).OrderByDescending(f => f.Severity)])
        {
            Sealed = copy.Persons.IsNone ? null : SealedCheck.Of(new(copy, copy.Persons), findings),
        };
    }

    /// <summary>Blocks that an earlier check of the same copy did not have. What only sealed words add is none: whoever does not handle both sources would learn of it.</summary>
    public IEnumerable<Finding> BlocksSince(DraftCheck before) =>
        Findings.Where(f => f.Severity == Severity.Block && !before.Findings.Any(b => b.Severity == Severity.Block && (b.Rule, b.Item) == (f.Rule, f.Item)));

    /// <summary>Statements that the partner could have from fewer origins than an earlier check of the same copy said, counted without sealed words.</summary>
    public IEnumerable<Reach> FewerOriginsThan(DraftCheck before)
    {
        var origins = before.Reach.DistinctBy(r => r.Item).ToDictionary(r => r.Item, r => r.Origins, StringComparer.Ordinal);
        return Reach.Where(r => origins.TryGetValue(r.Item, out var k) && r.Origins < k);
    }

    internal static string DayOf(string time) => Web.HumanDate.Of(time);

    public Finding? Block => Findings.FirstOrDefault(f => f.Severity == Severity.Block);

    public IEnumerable<Finding> Warnings => Findings.Where(f => f.Severity == Severity.Warning);

    /// <summary>Warnings for which nobody wrote a reason.</summary>
    public IEnumerable<Finding> Unanswered(IReadOnlyList<AnsweredWarning> answers) => Warnings.Where(w => !answers.Any(w.IsAnsweredBy));

    /// <summary>Warnings for which nobody wrote a reason, or of which something has changed since it was written.</summary>
    public IEnumerable<Finding> UnansweredSince(View view, Proposal proposal) =>
        Warnings.Where(w => !proposal.Warnings.Any(a => Weighed.Holds(view, w, a, proposal)));
}

/// <summary>The same counted with the sealed words that the reader knows, as a handler of both sources. For this reader's eyes, and for this reader's own acts.</summary>
/// <param name="Reach">Each statement that goes, with k as it is with these words.</param>
/// <param name="Findings">What the words add to the findings of everybody.</param>
public sealed record SealedCheck(IReadOnlyList<Reach> Reach, IReadOnlyList<Finding> Findings)
{
    internal static SealedCheck Of(Exposure exposure, IReadOnlyList<Finding> known) =>
        new(exposure.Reach(),
            [.. Finding.Merged(exposure.Findings().Where(f => !known.Contains(f, Same))).OrderByDescending(f => f.Severity)]);

    public Finding? Block => Findings.FirstOrDefault(f => f.Severity == Severity.Block);

    public IEnumerable<Finding> Warnings => Findings.Where(f => f.Severity == Severity.Warning);

    private static IEqualityComparer<Finding> Same { get; } =
        EqualityComparer<Finding>.Create((a, b) => (a?.Rule, a?.Item, a?.Message) == (b?.Rule, b?.Item, b?.Message), f => f.Message.GetHashCode(StringComparison.Ordinal));
}

/// <summary>One partner's copy of a draft, as the check reads it.</summary>
/// <param name="View">The view of the reader at the desk for whom it is checked.</param>
/// <param name="Partner">To whom the copy would go, at the time that stands in it.</param>
public sealed record CheckedCopy(View View, DeskFile Desk, Outgoing Outgoing, Composed Composed, Audience.Partner Partner)
{
    private readonly Lazy<IReadOnlyList<ReleasedItem>> items = new(() => [.. ReleasedItem.OfTheirOwn(Composed.Items)]);
    private readonly Lazy<Dictionary<string, ReleasedItem>> own = new(() => ReleasedItem.OfTheirOwn(Composed.Items).DistinctBy(i => i.Item).ToDictionary(i => i.Item));
    private readonly Lazy<IReadOnlyList<(ReleasedItem, Item)>> held =
        new(() => [.. ReleasedItem.OfTheirOwn(Composed.Items).Select(i => (i, View.Item(i.Item)!)).Where(h => h.Item2 is not null)]);
    private readonly Lazy<IReadOnlyList<ToldClaim>> told = new(() => ToldToOthers(View, Partner.Id));
    private readonly Lazy<IReadOnlyList<ToldClaim>> waiting =
        new(() => ClaimsIn(View, Partner.Id, r => r.Content.State == ReleaseState.Proposed, isBeside: true));
    private readonly Lazy<HashSet<string>> going = new(() => [.. Composed.Items.Select(i => i.Item)]);
    private readonly Lazy<Dictionary<string, Given>> given = new(() => GivenTo(View, Partner.Id));

    /// <summary>Which sources are one person, as far as this reader knows by handling both. It moves nothing but <see cref="DraftCheck.Sealed"/>.</summary>
    public PersonGroups Persons { get; init; } = PersonGroups.None;

    /// <summary>By the id of each document that was read: values of this copy's observables that stand in its text, accepted or not.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> DocumentValues { get; init; } =
        FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>By the id of each document that was read: the runs of words that its text has in common with this copy. Views hold no texts of documents.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> DocumentRuns { get; init; } = FrozenDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Whether a document could not be read, or was not.</summary>
    public bool IsReadInPart { get; init; }

    /// <summary>Copies of the same draft that go to other partners by the same act.</summary>
    public IReadOnlyList<CheckedCopy> Beside { get; init; } = [];

    /// <summary>
    /// Whether it is weighed beside what waits for approval to other partners, of whatever draft: where it is looked at and proposed. When
    /// it is approved, what still waits was told to nobody, and has its own reason or is weighed with this copy in its turn.
    /// </summary>
    public bool IsBesideWhatWaits { get; init; } = true;

    /// <summary>This copy with what was read for the same copy a moment before.</summary>
    public CheckedCopy AsRead(CheckedCopy before) =>
        this with
        {
            DocumentRuns = before.DocumentRuns,
            DocumentValues = before.DocumentValues,
            IsReadInPart = before.IsReadInPart || View.Documents.All.Any(d => !before.DocumentRuns.ContainsKey(d.Id)),
        };

    /// <summary>What goes, each as an object of its own.</summary>
    public IReadOnlyList<ReleasedItem> Items => items.Value;

    /// <summary>What goes, each as an object of its own, as far as this reader sees it.</summary>
    internal IReadOnlyList<(ReleasedItem Given, Item Item)> Held => held.Value;

    /// <summary>How an item goes that goes as an object of its own.</summary>
    internal ReleasedItem OwnItem(string item) => own.Value[item];

    /// <summary>All that is told, victims within their effects too.</summary>
    public IReadOnlySet<string> Going => going.Value;

    /// <summary>What this partner was given before, each item as it was given last.</summary>
    public IReadOnlyDictionary<string, Given> Before => given.Value;

    public bool IsReworded(string item) => Outgoing.Rewordings.ContainsKey(item);

    public string Name(string partner) => Desk.Partners.Find(partner)?.Content.Name ?? "a partner that is no longer listed";

    /// <summary>An item that a partner was given.</summary>
    /// <param name="First">When it first went to the partner, for its readers: <c>2026-03-02 09:05 UTC</c>.</param>
    /// <param name="Made">The time in the last package that carried it.</param>
    public sealed record Given(ReleasedItem Item, string First, string Last, string Made);

    /// <summary>A claim that another partner was given, or is given beside this copy.</summary>
    /// <param name="Source">How it describes the claim's source; null where it goes in other words, which name none.</param>
    /// <param name="IsBeside">Whether it is only about to go.</param>
    public sealed record ToldClaim(string Partner, Held<Claim> Claim, string? Source, bool IsBeside);

    /// <summary>What each other partner was given, may come to have, or is given beside this copy, of claims that this reader sees.</summary>
    public IEnumerable<ToldClaim> ClaimsOfOthers => told.Value.Concat(IsBesideWhatWaits ? waiting.Value : []).Concat(
        from other in Beside
        where other.Partner.Id != Partner.Id
        from item in other.Items
        where item.Kind == "claim"
        let claim = View.Claims.Find(item.Item)
        where claim is not null
        select new ToldClaim(other.Partner.Id, claim, item.InOtherWords == true ? null : other.DescriptionOf(claim.Content.Source), true));

    /// <summary>How this copy describes a source; null where its reader does not see the source.</summary>
    internal string? DescriptionOf(string source) =>
        Outgoing.Rewordings.GetValueOrDefault(source)?.Content.Text ?? View.Sources.Find(source)?.Content.PublicName;

    // What was held back or given up can be tried again, and is not weighed beside this copy then.
    private static IReadOnlyList<ToldClaim> ToldToOthers(View view, string partner) =>
        ClaimsIn(view, partner, r => MayGo(view, r), isBeside: false);

    private static IReadOnlyList<ToldClaim> ClaimsIn(View view, string partner, Func<Held<Release>, bool> which, bool isBeside) =>
    [
        .. from release in view.Releases.All
           let proposal = release.Content.Proposal
           where proposal.Partner != partner && which(release)
           let others = RewordingDecisions.Of(view, proposal.About, proposal.Partner).ToList()
           from item in ReleasedItem.OfTheirOwn(proposal.Items)
           where item.Kind == "claim"
           let claim = view.Claims.Find(item.Item)
           where claim is not null
           let source = item.InOtherWords == true ? null : Described(view, others, claim.Content.Source, proposal.Created)
           select new ToldClaim(proposal.Partner, claim, source, isBeside),
    ];

    private static bool MayGo(View view, Held<Release> release) => HasGone(release)
        || (release.Content.MayHaveGone && !(release.Content.State == ReleaseState.HeldBack && view.Releases.IsFollowed(release)));

    private static string? Described(View view, IReadOnlyList<Held<Rewording>> others, string source, string at) =>
        Telling.At(others.FirstOrDefault(r => r.Content.Item == source), at)?.Text ?? Telling.At(view.Sources.Find(source), at)?.PublicName;

    /// <summary>Who was told something, as a sentence says it: what has gone, and what is about to.</summary>
    internal string Told(IReadOnlyList<ToldClaim> claims) =>
        string.Join(", ", claims.Select(c => Name(c.Partner)).Distinct().Order(StringComparer.Ordinal))
            + (claims.All(c => c.IsBeside) ? " is, in a copy beside this one," : " was");

    private static Dictionary<string, Given> GivenTo(View view, string partner)
    {
        Dictionary<string, Given> given = [];
        foreach (var release in view.Releases.All.Where(r => HasGone(r) && r.Content.Proposal.Partner == partner))
        {
            var at = Day(release.Content.SentAt ?? release.Content.DecidedAt ?? release.Time);
            foreach (var item in ReleasedItem.OfTheirOwn(release.Content.Proposal.Items)) given[item.Item] = new(item, given.GetValueOrDefault(item.Item)?.First ?? at, at, release.Content.Proposal.Created);
        }
        return given;
    }

    private static string Day(string time) => DraftCheck.DayOf(time);

    // What is on its way may be read by the time this goes; what was held back or stopped is not.
    private static bool HasGone(Held<Release> release) => release.Content.HasGone || release.Content.IsOnItsWay;
}
