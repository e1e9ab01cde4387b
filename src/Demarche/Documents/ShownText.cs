using System.Globalization;

namespace Demarche.Documents;

/// <summary>Foreign text on a terminal.</summary>
internal static class ShownText
{
    private const int Longest = 160;

    /// <summary>On one line and not too long. Control and format characters become U+FFFD: else a document could rewrite the screen.</summary>
    public static string Line(string text) => Line(text, Longest);

    /// <param name="text">The text.</param>
    /// <param name="longest">UTF-16 code units that may stay.</param>
    public static string Line(string text, int longest)
    {
        var line = new string([.. text.ReplaceLineEndings(" ").Select(c => IsSafe(c) ? c : '\uFFFD')]);
        return Cut.To(line, longest, "…");
    }

    private static bool IsSafe(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
