using System.Globalization;
using System.Security.Cryptography;
using Demarche.Store;
using Npgsql;

namespace Demarche.Tests.Store;

/// <summary>A database of one test's own on the server that DEMARCHE_TEST_POSTGRES names; dropped with it.</summary>
public sealed class PostgresScratch : IAsyncDisposable
{
    private const string Variable = "DEMARCHE_TEST_POSTGRES";

    private readonly string _server;
    private readonly string _name;

    private PostgresScratch(string server, string name)
    {
        _server = server;
        _name = name;
        Address = new UriBuilder(server) { Path = "/" + name }.Uri.AbsoluteUri;
    }

    /// <summary>As <c>--store</c> names it.</summary>
    public string Address { get; }

    /// <summary>Skips the test when no server is named; with CI=true that is a failure.</summary>
    public static async Task<PostgresScratch> MakeAsync(CancellationToken ct, SmallDisk? on = null)
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{Variable} names no PostgreSQL server.");
            Assert.Skip($"{Variable} names no PostgreSQL server; `.ci/postgres start` starts one and prints its address.");
        }
        var scratch = new PostgresScratch(server, "demarche_" + RandomNumberGenerator.GetHexString(12, lowercase: true));
        if (on is not null) await scratch.MoveToAsync(on, ct);
        await RunAsync(server, $"CREATE DATABASE {scratch._name}{(on is null ? "" : " TABLESPACE " + scratch._name)}", ct);
        return scratch;
    }

    /// <summary>Runs SQL in the server's own database, from where this one can be closed to everybody.</summary>
    public Task RunBesideAsync(string sql, CancellationToken ct) => RunAsync(_server, string.Format(CultureInfo.InvariantCulture, sql, _name), ct);

    public Task RunAsync(string sql, CancellationToken ct) => RunAsync(Address, sql, ct);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
        await RunAsync(_server, $"DROP TABLESPACE IF EXISTS {_name}", CancellationToken.None);
    }

    private async Task MoveToAsync(SmallDisk disk, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(disk.Path, "postgres")).FullName;
        SmallDisk.Run("chown", "postgres:", folder); // the account that .ci/postgres runs the server under
        await RunAsync(_server, $"CREATE TABLESPACE {_name} LOCATION '{folder}'", ct);
    }

    private static async Task RunAsync(string address, string sql, CancellationToken ct)
    {
        var settings = PostgresUrl.Read(address);
        settings.Pooling = false;
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
