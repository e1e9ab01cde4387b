using Demarche.Journal;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>Brings approved packages to partners until each is received or given up. It may be killed at any point and goes on from the store.</summary>
public sealed partial class Outbox(
    JournalStore store, ReleaseDesk releases, CaseBook cases, DeskBook desk, OurDesk ours, Courier courier, Homecoming homecoming, TimeProvider time,
    ILogger<Outbox> log) : BackgroundService
{
    /// <summary>Deliveries at one time, each to another partner: so many packages are in memory at most.</summary>
    public const int AtOnce = 8;

    /// <summary>How long a claim lasts unless it is renewed: so long a partner's queue stands still where a replica dies.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>What a delivery may take to note where it was when the desk stops; the host waits thirty seconds for all.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    // This process's name among replicas.
    private readonly string me = Id.New();

    /// <summary>Tries everything that is due until nothing more is. What comes in meanwhile is begun at once, whoever is slow.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct = default)
    {
        List<Task> running = [];
        var tried = 0;
        try
        {
            while (true)
            {
                // The finally waits for those that let go.
                if (ct.IsCancellationRequested) return tried;
                if (AtOnce - running.Count is > 0 and var free)
                {
                    var claimed = await store.Records.ClaimWorkAsync(me, free, Lease, ct);
                    tried += claimed.Count;
                    running.AddRange(claimed.Select(work => TryAsync(work, ct)));
                }
                if (running.Count == 0) return tried;
                // Whoever still tries keeps its claim for as long as it takes.
                await store.Records.RenewWorkAsync(me, Lease, ct);
                using var waited = CancellationTokenSource.CreateLinkedTokenSource(ct);
                await Task.WhenAny([.. running, Task.Delay(Pause, time, waited.Token)]);
                await waited.CancelAsync();
                running.RemoveAll(t => t.IsCompleted);
            }
        }
        finally
        {
            // Each notes how it ended before this desk stops.
            await Task.WhenAll(running);
        }
    }

    /// <summary>Rebuilds the outbox from the ledger: every approved release that is neither received nor given up waits in it.</summary>
    public async Task RebuildAsync(CancellationToken ct = default)
    {
        // A file has one process: what another one had claimed, nobody tries any more.
        if (store.IsOfOneProcess) await store.Records.EndOtherClaimsAsync(me, ct);
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
                if (await store.Records.NoteTimeAsync(stoppingToken) is { } ahead) LogClock(log, ahead);
                await RunOnceAsync(stoppingToken);
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

    private async Task TryAsync(Work work, CancellationToken ct)
    {
        var carrying = new Carrying();
        try
        {
            await DeliverAsync(work, carrying, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await LetGoAsync(work, carrying);
        }
#pragma warning disable CA1031 // One delivery's fault must not end the others; its claim runs out, and it is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(log, e);
        }
    }

    // This desk stops: another replica, or this one when it is back, goes on at once and knows whether bytes may have left.
    private async Task LetGoAsync(Work work, Carrying carrying)
    {
        using var limit = new CancellationTokenSource(Farewell);
        if (!carrying.HasBegun)
        {
            await store.Records.ReleaseWorkAsync(work, limit.Token);
            return;
        }
        await store.Records.FailWorkAsync(work, "This desk was stopped while it sent the package.", time.GetUtcNow(), limit.Token);
    }

    private async Task DeliverAsync(Work work, Carrying carrying, CancellationToken ct)
    {
        if ((await cases.FindAsync(work.Case, ct))?.Releases.Find(work.Id)?.Content is not { SealedSha256: not null } release)
        {
            await store.Records.BuryWorkAsync(work, "There is no such approved release in the case.", ct);
            return;
        }
        if (release.State == ReleaseState.Received)
        {
            await store.Records.CompleteWorkAsync(work, ct);
            return;
        }
        if (release.State == ReleaseState.Undeliverable)
        {
            await store.Records.BuryWorkAsync(work, release.Trouble ?? "It was given up.", ct);
            return;
        }
        switch (await releases.ClearAsync(work.Case, work.Id, ct))
        {
            case Clearance.Goes { Package: var package } when Pins.CardOf(await desk.OpenAsync(ct), work.Partner) is { } card:
                await CarryAsync(work, package, card, carrying, ct);
                break;
            case Clearance.Stays stays:
                // Where the ledger says so already this notes nothing more.
                await GiveUpAsync(work, stays.Why, ct);
                break;
            case Clearance.Missing:
                await store.Records.BuryWorkAsync(work, "There is no such approved release in the case.", ct);
                break;
            case var other:
                await HoldAsync(work, other is Clearance.Waits waits ? waits.Why : Words.Say("releases.keys-unconfirmed"), null, ct);
                break;
        }
    }

    private async Task CarryAsync(Work work, Package package, DeskCard card, Carrying carrying, CancellationToken ct)
    {
        switch (await courier.CarryAsync(package, card, ours.Id, PackageContent.Manifest(package.Plain), stopping => BeginAsync(work, carrying, stopping), ct))
        {
            case CarryOutcome.Received received:
                var noted = await NoteAsync(work, f => OutboxDecisions.Receive(f, work.Id, received.Receipt, "exchange"), ct);
                if (noted.File.Releases.Find(work.Id)?.Content.State == ReleaseState.Received) await store.Records.CompleteWorkAsync(work, ct);
                else await HoldAsync(work, "The partner signed for it, but the case was too busy to note it.", null, ct);
                break;
            case CarryOutcome.NotReceived not:
                carrying.HasBegun = false;
                if (not.Final) await GiveUpAsync(work, not.Why, ct);
                else await HoldAsync(work, not.Why, not.NotBefore, ct);
                break;
        }
    }

    // The ledger says that it may have left before the first byte does: whatever cuts this off, nobody is told that nothing went. Once is enough.
    private async Task<string?> BeginAsync(Work work, Carrying carrying, CancellationToken ct)
    {
        var began = Times.Text(time.GetUtcNow());
        var noted = await NoteAsync(work, f => OutboxDecisions.Leave(f, work.Id, began), ct);
        carrying.HasBegun = noted.File.Releases.Find(work.Id)?.Content is { SentAt: not null, State: not (ReleaseState.HeldBack or ReleaseState.Stopped) };
        return carrying.HasBegun ? null : "It was stopped, or the case was too busy to note that it leaves. Nothing was sent.";
    }

    /// <summary>How far a try has come. Owned by the try.</summary>
    private sealed class Carrying
    {
        /// <summary>Whether bytes may have left in it, while how it ended is not known.</summary>
        public bool HasBegun { get; set; }
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was ahead by {Ahead} and was set right: due times, locks and sessions were moved back.")]
    private static partial void LogClock(ILogger log, TimeSpan ahead);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox met a fault and goes on.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
