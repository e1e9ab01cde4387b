using System.Globalization;

namespace Demarche.Documents;

/// <summary>Foreign text on a terminal.</summary>
internal static class ShownText
{
    private const int Longest = 160;

    /// <summary>On one line and not too long. Control and format characters become U+FFFD: else a document could rewrite the screen.</summary>
    public static string Line(string text)
    {
        var line = new string([.. text.ReplaceLineEndings(" ").Select(c => IsSafe(c) ? c : '\uFFFD')]);
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1)] + "…";
    }

    private static bool IsSafe(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
