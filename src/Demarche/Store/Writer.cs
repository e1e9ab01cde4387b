using System.Data.Common;
using System.Threading.Channels;

namespace Demarche.Store;

/// <summary>
/// The one loop that writes. It owns the writing connection, takes all writes that wait, and commits them as one transaction:
/// many writers share one sync of the disk.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    /// <summary>More writers than this wait for a place in the queue, so that a slow disk holds callers back and not memory.</summary>
    public const int MaximumWaiting = 1024;

    /// <summary>Writes that share one transaction; beyond it the first of them would wait for the last too long.</summary>
    public const int MaximumBatch = 256;

    private const int MaximumAttempts = 8;

    /// <summary>A lost connection is replaced this often before the writers are told.</summary>
    private const int MaximumConnections = 3;

    private readonly Database _database;
    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(MaximumWaiting) { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private bool _committing;

    public Writer(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Transactions so far: what many writers share.</summary>
    public long Commits { get; private set; }

    /// <summary>Completes when the write is on disk.</summary>
    /// <exception cref="StoreProblem">The database could not take it.</exception>
    public async Task<T> WriteAsync<T>(PendingWrite<T> write)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, write.GivenUp);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(JournalStore));
        }
        return await write.Outcome;
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingWrite>(MaximumBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                batch.Clear();
                while (batch.Count < MaximumBatch && _queue.Reader.TryRead(out var write))
                {
                    if (write.GivenUp.IsCancellationRequested) write.Cancel();
                    else batch.Add(write);
                }
                if (batch.Count > 0) await CommitAsync(batch);
            }
        }
        finally
        {
            // Only a bug ends the loop early; then nobody may be left waiting for it.
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left)) batch.Add(left);
            foreach (var write in batch) write.Fail(new InvalidOperationException("The store's writer has ended."));
        }
    }

    private async Task CommitAsync(IReadOnlyList<PendingWrite> batch, int attempt = 1)
    {
        try
        {
            await TransactAsync(batch);
        }
        catch (DbException e) when (MayRepeat(_database.Judge(e), attempt))
        {
            if (_database.Judge(e) == Fault.Lost) _database.ForgetConnections();
            await CommitAsync(batch, attempt + 1);
        }
        catch (DbException e) when (_database.Judge(e) == Fault.Refused)
        {
            await SingleOutAsync(batch, new InvalidOperationException($"{_database.Place}: the database refused the write: {e.Message}", e));
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException)
        {
            var problem = _database.Explain(e);
            foreach (var write in batch) write.Fail(problem);
        }
        catch (StoreProblem e)
        {
            foreach (var write in batch) write.Fail(e);
        }
        catch (Exception e) when (!_committing)
        {
            // A caller's value that cannot be written is the caller's to hear of; it must not end the loop that all share.
            await SingleOutAsync(batch, e);
        }
    }

    /// <summary>Does again one by one what failed together, so that only the write at fault fails.</summary>
    private async Task SingleOutAsync(IReadOnlyList<PendingWrite> batch, Exception problem)
    {
        if (batch.Count == 1) batch[0].Fail(problem);
        else foreach (var write in batch) await CommitAsync([write]);
    }

    // A connection lost during the commit leaves open whether it happened: repeating could only mislead the writer.
    private bool MayRepeat(Fault fault, int attempt) =>
        (fault == Fault.Again && attempt < MaximumAttempts) || (fault == Fault.Lost && !_committing && attempt < MaximumConnections);

    private async Task TransactAsync(IReadOnlyList<PendingWrite> batch)
    {
        _committing = false;
        var connection = await _database.TakeWriterAsync(CancellationToken.None);
        var done = false;
        try
        {
            await using (var transaction = await _database.BeginAsync(connection))
            {
                var sql = new Sql(_database, connection, transaction);
                await AppendBatch.ApplyAsync(sql, [.. batch.OfType<PendingAppend>()], _time);
                foreach (var write in batch) await write.ApplyAsync(sql);
                _committing = true;
                await transaction.CommitAsync();
                Commits++;
            }
            foreach (var write in batch.Where(w => !w.Scrubs)) write.Settle();
            if (batch.Any(w => w.Scrubs)) await _database.ScrubAsync(connection);
            foreach (var write in batch.Where(w => w.Scrubs)) write.Settle();
            done = true;
        }
        finally
        {
            await _database.ReturnWriterAsync(connection, broken: !done);
        }
    }
}
