using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Journals;

/// <summary>What came of taking a file in.</summary>
/// <param name="Taken">Entries appended.</param>
/// <param name="Held">Entries that the store had already, word for word.</param>
/// <param name="Problem">The first wrong line; then nothing was appended.</param>
public sealed record Import(long Journals, long Taken, long Held, JournalFileProblem? Problem);

/// <summary>Takes journals in from a file: entry by entry as they were, or not at all.</summary>
public static class JournalImport
{
    /// <summary>So many entries are appended in one transaction; the desk's own list whole, because it is not gone on with.</summary>
    private const int Batch = 500;

    /// <param name="file">Read twice: it is verified whole, against itself and against the store, before anything is written.</param>
    /// <exception cref="IOException">Somebody else wrote in one of the journals meanwhile. Run it again: it goes on where it stopped.</exception>
    public static async Task<Import> RunAsync(JournalStore store, Stream file, CancellationToken ct)
    {
        var verified = await JournalFile.VerifyAsync(file, null, ct);
        if (verified.Problem is { } wrong) return new(verified.Heads.Count, 0, 0, wrong);
        file.Position = 0;
        var heads = (await store.HeadsAsync(ct)).ToDictionary(h => h.Case, h => h.Number);
        if (await DifferenceAsync(store, heads.GetValueOrDefault(DeskFile.JournalId), file, ct) is { } different) return new(verified.Heads.Count, 0, 0, different);
        file.Position = 0;
        var (taken, held) = (0L, 0L);
        List<Entry> batch = [];
        await foreach (var line in JournalFile.ReadAsync(file, ct))
        {
            if (line.Entry is not { } entry) continue;
            if (batch.Count > 0 && (batch.Count == Batch && entry.Case != DeskFile.JournalId || batch[0].Case != entry.Case)) taken += await AppendAsync(store, batch, ct);
            if (entry.Number <= heads.GetValueOrDefault(entry.Case)) held++;
            else batch.Add(entry);
        }
        if (batch.Count > 0) taken += await AppendAsync(store, batch, ct);
        return new(verified.Heads.Count, taken, held, null);
    }

    // The first entry of the file in whose place the store has another one, or that would go on with the desk's own list: whoever could write
    // in it from a file would be all of its people.
    private static async Task<JournalFileProblem?> DifferenceAsync(JournalStore store, long ownList, Stream file, CancellationToken ct)
    {
        IAsyncEnumerator<Entry>? present = null;
        string? journal = null;
        try
        {
            await foreach (var line in JournalFile.ReadAsync(file, ct))
            {
                if (line.Entry is not { } entry) continue;
                if (entry.Case != journal)
                {
                    if (present is not null) await present.DisposeAsync();
                    journal = entry.Case;
                    present = store.ReadAsync(journal, entry.Number - 1, ct).GetAsyncEnumerator(ct);
                }
                var isPresent = await present!.MoveNextAsync();
                if (!isPresent && ownList > 0 && journal == DeskFile.JournalId)
                    return new(line.Line, entry.Case, entry.Number, "This desk has a list of its people and partners already, and a file adds nothing to it. Import into an empty store.");
                if (isPresent && present.Current != entry)
                    return new(line.Line, entry.Case, entry.Number, $"The store has another entry {entry.Number} in this journal, written at {present.Current.Time}.");
            }
            return null;
        }
        finally
        {
            if (present is not null) await present.DisposeAsync();
        }
    }

    private static async Task<int> AppendAsync(JournalStore store, List<Entry> batch, CancellationToken ct)
    {
        var first = batch[0];
        // The store computes each entry anew from its draft; the same head and the same draft give the same hash.
        var drafts = batch.Select(e => new EntryDraft(e.Case, e.Time, e.Author, e.Kind, e.Version, e.Marking, e.Body)).ToList();
        if (await store.AppendAsync(new(first.Case, first.Number - 1, first.Previous), drafts, null, ct) is not AppendResult.Appended appended)
            throw new IOException($"Somebody wrote in the journal {first.Case} meanwhile. Run the import again: it goes on where it stopped.");
        if (appended.Head.Hash != batch[^1].Hash) throw new InvalidOperationException($"The journal {first.Case} was appended to with other hashes than the file has.");
        var count = batch.Count;
        batch.Clear();
        return count;
    }
}
