using Demarche.Journal;
using Demarche.Store;

namespace Demarche;

/// <summary>Opens the desk's own list and writes what decisions allow. The only writer of that journal.</summary>
public sealed class DeskBook(JournalStore store, TimeProvider time)
{
    private const int Tries = 8;

    // Owned by this class; replaced whole, never changed.
    private volatile DeskFile? current;

    public async Task<DeskFile> OpenAsync(CancellationToken ct = default)
    {
        var head = await store.HeadAsync(DeskFile.JournalId, ct);
        if (current is { } file && file.Head == head) return file;
        List<Entry> entries = [];
        await foreach (var entry in store.ReadAsync(DeskFile.JournalId, 0, ct)) entries.Add(entry);
        return current = DeskFile.Fold(entries);
    }

    /// <summary>Takes a decision on the desk's list as it stands and appends what it allows.</summary>
    public async Task<DeskOutcome> WriteAsync(
        string author, Func<DeskFile, Decision> decide, Func<Decision.Allowed, StoreWrites?>? writes = null, CancellationToken ct = default)
    {
        for (var i = 0; i < Tries; i++)
        {
            var file = await OpenAsync(ct);
            var decision = decide(file);
            if (decision is not Decision.Allowed allowed) return new(file, decision);
            if (await store.AppendAsync(file.Head, Drafts(author, allowed), writes?.Invoke(allowed), ct) is AppendResult.Appended)
                return new(await OpenAsync(ct), decision);
        }
        return new(await OpenAsync(ct), Decision.Refuse("desk-must-be-calm", "Many people are changing the desk's list at once. Try again."));
    }

    /// <summary>What a decision on this list comes to, to be appended together with entries of a case.</summary>
    public JoinedAppend Joined(DeskFile file, string author, Decision.Allowed allowed) => new(file.Head, Drafts(author, allowed));

    private List<EntryDraft> Drafts(string author, Decision.Allowed allowed)
    {
        var now = Times.Text(time.GetUtcNow());
        return [.. allowed.Facts.Select(f => FactKinds.Draft(DeskFile.JournalId, now, author, f))];
    }
}

/// <summary>What came of a decision, and the desk's list after it.</summary>
public sealed record DeskOutcome(DeskFile File, Decision Decision)
{
    public Decision.Refused? Refusal => Decision as Decision.Refused;

    public string? Item => (Decision as Decision.Allowed)?.Item;
}
