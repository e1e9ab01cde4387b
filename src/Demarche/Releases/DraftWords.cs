using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Whether two drafts say the same: what was refused is not something else because it stands in another draft.</summary>
internal sealed class DraftWords
{
    /// <summary>So many words in a row are compared; a shorter text is compared whole.</summary>
    private const int Run = 4;

    private readonly HashSet<string> runs = new(StringComparer.Ordinal);

    public static DraftWords Of(IEnumerable<string> texts)
    {
        var words = new DraftWords();
        foreach (var text in texts) words.Add(text);
        return words;
    }

    /// <summary>The words of a draft that the view shows, in all its versions, for one partner; none where it shows none.</summary>
    public static DraftWords Of(View view, string about, string partner)
    {
        IEnumerable<string> texts =
        [
            .. (view.Requests.Find(about)?.History ?? []).SelectMany(c => c.Content.Asks.Select(a => a.Text).Prepend(c.Content.Text).Prepend(c.Content.Title)),
            .. (RequestList.WordingFor(view, about, partner)?.History ?? []).SelectMany(c => (c.Content.Asks ?? []).Select(a => a.Text).Prepend(c.Content.Text)),
            .. (view.ReplyDrafts.Find(about)?.History ?? []).SelectMany(c => c.Content.Answers.Select(a => a.Text).Prepend(c.Content.Text)),
            .. (view.Briefs.Find(about)?.History ?? []).SelectMany(c => new[] { c.Content.Title, c.Content.Text }),
        ];
        return Of(texts);
    }

    /// <summary>Whether at least half of these words stand in the other draft.</summary>
    public bool SharesWith(DraftWords other) => runs.Count > 0 && 2 * runs.Count(other.runs.Contains) >= runs.Count;

    private void Add(string? text)
    {
        var words = (text ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(w => w.Trim('.', ',', ';', ':', '!', '?', '"', '“', '”', '(', ')')).Where(w => w.Length > 0).ToList();
        if (words.Count == 0) return;
        for (var i = 0; i <= Math.Max(0, words.Count - Run); i++) runs.Add(string.Join(' ', words.Skip(i).Take(Run)));
    }
}
