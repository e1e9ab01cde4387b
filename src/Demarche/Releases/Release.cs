using Demarche.Journal;

namespace Demarche.Releases;

/// <summary>How far a package has come on its way to its partner. Lists, rules and the ledger ask this, and nothing else.</summary>
public enum Departure
{
    NotApproved,

    /// <summary>Approved; nothing has left.</summary>
    Waiting,
    HeldBack,
    Stopped,
    GivenUp,

    /// <summary>A try ended without a receipt: how many bytes left, nobody at this desk can know.</summary>
    MayHaveLeft,

    /// <summary>Somebody took it away by hand.</summary>
    Left,
    Received,
}

/// <summary>What came of a proposal. The ledger is the list of these.</summary>
public sealed record Release(
    Proposal Proposal, ReleaseState State, string? DecidedBy, string? DecidedAt, string? Reason, string? SealedSha256, long? SealedSize,
    string? Channel, string? SentAt, Receipt? Receipt, string? Trouble)
{
    /// <summary>The thumbprint of our key that signed it; null where an earlier program approved it.</summary>
    public string? SignedBy { get; init; }

    /// <summary>When this desk noted the receipt, by its own clock. The time in the receipt is the partner's.</summary>
    public string? ReceivedAt { get; init; }

    /// <summary>Why it is held back, as far as its reader may know; empty also where it is not held back.</summary>
    public IReadOnlyList<HoldReason> HoldReasons { get; init; } = [];

    /// <summary>Why a person stopped it.</summary>
    public string? StopReason { get; init; }

    /// <summary>Whether, as far as the desk knew when it was approved, one person could have done it all.</summary>
    public bool ByOne { get; init; }

    /// <summary>Whether the partner has the package or may come to have it: approved, and no person stopped it.</summary>
    internal bool MayHaveGone => SealedSha256 is not null && State != ReleaseState.Stopped;

    /// <summary>Whether it counts as given: bytes left, or may have left, or it is on its way to go. What was held back, stopped or given up gave nothing.</summary>
    internal bool IsGiven => HasGone || IsOnItsWay;

    public Departure Departure =>
        // Whatever else a journal says that no desk wrote: without an approval there were no bytes.
        SealedSha256 is null || State is ReleaseState.Proposed or ReleaseState.Refused ? Departure.NotApproved
        : Receipt is not null ? Departure.Received
        : SentAt is not null ? Channel == "exchange" ? Departure.MayHaveLeft : Departure.Left
        : State switch
        {
            ReleaseState.HeldBack => Departure.HeldBack,
            ReleaseState.Stopped => Departure.Stopped,
            ReleaseState.Undeliverable => Departure.GivenUp,
            _ => Departure.Waiting,
        };

    /// <summary>Whether bytes left, or may have left.</summary>
    public bool HasGone => Departure is Departure.MayHaveLeft or Departure.Left or Departure.Received;

    /// <summary>Whether it is approved, nothing has left, and it will be tried.</summary>
    public bool IsOnItsWay => Departure == Departure.Waiting;
}
