using System.Data.Common;
using Npgsql;

namespace Demarche.Store;

/// <summary>A PostgreSQL database, which several replicas of the desk may share.</summary>
internal sealed partial class PostgresDatabase : Database
{
    public const int OldestVersion = 15;

    // Any number that no other program at the database would take for its own lock.
    private const long SchemaLock = 0x44656D6172636865;

    private readonly NpgsqlDataSource _source;

    /// <param name="forReading">The server itself then refuses every write.</param>
    public PostgresDatabase(string url, bool forReading = false)
    {
        var connection = PostgresUrl.Read(url);
        connection.MaxAutoPrepare = 64;
        connection.AutoPrepareMinUsages = 2;
        connection.NoResetOnClose = true; // nothing here changes a session
        if (forReading) connection.Options = $"{connection.Options} -c default_transaction_read_only=on".Trim();
        Place = $"postgres://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}";
        var builder = new NpgsqlDataSourceBuilder(connection.ToString());
        builder.UsePhysicalConnectionInitializer(
            c => throw new NotSupportedException("Connections are opened asynchronously."), KeepDurableAsync);
        _source = builder.Build();
    }

    public override string Kind => "postgres";

    public override bool IsOfOneProcess => false;

    public override string Place { get; }

    public override string LockHeads => " ORDER BY case_id FOR UPDATE";

    public override string SkipClaimed => " FOR UPDATE SKIP LOCKED";

    public override int RowsPerInsert => 16; // each statement is a round trip, each number of rows a statement to prepare

    public override async ValueTask<DbConnection> OpenReaderAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override async ValueTask<DbConnection> TakeWriterAsync(CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override ValueTask ReturnWriterAsync(DbConnection writer, bool broken) => writer.DisposeAsync();

    public override ValueTask<DbTransaction> BeginAsync(DbConnection writer) => writer.BeginTransactionAsync();

    public override async Task LockSchemaAsync(Sql sql)
    {
        if (((NpgsqlConnection)sql.Connection).PostgreSqlVersion.Major < OldestVersion)
            throw new StoreProblem(Place, $"The server is PostgreSQL {sql.Connection.ServerVersion}.", $"The desk needs PostgreSQL {OldestVersion} or later.");
        await sql.RunAsync("SELECT pg_advisory_xact_lock(@lock)", ("lock", SchemaLock));
    }

    public override async Task<bool> HasTablesAsync(Sql sql, string? name = null) => await sql.ValueAsync<long>(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND (@name IS NULL OR tablename = @name)", ("name", name)) > 0;

    // The row is gone for every reader at the commit; its old bytes leave the table's pages with VACUUM and the server's
    // log and backups as these are recycled, which is the operator's to plan.
    public override Task ScrubAsync(DbConnection writer) => Task.CompletedTask;

    public override void ForgetConnections() => _source.Clear();

    public override Fault Judge(DbException problem) => problem.SqlState switch
    {
        null or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => Fault.Lost,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Fault.Again,
        { } state when state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("22", StringComparison.Ordinal) => Fault.Refused,
        _ => Fault.Broken,
    };

    public override StoreProblem Explain(Exception problem)
    {
        var (what, advice) = (problem as DbException)?.SqlState switch
        {
            PostgresErrorCodes.DiskFull => ("The server's disk is full; nothing was written.", "Free space on it and try again: the desk need not be restarted."),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                ("The server does not accept this user or password.", "Check --store postgres://user:password@host:port/database, and the server's pg_hba.conf."),
            PostgresErrorCodes.InvalidCatalogName => ("There is no such database on the server.", "Make it: createdb -O USER DATABASE."),
            PostgresErrorCodes.InsufficientPrivilege => ("The user may not do this.", "Let the desk's user own its database: ALTER DATABASE name OWNER TO user."),
            PostgresErrorCodes.TooManyConnections => ("The server has no connection left.", "Raise max_connections or stop other programs."),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                ("The server is stopping or starting.", "Wait until pg_isready says that it accepts connections, then try again."),
            PostgresErrorCodes.InvalidSchemaName => ("There is no schema to make tables in.", "Check search_path in --store."),
            null => ("The server cannot be reached or the connection was lost.", "Check that it runs and that host and port are right: pg_isready -h HOST -p PORT."),
            _ => ("The database refused.", "See the cause."),
        };
        return new StoreProblem(Place, $"{what} ({problem.Message})", advice, problem);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    // A server set to acknowledge before the disk has it would make the desk's promise untrue; stricter settings stay.
    private static async Task KeepDurableAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
