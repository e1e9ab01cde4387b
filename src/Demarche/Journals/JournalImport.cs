using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Journals;

/// <summary>What came of taking a file in.</summary>
/// <param name="Taken">Entries appended.</param>
/// <param name="Held">Entries that the store had already, word for word.</param>
/// <param name="Problem">The first wrong line; then nothing was appended.</param>
public sealed record Import(long Journals, long Taken, long Held, JournalFileProblem? Problem);

/// <summary>
/// Takes journals in from a file: entry by entry as they were, or not at all. Whoever could write into a desk's store from a file would be all of its
/// people. So the store of a desk takes in only what a checkpoint of that desk covers, and no line at all goes on with the desk's own list.
/// </summary>
public static class JournalImport
{
    /// <summary>So many entries are appended in one transaction; the desk's own list whole, because it is not gone on with.</summary>
    private const int Batch = 500;

    /// <param name="store">Where to.</param>
    /// <param name="file">It is verified whole, against itself and against the store, before anything is written.</param>
    /// <param name="owner">The card, with the present keys, of the desk whose store this is; null where the store is no desk's yet and is being filled.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">Somebody else wrote in one of the journals meanwhile. Run it again: it goes on where it stopped.</exception>
    public static async Task<Import> RunAsync(JournalStore store, Stream file, DeskCard? owner, CancellationToken ct)
    {
        var verified = await JournalFile.VerifyAsync(file, null, ct);
        if (verified.Problem is { } wrong) return new(verified.Heads.Count, 0, 0, wrong);
        file.Position = 0;
        var isCovered = owner is null || await JournalFile.VerifyAsync(file, owner, ct) is { Signed: true, Problem: null };
        file.Position = 0;
        var heads = (await store.HeadsAsync(ct)).ToDictionary(h => h.Case, h => h.Number);
        if (await DifferenceAsync(store, heads.GetValueOrDefault(DeskFile.JournalId), isCovered, file, ct) is { } different) return new(verified.Heads.Count, 0, 0, different);
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

    // The first entry of the file in whose place the store has another one, or which the store has not and does not take from a file.
    private static async Task<JournalFileProblem?> DifferenceAsync(JournalStore store, long ownList, bool isCovered, Stream file, CancellationToken ct)
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
                if (!isPresent && !isCovered) return new(line.Line, entry.Case, entry.Number, NotCovered);
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

    private const string NotCovered = "This store is that of a desk, and it does not have this entry. Into it a file is taken only where its last line is a checkpoint that covers all of it, "
        + "signed with this desk's present key (demarche journal export writes one). To begin another desk from this file, import it into a new folder: --data.";

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
