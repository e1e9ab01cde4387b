using System.Globalization;
using System.Text;

namespace Demarche.Reading;

/// <summary>A line as it looks: what is not seen is left out, and a letter that looks like a Latin one, of another width or script, is that one.</summary>
internal static class LikeLetters
{
    private const string Cyrillic = "АВСЕНІЈКМОРЅТХУЗаесіјорѕху";
    private const string AsCyrillic = "ABCEHIJKMOPSTXY3aecijopsxy";
    private const string Greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ";
    private const string AsGreek = "ABEZHIKMNOPTYXovp";

    private static readonly Dictionary<char, char> Alike = (Cyrillic + Greek).Zip(AsCyrillic + AsGreek).ToDictionary(p => p.First, p => p.Second);

    public static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var plain = new StringBuilder(text.Length);
        // Half of a pair is no letter, and no text with one can be normalised.
        foreach (var rune in text.EnumerateRunes()) plain.Append(rune.ToString());
        var whole = plain.ToString().Normalize(NormalizationForm.FormKD);
        plain.Clear();
        foreach (var letter in whole)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            plain.Append(Alike.GetValueOrDefault(letter, letter));
        }
        return plain.ToString();
    }
}
