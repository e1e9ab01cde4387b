using System.Text;

namespace Demarche.Stix;

/// <summary>One comparison of a pattern: that a property has a value.</summary>
/// <param name="Path">The object path: <c>domain-name:value</c>, <c>file:hashes.'SHA-256'</c>.</param>
/// <param name="Value">The text or the number.</param>
public sealed record PatternEquality(string Path, string Value);

/// <summary>The simple part of STIX patterning (section 9): what has such a value. Nothing is matched here.</summary>
public static class StixPattern
{
    /// <summary>More comparisons than this are no simple pattern.</summary>
    public const int MostEqualities = 200;

    /// <summary>A comparison with a text.</summary>
    public static string Equal(string path, string value) => $"{path} = {Quoted(value)}";

    /// <summary>A comparison with a whole number.</summary>
    public static string Equal(string path, long value) => FormattableString.Invariant($"{path} = {value}");

    /// <summary>Whether an address lies in a network in CIDR form.</summary>
    public static string IsIn(string path, string network) => $"{path} ISSUBSET {Quoted(network)}";

    /// <summary>
    /// What a pattern looks for, where it says no more than that properties have values: alternatives, each of properties that hold together. Null for any
    /// other pattern. A network that an address has to lie in counts as its value.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<PatternEquality>>? Alternatives(string pattern)
    {
        var at = 0;
        var count = 0;
        List<IReadOnlyList<PatternEquality>> found = [];
        do
        {
            if (!Take(pattern, ref at, "[")) return null;
            List<PatternEquality> together = [];
            while (true)
            {
                if (Comparison(pattern, ref at) is not { } one || ++count > MostEqualities) return null;
                together.Add(one);
                if (Take(pattern, ref at, "AND")) continue;
                found.Add(together);
                together = [];
                if (!Take(pattern, ref at, "OR")) break;
            }
            if (!Take(pattern, ref at, "]")) return null;
        }
        while (Take(pattern, ref at, "OR"));
        Blank(pattern, ref at);
        return at == pattern.Length ? found : null;
    }

    private static string Quoted(string value) => $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static PatternEquality? Comparison(string pattern, ref int at)
    {
        Blank(pattern, ref at);
        if (Path(pattern, ref at) is not { Length: > 0 } path) return null;
        var isSubset = !Take(pattern, ref at, "=");
        if (isSubset && (path is not ("ipv4-addr:value" or "ipv6-addr:value") || !Take(pattern, ref at, "ISSUBSET"))) return null;
        Blank(pattern, ref at);
        return Constant(pattern, ref at) is { Length: > 0 } value ? new(path, value) : null;
    }

    // A name of a part may stand in quotes, and what is in them may be anything.
    private static string? Path(string pattern, ref int at)
    {
        var start = at;
        while (at < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[at]) || "-_:.[]*'".Contains(pattern[at], StringComparison.Ordinal)))
        {
            if (pattern[at] == ']' && !pattern.AsSpan(start, at - start).Contains('[')) break;
            if (pattern[at++] != '\'') continue;
            var end = pattern.IndexOf('\'', at);
            if (end < 0) return null;
            at = end + 1;
        }
        var path = pattern[start..at];
        return path.Contains(':', StringComparison.Ordinal) ? path : null;
    }

    private static string? Constant(string pattern, ref int at)
    {
        if (at >= pattern.Length) return null;
        var text = new StringBuilder();
        if (pattern[at] != '\'')
        {
            while (at < pattern.Length && char.IsAsciiDigit(pattern[at])) text.Append(pattern[at++]);
            return text.ToString();
        }
        for (at++; at < pattern.Length; at++)
        {
            if (pattern[at] == '\'')
            {
                at++;
                return text.ToString();
            }
            if (pattern[at] == '\\' && ++at >= pattern.Length) return null;
            text.Append(pattern[at]);
        }
        return null;
    }

    private static bool Take(string pattern, ref int at, string word)
    {
        Blank(pattern, ref at);
        if (string.CompareOrdinal(pattern, at, word, 0, word.Length) != 0) return false;
        // A word ends where no further letter follows.
        if (char.IsAsciiLetter(word[0]) && at + word.Length < pattern.Length && char.IsAsciiLetterOrDigit(pattern[at + word.Length])) return false;
        at += word.Length;
        return true;
    }

    private static void Blank(string pattern, ref int at)
    {
        while (at < pattern.Length && char.IsWhiteSpace(pattern[at])) at++;
    }
}
