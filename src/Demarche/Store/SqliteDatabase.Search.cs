using Microsoft.Data.Sqlite;

namespace Demarche.Store;

/// <summary>FTS5. Its lists are walked from their ends; a key says its scope, so that a row that the reader does not see is passed over unread.</summary>
internal sealed partial class SqliteDatabase
{
    public override string? RestartScopes => null;

    public override string IndexedWords(IReadOnlyList<string> words, long scope) => string.Join(' ', words);

    public override async Task<List<IndexHit>> FindAsync(Sql sql, IndexQuery query, IReadOnlyList<long> scopes, IndexPlace? after, int count)
    {
        await using var command = ((SqliteConnection)sql.Connection).CreateCommand();
        command.CommandText =
            $"""
            SELECT r.id, r.item, r.kind, r.part FROM search_words CROSS JOIN search_row r ON r.id = search_words.rowid
            WHERE search_words MATCH @query{(after is null ? "" : " AND search_words.rowid <= @last")}
            AND substr(@seen, (search_words.rowid & {IndexKeys.ScopeMask}) + 1, 1) = x'01'
            ORDER BY search_words.rowid DESC
            """;
        command.Parameters.AddWithValue("query", Match(query));
        command.Parameters.AddWithValue("seen", Seen(scopes));
        if (after is not null) command.Parameters.AddWithValue("last", IndexKeys.Of(after.Order, IndexKeys.ScopeMask));
        List<IndexHit> hits = new(count);
        var isInOrder = true;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var key = rows.GetInt64(0);
            // Rows of several scopes may be of one order. Among them the item decides, not the scope's number, so all of them are read.
            if (hits.Count >= count && IndexKeys.Order(key) != hits[^1].Order) break;
            var hit = new IndexHit(IndexKeys.Scope(key), IndexKeys.Order(key), rows.GetString(1), rows.GetString(2), (int)rows.GetInt64(3));
            if (after is not null && hit.Order >= after.Order && string.CompareOrdinal(hit.Item, after.Item) <= 0) continue;
            isInOrder &= hits.Count == 0 || hits[^1].Order > hit.Order;
            hits.Add(hit);
        }
        return isInOrder ? hits : [.. hits.OrderByDescending(h => h.Order).ThenBy(h => h.Item, StringComparer.Ordinal).Take(count)];
    }

    // A byte for each scope up to the last one that is seen: a list in the statement's text would be read and sorted anew for each search. There are
    // a million scopes at most (IndexKeys), and what lies behind the last byte is no byte and so not seen.
    private static byte[] Seen(IReadOnlyList<long> scopes)
    {
        var seen = new byte[scopes.Max() + 1];
        foreach (var scope in scopes) seen[scope] = 1;
        return seen;
    }

    // Words are letters and digits, or begin with '='; between quotes none of them is an operator.
    private static string Match(IndexQuery query)
    {
        static string Any(IEnumerable<IndexTerm> terms) =>
            $"({string.Join(" OR ", terms.Select(t => $"\"{string.Join(' ', t.Words)}\"{(t.IsPrefix ? " *" : "")}"))})";
        var all = $"({string.Join(" AND ", query.All.Select(Any))})";
        return query.None.Count == 0 ? all : $"{all} NOT {Any(query.None)}";
    }
}
