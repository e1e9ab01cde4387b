using Demarche.Partners;
using Demarche.Releases;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>Brings approved packages to partners until each is received or given up. It may be killed at any point and goes on from the store.</summary>
public sealed partial class Outbox(
    JournalStore store, ReleaseDesk releases, CaseBook cases, DeskBook desk, OurDesk ours, Courier courier, Homecoming homecoming, TimeProvider time,
    ILogger<Outbox> log) : BackgroundService
{
    /// <summary>Deliveries at one time: a slow partner must not hold up the others, nor all of them our memory.</summary>
    public const int AtOnce = 4;

    /// <summary>How long a claim lasts: longer than the courier is patient.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // This process's name among replicas.
    private readonly string me = Id.New();

    /// <summary>Tries everything that is due, once.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct = default)
    {
        var claimed = await store.Records.ClaimWorkAsync(me, AtOnce, Lease, ct);
        await Task.WhenAll(claimed.Select(work => DeliverAsync(work, ct)));
        return claimed.Count;
    }

    /// <summary>Makes the outbox anew from the ledger: every approved release that is neither received nor given up waits in it.</summary>
    public async Task RebuildAsync(CancellationToken ct = default)
    {
        foreach (var file in await cases.AllAsync(ct))
        {
            foreach (var release in file.Releases.All.Where(r => r.Content is { State: ReleaseState.Approved or ReleaseState.Sent, SealedSha256: not null }))
            {
                // A package handed over as a file is on its way by hand.
                if (release.Content.Channel == "file") continue;
                var work = await store.Records.FindWorkAsync(file.Id, release.Id, ct);
                if (work is null)
                    await store.Records.EnqueueWorkAsync(new(file.Id, release.Id, release.Content.Proposal.Partner, release.Content.SealedSha256!, time.GetUtcNow()), ct);
                else if (work.State is "dead" or "done")
                    await store.Records.ReviveWorkAsync(file.Id, release.Id, ct);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isRebuilt = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isRebuilt)
                {
                    await store.Records.KeepSettingAsync(ExchangeParts.AddressSetting, ours.Address, stoppingToken);
                    await RebuildAsync(stoppingToken);
                    await homecoming.SettleAllAsync(stoppingToken);
                    isRebuilt = true;
                }
                while (await RunOnceAsync(stoppingToken) > 0) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop outlives every fault: packages that wait must not wait for a restart.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogFault(log, e);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DeliverAsync(Work work, CancellationToken ct)
    {
        var file = await cases.FindAsync(work.Case, ct);
        if (file?.Releases.Find(work.Id)?.Content is not { SealedSha256: not null } release)
        {
            await store.Records.BuryWorkAsync(work, "There is no such approved release in the case.", ct);
            return;
        }
        if (release.State == ReleaseState.Received)
        {
            await store.Records.CompleteWorkAsync(work, ct);
            return;
        }
        // An earlier try that noted no end was cut off by a crash: its bytes may have left.
        if (work is { Attempts: > 1, LastError: null }) await NoteAsync(work, f => OutboxDecisions.Leave(f, work.Id), ct);
        var list = await desk.OpenAsync(ct);
        if (release.State == ReleaseState.Undeliverable || OutboxDecisions.Stopped(file, list, release) is not null)
        {
            await GiveUpAsync(work, OutboxDecisions.Stopped(file, list, release) ?? release.Trouble ?? "It was given up.", ct);
            return;
        }
        if (Pins.CardOf(list, work.Partner) is not { } card)
        {
            await HoldAsync(work, "The partner's keys are not confirmed. Confirm them under Partners.", null, ct);
            return;
        }
        var package = await releases.FindPackageAsync(work.Case, work.Id, ct);
        if (package is null || await store.FindAsync(release.Proposal.PlainSha256, ct) is not { } plain)
        {
            await GiveUpAsync(work, "The bytes of this package are not in the store.", ct);
            return;
        }
        // Who has the key that the partner gave up could read it.
        if (package.EncryptedTo != card.Encryption.Thumbprint)
        {
            await GiveUpAsync(work, "The partner has other keys now than when this package was sealed. Propose it again, so that it is sealed to those.", ct);
            return;
        }
        switch (await courier.CarryAsync(package, card, ours.Id, PackageContent.Manifest(plain), ct))
        {
            case CarryOutcome.Received received:
                var noted = await NoteAsync(work, f => OutboxDecisions.Receive(f, work.Id, received.Receipt, "exchange"), ct);
                if (noted.File.Releases.Find(work.Id)?.Content.State == ReleaseState.Received) await store.Records.CompleteWorkAsync(work, ct);
                else await HoldAsync(work, "The partner signed for it, but the case was too busy to note it.", null, ct);
                break;
            case CarryOutcome.NotReceived not:
                if (not.Left) await NoteAsync(work, f => OutboxDecisions.Leave(f, work.Id), ct);
                if (not.Final) await GiveUpAsync(work, not.Why, ct);
                else await HoldAsync(work, not.Why, not.NotBefore, ct);
                break;
        }
    }

    private async Task HoldAsync(Work work, string why, TimeSpan? notBefore, CancellationToken ct)
    {
        if (work.Attempts >= BackOff.MostTries)
        {
            await GiveUpAsync(work, $"Given up after {work.Attempts} tries. {why}", ct);
            return;
        }
        var wait = BackOff.After(work.Attempts);
        await store.Records.FailWorkAsync(work, why, time.GetUtcNow() + (notBefore > wait ? notBefore.Value : wait), ct);
    }

    private async Task GiveUpAsync(Work work, string why, CancellationToken ct)
    {
        await NoteAsync(work, file => OutboxDecisions.GiveUp(file, work.Id, why), ct);
        await store.Records.BuryWorkAsync(work, why, ct);
    }

    // The ledger first, the row after: a crash between the two repeats a note that the decision refuses the second time.
    private Task<Outcome> NoteAsync(Work work, Func<CaseFile, Decision> decide, CancellationToken ct) => cases.WriteAsync(work.Case, "desk", decide, ct: ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox met a fault and goes on.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
