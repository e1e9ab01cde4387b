using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Demarche.Releases;

/// <summary>What a copy has in common with the text of a document.</summary>
/// <param name="Work">How often a character was looked at to undo the text's codings; at least its length.</param>
internal sealed record SharedRuns(IReadOnlyList<string> Runs, long Work);

/// <summary>
/// What copies that were looked at lately have in common with texts of documents, so that an unchanged document costs once. It is asked by
/// the words of the copy and of the document, so it tells nobody anything that reading them again would not.
/// </summary>
internal sealed class KnownRuns
{
    /// <summary>So many texts for all copies together; then the copies are forgotten.</summary>
    private const int Most = 50_000;

    /// <summary>What has more than this in common is read again.</summary>
    private const int MostRuns = 1_000;

    private ConcurrentDictionary<string, ConcurrentDictionary<string, SharedRuns>> copies = new(StringComparer.Ordinal);
    private int count;

    /// <summary>What is known of a copy, by the SHA-256 of texts.</summary>
    public IReadOnlyDictionary<string, SharedRuns> Of(string copy) =>
        copies.TryGetValue(copy, out var known) ? known : FrozenDictionary<string, SharedRuns>.Empty;

    public void Keep(string copy, string text, SharedRuns runs)
    {
        if (runs.Runs.Count > MostRuns) return;
        if (Interlocked.Increment(ref count) > Most) (copies, count) = (new(StringComparer.Ordinal), 0);
        copies.GetOrAdd(copy, _ => new(StringComparer.Ordinal))[text] = runs;
    }
}
