using Demarche.Journal;

namespace Demarche.Store;

/// <summary>Something that waits for the writer's loop. Its caller may give up until the loop takes it, not after.</summary>
internal abstract class PendingWrite(CancellationToken givenUp)
{
    /// <summary>True when the database's remains of deleted rows have to go after the commit.</summary>
    public bool Scrubs { get; init; }

    public CancellationToken GivenUp => givenUp;

    /// <summary>Runs inside the batch's transaction; again from the start if the transaction has to be repeated.</summary>
    public abstract Task ApplyAsync(Sql sql);

    /// <summary>The transaction is on disk.</summary>
    public abstract void Settle();

    public abstract void Fail(Exception problem);

    public abstract void Cancel();
}

internal abstract class PendingWrite<T>(CancellationToken givenUp) : PendingWrite(givenUp)
{
    // Continuations run elsewhere: a caller's code must not hold up the one loop that writes.
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Outcome => _outcome.Task;

    protected T? Result { get; set; }

    public override void Settle() => _outcome.TrySetResult(Result!);

    public override void Fail(Exception problem) => _outcome.TrySetException(problem);

    public override void Cancel() => _outcome.TrySetCanceled(GivenUp);
}

/// <summary>A change of small rows, of documents or of keys.</summary>
internal sealed class PendingChange<T>(Func<Sql, Task<T>> change, CancellationToken givenUp) : PendingWrite<T>(givenUp)
{
    public override async Task ApplyAsync(Sql sql) => Result = await change(sql);
}

/// <summary>An append: decided against the heads that the batch holds, written together with the batch's other appends.</summary>
internal sealed class PendingAppend(Head seen, IReadOnlyList<EntryDraft> drafts, StoreWrites? with, CancellationToken givenUp)
    : PendingWrite<AppendResult>(givenUp)
{
    public string Case => seen.Case;

    public StoreWrites? With => with;

    /// <summary>The entries and the new head if <paramref name="actual"/> is what the writer saw; otherwise null.</summary>
    public AppendResult.Appended? Decide(Head actual)
    {
        if (actual != seen)
        {
            Result = new AppendResult.Stale(actual);
            return null;
        }
        var entries = new List<Entry>(drafts.Count);
        foreach (var draft in drafts)
        {
            entries.Add(draft.After(actual));
            actual = entries[^1].AsHead();
        }
        var appended = new AppendResult.Appended(actual, entries);
        Result = appended;
        return appended;
    }

    /// <summary>The second journal's entries if both heads are what the writer saw; otherwise null, and the whole append is stale.</summary>
    public AppendResult.Appended? DecideJoined(JoinedAppend joined, Head own, Head other)
    {
        if (own != seen || other != joined.Seen)
        {
            Result = new AppendResult.Stale(own);
            return null;
        }
        List<Entry> entries = [];
        foreach (var draft in joined.Drafts)
        {
            entries.Add(draft.After(other));
            other = entries[^1].AsHead();
        }
        return new(other, entries);
    }

    public override Task ApplyAsync(Sql sql) => Task.CompletedTask; // AppendBatch wrote it
}
