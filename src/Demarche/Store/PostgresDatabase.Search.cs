using System.Globalization;
using System.Text;

namespace Demarche.Store;

/// <summary>A vector with a GIN index. A row's scope is a word of its vector, so that the index itself leaves out what the reader does not see.</summary>
internal sealed partial class PostgresDatabase
{
    public override string? RestartScopes => "ALTER TABLE search_scope ALTER COLUMN id RESTART";

    public override string IndexedWords(IReadOnlyList<string> words, long scope)
    {
        var places = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var n = 0; n < words.Count; n++)
        {
            if (words[n] == IndexRow.Gap) continue;
            if (!places.TryGetValue(words[n], out var list)) places[words[n]] = list = [];
            list.Add(n + 1);
        }
        var text = new StringBuilder(Word(scope));
        foreach (var (word, list) in places) text.Append(CultureInfo.InvariantCulture, $" '{word}':").AppendJoin(',', list);
        return text.ToString();
    }

    public override Task<List<IndexHit>> FindAsync(Sql sql, IndexQuery query, IReadOnlyList<long> scopes, IndexPlace? after, int count) =>
        sql.ListAsync(
            """
            SELECT id, item, kind, part FROM search_row
            WHERE vector @@ CAST(@query AS tsquery)
            AND ((id >> @bits) < @order OR ((id >> @bits) = @order AND item COLLATE "C" > @item))
            ORDER BY (id >> @bits) DESC, item COLLATE "C" LIMIT @count
            """,
            row => new IndexHit(IndexKeys.Scope(row.GetInt64(0)), IndexKeys.Order(row.GetInt64(0)), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)),
            ("query", Match(query, scopes)), ("bits", IndexKeys.ScopeBits), ("order", after?.Order ?? IndexKeys.LastOrder), ("item", after?.Item ?? ""),
            ("count", (long)count));

    // Words are letters and digits, or begin with '='; none holds a quote or a backslash.
    private static string Match(IndexQuery query, IReadOnlyList<long> scopes)
    {
        static string One(IndexTerm term) => $"({string.Join(" <-> ", term.Words.Select((w, n) => $"'{w}'{(term.IsPrefix && n == term.Words.Count - 1 ? ":*" : "")}"))})";
        static string Any(IEnumerable<IndexTerm> terms) => $"({string.Join(" | ", terms.Select(One))})";
        var all = string.Join(" & ", query.All.Select(Any).Append($"({string.Join(" | ", scopes.Select(Word))})"));
        return query.None.Count == 0 ? all : $"{all} & !{Any(query.None)}";
    }

    private static string Word(long scope) => string.Create(CultureInfo.InvariantCulture, $"'={scope}'");
}
