namespace Demarche.Reading;

/// <summary>Plain text: which paragraphs are the story, and which the page put around it.</summary>
internal static class PlainLayout
{
    // A headline, a byline, a date and a lead stand close together; what is further from prose than this is a menu.
    private const int WidestGap = 5;

    private const int LongestHeadline = 40;
    private const int ShortestRepeated = 15;

    // A page with more lines than this before its story has its menus among them.
    private const int ShortHead = 8;

    public static Layout? Of(string text, List<ReadProblem> problems, Work work)
    {
        var ranges = Paragraphs.Of(text, ReadingLimits.Passages);
        if (ranges.Count > ReadingLimits.Passages)
        {
            problems.Add(new ReadProblem($"character {ranges[^1].Start}", $"More than {ReadingLimits.Passages} paragraphs."));
            return null;
        }
        work.Did(text.Length);
        var lines = ranges.Select(r => new Line(r, text.Substring(r.Start, r.Length))).ToList();
        var body = Body(lines);
        work.Did(lines.Count);
        var passages = lines.Select((l, i) => new Passage(body[i] ? PassageKind.Body : PassageKind.Furniture, l.Range.Start, l.Range.End, l.Text)).ToList();
        return new Layout(text, passages, Facts(lines, body, work));
    }

    private static bool[] Body(List<Line> lines)
    {
        var body = new bool[lines.Count];
        var prose = Enumerable.Range(0, lines.Count).Where(i => lines[i].Kind is LineKind.Prose).ToList();
        if (prose.Count == 0)
        {
            for (var i = 0; i < lines.Count; i++)
                body[i] = lines[i].Kind is LineKind.Data or LineKind.Short or LineKind.Item;
            return body;
        }
        foreach (var (first, last) in Clusters(lines, prose))
        {
            for (var i = first; i <= last; i++)
                body[i] = lines[i].Kind is LineKind.Prose or LineKind.Data or LineKind.Item || (lines[i].Kind is LineKind.Short && IsSubheading(lines, i));
        }
        return body;
    }

    /// <summary>Stretches of prose and data; of several, those with a fair share of the longest one's text.</summary>
    private static List<(int First, int Last)> Clusters(List<Line> lines, List<int> prose)
    {
        var clusters = new List<(int First, int Last)>();
        var first = prose[0];
        var last = first;
        for (var i = first + 1; i < lines.Count; i++)
        {
            if (lines[i].Kind is not (LineKind.Prose or LineKind.Data or LineKind.Item))
                continue;
            if (i - last > WidestGap)
            {
                clusters.Add((first, last));
                first = i;
            }
            last = i;
        }
        clusters.Add((first, last));
        var longest = clusters.Max(c => Size(lines, c));
        return clusters.Where(c => Size(lines, c) * 5 >= longest).ToList();
    }

    private static long Size(List<Line> lines, (int First, int Last) cluster)
    {
        long size = 0;
        for (var i = cluster.First; i <= cluster.Last; i++)
            size += lines[i].Kind is LineKind.Prose or LineKind.Data ? lines[i].Text.Length : 0;
        return size;
    }

    // One short line straight before prose heads it; several together are a menu.
    private static bool IsSubheading(List<Line> lines, int i) =>
        i + 1 < lines.Count && lines[i + 1].Kind is LineKind.Prose or LineKind.Item or LineKind.Data && (i == 0 || lines[i - 1].Kind is not LineKind.Short);

    private static PageFacts Facts(List<Line> lines, bool[] body, Work work)
    {
        var first = Array.IndexOf(body, true);
        first = first < 0 ? lines.Count : first;
        var head = lines.Take(first).ToList();
        var byline = head.Select(l => l.Byline).FirstOrDefault(b => b is not null);
        var published = head.Select(l => l.Date).FirstOrDefault(d => d is not null);
        var holder = lines.Where((l, i) => !body[i]).Select(l => StoryLines.CopyrightHolder(l.Text)).LastOrDefault(h => h is not null);
        var dateline = first < lines.Count ? StoryLines.Dateline(lines[first].Text) : null;
        var agency = Agencies.Named(byline) ?? dateline?.Agency ?? head.Select(l => Agencies.Named(l.Text)).FirstOrDefault(a => a is not null);
        return new PageFacts(Headline(head, work), byline, agency, holder, published, null);
    }

    /// <summary>
    /// A line that the page's own title repeats; else the nearest above the byline or date that is long enough to be no menu; else the first that could be one.
    /// </summary>
    private static string? Headline(List<Line> head, Work work)
    {
        var mark = head.FindIndex(l => l.Kind is LineKind.Byline or LineKind.Date);
        var above = (mark < 0 ? head : head.Take(mark)).Where(IsHeadline).ToList();
        work.Did(above.Count == 0 ? 0 : (long)above.Count * above[0].Text.Length);
        var repeated = above.Skip(1).FirstOrDefault(l => l.Text.Length >= ShortestRepeated && above[0].Text.Contains(l.Text, StringComparison.Ordinal));
        var near = mark < 0 ? null : above.LastOrDefault(l => l.WordCount >= (head.Count <= ShortHead ? 3 : 5));
        return (repeated ?? near ?? above.FirstOrDefault())?.Text.TrimStart('#', ' ');
    }

    private static bool IsHeadline(Line line) =>
        line.Kind is LineKind.Short && line.WordCount is >= 3 and <= LongestHeadline && line.Text.Length <= ReadingLimits.FieldCharacters;
}
