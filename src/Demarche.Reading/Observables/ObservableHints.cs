namespace Demarche.Reading;

/// <summary>
/// What a text must have before a pattern can match it. Most sentences have none of it, and looking costs a hundredth of the pattern. Each says yes to
/// more than its pattern matches, never to less: that is an invariant.
/// </summary>
internal static class ObservableHints
{
    public static bool Slashes(string text) => text.Contains("//", StringComparison.Ordinal) || text.Contains(@"\\", StringComparison.Ordinal);

    public static bool At(string text) => text.AsSpan().IndexOfAny('@', '[', '(') >= 0 && Joint(text);

    public static bool Hive(string text) => text.Contains("HK", StringComparison.Ordinal);

    public static bool Network(string text) => text.Contains("AS", StringComparison.Ordinal);

    public static bool Cve(string text) => text.Contains("CVE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Two colons with no more between them than brackets and four digits.</summary>
    public static bool Colons(string text)
    {
        var before = -8;
        for (var at = text.IndexOf(':', StringComparison.Ordinal); at >= 0; at = text.IndexOf(':', at + 1))
        {
            if (at - before <= 7) return true;
            before = at;
        }
        return false;
    }

    /// <summary>So many digits on end as the shortest digest has. Such a run holds one of every thirty-two places.</summary>
    public static bool Digits(string text)
    {
        const int Shortest = 32;
        for (var at = Shortest - 1; at < text.Length; at += Shortest)
        {
            if (!char.IsAsciiHexDigit(text[at])) continue;
            var (start, end) = (at, at + 1);
            while (start > 0 && char.IsAsciiHexDigit(text[start - 1])) start--;
            while (end < text.Length && char.IsAsciiHexDigit(text[end])) end++;
            if (end - start >= Shortest) return true;
        }
        return false;
    }

    /// <summary>A dot, defanged or not, with a letter or digit before it and what may be a name behind it.</summary>
    public static bool Joint(string text)
    {
        for (var at = Next(text, 1, ".[({"); at >= 0 && at + 1 < text.Length; at = Next(text, at + 1, ".[({"))
        {
            if (!IsOfName(text[at - 1])) continue;
            var next = text[at + 1];
            if (text[at] == '.' ? next == ']' || IsOfName(next) : next is '.' or 'd' or 'D') return true;
        }
        return false;
    }

    /// <summary>A dot with two letters or digits behind it.</summary>
    public static bool Ending(string text)
    {
        for (var at = text.IndexOf('.', StringComparison.Ordinal); at >= 0 && at + 2 < text.Length; at = text.IndexOf('.', at + 1))
        {
            if (char.IsAsciiLetterOrDigit(text[at + 1]) && char.IsAsciiLetterOrDigit(text[at + 2])) return true;
        }
        return false;
    }

    private static int Next(string text, int from, string any) =>
        from >= text.Length || text.AsSpan(from).IndexOfAny(any) is not (>= 0 and var at) ? -1 : from + at;

    // The sign under a Greek vowel is no letter, and may count as one where case makes no difference.
    private static bool IsOfName(char c) => char.IsLetter(c) || char.IsDigit(c) || c is '_' or '\u0345';
}
