using Demarche.Journal;

namespace Demarche.Releases;

public enum ReleaseState { Proposed, Refused, Approved, Sent, Received, Undeliverable }

public enum PackageKind
{
    Request,
    Reply,

    /// <summary>A later version of what was released before.</summary>
    Correction,

    /// <summary>The word that what was released before no longer holds.</summary>
    Retraction,

    /// <summary>A short paper on the case, with what it cites.</summary>
    Brief,
}

/// <summary>A view proposed for one partner: exactly these bytes, and nothing else, wait for approval.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="About">The draft it was made from: a request, a reply, a notice or a brief.</param>
/// <param name="Partner">To whom.</param>
/// <param name="Package">The package's id, random.</param>
/// <param name="Created">The time that stands in the package.</param>
/// <param name="PlainSha256">Of the plain package, whose bytes are kept.</param>
/// <param name="Items">What the partner is given: our items, and the ids by which the partner knows them.</param>
/// <param name="Warnings">What the check warned of, and why it is to go all the same.</param>
/// <param name="Objects">Every STIX object of our own in the package; null in what an earlier version of this program wrote.</param>
public sealed record Proposal(
    PackageKind Kind, string About, string Partner, string Package, string Created, string PlainSha256, IReadOnlyList<ReleasedItem> Items,
    IReadOnlyList<AnsweredWarning> Warnings, IReadOnlyList<GivenObject>? Objects = null);

/// <summary>One item as one partner knows it.</summary>
/// <param name="Item">Our id.</param>
/// <param name="Kind">claim, observable, effect…</param>
/// <param name="As">The STIX id in the package.</param>
/// <param name="Revision">0. Earlier journals hold how often the item had been changed for the partner, and no reader is shown it.</param>
/// <param name="InOtherWords">Whether this partner's copy says it in other words than its own; null in what an earlier version of this program wrote.</param>
public sealed record ReleasedItem(string Item, string Kind, string As, int Revision, bool? InOtherWords = null)
{
    /// <summary>Whether two packages say an item in the same manner: both in its own words, or both in the same other words.</summary>
    public bool IsWordedLike(ReleasedItem other) =>
        InOtherWords is { } one && other.InOtherWords is { } two ? one == two && (!one || As == other.As) : As == other.As;

    /// <summary>What went as an object of its own: a victim goes within its effect's.</summary>
    public static IEnumerable<ReleasedItem> OfTheirOwn(IReadOnlyList<ReleasedItem> items)
    {
        if (items.All(i => i.Kind != "effect")) return items;
        var effects = items.Where(i => i.Kind == "effect").Select(i => i.As).ToHashSet();
        return items.Where(i => i.Kind == "effect" || !effects.Contains(i.As));
    }
}

/// <summary>What came of a proposal. The ledger is the list of these.</summary>
public sealed record Release(
    Proposal Proposal, ReleaseState State, string? DecidedBy, string? DecidedAt, string? Reason, string? SealedSha256, long? SealedSize,
    string? Channel, string? SentAt, Receipt? Receipt, string? Trouble)
{
    /// <summary>Whether the partner has the package or may have it: from its approval on its bytes can leave at any moment.</summary>
    internal bool MayHaveGone => SealedSha256 is not null;

    /// <summary>Whether, as far as the desk knew when it was approved, one person could have done it all.</summary>
    public bool ByOne { get; init; }
}

[Kind("release-proposed")]
public sealed record ReleaseProposed(string Id, Proposal Proposal) : Fact;

[Kind("release-refused")]
public sealed record ReleaseRefused(string Id, string Reason) : Fact;

/// <summary>A second person approved it; the package was signed and sealed in the same moment.</summary>
/// <param name="SealedSha256">Of the sealed package, whose bytes are kept.</param>
/// <param name="SealedSize">In bytes.</param>
/// <param name="ByOne">True where, as far as the desk knew, one person could have done it all; else it is not said.</param>
[Kind("release-approved")]
public sealed record ReleaseApproved(string Id, string? Reason, string SealedSha256, long SealedSize, bool? ByOne = null) : Fact;

/// <summary>The package left the desk.</summary>
/// <param name="Channel">exchange or file.</param>
[Kind("package-sent")]
public sealed record PackageSent(string Id, string Channel) : Fact;

[Kind("receipt-held")]
public sealed record ReceiptHeld(string Id, Receipt Receipt) : Fact;

[Kind("delivery-given-up")]
public sealed record DeliveryGivenUp(string Id, string Why) : Fact;

[Kind("delivery-revived")]
public sealed record DeliveryRevived(string Id) : Fact;
