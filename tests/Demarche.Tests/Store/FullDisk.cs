using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Tests.Store;

// While a tablespace is full, every checkpoint of its cluster fails, and with it the removal of other tests' databases.
[CollectionDefinition(nameof(FullDisk), DisableParallelization = true)]
public sealed class FullDiskAlone;

/// <summary>A full disk under either database: a clear error, nothing lost, and work goes on when there is space again.</summary>
[Collection(nameof(FullDisk))]
public sealed class FullDisk
{
    private const int MoreThanFits = 20_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_under_SQLite_is_told_and_survived()
    {
        using var disk = SmallDisk.Make(megabytes: 16);
        await FillAndFreeAsync("sqlite:" + Path.Combine(disk.Path, "desk.db"), disk);
    }

    [Fact]
    public async Task A_full_disk_under_PostgreSQL_is_told_and_survived()
    {
        using var disk = SmallDisk.Make(megabytes: 48);
        await using var scratch = await PostgresScratch.MakeAsync(Ct, on: disk);
        await FillAndFreeAsync(scratch.Address, disk);
    }

    private static async Task FillAndFreeAsync(string address, SmallDisk disk)
    {
        var acknowledged = new List<Entry>();
        await using (var store = await JournalStore.OpenAsync(address, TimeProvider.System, Ct))
        {
            await AppendAsync(store, acknowledged, 20);
            disk.Fill();

            var problem = await Assert.ThrowsAsync<StoreProblem>(() => AppendAsync(store, acknowledged, MoreThanFits));
            Assert.Contains("disk is full", problem.Message, StringComparison.Ordinal);
            Assert.Contains("Free space", problem.Advice, StringComparison.Ordinal);
            Assert.DoesNotContain("password", problem.Place, StringComparison.Ordinal);

            var waiters = Enumerable.Range(0, 64).Select(n => store.AppendAsync(Head.Empty($"case-{n}"), [Large($"case-{n}")], null, Ct)).ToArray();
            await Task.WhenAll(waiters).ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.Contains(waiters, w => w.Exception?.InnerException is StoreProblem);
            acknowledged.AddRange(waiters.Where(w => w.IsCompletedSuccessfully).SelectMany(w => ((AppendResult.Appended)w.Result).Entries));
            await VerifyAsync(store, acknowledged);

            disk.Free();
            await AppendAsync(store, acknowledged, 20);
            await VerifyAsync(store, acknowledged);
        }
        await using var reopened = await JournalStore.OpenAsync(address, TimeProvider.System, Ct);
        await VerifyAsync(reopened, acknowledged);
    }

    private static async Task AppendAsync(JournalStore store, List<Entry> acknowledged, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var result = await store.AppendAsync(await store.HeadAsync("case-full", Ct), [Large("case-full")], null, Ct);
            acknowledged.AddRange(Assert.IsType<AppendResult.Appended>(result).Entries);
        }
    }

    private static EntryDraft Large(string journal) => StoreContract.Draft(journal) with
    {
        Body = $$"""{"text":"{{System.Security.Cryptography.RandomNumberGenerator.GetHexString(20_000)}}"}""",
    };

    private static async Task VerifyAsync(JournalStore store, List<Entry> acknowledged)
    {
        var held = new List<Entry>();
        foreach (var head in await store.HeadsAsync(Ct))
        {
            var result = await Chain.VerifyAsync(store.ReadAsync(head.Case, 0, Ct), head.Case, Ct);
            Assert.Null(result.Problem);
            Assert.Equal(head, result.Head);
            await foreach (var entry in store.ReadAsync(head.Case, 0, Ct)) held.Add(entry);
        }
        Assert.Equal(acknowledged.OrderBy(e => e.Case, StringComparer.Ordinal).ThenBy(e => e.Number), held);
    }
}
