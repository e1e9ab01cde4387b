using System.Globalization;
using System.Text;
using Demarche.Reading;
using Demarche.Search;

namespace Demarche.Releases;

/// <summary>
/// Letters as they look: what a reader takes for one letter is one letter. On top of <see cref="Folding"/> (lower case, no accents,
/// compatibility forms) the letters of <see cref="Confusables"/>, letters in circles, squares and brackets, and digits of every script.
/// Both sides of a comparison are folded, so a text of another alphabet stays comparable with itself.
/// </summary>
internal static class LookAlikes
{
    private static readonly char[] Ascii =
        [.. Enumerable.Range(0, 128).Select(c => (char)c).Select(c => char.IsAsciiLetterOrDigit(c) ? Confusables.Latin(char.ToLowerInvariant(c)) : '\0')];

    // What is asked once is known; two who ask at once find the same. Empty stands for what has not been asked.
    private static readonly Entry[] Known = new Entry[0x10000];

    /// <summary>NUL for what is no letter and no digit.</summary>
    public static char OfAscii(char sign) => Ascii[sign];

    /// <summary>The letters that a character is compared as; empty for what nobody sees, null for what stands between words.</summary>
    public static string? Of(Rune rune)
    {
        if (!rune.IsBmp) return Folded(rune);
        return (Known[rune.Value] ??= new(Folded(rune))).Text;
    }

    private static string? Folded(Rune rune)
    {
        if (InACircle(rune.Value) is { } letter) return letter.ToString();
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                return "";
            case UnicodeCategory.DecimalDigitNumber:
                return Confusables.Latin((char)('0' + (int)Rune.GetNumericValue(rune))).ToString();
            case UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber:
                return rune.ToString();
        }
        // Fillers of Hangul are letters that nobody sees.
        if (rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0) return "";
        if (!Rune.IsLetter(rune)) return null;
        var plain = Folding.Of(rune);
        return plain.Length == 1 ? Confusables.Latin(plain[0]).ToString()
            : string.Concat(plain.EnumerateRunes().Select(r => r.IsBmp ? Confusables.Latin((char)r.Value).ToString() : r.ToString()));
    }

    /// <summary>Whether it is a letter in a circle, a square or brackets.</summary>
    public static bool IsEnclosed(int rune) => rune >= 0x249C && InACircle(rune) is not null;

    private static char? InACircle(int rune) => rune switch
    {
        >= 0x249C and <= 0x24B5 => (char)('a' + rune - 0x249C),
        >= 0x24B6 and <= 0x24CF => (char)('a' + rune - 0x24B6),
        >= 0x24D0 and <= 0x24E9 => (char)('a' + rune - 0x24D0),
        >= 0x1F110 and <= 0x1F129 => (char)('a' + rune - 0x1F110),
        >= 0x1F130 and <= 0x1F149 => (char)('a' + rune - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + rune - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + rune - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + rune - 0x1F1E6),
        _ => null,
    };

    private sealed record Entry(string? Text);
}
