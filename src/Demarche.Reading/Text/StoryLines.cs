using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>The lines by which a story says who wrote it, for whom and when.</summary>
internal static partial class StoryLines
{
    /// <summary>"By Jane Doe", "By Reuters": the name, or null.</summary>
    public static string? Byline(string line)
    {
        if (line.Length > 160 || Words.Count(line) > 16)
            return null;
        var match = BylinePattern().Match(line);
        if (!match.Success || (Words.EndsSentence(line) && !line.EndsWith("Jr.", StringComparison.Ordinal)))
            return null;
        var name = match.Groups[1].Value.Trim();
        var bar = name.IndexOfAny(['|', '•', '·']);
        name = bar > 0 ? name[..bar].TrimEnd() : name;
        return name.Length > 1 ? name : null;
    }

    /// <summary>A line that is a date and little else.</summary>
    public static Moment? DateLine(string line)
    {
        if (line.Length > 160 || Dates.First(line) is not var (moment, range))
            return null;
        var rest = line.Remove(range.Start, range.Length);
        var label = DateLabel().Match(rest);
        var left = label.Success ? rest.Length - label.Length : rest.Length;
        return left <= 16 || label.Success && left <= 80 ? moment : null;
    }

    /// <summary>The holder named by a copyright line: "© 2024 NAME, All rights reserved".</summary>
    public static string? CopyrightHolder(string line)
    {
        if (line.Length > 400)
            return null;
        var match = CopyrightPattern().Match(line);
        // Further in, a line speaks of somebody's copyright: a program's, a picture's.
        if (!match.Success || match.Index > 2)
            return null;
        var name = match.Groups["name"].Value;
        var end = EndOfHolder().Match(name);
        name = (end.Success ? name[..end.Index] : name).Trim(' ', ',', '.', '-', '–', '|');
        return name.Length is > 1 and <= 80 && !name.StartsWith("all rights", StringComparison.OrdinalIgnoreCase) ? name : null;
    }

    /// <summary>The agency in the dateline that opens a story: "CITY, Dec 21 (Reuters) - ", with the date when it has one.</summary>
    public static (string? Agency, TextRange Range)? Dateline(string paragraph)
    {
        var head = paragraph.Length > 160 ? paragraph[..160] : paragraph;
        var match = DatelinePattern().Match(head);
        if (!match.Success)
            return null;
        return (Agencies.Named(match.Groups["agency"].Value) ?? match.Groups["agency"].Value.Trim(), new TextRange(0, match.Length));
    }

    [GeneratedRegex(@"^(?:By|by|BY|Written by|Reported by)[:\s]\s*(\p{Lu}[^.!?]{1,120}\.?)$", RegexOptions.NonBacktracking)]
    private static partial Regex BylinePattern();

    [GeneratedRegex(@"^\s*(?:first\s+)?(?:published|updated|posted|released|original release date|release date|date|last (?:updated|revised|modified)|issued|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[\s:,|]*(?:(?:on|at)\b)?|\|?\s*last (?:updated|revised|modified)[:\s]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DateLabel();

    [GeneratedRegex(@"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{2,4})?,?)?\s*(?:by\s+)?(?<name>.+)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CopyrightPattern();

    [GeneratedRegex(@"[,.|]?\s*all rights|[.;|]\s|,?\s+\d{4}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex EndOfHolder();

    [GeneratedRegex(@"^\p{Lu}[\p{L} .,'’/-]{1,60}?(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*\((?<agency>\p{Lu}[\p{L} -]{1,40})\)\s*[-–—]+\s", RegexOptions.NonBacktracking)]
    private static partial Regex DatelinePattern();
}
