using System.Data.Common;
using System.Numerics;
using Demarche.Journal;

namespace Demarche.Store;

/// <summary>Several appends in one transaction, first come first served: the second on one head finds the first's head and is stale.</summary>
internal static class AppendBatch
{
    private const string EntryColumns = "entry (case_id, number, time, author, kind, version, marking, body, previous, hash)";

    public static async Task ApplyAsync(Sql sql, IReadOnlyList<PendingAppend> appends, TimeProvider time)
    {
        if (appends.Count == 0) return;
        var heads = await HoldHeadsAsync(sql, [.. appends.SelectMany(Journals).Distinct().Order(StringComparer.Ordinal)]);
        var moved = new SortedDictionary<string, Head>(StringComparer.Ordinal);
        var entries = new List<object?[]>();
        var with = new List<StoreWrites>();
        var erased = new List<(string Case, string Key)>();
        var indexed = new List<(Head Seen, Head Now, IndexChange Change)>();
        foreach (var append in appends)
        {
            var seen = heads[append.Case];
            AppendResult.Appended? second = null;
            if (append.With?.Joined is { } joined && (second = append.DecideJoined(joined, seen, heads[joined.Seen.Case])) is null) continue;
            if (append.Decide(seen) is not { } appended) continue;
            Add(appended);
            if (second is not null) Add(second);
            if (append.With is null) continue;
            with.Add(append.With);
            erased.AddRange(append.With.ErasedKeys.Select(k => (append.Case, k)));
            if (append.With.Index is { } change) indexed.Add((seen, appended.Head, change));
        }
        await sql.InsertAsync(EntryColumns, entries);
        await sql.InsertAsync("head (case_id, number, hash)", [.. moved.Values.Select(Row)],
            "ON CONFLICT (case_id) DO UPDATE SET number = excluded.number, hash = excluded.hash");
        await sql.InsertAsync("field_key (case_id, key_id, wrapped)",
            [.. with.SelectMany(w => w.Keys).Select(k => (object?[])[k.Case, k.Id, k.Wrapped])]);
        foreach (var (@case, key) in erased) await JournalStore.EraseKeyAsync(sql, @case, key);
        foreach (var (seen, now, change) in indexed) await IndexBatch.CarryOnAsync(sql, seen, now, change);
        foreach (var write in with)
        {
            // Each alone: four of the largest in one statement would be held in memory at once.
            foreach (var document in write.Documents)
                await sql.InsertAsync("document (sha256, bytes)", [[document.Sha256, document.Bytes]], "ON CONFLICT (sha256) DO NOTHING");
            foreach (var work in write.Work) await Records.EnqueueAsync(sql, work, time);
            foreach (var key in write.VaultKeys) await Records.KeepVaultKeyAsync(sql, key);
            foreach (var setting in write.Settings) await Records.KeepSettingAsync(sql, setting);
            foreach (var received in write.Received) await Records.InsertReceivedAsync(sql, received, "");
        }

        void Add(AppendResult.Appended appended)
        {
            heads[appended.Head.Case] = moved[appended.Head.Case] = appended.Head;
            entries.AddRange(appended.Entries.Select(e => (object?[])
                [e.Case, e.Number, e.Time, e.Author, e.Kind, (long)e.Version, e.Marking, e.Body, e.Previous, e.Hash]));
        }
    }

    private static IEnumerable<string> Journals(PendingAppend append) => append.With?.Joined is { } joined ? [append.Case, joined.Seen.Case] : [append.Case];

    /// <summary>The heads of the journals, locked until the transaction ends; a new journal's is made to have something to lock.</summary>
    private static async Task<Dictionary<string, Head>> HoldHeadsAsync(Sql sql, string[] cases)
    {
        var heads = await SelectAsync(sql, cases);
        var missing = cases.Where(c => !heads.ContainsKey(c)).ToArray();
        if (missing.Length == 0) return heads;
        await sql.InsertAsync("head (case_id, number, hash)", [.. missing.Select(c => Row(Head.Empty(c)))], "ON CONFLICT (case_id) DO NOTHING");
        foreach (var (id, head) in await SelectAsync(sql, missing)) heads.Add(id, head);
        return heads;
    }

    private static async Task<Dictionary<string, Head>> SelectAsync(Sql sql, string[] cases)
    {
        // Filled up to a power of two with the last one again, so that the server has few different statements to prepare.
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)cases.Length);
        var heads = await sql.ListAsync(
            $"SELECT case_id, number, hash FROM head WHERE case_id IN ({string.Join(", ", Sql.Names(0, count))}){sql.Database.LockHeads}",
            ReadHead, [.. Enumerable.Range(0, count).Select(n => (Sql.Name(n), (object?)cases[Math.Min(n, cases.Length - 1)]))]);
        return heads.ToDictionary(h => h.Case);
    }

    public static Head ReadHead(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2));

    private static object?[] Row(Head head) => [head.Case, head.Number, head.Hash];
}
