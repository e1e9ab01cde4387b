using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Store;
using Demarche.Tests.Cases;
using Microsoft.Data.Sqlite;

namespace Demarche.Tests.Journals;

/// <summary>A desk's folder without a running desk: a database with journals in it, and keys.</summary>
internal sealed class JournalFolder : IDisposable
{
    public JournalFolder()
    {
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Keys = OurKeys.OpenOrCreate(System.IO.Path.Combine(Path, "keys"));
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "demarche-" + Id.New());

    public string Database => System.IO.Path.Combine(Path, "desk.db");

    public OurKeys Keys { get; }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public Task<JournalStore> OpenAsync() => JournalStore.OpenAsync(Database, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Appends so many entries to a journal of that id.</summary>
    public static async Task AppendAsync(JournalStore store, string id, int count)
    {
        var head = await store.HeadAsync(id);
        var drafts = Enumerable.Range((int)head.Number, count)
            .Select(n => new EntryDraft(id, WrittenCase.Time(n), "ana", "party-named", 1, WrittenCase.Internal.ToJson(), CanonicalJson.Of(new { id = $"p{n}" }))).ToList();
        Assert.IsType<AppendResult.Appended>(await store.AppendAsync(head, drafts));
    }

    /// <summary>Writes to the database as somebody with the file would: without the desk and its triggers.</summary>
    public void Damage(string sql)
    {
        SqliteConnection.ClearAllPools();
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        using var triggers = connection.CreateCommand();
        triggers.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        List<string> names = [];
        using (var row = triggers.ExecuteReader())
        {
            while (row.Read()) names.Add(row.GetString(0));
        }
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(names.Select(n => $"DROP TRIGGER {n};")) + sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
