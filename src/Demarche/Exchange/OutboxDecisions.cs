using Demarche.Journal;
using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Exchange;

/// <summary>What the outbox may write of a delivery, and what a person may of one that was given up.</summary>
public static class OutboxDecisions
{
    /// <summary>The partner signed for it. Only this says that it arrived.</summary>
    /// <param name="began">When the try began that brought it there; null where it was carried by hand.</param>
    public static Decision Receive(CaseFile file, string release, Receipt receipt, string channel, string? began = null)
    {
        if (Approved(file, release) is not { } held) return Missing;
        if (held.Content.State == ReleaseState.Received) return Decision.Refuse("a-receipt-is-held-once", "The receipt stands in the ledger already.");
        List<Marked> facts = [];
        if (held.Content.SentAt is null) facts.Add(new(new PackageSent(release, channel, began), held.Marking));
        facts.Add(new(new ReceiptHeld(release, receipt), held.Marking));
        return new Decision.Allowed(facts, release);
    }

    /// <summary>From here on bytes may have left the desk, whatever comes back. Written before the first of them does.</summary>
    /// <param name="began">When the try began.</param>
    public static Decision Leave(CaseFile file, string release, string? began = null) =>
        Approved(file, release) is not { } held ? Missing
        : held.Content.SentAt is not null ? Decision.Refuse("leaving-is-noted-once", "The ledger says so already.")
        : held.Content.State is ReleaseState.HeldBack or ReleaseState.Stopped ? Decision.Refuse("what-is-settled-stays", "This delivery is settled.")
        : Decision.Allow(new PackageSent(release, "exchange", began), held.Marking, release);

    /// <summary>This partner may no longer be told what was approved.</summary>
    public static Decision HoldBack(CaseFile file, string release, IReadOnlyList<HoldReason> reasons) =>
        Approved(file, release) is not { } held ? Missing
        : held.Content.State is ReleaseState.Received or ReleaseState.HeldBack or ReleaseState.Stopped ? Decision.Refuse("what-is-settled-stays", "This delivery is settled.")
        : Decision.Allow(new DeliveryHeldBack(release, reasons), held.Marking, release);

    public static Decision GiveUp(CaseFile file, string release, string why) =>
        Approved(file, release) is not { } held ? Missing
        : held.Content.State is ReleaseState.Received or ReleaseState.Undeliverable or ReleaseState.HeldBack or ReleaseState.Stopped ? Decision.Refuse("what-is-settled-stays", "This delivery is settled.")
        : Decision.Allow(new DeliveryGivenUp(release, why), held.Marking, release);

    /// <summary>A person has a delivery tried again that was given up or held back. What was held back is asked about again before it goes.</summary>
    public static Decision Revive(View view, DeskFile desk, string release) =>
        view.Releases.Find(release) is not { } held ? Missing
        : held.Content.State is not (ReleaseState.Undeliverable or ReleaseState.HeldBack) ? Decision.Refuse("delivery-must-be-given-up", "This delivery has not been given up.")
        : held.Content.State == ReleaseState.HeldBack && view.Releases.IsFollowed(held)
            ? Decision.Refuse("a-later-package-is-there", "A later package of this draft was proposed to this partner. The earlier one stays here.")
        : Partners.Pins.CardOf(desk, held.Content.Proposal.Partner) is null
            ? Decision.Refuse("partner-must-be-open", "Nothing can be sent to this partner now. See under Partners why, and put it right first.")
        : Decision.Allow(new DeliveryRevived(release), held.Marking, release);

    private static Decision Missing => Decision.Refuse("release-must-be-approved", "There is no such approved release.");

    private static Held<Release>? Approved(CaseFile file, string release) => file.Releases.Find(release) is { Content.SealedSha256: not null } held ? held : null;
}
