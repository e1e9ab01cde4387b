using System.Collections.Frozen;
using System.Text;
using Demarche.Search;

namespace Demarche.Sources;

/// <summary>
/// Whether words tell who a protected source is: they hold a word of its sealed identity. Both are compared as they are searched, in lower case and their
/// common form, in any script. Every word of a name counts, so that "the minister, Alba" does not name Alba Serrano.
/// </summary>
internal static class IdentityWords
{
    /// <summary>Shorter words of these scripts tell nothing: particles, initials.</summary>
    private const int ShortestWord = 3;

    /// <summary>An ending of this length makes another form of a name, and no other name.</summary>
    private const int LongestEnding = 2;

    // Words that are in most names' company and name nobody.
    private static readonly FrozenSet<string> Particles = new[]
    {
        "the", "and", "for", "from", "with", "who", "his", "her", "our", "its", "was", "not", "that", "this", "then", "into", "von", "van", "der", "den", "des", "dem", "del", "della",
        "dos", "das", "les", "bin", "ibn", "und", "who's", "are", "has", "had",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool AreIn(string? identity, IEnumerable<string?> told)
    {
        var names = Words(identity).Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0) return false;
        foreach (var text in told)
        {
            foreach (var word in Words(text))
            {
                if (names.Contains(word) || names.Any(n => IsFormOf(word, n))) return true;
            }
        }
        return false;
    }

    private static bool IsTelling(string word) => IsRunOn(word) ? word.EnumerateRunes().Count() > 1 : word.Length >= ShortestWord && !Particles.Contains(word);

    // Where words are written without spaces, or with others joined to them, a name is anywhere in a word.
    private static bool IsFormOf(string word, string name) => IsRunOn(name) ? word.Contains(name, StringComparison.Ordinal)
        : name.Length > ShortestWord && word.Length <= name.Length + LongestEnding && word.StartsWith(name, StringComparison.Ordinal);

    // Beyond Latin, Greek and Cyrillic letters.
    private static bool IsRunOn(string word) => word.EnumerateRunes().Any(r => r.Value > 0x52F && Rune.IsLetter(r) && r.Value is not (>= 0x1E00 and <= 0x1FFF));

    private static IEnumerable<string> Words(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        var word = new StringBuilder();
        foreach (var sign in text.EnumerateRunes())
        {
            // What is not seen does not part a word.
            if (Folding.IsAccent(sign.Value) || Rune.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format) continue;
            foreach (var rune in Folding.Of(sign).EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.NonSpacingMark)
                {
                    word.Append(rune);
                    continue;
                }
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
