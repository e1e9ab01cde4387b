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
        Dictionary<string, IReadOnlyList<string>> found = new(StringComparer.Ordinal), read = new(StringComparer.Ordinal);
        var texts = new CopyTexts(copy);
        var (budget, isWhole) = (MostText, true);
        foreach (var document in copy.View.Documents.All)
        {
            var sha256 = document.Content.TextSha256;
            if (!read.TryGetValue(sha256, out var runs) && budget > 0 && await store.FindAsync(sha256, ct) is { } bytes)
            {
                budget -= bytes.Length;
                var text = Encoding.UTF8.GetString(bytes);
                read[sha256] = runs = [.. texts.Written.SharedRuns(text).Concat(texts.Going.SharedRuns(text)).Distinct(StringComparer.Ordinal)];
            }
            if (runs is not null) found[document.Id] = runs;
            else isWhole = false;
        }
        return copy with { DocumentRuns = found, IsReadInPart = !isWhole };
    }
}
