using System.Globalization;
using System.Text;

namespace Demarche.Reading;

/// <summary>
/// A line as it looks: what is not seen is left out, and a letter that looks like a Latin one (<see cref="Confusables"/>), of another
/// width or script, is that one. Case stays, and so do digits: a label is read here, and nothing is compared.
/// </summary>
internal static class LikeLetters
{
    private const string Latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int FirstWide = 0xFF01;
    private const int LastWide = 0xFF5E;
    private const int WideSpace = 0x3000;
    private const int FirstMathematical = 0x1D400;
    private const int LastMathematical = 0x1D6A3;

    public static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnseen(Rune.GetUnicodeCategory(rune))) continue;
            plain.Append(rune.Value switch
            {
                >= FirstWide and <= LastWide => (char)(rune.Value - FirstWide + '!'),
                WideSpace => ' ',
                // By hand: without the data of cultures, which a desk may run without, normalising changes none of these.
                // Bold, italic, script and the like: each alphabet has the same letters in the same order.
                >= FirstMathematical and <= LastMathematical => Latin[(rune.Value - FirstMathematical) % Latin.Length],
                _ when rune.IsBmp => Confusables.AsItStands((char)rune.Value),
                _ => '?',
            });
        }
        return plain.ToString();
    }

    private static bool IsUnseen(UnicodeCategory category) => category is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
