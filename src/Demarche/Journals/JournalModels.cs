using Demarche.Journal;

namespace Demarche.Journals;

/// <summary>All journals by their heads. What stands in them is for those who may read the cases.</summary>
public sealed record JournalHeads(string Store, IReadOnlyList<Head> Heads, IReadOnlyList<CheckpointRow> Checkpoints)
{
    public long Entries => Heads.Sum(h => h.Number);
}

public sealed record CheckpointRow(string Time, long Journals, string Root);

/// <summary>An entry without its body, marking and author.</summary>
public sealed record Envelope(long Number, string Time, string Kind, string Hash);

/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record JournalPage(string Journal, long Last, IReadOnlyList<Envelope> Entries, long? Next)
{
    public const int PageSize = 500;
}

/// <param name="Time">When it was verified, UTC.</param>
public sealed record Verification(string Time, StoreVerdict Verdict);

/// <param name="Problem">Why the checkpoint itself is not to be believed; null when it is.</param>
public sealed record CheckpointComparison(string Time, string? Problem, IReadOnlyList<CheckpointProblem> Lacking, long Journals, string Root);

/// <summary>Nothing is to be said: a checkpoint is taken over all journals.</summary>
public sealed record CheckpointForm;
