using System.Text;
using Demarche.Documents;
using Demarche.Store;
using Demarche.Views;

namespace Demarche.Contacts;

/// <summary>Finds where quoted words stand.</summary>
public static class Quotes
{
    /// <summary>The place of the words in the document's kept text. Where they don't stand in it, a passage without a range, which the decision
    /// refuses; null when no document was named.</summary>
    public static async Task<PassageRef?> FindAsync(View view, JournalStore store, QuoteForm? form, CancellationToken ct)
    {
        if (form is not { Document: { Length: > 0 } id }) return null;
        var quote = form.Quote?.Trim().ReplaceLineEndings("\n") ?? "";
        var missing = new PassageRef(id, 0, 0, quote);
        if (quote.Length == 0 || view.Documents.Find(id) is not { } document) return missing;
        if (await store.FindAsync(document.Content.TextSha256, ct) is not { } bytes) return missing;
        var start = Encoding.UTF8.GetString(bytes).IndexOf(quote, StringComparison.Ordinal);
        return start < 0 ? missing : new(id, start, start + quote.Length, quote);
    }
}
