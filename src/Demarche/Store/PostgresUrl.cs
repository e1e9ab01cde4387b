using Npgsql;

namespace Demarche.Store;

/// <summary>A database's address as people write it: <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
/// <remarks>After the question mark stand <c>sslmode</c>, <c>search_path</c>, <c>application_name</c>, <c>host</c> (a socket's folder) and <c>sslrootcert</c>.</remarks>
internal static class PostgresUrl
{
    public static bool Is(string store) =>
        store.StartsWith("postgres://", StringComparison.Ordinal) || store.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <exception cref="StoreProblem">The address is not of that form.</exception>
    public static NpgsqlConnectionStringBuilder Read(string store)
    {
        if (!Uri.TryCreate(store, UriKind.Absolute, out var url) || url.AbsolutePath.Length < 2)
            throw new StoreProblem("--store", "The address of the database cannot be read.", "Write postgres://user:password@host:5432/database.");
        var user = url.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = url.IdnHost.Length > 0 ? url.IdnHost.Trim('[', ']') : "localhost",
            Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath[1..]),
            ApplicationName = "demarche",
        };
        if (user[0].Length > 0) connection.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) connection.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(connection, parts[0], Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
        }
        return connection;
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        switch (name)
        {
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                connection.SslMode = mode;
                break;
            case "search_path":
                connection.SearchPath = value;
                break;
            case "application_name":
                connection.ApplicationName = value;
                break;
            case "host":
                connection.Host = value;
                break;
            case "sslrootcert":
                connection.RootCertificate = value;
                break;
            default:
                throw new StoreProblem("--store", $"\"{name}\" after the question mark is not known or its value is wrong.",
                    "Known are sslmode (disable, prefer, require, verify-ca, verify-full), search_path, application_name, host and sslrootcert.");
        }
    }
}
