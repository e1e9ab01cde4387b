using System.Text;

namespace Demarche.Paper.Html;

internal static class Markup
{
    /// <summary>Text for an element or a quoted attribute, of HTML or XML.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }
        return escaped.ToString();
    }

    /// <summary>Text for a quoted string within a style element: everything but letters and digits by its number.</summary>
    public static string EscapeStyle(string text)
    {
        var escaped = new StringBuilder(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)) escaped.Append((char)rune.Value);
            else escaped.Append('\\').Append(rune.Value.ToString("x", System.Globalization.CultureInfo.InvariantCulture)).Append(' ');
        }
        return escaped.ToString();
    }
}
