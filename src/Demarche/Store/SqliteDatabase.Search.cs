using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Demarche.Store;

/// <summary>FTS5. A scope is a range of its row ids: the words' lists are entered at the range's end and left as soon as enough is found.</summary>
internal sealed partial class SqliteDatabase
{
    /// <summary>Rows that one scope is asked for at once; it is asked again while its rows are among the last.</summary>
    private const int MostAtOnce = 64;

    public override string IndexedWords(IReadOnlyList<string> words, long scope) => string.Join(' ', words);

    public override async Task<List<IndexHit>> FindAsync(Sql sql, IndexQuery query, IReadOnlyList<long> scopes, IndexPlace? after, int count)
    {
        await using var command = ((SqliteConnection)sql.Connection).CreateCommand();
        command.CommandText = "SELECT rowid FROM search_words WHERE search_words MATCH @query AND rowid BETWEEN @first AND @last ORDER BY rowid DESC LIMIT @count";
        command.Parameters.AddWithValue("query", Match(query));
        foreach (var name in new[] { "first", "last", "count" }) command.Parameters.Add(name, SqliteType.Integer);

        // The scopes' rows are merged, the last first, and no more of each is read than that takes.
        var ahead = new PriorityQueue<ScopeReader, long>();
        foreach (var scope in scopes)
        {
            var reader = new ScopeReader(scope, after?.Order ?? IndexKeys.OrderMask, Math.Clamp(count / scopes.Count, 2, MostAtOnce));
            if (await reader.NextAsync(command)) ahead.Enqueue(reader, -IndexKeys.Order(reader.Key));
        }
        List<long> keys = [];
        var counted = 0;
        while (ahead.TryPeek(out var next, out var order) && (counted < count || IndexKeys.Order(keys[^1]) == -order))
        {
            keys.Add(next.Key);
            // Rows of different scopes may be of one order; among them the item decides, below.
            if (after is null || -order < after.Order) counted++;
            ahead.Dequeue();
            if (await next.NextAsync(command)) ahead.Enqueue(next, -IndexKeys.Order(next.Key));
        }
        if (keys.Count == 0) return [];
        var hits = await sql.ListAsync(
            $"SELECT id, item, kind, part FROM search_row WHERE id IN ({string.Join(',', keys.Select(k => k.ToString(CultureInfo.InvariantCulture)))})",
            row => new IndexHit(IndexKeys.Scope(row.GetInt64(0)), IndexKeys.Order(row.GetInt64(0)), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)));
        return [.. hits.Where(h => after is null || h.Order < after.Order || string.CompareOrdinal(h.Item, after.Item) > 0)
            .OrderByDescending(h => h.Order).ThenBy(h => h.Item, StringComparer.Ordinal).Take(count)];
    }

    // Words are letters and digits, or begin with '='; between quotes none of them is an operator.
    private static string Match(IndexQuery query)
    {
        static string Any(IEnumerable<IndexTerm> terms) =>
            $"({string.Join(" OR ", terms.Select(t => $"\"{string.Join(' ', t.Words)}\"{(t.IsPrefix ? " *" : "")}"))})";
        var all = $"({string.Join(" AND ", query.All.Select(Any))})";
        return query.None.Count == 0 ? all : $"{all} NOT {Any(query.None)}";
    }

    /// <summary>Reads the keys of one scope from the last to the first, some at a time.</summary>
    private sealed class ScopeReader(long scope, long last, int atOnce)
    {
        private readonly Queue<long> read = new();
        private long upTo = IndexKeys.First(scope) | last;
        private bool isAtEnd;

        public long Key { get; private set; }

        public async Task<bool> NextAsync(SqliteCommand command)
        {
            if (read.Count == 0 && !isAtEnd)
            {
                (command.Parameters["first"].Value, command.Parameters["last"].Value, command.Parameters["count"].Value) = (IndexKeys.First(scope), upTo, atOnce);
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync()) read.Enqueue(rows.GetInt64(0));
                isAtEnd = read.Count < atOnce;
                if (read.Count > 0) upTo = read.Last() - 1;
                atOnce = Math.Min(atOnce * 2, MostAtOnce);
            }
            if (!read.TryDequeue(out var key)) return false;
            Key = key;
            return true;
        }
    }
}
