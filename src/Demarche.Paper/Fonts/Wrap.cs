namespace Demarche.Paper.Fonts;

/// <summary>Breaks plain text into lines that fit; a word that fits nowhere is broken where the line ends.</summary>
internal static class Wrap
{
    /// <param name="most">Lines at most; the last one then ends in an ellipsis.</param>
    public static IReadOnlyList<string> Lines(string text, double width, double size, bool bold = false, int most = int.MaxValue)
    {
        var font = Face.Of(bold);
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var tried = line.Length == 0 ? word : line + " " + word;
            if (font.Width(tried, size) <= width)
            {
                line = tried;
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            line = word;
            while (lines.Count <= most && font.Width(line, size) > width)
            {
                var cut = Fitting(line, width, size, font);
                lines.Add(line[..cut]);
                line = line[cut..];
            }
            if (lines.Count > most) break;
        }
        if (line.Length > 0) lines.Add(line);
        if (lines.Count <= most) return lines;
        var last = lines[most - 1];
        while (last.Length > 0 && font.Width(last + "…", size) > width) last = last[..^(char.IsLowSurrogate(last[^1]) ? 2 : 1)];
        return [.. lines.Take(most - 1), last.TrimEnd() + "…"];
    }

    /// <summary>How many characters fit, at least one, never half a pair of surrogates.</summary>
    public static int Fitting(string text, double width, double size, FontFile font)
    {
        var (sum, at) = (0.0, 0);
        while (at < text.Length)
        {
            var step = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
            sum += font.Width(text.AsSpan(at, step), size);
            if (sum > width && at > 0) break;
            at += step;
        }
        return at;
    }
}
