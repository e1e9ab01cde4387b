using System.Collections.Concurrent;
using System.Text;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>What came of a package that was handed to this desk.</summary>
public abstract record Reception
{
    private Reception() { }

    /// <param name="Receipt">The signed receipt, the same one however often the package comes.</param>
    /// <param name="Arrival">The arrival's id in the inbox.</param>
    public sealed record Held(string Receipt, string Arrival) : Reception;

    /// <summary>Nothing of it was stored.</summary>
    /// <param name="Code">What the sender is told; codes of RefusalCode and those in docs/protocol/exchange.md.</param>
    /// <param name="Message">Why, for a person of this desk.</param>
    /// <param name="Tell">Why, for the sender; null where an outsider would learn from it.</param>
    public sealed record Refused(string Code, string Message, string? Tell) : Reception;
}

/// <summary>The one door in for packages: opened, checked, kept once, and answered with a receipt. HTTP and files come through it alike.</summary>
public sealed class Intake(JournalStore store, DeskBook desk, OurDesk ours, Homecoming homecoming, TimeProvider time) : IDisposable
{
    /// <summary>Arrivals of one partner that may wait for a person. A partner that sends without end must not fill the store.</summary>
    public const int MostWaiting = 1_000;

    /// <summary>Packages decrypted and checked at one time. It costs us a key agreement and the package several times over; sending costs a stranger nothing.</summary>
    private const int OpenedAtOnce = 2;

    /// <summary>Packages of one partner taken in at one time: a partner that sends many large ones holds up itself and no other.</summary>
    private const int OfPartnerAtOnce = 2;

    /// <summary>Objects of one notice that are looked for in earlier packages; more are no notice that a person wrote.</summary>
    private const int MostConcerned = 1_000;

    private readonly SemaphoreSlim opening = new(OpenedAtOnce);

    // As many as there are partners.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> ofPartner = new(StringComparer.Ordinal);

    /// <summary>Takes a sealed package in. May be called again with the same one, at the same time too.</summary>
    public async Task<Reception> ReceiveAsync(string sealedText, CancellationToken ct = default)
    {
        var list = await desk.OpenAsync(ct);
        var result = await OpenAsync(sealedText, list, ct);
        if (result.Opened is not { } opened) return new Reception.Refused(result.Refusal!.Told, result.Refusal.Message, null);
        if (Pins.HolderOf(list, opened.Sender) is not { } partner) return new Reception.Refused("not-accepted", "Its sender's keys are not confirmed.", null);
        // From here on it costs what the partner chose to send, and the partner's own packages wait for it.
        var places = ofPartner.GetOrAdd(partner.Id, _ => new(OfPartnerAtOnce));
        await places.WaitAsync(ct);
        try
        {
            return await TakeAsync(sealedText, opened, partner, ct);
        }
        finally
        {
            places.Release();
        }
    }

    // Whether anybody of ours signed it is not known before it is opened: strangers' packages wait for each other, in turn.
    private async Task<PackageOpening> OpenAsync(string sealedText, DeskFile list, CancellationToken ct)
    {
        await opening.WaitAsync(ct);
        try
        {
            return ours.Open(sealedText, list);
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<Reception> TakeAsync(string sealedText, OpenedPackage opened, Held<Partner> partner, CancellationToken ct)
    {
        var (content, problem) = PackageContent.Read(opened.Plain);
        if (content is null) return new Reception.Refused(problem!.Code, problem.Message, problem.Message);

        // The signature is evidence of who said it: the sealed bytes are kept beside the plain ones.
        var (plain, sealedBytes) = (KeptDocument.Of(opened.Plain), KeptDocument.Of(Encoding.ASCII.GetBytes(sealedText)));
        var (plainSha256, sealedSha256) = (plain.Sha256, sealedBytes.Sha256);
        var now = time.GetUtcNow();
        var receipt = new Receipt(content.Id, sealedSha256, content.From, ours.Id, Times.Text(now), content.Items).Sign(ours.Ring.Current);
        var arrival = new Arrival(content.Id, partner.Id, content.Kind, content.Title, plainSha256, content.Created, content.About, null, PackageReading.DueOf(content),
            await ConcernedAsync(content, partner.Id, ct));
        var id = Demarche.Id.New();
        // The entry, the bytes and the receipt are one transaction: of two that arrive at once one is written, and both get its receipt. What is refused
        // leaves nothing behind, however often it comes.
        await desk.WriteAsync($"partner:{partner.Id}", file => Arrive(file, id, arrival, content.Strictest),
            _ => new StoreWrites { Documents = [plain, sealedBytes], Received = [new(ReceivedKey(partner.Id, content.Id), partner.Id, sealedSha256, receipt, now)] }, ct);
        return await HeldAsync(partner.Id, arrival, ct);
    }

    // Which packages a notice is about is looked for once, when it comes: what lists it must not read packages without end. An object
    // stands in a package as
    // canonical JSON writes its id.
    private async Task<IReadOnlyList<string>?> ConcernedAsync(PackageContent content, string partner, CancellationToken ct)
    {
        if (NoticeReading.Of(content) is not { } notice) return null;
        List<byte[]> ids = [.. notice.About.Take(MostConcerned).Select(id => Encoding.UTF8.GetBytes($"\"id\":\"{id}\""))];
        List<string> packages = [];
        foreach (var earlier in (await desk.OpenAsync(ct)).Inbox.All.Reverse().Where(a => a.Content.Partner == partner && a.Content.Package != content.Id).Take(InboxDesk.MostSearched))
        {
            if (await store.FindAsync(earlier.Content.PlainSha256, ct) is { } plain && ids.Any(id => plain.AsSpan().IndexOf(id) >= 0)) packages.Add(earlier.Content.Package);
        }
        return packages;
    }

    /// <summary>Partners for whom a place was ever taken.</summary>
    internal int PartnersServed => ofPartner.Count;

    public void Dispose()
    {
        opening.Dispose();
        foreach (var places in ofPartner.Values) places.Dispose();
    }

    /// <summary>The receipt that an arrival was answered with.</summary>
    public async Task<string?> ReceiptOfAsync(Arrival arrival, CancellationToken ct = default) =>
        await store.Records.FindReceivedAsync(ReceivedKey(arrival.Partner, arrival.Package), ct) is { } received ? ours.Renewed(received.Receipt) : null;

    private async Task<Reception> HeldAsync(string partner, Arrival arrival, CancellationToken ct)
    {
        var list = await desk.OpenAsync(ct);
        if (list.Inbox.All.FirstOrDefault(a => a.Content.Partner == partner && a.Content.Package == arrival.Package) is not { } held)
            return new Reception.Refused("inbox-full", "This partner has too many packages waiting for a person here. Deal with some of them.", "Too many of your packages wait for a person here. Try later.");
        if (held.Content.PlainSha256 != arrival.PlainSha256)
            return new Reception.Refused("id-taken", "Another package of this partner has the same id.", "Another package of yours has this id.");
        if (await ReceiptOfAsync(held.Content, ct) is not { } receipt)
            throw new InvalidOperationException($"The arrival {held.Id} stands in the journal without a receipt of this desk's.");
        await homecoming.SettleAsync(held.Id, ct);
        return new Reception.Held(receipt, held.Id);
    }

    // What the sender marks governs who at this desk may read it, and where it may go on to.
    private static Decision Arrive(DeskFile file, string id, Arrival arrival, GivenMarking given) =>
        file.Inbox.All.Any(a => a.Content.Partner == arrival.Partner && a.Content.Package == arrival.Package)
            ? Decision.Refuse("a-package-arrives-once", "This package is here already.")
        : file.Inbox.Standing.Count(a => a.Content.Partner == arrival.Partner && a.Content.Case is null) >= MostWaiting
            ? Decision.Refuse("inbox-must-have-room", "This partner has too many packages waiting here.")
        : Decision.Allow(new PackageArrived(id, arrival), given.From(arrival.Partner), id);

    // Package ids are the sender's to choose: one partner must not be able to take another's.
    private static string ReceivedKey(string partner, string package) => $"{partner}/{package}";
}
