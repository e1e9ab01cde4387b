using System.Globalization;
using System.Text;

namespace Demarche.Documents;

/// <summary>Names of files as they come from outside: a name may carry a path, control characters, or marks that turn it around on the screen.</summary>
public static class DocumentName
{
    /// <summary>A longer name fills every list that shows it.</summary>
    public const int Longest = 200;

    public const string Untitled = "untitled";

    /// <summary>The last part of the name in one line of visible characters.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var text = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar)
                continue;
            if (Rune.IsWhiteSpace(rune)) _ = text.Length > 0 && text[^1] != ' ' ? text.Append(' ') : text;
            else text.Append(rune);
        }
        var clean = text.ToString().Trim(' ', '.');
        if (clean.Length == 0) return Untitled;
        if (clean.Length <= Longest) return clean;
        // The ending says what the file is, so the middle goes.
        var ending = Path.GetExtension(clean) is { Length: > 1 and <= 12 } e ? e : "";
        return Cut.To(clean, Longest - ending.Length, "…") + ending;
    }
}
