using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Demarche.Store;

/// <summary>One file. The writer's loop owns the only connection that writes; readers have a pool of their own.</summary>
internal sealed partial class SqliteDatabase : Database
{
    private const int LockTimeoutSeconds = 30;

    // FULL: the log is synced at each commit, so what was acknowledged survives a loss of power.
    private const string WriterSettings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 30000;";

    private const string ReaderSettings = "PRAGMA query_only = ON; PRAGMA busy_timeout = 30000;";

    private readonly string _writing;
    private string _reading;
    private SqliteConnection? _writer;

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    public SqliteDatabase(string path)
    {
        Place = Path.GetFullPath(path);
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Place,
            ForeignKeys = true,
            DefaultTimeout = LockTimeoutSeconds,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        _writing = connection.ToString();
        connection.Mode = SqliteOpenMode.ReadWrite;
        connection.Pooling = true;
        _reading = connection.ToString();
    }

    public override string Kind => "sqlite";

    public override bool IsOfOneProcess => true;

    public override string Place { get; }

    public override string LockHeads => ""; // BEGIN IMMEDIATE holds the whole file

    public override string SkipClaimed => "";

    public override int RowsPerInsert => 4; // a parameter is found by walking the statement's names: many rows cost their square

    /// <summary>Makes the file, readable by its owner only, unless it is there.</summary>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
            if (File.Exists(Place)) return;
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(Place, options).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem(Place, $"The file cannot be made ({e.Message}).", "Name a file in a folder that this user may write in.", e);
        }
    }

    public override async ValueTask<DbConnection> OpenReaderAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_reading);
        return await ReadyAsync(connection, ReaderSettings, ct);
    }

    public override async ValueTask<DbConnection> TakeWriterAsync(CancellationToken ct) =>
        _writer ??= await ReadyAsync(new SqliteConnection(_writing), WriterSettings, ct);

    public override async ValueTask ReturnWriterAsync(DbConnection writer, bool broken)
    {
        if (!broken) return;
        _writer = null;
        await writer.DisposeAsync();
    }

    public override ValueTask<DbTransaction> BeginAsync(DbConnection writer) =>
        new(((SqliteConnection)writer).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public override Task LockSchemaAsync(Sql sql) => Task.CompletedTask; // BEGIN IMMEDIATE did

    public override async Task<bool> HasTablesAsync(Sql sql, string? name = null) => await sql.ValueAsync<long>(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND (@name IS NULL OR name = @name)", ("name", name)) > 0;

    /// <summary>Empties the write-ahead log, where a deleted row would otherwise stand until it is overwritten.</summary>
    public override async Task ScrubAsync(DbConnection writer)
    {
        await using var command = writer.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await using var result = await command.ExecuteReaderAsync();
        if (await result.ReadAsync() && result.GetInt64(0) != 0)
            throw new StoreProblem(Place, "The key is deleted, but a long read keeps the write-ahead log from being emptied.",
                "Erase it again when other programs have closed the file.");
    }

    public override void ForgetConnections()
    {
    }

    public override Fault Judge(DbException problem) => ((SqliteException)problem).SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH => Fault.Refused,
        _ => Fault.Broken,
    };

    public override StoreProblem Explain(Exception problem)
    {
        var (what, advice) = (problem as SqliteException)?.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => ("The disk is full; nothing was written.", "Free space on it and try again: the desk need not be restarted."),
            SQLitePCL.raw.SQLITE_NOTADB => ("This file is not an SQLite database.", "Name another file with --store sqlite:PATH, or restore this one from a backup."),
            SQLitePCL.raw.SQLITE_CORRUPT => ("The database is damaged.", "Stop the desk and restore the file from a backup; `demarche journal verify` says which entries are good."),
            SQLitePCL.raw.SQLITE_CANTOPEN => ("The file cannot be opened.", "Check that the folder exists and that this user may write in it."),
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH =>
                ("This user may not write the file.", "Give the desk's user write permission on the file and on its folder."),
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
                ($"Another program held the database for more than {LockTimeoutSeconds} seconds.", "Close it and try again."),
            SQLitePCL.raw.SQLITE_IOERR => ("The disk failed to read or write.", "Look at the system's log for the device, then try again."),
            _ => ("The database refused.", "See the cause."),
        };
        return new StoreProblem(Place, $"{what} ({problem.Message})", advice, problem);
    }

    public override async ValueTask DisposeAsync()
    {
        await using (var reader = new SqliteConnection(_reading)) SqliteConnection.ClearPool(reader);
        if (_writer is not null) await _writer.DisposeAsync();
        RemoveCopy();
    }

    private static async ValueTask<SqliteConnection> ReadyAsync(SqliteConnection connection, string settings, CancellationToken ct)
    {
        var ready = false;
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = settings;
            await command.ExecuteNonQueryAsync(ct);
            ready = true;
            return connection;
        }
        finally
        {
            if (!ready) await connection.DisposeAsync();
        }
    }
}
