using Microsoft.Data.Sqlite;

namespace Demarche.Store;

internal sealed partial class SqliteDatabase
{
    // A copy that this process reads in place of a database it must not write to; it goes with the process's use of it.
    private DirectoryInfo? _copy;

    /// <summary>The database for reading: neither the file nor the folder is written to, not even by SQLite's own bookkeeping.</summary>
    /// <remarks>
    /// SQLite writes when it reads: it makes a log and an index of it beside the file, and whoever closes the file last writes the log into it.
    /// Without a log the file is read as one that can't change. With a log and its index another program has it open, or had when it died: the log is read
    /// without writing to the index. A log alone is what a copy of a running desk's files has: both are copied, and the copy is read.
    /// </remarks>
    public static SqliteDatabase ForReading(string path)
    {
        var database = new SqliteDatabase(path);
        if (!File.Exists(database.Place))
            throw new StoreProblem(database.Place, "There is no such file.", "Name the desk's folder with --data, or its database with --store.");
        var (hasLog, hasIndex) = (new FileInfo(database.Place + "-wal") is { Exists: true, Length: > 0 }, File.Exists(database.Place + "-shm"));
        database.ReadFrom(
            hasLog && !hasIndex ? Uri(database.Copied(), "") : Uri(database.Place, hasIndex && File.Exists(database.Place + "-wal") ? "?mode=ro&readonly_shm=1" : "?mode=ro&immutable=1"));
        return database;
    }

    // As a URI: only so can SQLite be told more than the name.
    private static string Uri(string path, string how) => new UriBuilder("file", "") { Path = path }.Uri.AbsoluteUri + how;

    private void ReadFrom(string source)
    {
        var connection = new SqliteConnectionStringBuilder(_reading) { DataSource = source };
        if (_copy is null) connection.Mode = SqliteOpenMode.ReadOnly;
        _reading = connection.ToString();
    }

    private string Copied()
    {
        try
        {
            _copy = Directory.CreateTempSubdirectory("demarche-reading-");
            var to = Path.Combine(_copy.FullName, "desk.db");
            foreach (var end in new[] { "", "-wal" }) File.Copy(Place + end, to + end);
            // What a copy takes over from its original may forbid to write.
            if (!OperatingSystem.IsWindows())
                foreach (var end in new[] { "", "-wal" }) File.SetUnixFileMode(to + end, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return to;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem(Place, $"Its log is not written into it yet, and the two can't be copied to be read together ({e.Message}).",
                "Make room in the folder for temporary files, or name another one with TMPDIR.", e);
        }
    }

    private void RemoveCopy()
    {
        if (_copy is { Exists: true }) _copy.Delete(recursive: true);
    }
}
