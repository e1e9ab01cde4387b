using System.Data.Common;
using Demarche.Journal;

namespace Demarche.Store;

/// <summary>The desk's one store: journals, the documents' bytes, the keys of erasable fields, and a few small records.</summary>
/// <remarks>All writes go through one loop (<see cref="Writer"/>); reads run beside it and see only what is committed.</remarks>
public sealed partial class JournalStore : IAsyncDisposable
{
    private readonly Database _database;
    private readonly Writer? _writer;

    private JournalStore(Database database, TimeProvider time, bool writes)
    {
        _database = database;
        _writer = writes ? new Writer(database, time) : null;
        Records = new Records(this, time);
    }

    /// <summary>The small rows that change: sign-in, outbox, receipts, settings.</summary>
    public Records Records { get; }

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Kind => _database.Kind;

    /// <summary>Whether a desk on this store has one process: replicas need a server.</summary>
    public bool IsOfOneProcess => _database.IsOfOneProcess;

    internal long Commits => _writer?.Commits ?? 0;

    /// <summary>SQL statements so far: what a question costs, on any machine.</summary>
    internal long Statements => _database.Statements;

    /// <summary>False for a store that was opened to be read.</summary>
    public bool Writes => _writer is not null;

    /// <summary>Opens a store, makes it if it is not there, and brings its schema up to date.</summary>
    /// <param name="store"><c>sqlite:PATH</c>, a plain path, or <c>postgres://user:password@host:port/database</c>.</param>
    /// <exception cref="StoreProblem">It is no database, another program's or a newer desk's, or it cannot be reached or written.</exception>
    public static Task<JournalStore> OpenAsync(string store, TimeProvider time, CancellationToken ct = default) => OpenAsync(store, time, StoreUse.Upgrade, ct);

    /// <summary>Opens a store for a use.</summary>
    /// <exception cref="StoreProblem">It is no database, another program's, of another version than the use allows, or it cannot be reached.</exception>
    public static async Task<JournalStore> OpenAsync(string store, TimeProvider time, StoreUse use, CancellationToken ct)
    {
        var database = At(store, use);
        var opened = false;
        try
        {
            await Explained(database, async () =>
            {
                if (use == StoreUse.Upgrade) await Schema.UpgradeAsync(database, time, ct);
                else await Schema.CheckAsync(database, anyVersion: use == StoreUse.ReadJournals, ct);
                return true;
            });
            opened = true;
            return new JournalStore(database, time, use is StoreUse.Write or StoreUse.Upgrade);
        }
        finally
        {
            if (!opened) await database.DisposeAsync();
        }
    }

    /// <summary>Appends entries of one journal, all or none, if <paramref name="seen"/> is still its head.</summary>
    /// <param name="seen">The head that the writer decided upon; <see cref="Head.Empty"/> for a new journal.</param>
    /// <param name="drafts">At least one; all of the head's journal.</param>
    /// <param name="with">What has to be there if and only if the entries are.</param>
    /// <param name="ct">Gives up waiting; once the write has begun its outcome is awaited.</param>
    /// <returns>When it is on disk, or found to be stale.</returns>
    /// <exception cref="StoreProblem">The database could not take it.</exception>
    /// <exception cref="InvalidOperationException">A key, work or receipt with that id is there already.</exception>
    public Task<AppendResult> AppendAsync(Head seen, IReadOnlyList<EntryDraft> drafts, StoreWrites? with = null, CancellationToken ct = default)
    {
        if (drafts.Count == 0) throw new ArgumentException("There is nothing to append.", nameof(drafts));
        if (drafts.FirstOrDefault(d => d.Case != seen.Case) is { } stray)
            throw new ArgumentException($"The head is that of journal {seen.Case}, a draft is for {stray.Case}.", nameof(drafts));
        if (with?.Joined is { } joined && (joined.Drafts.Count == 0 || joined.Seen.Case == seen.Case || joined.Drafts.Any(d => d.Case != joined.Seen.Case)))
            throw new ArgumentException("What is appended together is entries of one other journal.", nameof(with));
        return Writing.WriteAsync(new PendingAppend(seen, [.. drafts], with, ct) { Scrubs = with?.ErasedKeys.Count > 0 || with?.VaultKeys.Count > 0 });
    }

    /// <summary>Ends when every write that waits is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal Task<T> ChangeAsync<T>(Func<Sql, Task<T>> change, CancellationToken ct, bool scrubs = false) =>
        Writing.WriteAsync(new PendingChange<T>(change, ct) { Scrubs = scrubs });

    internal Task<T> ReadAsync<T>(Func<Sql, Task<T>> read, CancellationToken ct) => Explained(_database, async () =>
    {
        try
        {
            return await ReadOnceAsync(read, ct);
        }
        catch (DbException e) when (_database.Judge(e) == Fault.Lost)
        {
            _database.ForgetConnections();
            return await ReadOnceAsync(read, ct);
        }
    });

    private async Task<T> ReadOnceAsync<T>(Func<Sql, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await _database.OpenReaderAsync(ct);
        return await read(new Sql(_database, connection));
    }

    private Writer Writing => _writer ?? throw new StoreProblem(_database.Place, "It was opened to be read only.", "This is a fault of the program: report it.");

    private static Database At(string store, StoreUse use)
    {
        var forReading = use is StoreUse.ReadJournals or StoreUse.Read;
        if (PostgresUrl.Is(store)) return new PostgresDatabase(store, forReading);
        var path = store.StartsWith("sqlite:", StringComparison.Ordinal) ? store["sqlite:".Length..] : store;
        if (path.Length == 0 || path.Contains("://", StringComparison.Ordinal))
            throw new StoreProblem("--store", $"\"{path}\" names no database.", "Write sqlite:PATH or postgres://user:password@host:5432/database.");
        if (forReading) return SqliteDatabase.ForReading(path);
        var file = new SqliteDatabase(path);
        if (use == StoreUse.Upgrade) file.Create();
        else if (!File.Exists(file.Place)) throw new StoreProblem(file.Place, "There is no such file.", "Name the desk's folder with --data, or its database with --store.");
        return file;
    }

    private static async Task<T> Explained<T>(Database database, Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException)
        {
            throw database.Explain(e);
        }
    }
}
