using System.Diagnostics;
using System.Globalization;
using Demarche.Journal;
using Demarche.Store;
using Microsoft.Data.Sqlite;

namespace Demarche.Bench;

/// <summary>A search with the audience inside the query beside the same FTS5 query without one, over a thousand to a million passages.</summary>
/// <remarks>
/// The limit has a table of its own with the same texts, whose row ids are the order of time and nothing else: a reader who sees all. The
/// reader who is measured sees half of the scopes; the other half holds the same words.
/// </remarks>
internal static class Searches
{
    private const int Hits = 41;
    private const int Rounds = 31;
    private const int PassageWords = 60;

    private static readonly (string Name, string Match, IndexTerm Term)[] Queries =
    [
        ("one in 10,000", "\"rare\"", new(["rare"], false)),
        ("one in 100", "\"some\"", new(["some"], false)),
        ("one in 3", "\"many\"", new(["many"], false)),
        ("a phrase", "\"some many\"", new(["some", "many"], false)),
        ("a beginning", "\"som\" *", new(["som"], true)),
    ];

    /// <param name="args">A folder, and then sizes as passages and cases: <c>100000:10</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Directory.CreateDirectory(args is [var named, ..] ? named : Path.Combine("artifacts", "bench")).FullName;
        var sizes = args.Length > 1 ? args[1..] : ["1000:10", "10000:10", "100000:10", "100000:100", "1000000:10", "1000000:100"];
        foreach (var size in sizes)
        {
            var given = size.Split(':').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
            await MeasureAsync(folder, given[0], given[1]);
        }
        return 0;
    }

    private static async Task MeasureAsync(string folder, int passages, int cases)
    {
        var file = Path.Combine(folder, "search.db");
        foreach (var old in Directory.EnumerateFiles(folder, "search.db*")) File.Delete(old);
        await using var store = await JournalStore.OpenAsync("sqlite:" + file, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < cases; n++) await FillAsync(store, $"case-{n}", n, passages / cases);
        var filled = watch.Elapsed;
        await using (var plain = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await plain.OpenAsync();
            await RunSqlAsync(plain, "CREATE TABLE plain_row (n INTEGER PRIMARY KEY, item TEXT NOT NULL, kind TEXT NOT NULL, part BIGINT NOT NULL, words TEXT NOT NULL)");
            await RunSqlAsync(plain, "INSERT INTO plain_row SELECT row_number() OVER (ORDER BY id), item, kind, part, words FROM search_row");
            await RunSqlAsync(plain, "CREATE VIRTUAL TABLE plain USING fts5(words, content = 'plain_row', content_rowid = 'n', prefix = '3', tokenize = \"ascii tokenchars '='\")");
            await RunSqlAsync(plain, "INSERT INTO plain (rowid, words) SELECT n, words FROM plain_row");
        }
        var scopes = await store.ScopesAsync([.. Enumerable.Range(0, cases).Select(n => $"case-{n}")], "1");
        List<long> seen = [.. scopes.Where(s => s.Class is "class-0" or "class-1").Select(s => s.Id)];
        Console.WriteLine(Invariant($"{passages} passages in {cases} cases of {scopes.Count / cases} scopes, {seen.Count} of {scopes.Count} seen; {passages / filled.TotalSeconds:0} passages a second indexed, {new FileInfo(file).Length / 1e6:0} MB"));
        foreach (var (name, match, term) in Queries)
        {
            var query = new IndexQuery([[term]], []);
            List<TimeSpan> with = [], without = [], ranked = [];
            var found = 0;
            for (var round = -3; round < Rounds; round++)
            {
                var (searched, newest) = (
                    await TimeAsync(async () => found = (await store.FindAsync(query, seen, null, Hits)).Count), await TimeAsync(() => PlainAsync(store, match, "plain.rowid DESC")));
                if (round < 0) continue;
                with.Add(searched);
                without.Add(newest);
            }
            // By itself: it walks the whole list, whose last pages would then lie ready for the newest first and not for the search.
            for (var round = -3; round < Rounds; round++)
            {
                var best = await TimeAsync(() => PlainAsync(store, match, "rank"));
                if (round >= 0) ranked.Add(best);
            }
            var (median, latest, rank) = (Measured.At(with, 0.5), Measured.At(without, 0.5), Measured.At(ranked, 0.5));
            Console.WriteLine(Invariant($"  {name}: {found} hits, {median.TotalMilliseconds:0.000} ms; without audience, newest first {latest.TotalMilliseconds:0.000} ms, ratio {median / latest:0.00}; by rank {rank.TotalMilliseconds:0.000} ms, ratio {median / rank:0.00}"));
        }
    }

    // Of four scopes one sees two; every word stands in each of them alike.
    private static async Task FillAsync(JournalStore store, string id, int number, int passages)
    {
        var start = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        var draft = new EntryDraft(id, "2026-03-02T08:00:00.000Z", "person", "note-taken", 1, "{}", "{}");
        var head = ((AppendResult.Appended)await store.AppendAsync(Head.Empty(id), [draft])).Head;
        var drawn = (ulong)number;
        List<IndexRow> rows = new(passages);
        for (var n = 0; n < passages; n++)
        {
            List<string> words = new(PassageWords + 3);
            // Words as in a language: a few often, most seldom.
            for (var w = 0; w < PassageWords; w++) words.Add(Invariant($"w{(int)Math.Pow(50_000, Next(ref drawn))}"));
            if (n % 10_000 == 17 || (n == 0 && passages < 10_000)) words[n % 20] = "rare";
            if (n % 3 == 1) words[31] = "many";
            if (n % 100 == 13) words[30] = "some";
            // Two cases are seldom written to in one millisecond.
            rows.Add(new($"item-{n / 100}", "passage", n, $"class-{n / 7 % 4}", Times.Text(start.AddSeconds(n).AddMilliseconds(number * 7)), words));
        }
        await store.ReindexAsync(head, new("1", [], rows));
    }

    private static Task PlainAsync(JournalStore store, string match, string order) => store.ReadAsync(sql => sql.ListAsync(
        $"""
        SELECT r.n, r.item, r.kind, r.part FROM plain CROSS JOIN plain_row r ON r.n = plain.rowid
        WHERE plain MATCH @match ORDER BY {order} LIMIT {Hits}
        """, row => new IndexHit(0, row.GetInt64(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)), ("match", match)), CancellationToken.None);

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed;
    }

    private static async Task RunSqlAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    // The same words in every run (SplitMix64).
    private static double Next(ref ulong drawn)
    {
        var z = drawn += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
