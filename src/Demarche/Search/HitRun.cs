using Demarche.Store;

namespace Demarche.Search;

/// <summary>A run of a hit's text.</summary>
/// <param name="Found">Whether it is what was looked for.</param>
public sealed record HitRun(string Text, bool Found)
{
    /// <summary>Characters before the first word that was found.</summary>
    private const int Before = 90;

    /// <summary>Characters of a hit's text.</summary>
    private const int Longest = 320;

    /// <summary>The words around what was found, from the text in which most of it stands.</summary>
    internal static IReadOnlyList<HitRun> Around(IndexQuery query, IReadOnlyList<string?> texts)
    {
        var best = ("", Spans: (IReadOnlyList<(int Start, int End)>)[], Terms: -1);
        foreach (var text in texts.OfType<string>().Where(t => t.Length > 0))
        {
            var words = SearchWords.In(text);
            var plain = words.ConvertAll(w => w.Text);
            var found = query.All.SelectMany(any => any).Select(t => SearchQuery.Places(t, plain).Select(p => (words[p].Start, words[p + t.Words.Count - 1].End)).ToList()).ToList();
            if (found.Count(f => f.Count > 0) is var terms && terms > best.Terms) best = (text, [.. found.SelectMany(f => f).Order()], terms);
        }
        return Cut(best.Item1, best.Spans);
    }

    private static List<HitRun> Cut(string text, IReadOnlyList<(int Start, int End)> spans)
    {
        var first = spans.Count > 0 ? spans[0].Start : 0;
        var start = text.Length <= Longest ? 0 : Space(text, Math.Max(0, Math.Min(first - Before, text.Length - Longest)));
        var end = text.Length <= Longest ? text.Length : Math.Max(spans.Count > 0 ? Math.Min(spans[0].End, first + Longest) : 0, Space(text, Math.Min(text.Length, start + Longest)));
        List<HitRun> runs = [];
        var at = start;
        if (start > 0) runs.Add(new("…", false));
        foreach (var (from, to) in spans)
        {
            if (from < at || from >= end) continue;
            if (from > at) runs.Add(new(text[at..from], false));
            runs.Add(new(text[from..Math.Min(to, end)], true));
            at = Math.Min(to, end);
        }
        if (at < end) runs.Add(new(text[at..end], false));
        if (end < text.Length) runs.Add(new("…", false));
        return runs;
    }

    // The nearest space before, so that no word and no pair of surrogates is cut in two; in a text without spaces, the place itself.
    private static int Space(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return at;
        var space = text.LastIndexOf(' ', at - 1, Math.Min(at, 40));
        return space >= 0 ? space + 1 : char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }
}
