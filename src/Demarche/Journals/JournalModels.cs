using Demarche.Journal;

namespace Demarche.Journals;

/// <summary>The journal of the desk's own list, and what verifies all journals. How long a case's journal is, and when it was written in, tells how the case is worked:
/// that is for those who may read the case.</summary>
/// <param name="Journals">How many journals there are.</param>
/// <param name="Desk">The head of the desk's own list.</param>
public sealed record JournalHeads(string Store, int Journals, Head Desk, IReadOnlyList<CheckpointRow> Checkpoints);

public sealed record CheckpointRow(string Time, long Journals, string Root);

/// <summary>An entry without its body, marking and author.</summary>
public sealed record Envelope(long Number, string Time, string Kind, string Hash);

/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record JournalPage(string Journal, long Last, IReadOnlyList<Envelope> Entries, long? Next)
{
    public const int PageSize = 500;
}

/// <param name="Time">When it was verified, UTC.</param>
/// <param name="Journals">How many journals were verified.</param>
/// <param name="Wrong">Those that are wrong, each with its first wrong entry. Nothing is said of one that is right.</param>
public sealed record Verification(string Time, int Journals, bool IsRight, IReadOnlyList<JournalVerdict> Wrong)
{
    internal static Verification Of(string time, StoreVerdict verdict) =>
        new(time, verdict.Journals.Count, verdict.IsRight, [.. verdict.Journals.Where(j => j.Problem is not null)]);
}

/// <param name="Problem">Why the checkpoint itself is not to be believed; null when it is.</param>
public sealed record CheckpointComparison(string Time, string? Problem, IReadOnlyList<CheckpointProblem> Lacking, long Journals, string Root);

/// <summary>Nothing is to be said: a checkpoint is taken over all journals.</summary>
public sealed record CheckpointForm;
