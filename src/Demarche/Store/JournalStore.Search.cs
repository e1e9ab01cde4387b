using Demarche.Journal;
namespace Demarche.Store;

public sealed partial class JournalStore
{
    /// <summary>How many cases one statement names.</summary>
    private const int CasesPerStatement = 256;

    /// <summary>The journals whose rows in the search index belong to another head or version, or are not there.</summary>
    public Task<IReadOnlyList<string>> UnindexedAsync(string version, CancellationToken ct = default) => ReadAsync<IReadOnlyList<string>>(async sql =>
        await sql.ListAsync(
            """
            SELECT h.case_id FROM head h LEFT JOIN search_case c ON c.case_id = h.case_id AND c.hash = h.hash AND c.version = @version
            WHERE h.number > 0 AND c.case_id IS NULL
            """, row => row.GetString(0), ("version", version)), ct);

    /// <summary>Makes a case's rows of the search index anew.</summary>
    /// <returns>False when <paramref name="seen"/> is no longer the journal's head; then nothing was changed.</returns>
    public Task<bool> ReindexAsync(Head seen, IndexChange change, CancellationToken ct = default) => ChangeAsync(async sql =>
    {
        var heads = await sql.ListAsync(
            $"SELECT case_id, number, hash FROM head WHERE case_id = @case_id{sql.Database.LockHeads}", AppendBatch.ReadHead, ("case_id", seen.Case));
        if (heads.Count == 0 || heads[0] != seen) return false;
        await IndexBatch.ReplaceAsync(sql, seen, change);
        return true;
    }, ct);

    /// <summary>Empties the search index.</summary>
    public Task DropIndexAsync(CancellationToken ct = default) => ChangeAsync(async sql =>
    {
        foreach (var table in new[] { "search_row", "search_scope", "search_case" }) await sql.RunAsync($"DELETE FROM {table}");
        if (sql.Database.RestartScopes is { } restart) await sql.RunAsync(restart);
        return true;
    }, ct);

    /// <summary>What can be searched of these cases: nothing of a case whose rows are not those of its head.</summary>
    public Task<IReadOnlyList<IndexScope>> ScopesAsync(IReadOnlyList<string> cases, string version, CancellationToken ct = default) => ReadAsync<IReadOnlyList<IndexScope>>(async sql =>
    {
        List<IndexScope> scopes = [];
        foreach (var some in cases.Chunk(CasesPerStatement))
        {
            scopes.AddRange(await sql.ListAsync(
                $"""
                SELECT s.id, s.case_id, s.class FROM search_scope s
                JOIN search_case c ON c.case_id = s.case_id AND c.version = @version
                JOIN head h ON h.case_id = c.case_id AND h.hash = c.hash
                WHERE s.case_id IN ({string.Join(", ", Sql.Names(0, some.Length))})
                """, row => new IndexScope(row.GetInt64(0), row.GetString(1), row.GetString(2)),
                [("version", version), .. some.Select((id, n) => (Sql.Name(n), (object?)id))]));
        }
        return scopes;
    }, ct);

    /// <summary>What stands in these scopes and in no other, the last first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="scopes">Ids of the scopes that the reader sees.</param>
    /// <param name="after">The hit that the page begins after.</param>
    /// <param name="count">At most so many.</param>
    public Task<IReadOnlyList<IndexHit>> FindAsync(
        IndexQuery query, IReadOnlyList<long> scopes, IndexPlace? after, int count, CancellationToken ct = default) =>
        ReadAsync<IReadOnlyList<IndexHit>>(async sql => scopes.Count == 0 ? [] : await sql.Database.FindAsync(sql, query, scopes, after, count), ct);

    /// <summary>Where a hit stands in the order of hits; null when it is not there any more.</summary>
    public Task<IndexPlace?> PlaceAsync(string caseId, string item, string kind, int part, CancellationToken ct = default) => ReadAsync(async sql =>
        await sql.ValueAsync<long?>("SELECT id FROM search_row WHERE case_id = @case_id AND item = @item AND kind = @kind AND part = @part",
            ("case_id", caseId), ("item", item), ("kind", kind), ("part", (long)part)) is { } key ? new IndexPlace(IndexKeys.Order(key), item) : null, ct);
}
