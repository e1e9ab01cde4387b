using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Journals;

/// <summary>What verifying one journal of a store gave.</summary>
/// <param name="Entries">How many entries are right, from the first.</param>
/// <param name="Wrong">The number of the first wrong entry; null when all are right.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record JournalVerdict(string Case, long Entries, long? Wrong, string? Problem);

/// <summary>What verifying all journals of a store gave.</summary>
/// <param name="Lacking">What a checkpoint has and the store lacks.</param>
public sealed record StoreVerdict(IReadOnlyList<JournalVerdict> Journals, IReadOnlyList<CheckpointProblem> Lacking)
{
    public long Entries => Journals.Sum(j => j.Entries);

    public bool IsRight => Lacking.Count == 0 && Journals.All(j => j.Problem is null);
}

/// <summary>Verifies a store's journals entry by entry, and against a checkpoint that was kept elsewhere.</summary>
public static class StoreCheck
{
    public static async Task<StoreVerdict> RunAsync(JournalStore store, SignedCheckpoint? checkpoint, CancellationToken ct)
    {
        List<JournalVerdict> verdicts = [];
        var heads = (await store.HeadsAsync(ct)).ToDictionary(h => h.Case);
        // A journal whose head was removed is not among the heads, but its entries are there.
        foreach (var id in heads.Keys.Union(await store.JournalsAsync(ct)).Order(StringComparer.Ordinal))
            verdicts.Add(await VerifyAsync(store, id, heads.GetValueOrDefault(id), ct));
        return new(verdicts, checkpoint is null ? [] : await CompareAsync(store, checkpoint, ct));
    }

    /// <summary>What the store lacks of a checkpoint: journals that vanished, shrank or were rewritten.</summary>
    public static async Task<IReadOnlyList<CheckpointProblem>> CompareAsync(JournalStore store, SignedCheckpoint checkpoint, CancellationToken ct)
    {
        var present = await store.HeadsAsync(ct);
        var now = present.ToDictionary(h => h.Case);
        Dictionary<Head, string> hashes = [];
        foreach (var head in checkpoint.Heads.Where(h => h.Number > 0 && now.TryGetValue(h.Case, out var later) && later.Number > h.Number))
        {
            await foreach (var entry in store.ReadAsync(head.Case, head.Number - 1, ct))
            {
                if (entry.Number == head.Number) hashes[head] = entry.Hash;
                break;
            }
        }
        return checkpoint.Compare(present, head => hashes.GetValueOrDefault(head));
    }

    private static async Task<JournalVerdict> VerifyAsync(JournalStore store, string id, Head? head, CancellationToken ct)
    {
        var result = await Chain.VerifyAsync(store.ReadAsync(id, 0, ct), id, ct);
        if (result.Problem is { } problem) return new(id, result.Count, problem.Number, problem.Message);
        if (head is null) return new(id, result.Count, result.Count, "The journal's head is gone, so that the desk would not find its entries.");
        if (head.Number > result.Head.Number) return new(id, result.Count, result.Count + 1, $"Entry {result.Count + 1} is missing: the journal's head is entry {head.Number}.");
        return head == result.Head ? new(id, result.Count, null, null)
            : new(id, result.Count, head.Number, $"The journal's head says that entry {head.Number} has the hash {head.Hash}; the journal goes otherwise.");
    }
}
