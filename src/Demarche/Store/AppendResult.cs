using Demarche.Journal;

namespace Demarche.Store;

/// <summary>What became of an append: it stands in the journal, or somebody else was first.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>The entries are on disk; <paramref name="Head"/> is the journal's head after them.</summary>
    public sealed record Appended(Head Head, IReadOnlyList<Entry> Entries) : AppendResult;

    /// <summary>Nothing was written: the journal's head is <paramref name="Actual"/>, not the one that the writer saw.</summary>
    public sealed record Stale(Head Actual) : AppendResult;
}
