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

    /// <summary>The last release of a request or reply draft to a partner that was not refused.</summary>
    public Held<Release>? Latest(string about, string partner) => Last(about, partner, r => r.State != ReleaseState.Refused);

    /// <summary>The last release of a request or reply draft to a partner that a second person refused.</summary>
    public Held<Release>? Refused(string about, string partner) => Last(about, partner, r => r.State == ReleaseState.Refused);

    /// <summary>Whether a request or reply draft was approved for anybody.</summary>
    public bool HasGone(string about) => items.Values.Any(r =>
        r.Content.Proposal.About == about && r.Content.State is not (ReleaseState.Proposed or ReleaseState.Refused));

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
            return items.TryAdd(proposed.Id, new(proposed.Id, release, marking, [new(time, author, kind, release, null)], false));
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
            },
            PackageSent f => r => r with
            {
                State = r.State == ReleaseState.Received ? r.State : ReleaseState.Sent,
                Channel = f.Channel,
                SentAt = r.SentAt ?? time,
                Trouble = null,
            },
            ReceiptHeld f => r => r with { State = ReleaseState.Received, Receipt = f.Receipt, SentAt = r.SentAt ?? time, Trouble = null },
            DeliveryGivenUp f => r => r with { State = ReleaseState.Undeliverable, Trouble = f.Why },
            DeliveryRevived => r => r with { State = ReleaseState.Approved, Trouble = null },
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
            _ => null,
        };
        if (step is null || Find(id) is not { } item) return false;
        var next = step(item.Content);
        sorted = null;
        items[item.Id] = item with { Content = next, History = [.. item.History, new(time, author, kind, next, next.Reason)] };
        return true;
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
