using System.Text;

namespace Demarche.Releases;

public sealed partial class ReleaseDesk
{
    /// <summary>
    /// What one check looks at in documents: their bytes, and each look at a character of those that hold codings. Stops a case of very
    /// many long documents from holding a core; where there is more, whoever releases reads that it was not compared.
    /// </summary>
    private const long MostWork = 256 * 1024 * 1024;

    private readonly KnownRuns known = new();

    /// <summary>
    /// A copy with what it has in common with the texts of the documents that its reader sees. They are read one after the other. No text
    /// is kept; what the same copy had in common with the same text is.
    /// </summary>
    private async Task<CheckedCopy> WithDocumentsAsync(CheckedCopy copy, CancellationToken ct)
    {
        Dictionary<string, IReadOnlyList<string>> found = new(StringComparer.Ordinal), values = new(StringComparer.Ordinal);
        Dictionary<string, SharedRuns> read = new(StringComparer.Ordinal);
        var (texts, seen) = (new CopyTexts(copy), new ValuesInTexts(copy));
        var key = texts.Digest + seen.Digest;
        var before = known.Of(key);
        var (budget, isWhole) = (MostWork, true);
        foreach (var document in copy.View.Documents.All)
        {
            var sha256 = document.Content.TextSha256;
            if (!read.TryGetValue(sha256, out var shared) && budget > 0)
            {
                if (!before.TryGetValue(sha256, out shared) && await store.FindAsync(sha256, ct) is { } bytes)
                {
                    var text = Encoding.UTF8.GetString(bytes);
                    known.Keep(key, sha256, shared = texts.SharedRuns(text) with { Values = seen.In(text) });
                }
                if (shared is not null)
                {
                    // The same whether it was kept or not.
                    budget -= shared.Work;
                    read[sha256] = shared;
                }
            }
            if (shared is not null) (found[document.Id], values[document.Id]) = (shared.Runs, shared.Values);
            else isWhole = false;
        }
        return copy with { DocumentRuns = found, DocumentValues = values, IsReadInPart = !isWhole };
    }
}
