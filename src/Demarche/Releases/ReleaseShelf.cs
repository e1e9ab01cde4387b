namespace Demarche.Releases;

/// <summary>The releases of a case, each as far as it has come. Owned by the fold that fills it.</summary>
public sealed class ReleaseShelf : IShelf
{
    private readonly Dictionary<string, Held<Release>> items = [];
    private Held<Release>[]? sorted;

    /// <summary>All releases by the time they were proposed.</summary>
    public IReadOnlyList<Held<Release>> All => sorted ??= Shelf<Release>.InOrder(items.Values);

    public Held<Release>? Find(string? id) => id is null ? null : items.GetValueOrDefault(id);

    /// <summary>The release that made a package.</summary>
    public Held<Release>? OfPackage(string package) => items.Values.FirstOrDefault(r => r.Content.Proposal.Package == package);

    /// <summary>The last release of a draft to a partner that was neither refused nor stopped.</summary>
    public Held<Release>? Latest(string about, string partner) => Last(about, partner, r => !IsEnded(r));

    /// <summary>The last release of a draft to a partner that was refused, or stopped before anything left.</summary>
    public Held<Release>? Ended(string about, string partner) => Last(about, partner, IsEnded);

    /// <summary>Whether bytes of a draft left for anybody, or may have left.</summary>
    public bool HasGone(string about) => items.Values.Any(r => r.Content.Proposal.About == about && r.Content.HasGone);

    /// <summary>Whether bytes of a draft left for this partner, or may have left.</summary>
    public bool HasGone(string about, string partner) =>
        items.Values.Any(r => r.Content.Proposal.About == about && r.Content.Proposal.Partner == partner && r.Content.HasGone);

    /// <summary>The releases of a draft of which bytes left for this partner, or may have left, oldest first.</summary>
    public IReadOnlyList<Held<Release>> Gone(string about, string partner) =>
        [.. All.Where(r => r.Content.Proposal.About == about && r.Content.Proposal.Partner == partner && r.Content.HasGone)];

    /// <summary>Whether the draft of a release was proposed to its partner again since, and that was neither refused nor stopped.</summary>
    public bool IsFollowed(Held<Release> release) => items.Values.Any(r => r.Id != release.Id && !IsEnded(r.Content)
        && (r.Content.Proposal.About, r.Content.Proposal.Partner) == (release.Content.Proposal.About, release.Content.Proposal.Partner)
        && string.CompareOrdinal(r.Time, release.Time) >= 0);

    private static bool IsEnded(Release release) => release.State is ReleaseState.Refused or ReleaseState.Stopped;

    private Held<Release>? Last(string about, string partner, Func<Release, bool> which) =>
        All.LastOrDefault(r => r.Content.Proposal.About == about && r.Content.Proposal.Partner == partner && which(r.Content));

    // A release is said once.
    (Fact Fact, string? Overwritten) IShelf.Kept(Fact fact, Views.View view) => (fact, null);

    bool IShelf.Apply(Fact fact, string time, string author, string kind, Marking marking, long entry)
    {
        if (fact is ReleaseProposed proposed)
        {
            var release = new Release(proposed.Proposal, ReleaseState.Proposed, null, null, null, null, null, null, null, null, null);
            sorted = null;
            return items.TryAdd(proposed.Id, new(proposed.Id, release, marking, [new(time, author, kind, release, null) { From = new(entry, marking, author) }], false));
        }
        Func<Release, Release>? step = fact switch
        {
            ReleaseRefused f => r => r with { State = ReleaseState.Refused, DecidedBy = author, DecidedAt = time, Reason = f.Reason },
            ReleaseApproved f => r => r with
            {
                State = ReleaseState.Approved,
                DecidedBy = author,
                DecidedAt = time,
                Reason = f.Reason,
                SealedSha256 = f.SealedSha256,
                SealedSize = f.SealedSize,
                ByOne = f.ByOne == true,
                SignedBy = f.SignedBy,
            },
            PackageSent f => r => r with
            {
                State = r.State == ReleaseState.Received ? r.State : ReleaseState.Sent,
                Channel = f.Channel,
                SentAt = r.SentAt ?? f.At ?? time,
                Trouble = null,
                HoldReasons = [],
            },
            ReceiptHeld f => r => r with
            {
                State = ReleaseState.Received,
                Receipt = f.Receipt,
                SentAt = r.SentAt ?? time,
                ReceivedAt = r.ReceivedAt ?? time,
                Trouble = null,
                HoldReasons = [],
            },
            DeliveryGivenUp f => r => r with { State = ReleaseState.Undeliverable, Trouble = f.Why },
            DeliveryRevived => r => r with { State = ReleaseState.Approved, Trouble = null, HoldReasons = [] },
            // What is received is settled, and what left is not called stopped.
            DeliveryHeldBack f => r => r.State == ReleaseState.Received ? r : r with { State = ReleaseState.HeldBack, HoldReasons = f.Reasons },
            DeliveryStopped f => r => r.HasGone ? r : r with { State = ReleaseState.Stopped, StopReason = f.Reason, HoldReasons = [] },
            _ => null,
        };
        var id = fact switch
        {
            ReleaseRefused f => f.Id,
            ReleaseApproved f => f.Id,
            PackageSent f => f.Id,
            ReceiptHeld f => f.Id,
            DeliveryGivenUp f => f.Id,
            DeliveryRevived f => f.Id,
            DeliveryHeldBack f => f.Id,
            DeliveryStopped f => f.Id,
            _ => null,
        };
        if (step is null || Find(id) is not { } item) return false;
        var next = step(item.Content);
        sorted = null;
        items[item.Id] = item with { Content = next, History = [.. item.History, new(time, author, kind, next, next.Reason) { From = new(entry, marking, author) }] };
        return true;
    }

    /// <summary>Forgets what came of proposals. Only for a copy that nobody else holds.</summary>
    internal void TakeBackToProposal(Func<Held<Release>, bool> which)
    {
        foreach (var item in items.Values.Where(which).ToList()) items[item.Id] = item with { Content = item.History[0].Content, History = [item.History[0]] };
        sorted = null;
    }

    Marking? IShelf.MarkingOf(string id) => Find(id)?.Marking;

    string IShelf.LastChange => items.Values.Select(i => i.Changed).Max(StringComparer.Ordinal) ?? "";

    IEnumerable<Item> IShelf.Items => All.Select(Item.Of);

    Item? IShelf.ItemOf(string id) => Find(id) is { } held ? Item.Of(held) : null;

    IShelf IShelf.Copy() => Show(r => r);

    internal ReleaseShelf Show(Func<Held<Release>, Held<Release>?> show)
    {
        var shown = new ReleaseShelf();
        foreach (var item in items.Values)
        {
            if (show(item) is { } visible) shown.items[visible.Id] = visible;
        }
        return shown;
    }
}
