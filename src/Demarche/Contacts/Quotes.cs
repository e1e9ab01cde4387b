using System.Text;
using Demarche.Documents;
using Demarche.Store;
using Demarche.Views;

namespace Demarche.Contacts;

/// <summary>Finds where quoted words stand.</summary>
public static class Quotes
{
    /// <summary>The place of the words in the document's kept text, and the words as they stand there. Where they don't stand in it, a passage without a range, which the decision
    /// refuses; null when no document was named.</summary>
    public static async Task<PassageRef?> FindAsync(View view, JournalStore store, QuoteForm? form, CancellationToken ct)
    {
        if (form is not { Document: { Length: > 0 } id }) return null;
        var quote = form.Quote?.Trim() ?? "";
        var missing = new PassageRef(id, 0, 0, quote);
        if (quote.Length == 0 || view.Documents.Find(id) is not { } document) return missing;
        if (await store.FindAsync(document.Content.TextSha256, ct) is not { } bytes) return missing;
        var text = Encoding.UTF8.GetString(bytes);
        return Place(text, quote) is var (start, end) ? new(id, start, end, text[start..end]) : missing;
    }

    /// <summary>For a correction: null where the place stays as it is, and a place in no document where the person takes it away and says why.</summary>
    internal static async Task<PassageRef?> CorrectedAsync(CaseCall call, QuoteForm? form) =>
        await FindAsync(call.View, call.Context.RequestServices.GetRequiredService<JournalStore>(), form, call.Context.RequestAborted)
        ?? (string.IsNullOrWhiteSpace(call.Wider) ? null : new PassageRef("", 0, 0, ""));

    /// <summary>The place of a corrected item. What is not said stays, and so does what its author may not see.</summary>
    /// <param name="said">Null where nothing is said of it; in no document where it is taken away.</param>
    internal static PassageRef? Kept(View view, PassageRef? said, PassageRef? held) =>
        said is { Document.Length: > 0 } || (said is not null && (held is null || view.Documents.Find(held.Document) is not null)) ? (said is { Document.Length: > 0 } ? said : null) : held;

    /// <summary>
    /// Where words stand in a text, whatever spaces are between them: what is typed or copied has a space where the text ends a line or holds two words together.
    /// </summary>
    internal static (int Start, int End)? Place(string text, string quote)
    {
        var (plain, places) = Spaced(text);
        var (words, _) = Spaced(quote.Trim());
        var at = words.Length == 0 ? -1 : plain.IndexOf(words, StringComparison.Ordinal);
        return at < 0 ? null : (places[at], places[at + words.Length - 1] + 1);
    }

    // One space for each run of them, and for each character where it stood.
    private static (string Plain, List<int> Places) Spaced(string text)
    {
        var (plain, places) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            var isSpace = char.IsWhiteSpace(text[i]);
            if (isSpace && plain.Length > 0 && plain[^1] == ' ') continue;
            plain.Append(isSpace ? ' ' : text[i]);
            places.Add(i);
        }
        return (plain.ToString(), places);
    }
}
