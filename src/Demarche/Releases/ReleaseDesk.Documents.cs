using System.Text;

namespace Demarche.Releases;

public sealed partial class ReleaseDesk
{
    /// <summary>
    /// Bytes of documents that one check compares with a copy: a second of work. Stops a case of very many long documents from holding a core; where there is
    /// more, whoever releases reads that it was not compared.
    /// </summary>
    private const long MostText = 256 * 1024 * 1024;

    /// <summary>A copy with what it has in common with the texts of the documents that its reader sees. They are read one after the other, and none is kept.</summary>
    private async Task<CheckedCopy> WithDocumentsAsync(CheckedCopy copy, CancellationToken ct)
    {
        Dictionary<string, IReadOnlyList<string>> found = new(StringComparer.Ordinal), values = new(StringComparer.Ordinal);
        Dictionary<string, (IReadOnlyList<string> Runs, IReadOnlyList<string> Values)> read = new(StringComparer.Ordinal);
        var (texts, seen) = (new CopyTexts(copy), new ValuesInTexts(copy));
        var (budget, isWhole) = (MostText, true);
        foreach (var document in copy.View.Documents.All)
        {
            var sha256 = document.Content.TextSha256;
            if (!read.TryGetValue(sha256, out var both) && budget > 0 && await store.FindAsync(sha256, ct) is { } bytes)
            {
                budget -= bytes.Length;
                var text = Encoding.UTF8.GetString(bytes);
                var runs = texts.Written.SharedRuns(text).Concat(texts.Going.SharedRuns(text)).Distinct(StringComparer.Ordinal);
                read[sha256] = both = ([.. runs], seen.In(text));
            }
            if (both.Runs is not null) (found[document.Id], values[document.Id]) = both;
            else isWhole = false;
        }
        return copy with { DocumentRuns = found, DocumentValues = values, IsReadInPart = !isWhole };
    }
}
