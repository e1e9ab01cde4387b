using System.Text;

namespace Demarche.Paper.Markdown;

/// <summary>Text that stays text: whatever could begin markup is escaped by a backslash (CommonMark 0.31, section 2.4).</summary>
internal static class MarkdownText
{
    /// <summary>Inline markup, entities, table cells, HTML, and what autolinks hang on (GFM 0.29, section 6.9: "www.", "http://", "mailto:", "@").</summary>
    private const string Special = "\\`*_[]<>&|~!#$^@{}";

    /// <summary>A whole line or cell.</summary>
    public static string Escape(string text) => AtStart(Inline(text));

    /// <summary>A part of a line. What stands beside it is not known, so that an end counts as the worse of what could follow.</summary>
    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var special = Special.Contains(text[i], StringComparison.Ordinal)
                || (text[i] == ':' && !IsHarmlessColon(text, i))
                || (text[i] == '.' && text.AsSpan(Math.Max(0, i - 3), Math.Min(i, 3)).IndexOfAnyExcept('w', 'W') < 0);
            if (special) escaped.Append('\\');
            escaped.Append(text[i]);
        }
        return escaped.ToString();
    }

    /// <summary>Escapes what begins a list, a heading's underline or a break at the start of a line whose parts are escaped already.</summary>
    public static string AtStart(string line)
    {
        var trimmed = line.TrimStart();
        if (trimmed is ['-' or '+' or '=', ..]) return "\\" + trimmed;
        var digits = trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && trimmed[digits] is ('.' or ')') ? trimmed.Insert(digits, "\\") : trimmed;
    }

    /// <summary>Whether marks around the text open and close it (section 6.2, left- and right-flanking), whatever it is made of.</summary>
    public static bool CanBeStressed(string text, char before, char after)
    {
        var inner = text.AsSpan().Trim();
        if (inner.Length == 0) return false;
        return (inner.Length < text.AsSpan().TrimEnd().Length || Touches(inner[0], before)) && (inner.Length < text.AsSpan().TrimStart().Length || Touches(inner[^1], after));
    }

    public static string Stressed(string escaped, string mark)
    {
        var inner = escaped.Trim();
        var start = escaped.IndexOf(inner, StringComparison.Ordinal);
        return escaped[..start] + mark + inner + mark + escaped[(start + inner.Length)..];
    }

    /// <summary>Before a space or between digits.</summary>
    private static bool IsHarmlessColon(string text, int i) => i > 0 && i + 1 < text.Length && (char.IsWhiteSpace(text[i + 1]) || (char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])));

    private static bool Touches(char inside, char outside) => char.IsWhiteSpace(outside) || (IsWord(inside) && !IsWord(outside));

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
