using System.Globalization;
using System.Text.RegularExpressions;

namespace Demarche.Briefs;

/// <summary>A piece of a brief.</summary>
public abstract record BriefBlock
{
    private BriefBlock() { }

    public sealed record Heading(string Text) : BriefBlock;

    public sealed record Paragraph(IReadOnlyList<BriefRun> Runs) : BriefBlock;

    /// <param name="Items">One point each.</param>
    public sealed record Points(IReadOnlyList<IReadOnlyList<BriefRun>> Items) : BriefBlock;

    /// <param name="Name">timeline, map, graph or matrix; drawn from the view of whom the brief is for.</param>
    public sealed record Picture(string Name) : BriefBlock;
}

/// <summary>Words, or a number that says on what the words before it rest.</summary>
/// <param name="Cite">From 1; null for words.</param>
public readonly record struct BriefRun(string Text, int? Cite);

/// <summary>
/// The text of a brief as a person edits it: paragraphs with an empty line between them, <c>## Heading</c>, points that begin with <c>-
/// </c>,
/// <c>[3]</c> for what a sentence rests on, and a line <c>{timeline}</c> for a picture. Anything else stands for itself.
/// </summary>
public static partial class BriefText
{
    /// <summary>The pictures that a text can ask for.</summary>
    public static IReadOnlyList<string> Pictures { get; } = ["timeline", "map", "graph", "matrix"];

    /// <summary>A number with more digits is no citation: a brief cites no million items.</summary>
    private const int MostDigits = 4;

    public static IReadOnlyList<BriefBlock> Read(string text)
    {
        List<BriefBlock> blocks = [];
        List<string> paragraph = [];
        List<IReadOnlyList<BriefRun>> points = [];
        void End()
        {
            if (paragraph.Count > 0) blocks.Add(new BriefBlock.Paragraph(Runs(string.Join(' ', paragraph))));
            if (points.Count > 0) blocks.Add(new BriefBlock.Points([.. points]));
            paragraph.Clear();
            points.Clear();
        }
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                End();
                blocks.Add(new BriefBlock.Heading(line[3..].Trim()));
            }
            else if (line.Length > 2 && line[0] == '{' && line[^1] == '}' && Pictures.Contains(line[1..^1]))
            {
                End();
                blocks.Add(new BriefBlock.Picture(line[1..^1]));
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                if (paragraph.Count > 0) End();
                points.Add(Runs(line[2..].Trim()));
            }
            else if (line.Length == 0)
            {
                End();
            }
            else
            {
                if (points.Count > 0) End();
                paragraph.Add(line);
            }
        }
        End();
        return blocks;
    }

    /// <summary>
    /// The lead paragraph, which is what stands before the first heading, and what follows it. A text without a heading is all of one
    /// piece and has no lead.
    /// </summary>
    public static (string Lead, string Body) Led(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var heading = Array.FindIndex(lines, l => l.TrimStart().StartsWith("## ", StringComparison.Ordinal));
        return heading < 0 ? ("", text) : (string.Join('\n', lines.Take(heading)).Trim(), string.Join('\n', lines.Skip(heading)));
    }

    /// <summary>The whole text, its lead before its first heading.</summary>
    public static string Joined(string lead, string body) => string.IsNullOrWhiteSpace(lead) ? body
        : $"{lead.Trim()}\n\n{body.TrimStart()}";

    /// <summary>
    /// A brief whose list of what it rests on follows its text: what no sentence cites any more is left out, and the numbers close up. An
    /// entry of the list that a later reader may not see would else tell that something was left out, and where.
    /// </summary>
    /// <param name="more">What stays all the same: it was given just now, and its number is not in the text yet.</param>
    public static Brief Following(Brief brief, IReadOnlyList<string> more)
    {
        var cited = CitesIn(brief.Text).ToHashSet();
        List<int> kept = [.. Enumerable.Range(1, brief.Cites.Count).Where(n => cited.Contains(n) || more.Contains(brief.Cites[n - 1]))];
        return kept.Count == brief.Cites.Count ? brief : brief with
        {
            Text = Number().Replace(brief.Text, m => kept.IndexOf(int.Parse(m.ValueSpan[1..^1],
                CultureInfo.InvariantCulture)) is var at and >= 0
                ? string.Create(CultureInfo.InvariantCulture, $"[{at + 1}]") : m.Value),
            Cites = [.. kept.Select(n => brief.Cites[n - 1])],
        };
    }

    [GeneratedRegex(@"\[[0-9]{1,4}\]")]
    private static partial Regex Number();

    /// <summary>The numbers that a text cites, in the order of their first use.</summary>
    public static IEnumerable<int> CitesIn(string text) => Read(text).SelectMany(RunsOf).Where(r => r.Cite is not null)
        .Select(r => r.Cite!.Value).Distinct();

    /// <summary>Its sentences, each with what it rests on: the next numbers that stand after it in its paragraph or point.</summary>
    public static IEnumerable<(string Sentence, IReadOnlyList<int> Cites)> Sentences(string text)
    {
        foreach (var block in Read(text))
        {
            IEnumerable<IReadOnlyList<BriefRun>> lines = block switch
            {
                BriefBlock.Paragraph p => [p.Runs],
                BriefBlock.Points p => p.Items,
                _ => []
            };
            foreach (var line in lines)
            {
                foreach (var sentence in Sentences(line)) yield return sentence;
            }
        }
    }

    internal static IEnumerable<BriefRun> RunsOf(BriefBlock block) => block switch
    {
        BriefBlock.Paragraph p => p.Runs,
        BriefBlock.Points p => p.Items.SelectMany(i => i),
        _ => [],
    };

    // Numbers belong to all the words before them, back to the numbers before those.
    private static IEnumerable<(string, IReadOnlyList<int>)> Sentences(IReadOnlyList<BriefRun> runs)
    {
        List<string> waiting = [];
        List<int> cites = [];
        foreach (var run in runs)
        {
            if (run.Cite is { } cite)
            {
                cites.Add(cite);
                continue;
            }
            if (cites.Count > 0)
            {
                foreach (var sentence in waiting) yield return (sentence, [.. cites]);
                waiting.Clear();
                cites.Clear();
            }
            waiting.AddRange(SentencesOf(run.Text));
        }
        foreach (var sentence in waiting) yield return (sentence, [.. cites]);
    }

    // A full stop within quotation marks ends somebody's sentence and not the one that it is quoted in.
    private static List<string> SentencesOf(string text)
    {
        List<string> sentences = [];
        var (start, open) = (-1, 0);
        foreach (var (from, to) in Reading.Retellings.Sentences(text))
        {
            if (start < 0) start = from;
            open += text.AsSpan(from, to - from).Count('“') - text.AsSpan(from, to - from).Count('”');
            if (open > 0) continue;
            sentences.Add(text[start..to].Trim());
            (start, open) = (-1, 0);
        }
        if (start >= 0) sentences.Add(text[start..].Trim());
        return [.. sentences.Where(s => s.Length > 0)];
    }

    private static List<BriefRun> Runs(string line)
    {
        List<BriefRun> runs = [];
        var start = 0;
        for (var i = line.IndexOf('['); i >= 0; i = line.IndexOf('[', i + 1))
        {
            var end = line.IndexOf(']', i);
            if (end < 0) break;
            if (end - i - 1 is < 1 or > MostDigits || !int.TryParse(line.AsSpan(i + 1, end - i - 1), NumberStyles.None,
                CultureInfo.InvariantCulture, out var cite) || cite == 0) continue;
            if (line[start..i].TrimEnd() is { Length: > 0 } before) runs.Add(new(before, null));
            runs.Add(new("", cite));
            (start, i) = (end + 1, end);
        }
        if (line[start..].Trim() is { Length: > 0 }) runs.Add(new(line[start..], null));
        return runs;
    }
}
