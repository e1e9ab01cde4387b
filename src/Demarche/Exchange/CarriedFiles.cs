using Demarche.Journal;
using Demarche.Partners;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>What came of a file that somebody carried here.</summary>
public abstract record Carried
{
    private Carried() { }

    /// <summary>A package: it stands in the inbox, and this receipt goes back to its sender.</summary>
    public sealed record Package(string Arrival, string Receipt) : Carried;

    /// <summary>A receipt for a package of ours: it stands in the ledger.</summary>
    public sealed record Received(string Case, string Release) : Carried;

    /// <summary>A partner's statement that it has new keys: they are pinned.</summary>
    public sealed record Rotation(string Partner) : Carried;

    public sealed record Refused(string Rule, string Message) : Carried;
}

/// <summary>File-only exchange: packages, receipts and statements that were carried by hand.</summary>
public sealed class CarriedFiles(JournalStore store, CaseBook cases, DeskBook desk, OurDesk ours, Intake intake)
{
    /// <param name="text">The file's text; one line feed at its end is no part of it.</param>
    /// <param name="by">The person who brings it in.</param>
    /// <param name="mayPin">Whether that person may change partners' keys.</param>
    public async Task<Carried> TakeAsync(string text, string by, bool mayPin, CancellationToken ct = default)
    {
        text = text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
        if (text.AsSpan().Count('.') != 2) return await PackageAsync(text, ct);
        if (await ReceiptAsync(text, ct) is { } receipt) return receipt;
        var rotation = await desk.WriteAsync(by, list => mayPin ? PinDecisions.Rotate(list, text) : NotAReceipt, ct: ct);
        return rotation.Refusal is { } refused ? new Carried.Refused(refused.Rule, refused.Message) : new Carried.Rotation(rotation.Item!);
    }

    private static Decision NotAReceipt => Decision.Refuse("file-must-be-known", "This file is no receipt of a confirmed partner for a package of ours.");

    private async Task<Carried> PackageAsync(string text, CancellationToken ct) => await intake.ReceiveAsync(text, ct) switch
    {
        Reception.Held held => new Carried.Package(held.Arrival, held.Receipt),
        Reception.Refused refused => new Carried.Refused(refused.Code, refused.Message),
        _ => throw new InvalidOperationException("A package was neither held nor refused."),
    };

    // Null where no confirmed partner signed it as a receipt.
    private async Task<Carried?> ReceiptAsync(string text, CancellationToken ct)
    {
        foreach (var partner in (await desk.OpenAsync(ct)).Partners.Standing)
        {
            if (partner.Content is not { Confirmed: true, Card: { } card } || Receipt.Verify(text, card).Value is not { } receipt) continue;
            foreach (var file in await cases.AllAsync(ct))
            {
                if (file.Releases.OfPackage(receipt.Package) is not { } release || release.Content.Proposal.Partner != partner.Id) continue;
                if (release.Content.SealedSha256 is not { } sent || await store.FindAsync(release.Content.Proposal.PlainSha256, ct) is not { } plain) continue;
                if (Courier.Mismatch(receipt, receipt.Package, sent, ours.Id, PackageContent.Manifest(plain)) is { } mismatch) return new Carried.Refused("receipt-must-fit", mismatch);
                await cases.WriteAsync(file.Id, "desk", now => OutboxDecisions.Receive(now, release.Id, receipt, "file"), ct: ct);
                return new Carried.Received(file.Id, release.Id);
            }
            return new Carried.Refused("receipt-must-fit", "It is a receipt for no package of ours.");
        }
        return null;
    }
}
