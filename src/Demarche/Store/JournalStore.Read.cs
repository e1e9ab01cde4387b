using System.Data.Common;
using System.Runtime.CompilerServices;
using Demarche.Journal;

namespace Demarche.Store;

public sealed partial class JournalStore
{
    // Entries are read in pages, so that a slow reader holds no transaction open: SQLite could not empty its log meanwhile.
    private const long EntriesPerPage = 1000;

    /// <summary>The journal's end; <see cref="Head.Empty"/> when it has no entry.</summary>
    public Task<Head> HeadAsync(string caseId, CancellationToken ct = default) => ReadAsync(async sql =>
    {
        var heads = await sql.ListAsync("SELECT case_id, number, hash FROM head WHERE case_id = @case_id", AppendBatch.ReadHead, ("case_id", caseId));
        return heads.Count > 0 ? heads[0] : Head.Empty(caseId);
    }, ct);

    /// <summary>The ends of all journals, by journal id in ordinal order.</summary>
    public Task<IReadOnlyList<Head>> HeadsAsync(CancellationToken ct = default) => ReadAsync<IReadOnlyList<Head>>(async sql =>
    {
        var heads = await sql.ListAsync("SELECT case_id, number, hash FROM head WHERE number > 0", AppendBatch.ReadHead);
        heads.Sort((a, b) => string.CompareOrdinal(a.Case, b.Case));
        return heads;
    }, ct);

    /// <summary>The ids of all journals that have an entry, in ordinal order, whatever the heads say: for verifying.</summary>
    public Task<IReadOnlyList<string>> JournalsAsync(CancellationToken ct = default) => ReadAsync<IReadOnlyList<string>>(async sql =>
    {
        var ids = await sql.ListAsync("SELECT DISTINCT case_id FROM entry", row => row.GetString(0));
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }, ct);

    /// <summary>The journal's entries after number <paramref name="after"/>, ascending.</summary>
    public async IAsyncEnumerable<Entry> ReadAsync(string caseId, long after = 0, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            var last = after;
            var page = await ReadAsync(sql => sql.ListAsync(
                """
                SELECT case_id, number, time, author, kind, version, marking, body, previous, hash
                FROM entry WHERE case_id = @case_id AND number > @after ORDER BY number LIMIT @count
                """, ReadEntry, ("case_id", caseId), ("after", last), ("count", EntriesPerPage)), ct);
            foreach (var entry in page) yield return entry;
            if (page.Count < EntriesPerPage) yield break;
            after = page[^1].Number;
            ct.ThrowIfCancellationRequested();
        }
    }

    private static Entry ReadEntry(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4),
        checked((int)row.GetInt64(5)), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9));
}
