namespace Demarche.Reading;

/// <summary>
/// Plain text into paragraphs. An empty line always parts; within a run of lines, lines that were broken to a width are joined,
/// any other line is a paragraph of its own.
/// </summary>
internal static class Paragraphs
{
    // Wider lines were not broken by a mail program or a typewriter.
    private const int WidestWrap = 100;
    private const int NarrowestWrap = 40;

    public static List<TextRange> Of(string text, int most)
    {
        var found = new List<TextRange>();
        var run = new List<TextRange>();
        var at = 0;
        while (at < text.Length && found.Count <= most)
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : at + end;
            var line = TextRange.Trimmed(text, at, end);
            if (line.Length > 0)
                run.Add(line);
            else
                Close(text, run, found);
            at = end + 1;
            if (end < text.Length - 1 && text[end] == '\r' && text[end + 1] == '\n')
                at++;
        }
        Close(text, run, found);
        return found;
    }

    private static void Close(string text, List<TextRange> run, List<TextRange> found)
    {
        if (run.Count > 1 && IsWrapped(text, run))
            found.Add(new TextRange(run[0].Start, run[^1].End));
        else
            found.AddRange(run);
        run.Clear();
    }

    // In wrapped text the first word of the next line would not have fitted on this one.
    private static bool IsWrapped(string text, List<TextRange> run)
    {
        var width = run.Max(l => l.Length);
        if (width is > WidestWrap or < NarrowestWrap)
            return false;
        var fitted = 0;
        for (var i = 0; i + 1 < run.Count; i++)
        {
            var next = run[i + 1].In(text);
            var space = next.IndexOf(' ');
            var word = space < 0 ? next.Length : space;
            if (run[i].Length + 1 + word <= width - 4)
                fitted++;
        }
        return fitted * 8 < run.Count;
    }
}
