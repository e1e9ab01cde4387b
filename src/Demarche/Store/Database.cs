using System.Data.Common;

namespace Demarche.Store;

/// <summary>What a failed statement means for the batch that it stood in.</summary>
internal enum Fault
{
    /// <summary>The database undid the transaction and would take it now: a deadlock, a lost race.</summary>
    Again,

    /// <summary>The connection is gone; another may be had. What was not yet being committed is undone.</summary>
    Lost,

    /// <summary>One statement of the batch is against the schema's rules; the others may be good.</summary>
    Refused,

    /// <summary>Nothing can be written now: disk, connection, rights.</summary>
    Broken,
}

/// <summary>What differs between the two databases; everything else is one text.</summary>
internal abstract class Database : IAsyncDisposable
{
    private long _statements;

    /// <summary>Statements run so far.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    public void Count() => Interlocked.Increment(ref _statements);

    public abstract string Kind { get; }

    /// <summary>Whether a desk on it has one process, so that whoever else claimed work is gone.</summary>
    public abstract bool IsOfOneProcess { get; }

    /// <summary>The file, or the server and database without the password.</summary>
    public abstract string Place { get; }

    /// <summary>Put after a SELECT of heads: holds them until the transaction ends, in one order.</summary>
    public abstract string LockHeads { get; }

    /// <summary>Put after a SELECT of work: leaves out rows that another replica is claiming now.</summary>
    public abstract string SkipClaimed { get; }

    /// <summary>How many rows one INSERT carries.</summary>
    public abstract int RowsPerInsert { get; }

    /// <summary>Numbers the scopes of an emptied search index from 1 again; null where that comes by itself.</summary>
    public abstract string? RestartScopes { get; }

    /// <summary>A row's words as the search index keeps them.</summary>
    public abstract string IndexedWords(IReadOnlyList<string> words, long scope);

    /// <summary>What stands in these scopes, by order and then by item, the last first.</summary>
    public abstract Task<List<IndexHit>> FindAsync(Sql sql, IndexQuery query, IReadOnlyList<long> scopes, IndexPlace? after, int count);

    public abstract ValueTask<DbConnection> OpenReaderAsync(CancellationToken ct);

    /// <summary>The connection to write on; only the writer's loop calls this.</summary>
    public abstract ValueTask<DbConnection> TakeWriterAsync(CancellationToken ct);

    /// <summary>Gives the writing connection back; a broken one is not used again.</summary>
    public abstract ValueTask ReturnWriterAsync(DbConnection writer, bool broken);

    public abstract ValueTask<DbTransaction> BeginAsync(DbConnection writer);

    /// <summary>Keeps other programs from changing the schema until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(Sql sql);

    public abstract Task<bool> HasTablesAsync(Sql sql, string? name = null);

    /// <summary>After the commit of a deletion: gets the deleted bytes out of what the database keeps beside its tables.</summary>
    public abstract Task ScrubAsync(DbConnection writer);

    /// <summary>Closes the idle connections after one was lost: the others are likely to be gone with it.</summary>
    public abstract void ForgetConnections();

    public abstract Fault Judge(DbException problem);

    /// <summary>The problem as the operator should read it.</summary>
    public abstract StoreProblem Explain(Exception problem);

    public abstract ValueTask DisposeAsync();
}
