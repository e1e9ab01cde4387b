using System.Diagnostics;
using System.Globalization;
using Demarche.Journal;
using Demarche.Store;
using Npgsql;

namespace Demarche.Bench;

/// <summary>Durable appends a second with 1 and with 64 writers, beside the bare syncs a second of the same disk in the same run.</summary>
/// <remarks>PostgreSQL is measured when DEMARCHE_TEST_POSTGRES names a server; its data folder should be on the same disk.</remarks>
internal static class Appends
{
    private const int BlockBytes = 4096;
    private const int PreparedBytes = 1024 * BlockBytes;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Probed = TimeSpan.FromSeconds(1);

    // Other programs share the disk: the syncs are taken again beside each measurement.
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Directory.CreateDirectory(args is [var named] ? named : Path.Combine("artifacts", "bench")).FullName;
        var probe = Path.Combine(folder, "syncs");
        var file = Path.Combine(folder, "appends.db");
        foreach (var old in Directory.EnumerateFiles(folder, "appends.db*")) File.Delete(old);
        await MeasureAsync("sqlite:" + file, probe);
        if (Environment.GetEnvironmentVariable("DEMARCHE_TEST_POSTGRES") is { Length: > 0 } server)
        {
            await RunSqlAsync(server, "DROP DATABASE IF EXISTS demarche_bench WITH (FORCE)");
            await RunSqlAsync(server, "CREATE DATABASE demarche_bench");
            await MeasureAsync(new UriBuilder(server) { Path = "/demarche_bench" }.Uri.AbsoluteUri, probe);
            await RunSqlAsync(server, "DROP DATABASE demarche_bench WITH (FORCE)");
        }
        else
        {
            Console.WriteLine("postgres: not measured, DEMARCHE_TEST_POSTGRES names no server");
        }
        return 0;
    }

    private static async Task MeasureAsync(string address, string probe)
    {
        await using var store = await JournalStore.OpenAsync(address, TimeProvider.System);
        foreach (var writers in new[] { 1, 64 })
        {
            await AppendAsync(store, writers, Warmup);
            var (appends, seconds, commits, growing, inPlace) = (0L, 0.0, 0L, 0.0, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                growing += Syncs(probe, 0) / Rounds;
                inPlace += Syncs(probe, PreparedBytes) / Rounds;
                var before = store.Commits;
                var (done, took) = await AppendAsync(store, writers, Measured);
                (appends, seconds, commits) = (appends + done, seconds + took, commits + store.Commits - before);
            }
            var rate = appends / seconds;
            Console.WriteLine(Invariant(
                $"{store.Kind}, {writers} writers: {rate:0} appends a second, {(double)appends / commits:0.0} to a commit; bare syncs a second: {growing:0} at a growing file's end ({rate / growing:0.00} appends each), {inPlace:0} in place ({rate / inPlace:0.00})"));
        }
    }

    /// <summary>Each writer appends to a journal of its own, the next entry when the last one is on disk.</summary>
    private static async Task<(long Appends, double Seconds)> AppendAsync(JournalStore store, int writers, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(n => Task.Run(async () =>
        {
            var head = await store.HeadAsync($"case-{n}");
            var count = 0L;
            for (; watch.Elapsed < time; count++)
                head = ((AppendResult.Appended)await store.AppendAsync(head, [Draft(head)])).Head;
            return count;
        })));
        return (counts.Sum(), watch.Elapsed.TotalSeconds);
    }

    private static EntryDraft Draft(Head head) => new(
        head.Case, "2026-03-02T08:00:00.000Z", "person-7f3a", "claim-made", 1, """{"partners":["westmark"],"tlp":"amber"}""",
        Invariant($$"""{"claim":"claim-{{head.Number}}","content":"{{new string('x', 300)}}","stance":"asserts"}"""));

    /// <summary>Writes one block and syncs it, over and over: at the end of a new file, or over the blocks that it has already.</summary>
    private static double Syncs(string path, int prepared)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(new byte[prepared]);
        file.Flush(flushToDisk: true);
        var block = new byte[BlockBytes];
        var count = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Probed; count++)
        {
            if (prepared > 0) file.Position = (long)count * BlockBytes % prepared;
            file.Write(block);
            file.Flush(flushToDisk: true);
        }
        var rate = count / watch.Elapsed.TotalSeconds;
        File.Delete(path);
        return rate;
    }

    private static async Task RunSqlAsync(string address, string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresUrl.Read(address));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
