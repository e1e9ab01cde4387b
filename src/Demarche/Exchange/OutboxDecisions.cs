using Demarche.Journal;
using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Exchange;

/// <summary>What the outbox may write of a delivery, and what a person may of one that was given up.</summary>
public static class OutboxDecisions
{
    /// <summary>The partner signed for it. Only this says that it arrived.</summary>
    public static Decision Receive(CaseFile file, string release, Receipt receipt, string channel)
    {
        if (Approved(file, release) is not { } held) return Missing;
        if (held.Content.State == ReleaseState.Received) return Decision.Refuse("a-receipt-is-held-once", "The receipt stands in the ledger already.");
        List<Marked> facts = [];
        if (held.Content.SentAt is null) facts.Add(new(new PackageSent(release, channel), held.Marking));
        facts.Add(new(new ReceiptHeld(release, receipt), held.Marking));
        return new Decision.Allowed(facts, release);
    }

    /// <summary>Bytes may have left the desk, whatever came back.</summary>
    public static Decision Leave(CaseFile file, string release) =>
        Approved(file, release) is not { } held ? Missing
        : held.Content.SentAt is not null ? Decision.Refuse("leaving-is-noted-once", "The ledger says so already.")
        : Decision.Allow(new PackageSent(release, "exchange"), held.Marking, release);

    public static Decision GiveUp(CaseFile file, string release, string why) =>
        Approved(file, release) is not { } held ? Missing
        : held.Content.State is ReleaseState.Received or ReleaseState.Undeliverable ? Decision.Refuse("what-is-settled-stays", "This delivery is settled.")
        : Decision.Allow(new DeliveryGivenUp(release, why), held.Marking, release);

    /// <summary>A person has a delivery tried again.</summary>
    public static Decision Revive(View view, DeskFile desk, string release) =>
        view.Releases.Find(release) is not { } held ? Missing
        : held.Content.State != ReleaseState.Undeliverable ? Decision.Refuse("delivery-must-be-given-up", "This delivery has not been given up.")
        : Partners.Pins.CardOf(desk, held.Content.Proposal.Partner) is null
            ? Decision.Refuse("partner-must-be-open", "Nothing can be sent to this partner now. See under Partners why, and put it right first.")
        : Decision.Allow(new DeliveryRevived(release), held.Marking, release);

    /// <summary>Why a release must not go any more; null while it may.</summary>
    public static string? Stopped(CaseFile file, DeskFile desk, Release release)
    {
        var (about, partner) = (release.Proposal.About, release.Proposal.Partner);
        if (desk.Partners.Find(partner) is not { IsWithdrawn: false }) return "The partner was withdrawn from the directory.";
        return file.Requests.Find(about) is { IsWithdrawn: true } || file.ReplyDrafts.Find(about) is { IsWithdrawn: true } || file.Notices.Find(about) is { IsWithdrawn: true }
            ? "What the package was made from was withdrawn." : null;
    }

    private static Decision Missing => Decision.Refuse("release-must-be-approved", "There is no such approved release.");

    private static Held<Release>? Approved(CaseFile file, string release) => file.Releases.Find(release) is { Content.SealedSha256: not null } held ? held : null;
}
