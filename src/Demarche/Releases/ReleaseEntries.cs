using Demarche.Journal;

namespace Demarche.Releases;

public enum ReleaseState
{
    Proposed,
    Refused,
    Approved,

    /// <summary>Bytes left, or may have left; there is no receipt.</summary>
    Sent,
    Received,
    Undeliverable,

    /// <summary>What this partner may be told has changed since the approval: it does not go.</summary>
    HeldBack,

    /// <summary>A person stopped it before anything left.</summary>
    Stopped,
}

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

/// <summary>Why a delivery was held back.</summary>
/// <param name="Rule">Which of the questions of <see cref="DeliveryCheck"/> was answered otherwise than at the approval.</param>
/// <param name="Item">The item that it is about; null for the package as a whole.</param>
/// <param name="RestsOn">Ids of all that the reason tells of: only who sees them all is shown the reason.</param>
public sealed record HoldReason(string Rule, string? Item, IReadOnlyList<string> RestsOn);

[Kind("release-proposed")]
public sealed record ReleaseProposed(string Id, Proposal Proposal) : Fact;

[Kind("release-refused")]
public sealed record ReleaseRefused(string Id, string Reason) : Fact;

/// <summary>A second person approved it; the package was signed and sealed in the same moment.</summary>
/// <param name="SealedSha256">Of the sealed package, whose bytes are kept.</param>
/// <param name="SealedSize">In bytes.</param>
/// <param name="SignedBy">The thumbprint of our key that signed it; absent in entries of earlier programs.</param>
/// <param name="ByOne">True where, as far as the desk knew, one person could have done it all; else it is not said.</param>
[Kind("release-approved")]
public sealed record ReleaseApproved(string Id, string? Reason, string SealedSha256, long SealedSize, string? SignedBy = null, bool? ByOne = null) : Fact;

/// <summary>The package left the desk, or may have left it: written before the first byte goes, or may go.</summary>
/// <param name="Channel">exchange or file. Over the exchange only a receipt says that all of it left.</param>
/// <param name="At">When the try began, UTC; absent where it is the time of the entry.</param>
[Kind("package-sent")]
public sealed record PackageSent(string Id, string Channel, string? At = null) : Fact;

[Kind("receipt-held")]
public sealed record ReceiptHeld(string Id, Receipt Receipt) : Fact;

[Kind("delivery-given-up")]
public sealed record DeliveryGivenUp(string Id, string Why) : Fact;

[Kind("delivery-revived")]
public sealed record DeliveryRevived(string Id) : Fact;

/// <summary>Asked again before it went, the desk found that this partner may no longer be told what was approved.</summary>
[Kind("delivery-held-back")]
public sealed record DeliveryHeldBack(string Id, IReadOnlyList<HoldReason> Reasons) : Fact;

/// <summary>A person stopped it before any byte left.</summary>
[Kind("delivery-stopped")]
public sealed record DeliveryStopped(string Id, string Reason) : Fact;
