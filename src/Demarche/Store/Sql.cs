using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Demarche.Store;

/// <summary>One connection, and the transaction on it if there is one, that runs SQL text with parameters written <c>@name</c>.</summary>
internal sealed class Sql(Database database, DbConnection connection, DbTransaction? transaction = null)
{
    public Database Database => database;

    public DbConnection Connection => connection;

    public async Task<int> RunAsync(string text, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(text, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<List<T>> ListAsync<T>(string text, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(text, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row's first column; null when there is no row.</summary>
    public async Task<T?> ValueAsync<T>(string text, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(text, parameters);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Inserts rows, several to a statement: <paramref name="into"/> is <c>table (columns)</c>.</summary>
    public async Task InsertAsync(string into, IReadOnlyList<object?[]> rows, string onConflict = "")
    {
        foreach (var chunk in rows.Chunk(database.RowsPerInsert))
        {
            var text = new StringBuilder("INSERT INTO ").Append(into).Append(" VALUES ");
            var parameters = new List<(string, object?)>(chunk.Length * chunk[0].Length);
            foreach (var row in chunk)
            {
                text.Append(parameters.Count == 0 ? "(" : ", (");
                text.AppendJoin(", ", Names(parameters.Count, row.Length)).Append(')');
                foreach (var value in row) parameters.Add((Name(parameters.Count), value));
            }
            await RunAsync(text.Append(' ').Append(onConflict).ToString(), [.. parameters]);
        }
    }

    public static IEnumerable<string> Names(int first, int count) => Enumerable.Range(first, count).Select(n => "@" + Name(n));

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    private DbCommand Command(string text, (string Name, object? Value)[] parameters)
    {
        database.Count();
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            if (value is null) parameter.DbType = DbType.String;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

internal static class Rows
{
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this DbDataReader row, int column) => Stamp.Read(row.GetString(column));

    public static DateTimeOffset? TimeOrNone(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}
