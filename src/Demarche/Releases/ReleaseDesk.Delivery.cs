using System.Text;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.People;
using Demarche.Web;

namespace Demarche.Releases;

public sealed partial class ReleaseDesk
{
    /// <summary>
    /// The package of an approved release, where this partner may still be told what was approved. Every delivery and hand-over comes through
    /// here, each time; nothing else makes a <see cref="Package"/>. Where it may not go, the ledger says so before this returns.
    /// </summary>
    public async Task<Clearance> ClearAsync(string caseId, string release, CancellationToken ct = default)
    {
        if (await cases.FindAsync(caseId, ct) is not { } file
            || file.Releases.Find(release) is not { Content: { SealedSha256: { } sha256 } content } held) return new Clearance.Missing();
        if (content.State is ReleaseState.HeldBack) return new Clearance.Stays(Words.Say("releases.state.held-back"));
        if (content.State is ReleaseState.Stopped) return new Clearance.Stays(Words.Say("releases.state.stopped"));
        if (await store.FindAsync(sha256, ct) is not { } bytes || await store.FindAsync(content.Proposal.PlainSha256, ct) is not { } plain)
            return new Clearance.Stays("The bytes of this package are not in the store.");
        var sealedText = Encoding.ASCII.GetString(bytes);
        var list = await desk.OpenAsync(ct);
        var reasons = DeliveryCheck.Reasons(await QuestionAsync(file, list, held, SealedPackage.EncryptedTo(sealedText), ct));
        if (DeliveryCheck.WaitsForAnother(file, held, reasons)) return new Clearance.Waits(Words.Say("releases.waits-for-another"));
        if (reasons.Count > 0)
        {
            await cases.WriteAsync(caseId, "desk", now => OutboxDecisions.HoldBack(now, release, reasons), ct: ct);
            return new Clearance.Stays(Words.Say("releases.held"));
        }
        if (list.Partners.Find(content.Proposal.Partner) is not { Content: { Confirmed: true, Card: not null } })
            return new Clearance.Waits(Words.Say("releases.keys-unconfirmed"));
        return new Clearance.Goes(new Package(caseId, release, content.Proposal.Package, content.Proposal.Partner, sealedText, sha256, plain));
    }

    private async Task<DeliveryQuestion> QuestionAsync(CaseFile file, DeskFile list, Held<Release> held, string? sealedTo, CancellationToken ct)
    {
        var proposal = held.Content.Proposal;
        var (caseThen, listThen) = (await AtApprovalAsync(file, held.Id, ct), await AtApprovalAsync(list, held.Content.DecidedAt!, ct));
        var sender = SenderOf(list, held.Content.DecidedBy);
        var stamp = new Stamp(proposal.Package, proposal.Created, keys.Current.Desk);
        var caseNow = file.BeforeDelivery(held.Id);
        // Sealed words that sources are one person count at the approval. Here they would be told to every reader of the ledger.
        var now = Compose(caseNow, list, sender, proposal.About, proposal.Partner, stamp);
        if (now is not null) now = await WithDocumentsAsync(now, ct);
        var then = caseThen is null && listThen is null ? now
            : Compose(caseThen?.BeforeDelivery(held.Id) ?? caseNow, listThen ?? list, sender, proposal.About, proposal.Partner, stamp, list);
        return new(held, then, now, caseNow, list, caseThen ?? file, listThen ?? list, sealedTo, keys.Current.SigningKey.Thumbprint);
    }

    // The case in which a release was approved; null where nothing but deliveries was written since.
    private async Task<CaseFile?> AtApprovalAsync(CaseFile file, string release, CancellationToken ct)
    {
        bool IsApproval(Entry e) => e.Kind == "release-approved" && FactKinds.Read(e) is ReleaseApproved approved && approved.Id == release;
        var tail = await EntriesAsync(file.Id, Math.Max(0, file.Head.Number - Tail), ct);
        if (tail.FindIndex(IsApproval) is >= 0 and var at && tail.Skip(at + 1).All(e => DeliveryKinds.Contains(e.Kind))) return null;
        var entries = await EntriesAsync(file.Id, 0, ct);
        return CaseFile.Fold(file.Id, entries[..entries.FindIndex(IsApproval)]);
    }

    // The desk's list as it was at a time; null where only people signed in since.
    private async Task<DeskFile?> AtApprovalAsync(DeskFile list, string time, CancellationToken ct)
    {
        // A clock that was set back writes earlier times later: whatever comes before the last entry of that time had been written.
        int Settled(List<Entry> all) => all.FindLastIndex(e => string.CompareOrdinal(e.Time, time) <= 0) + 1;
        var tail = await EntriesAsync(DeskFile.JournalId, Math.Max(0, list.Head.Number - Tail), ct);
        if (Settled(tail) is > 0 and var at && tail.Skip(at).All(e => SignInKinds.Contains(e.Kind))) return null;
        var entries = await EntriesAsync(DeskFile.JournalId, 0, ct);
        return DeskFile.Fold(entries[..Settled(entries)]);
    }

    private async Task<List<Entry>> EntriesAsync(string journal, long after, CancellationToken ct)
    {
        List<Entry> entries = [];
        await foreach (var entry in store.ReadAsync(journal, after, ct)) entries.Add(entry);
        return entries;
    }

    /// <summary>Most deliveries are tried soon after their approval; of what was written since, so much is read before all of it is.</summary>
    private const int Tail = 200;

    // What only says how far deliveries have come changes nothing that a partner is told.
    private static readonly HashSet<string> DeliveryKinds =
        ["package-sent", "receipt-held", "delivery-given-up", "delivery-revived", "delivery-held-back", "delivery-stopped"];

    private static readonly HashSet<string> SignInKinds = ["signed-in", "sign-in-locked"];

    // With the rights that the approver has now, or had last: what comes of it is told to the approver.
    private static Audience SenderOf(DeskFile list, string? approver) =>
        list.People.Find(approver) is { } person ? Roles.Caller(person).Audience
        : new Audience.AtDesk(approver ?? "", ReadsRed: true, new HashSet<string>());
}
