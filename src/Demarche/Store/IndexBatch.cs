using System.Security.Cryptography;
using System.Text;
using Demarche.Journal;

namespace Demarche.Store;

/// <summary>Writes rows of the search index inside a transaction that holds the case's head.</summary>
internal static class IndexBatch
{
    private const int ItemsPerDelete = 64;

    /// <summary>Carries the index on from one head to the next. Where it stands at another head it is left there, and not searched until it is made anew.</summary>
    public static async Task CarryOnAsync(Sql sql, Head seen, Head now, IndexChange change)
    {
        var at = await sql.ListAsync(
            "SELECT hash, version FROM search_case WHERE case_id = @case_id", row => (row.GetString(0), row.GetString(1)), ("case_id", now.Case));
        if (at.Count > 0 ? at[0] != (seen.Hash, change.Version) : seen.Number > 0) return;
        foreach (var some in change.Removed.Chunk(ItemsPerDelete))
        {
            await sql.RunAsync($"DELETE FROM search_row WHERE case_id = @case_id AND item IN ({string.Join(", ", Sql.Names(0, some.Length))})",
                [("case_id", now.Case), .. some.Select((item, n) => (Sql.Name(n), (object?)item))]);
        }
        await AddAsync(sql, now, change);
    }

    /// <summary>Makes the rows of a case anew.</summary>
    public static async Task ReplaceAsync(Sql sql, Head now, IndexChange change)
    {
        await RemoveAsync(sql, now.Case);
        await AddAsync(sql, now, change);
    }

    public static async Task RemoveAsync(Sql sql, string caseId)
    {
        foreach (var table in new[] { "search_row", "search_case" }) await sql.RunAsync($"DELETE FROM {table} WHERE case_id = @case_id", ("case_id", caseId));
        // Scopes stay, so that their numbers are not used up.
        await sql.RunAsync("UPDATE search_scope SET last = 0 WHERE case_id = @case_id", ("case_id", caseId));
    }

    private static async Task AddAsync(Sql sql, Head now, IndexChange change)
    {
        var rows = new List<object?[]>(change.Rows.Count);
        foreach (var scope in change.Rows.GroupBy(r => r.Class))
        {
            var (id, last) = await ScopeAsync(sql, now.Case, scope.Key);
            foreach (var row in scope)
            {
                last = IndexKeys.Next(last, row.Time);
                rows.Add([IndexKeys.Of(last, id), now.Case, row.Item, row.Kind, (long)row.Part, sql.Database.IndexedWords(row.Words, id)]);
            }
            await sql.RunAsync("UPDATE search_scope SET last = @last WHERE id = @id", ("last", last), ("id", id));
        }
        // In the order of keys: FTS5 writes out what it holds whenever a key is smaller than the one before.
        rows.Sort((a, b) => ((long)a[0]!).CompareTo((long)b[0]!));
        await sql.InsertAsync("search_row (id, case_id, item, kind, part, words)", rows);
        await sql.InsertAsync("search_case (case_id, hash, version)", [[now.Case, now.Hash, change.Version]],
            "ON CONFLICT (case_id) DO UPDATE SET hash = excluded.hash, version = excluded.version");
    }

    private static async Task<(long Id, long Last)> ScopeAsync(Sql sql, string caseId, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var held = await sql.ListAsync("SELECT id, last FROM search_scope WHERE case_id = @case_id AND class_hash = @hash",
            row => (row.GetInt64(0), row.GetInt64(1)), ("case_id", caseId), ("hash", hash));
        return held.Count > 0 ? held[0] : (await sql.ValueAsync<long>(
            "INSERT INTO search_scope (case_id, class_hash, class, last) VALUES (@case_id, @hash, @class, 0) RETURNING id",
            ("case_id", caseId), ("hash", hash), ("class", text)), 0);
    }
}
