namespace Demarche.Store;

/// <summary>The desk's few rows that change: no history, no part in any chain, nothing that a case is folded from.</summary>
public sealed partial class Records
{
    private readonly JournalStore _store;
    private readonly TimeProvider _time;

    internal Records(JournalStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
    }

    private Task<int> RunAsync(string text, CancellationToken ct, params (string Name, object? Value)[] parameters) =>
        _store.ChangeAsync(sql => sql.RunAsync(text, parameters), ct);

    private async Task<T?> FirstAsync<T>(string text, Func<System.Data.Common.DbDataReader, T> row, CancellationToken ct, params (string Name, object? Value)[] parameters)
        where T : class
    {
        var rows = await _store.ReadAsync(sql => sql.ListAsync(text, row, parameters), ct);
        return rows.Count > 0 ? rows[0] : null;
    }
}
