using System.Collections.Frozen;
using System.Text;
using Demarche.Reading;
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
        List<(string Word, bool IsCapital)> all = [.. Words(identity)];
        // Where a name is written with capitals, what is not is what somebody is or does: "harbour master" names no harbour.
        var hasCapitals = all.Count(w => w.IsCapital) > 1;
        var names = all.Where(w => IsTelling(w.Word) && (!hasCapitals || w.IsCapital || IsRunOn(w.Word))).Select(w => w.Word).ToHashSet(StringComparer.Ordinal);
        // Two in a row tell it however short they are.
        var pairs = all.Zip(all.Skip(1)).Where(p => p.First.IsCapital && p.Second.IsCapital).Select(p => (p.First.Word, p.Second.Word)).ToHashSet();
        foreach (var text in told)
        {
            string? last = null;
            foreach (var (word, _) in Words(text))
            {
                if (names.Contains(word) || names.Any(n => IsFormOf(word, n)) || (last is not null && pairs.Contains((last, word)))) return true;
                last = word;
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

    // In letters of one script, where a letter of another looks like it.
    private static IEnumerable<(string Word, bool IsCapital)> Words(string? text)
    {
        if (string.IsNullOrEmpty(text)) yield break;
        var (word, isCapital) = (new StringBuilder(), false);
        foreach (var sign in text.EnumerateRunes())
        {
            // What is not seen does not part a word.
            if (Folding.IsAccent(sign.Value) || Rune.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format) continue;
            foreach (var rune in Folding.Of(sign).EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.NonSpacingMark)
                {
                    if (word.Length == 0) isCapital = Rune.IsUpper(sign);
                    if (rune.IsBmp) word.Append(Confusables.Latin((char)rune.Value));
                    else word.Append(rune);
                    continue;
                }
                if (word.Length > 0) yield return (word.ToString(), isCapital);
                word.Clear();
            }
        }
        if (word.Length > 0) yield return (word.ToString(), isCapital);
    }
}
