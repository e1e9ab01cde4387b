using Microsoft.Data.Sqlite;

namespace Demarche.Store;

/// <summary>FTS5. A scope is a range of its row ids: the words' lists are entered at the range's end and left at its beginning.</summary>
internal sealed partial class SqliteDatabase
{
    public override string IndexedWords(IReadOnlyList<string> words, long scope) => string.Join(' ', words);

    public override async Task<List<IndexHit>> FindAsync(Sql sql, IndexQuery query, IReadOnlyList<long> scopes, string? kind, IndexPlace? after, int count)
    {
        await using var command = ((SqliteConnection)sql.Connection).CreateCommand();
        command.CommandText =
            $"""
            SELECT r.id, r.item, r.kind, r.part FROM search_words CROSS JOIN search_row r ON r.id = search_words.rowid
            WHERE search_words MATCH @query AND search_words.rowid BETWEEN @first AND @last{(kind is null ? "" : " AND r.kind = @kind")}
            ORDER BY search_words.rowid DESC LIMIT @count
            """;
        command.Parameters.AddWithValue("query", Match(query));
        var (first, last) = (command.Parameters.Add("first", SqliteType.Integer), command.Parameters.Add("last", SqliteType.Integer));
        if (kind is not null) command.Parameters.AddWithValue("kind", kind);
        // Two scopes may have rows of one order: the one that the page begins after has to be left out below.
        command.Parameters.AddWithValue("count", count + 1);
        List<IndexHit> hits = [];
        foreach (var scope in scopes)
        {
            first.Value = IndexKeys.First(scope);
            last.Value = after is null ? IndexKeys.Last(scope) : IndexKeys.First(scope) | after.Order;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var hit = new IndexHit(scope, IndexKeys.Order(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), (int)reader.GetInt64(3));
                if (after is null || hit.Order < after.Order || string.CompareOrdinal(hit.Item, after.Item) > 0) hits.Add(hit);
            }
        }
        return [.. hits.OrderByDescending(h => h.Order).ThenBy(h => h.Item, StringComparer.Ordinal).Take(count)];
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
