using System.Text;
using Demarche.Paper.Checking;

namespace Demarche.Paper.Fonts;

/// <summary>Liberation Sans as it is shipped: the font of PDF and pictures. Its widths are those of Arial, so what fits here fits in a word processor.</summary>
internal static class Face
{
    public const string Family = "Liberation Sans";

    /// <summary>Shown for what the font lacks.</summary>
    public const char Missing = '\u25A1';

    private static readonly Lazy<FontFile> RegularFile = new(() => Load("LiberationSans-Regular.ttf"));
    private static readonly Lazy<FontFile> BoldFile = new(() => Load("LiberationSans-Bold.ttf"));
    private static readonly Lazy<FontFile> ItalicFile = new(() => Load("LiberationSans-Italic.ttf"));

    public static FontFile Of(Stress stress) => (stress switch { Stress.Strong => BoldFile, Stress.Emphasis => ItalicFile, _ => RegularFile }).Value;

    public static FontFile Of(bool bold) => Of(bold ? Stress.Strong : Stress.None);

    /// <summary>The text as the font can show it: what it lacks, or can't set in its order, becomes <see cref="Missing"/> and is counted.</summary>
    public static string Shown(string text, Stress stress, Remarks remarks)
    {
        var font = Of(stress);
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune)) continue;
            if (rune.Value != Scrub.Replacement && IsRightToLeft(rune)) remarks.Replaced(rune, Remarks.RightToLeft);
            else if (rune.Value != Scrub.Replacement && !font.Has(rune)) remarks.Replaced(rune, Remarks.NotInFont);
            shown.Append(rune.Value == Scrub.Replacement || IsRightToLeft(rune) || !font.Has(rune) ? new Rune(Missing) : rune);
        }
        return shown.ToString();
    }

    /// <summary>Soft hyphens, joiners, direction marks and variation selectors: nothing is seen of them.</summary>
    public static bool IsInvisible(Rune rune) => rune.Value is 0xAD or 0x61C or (>= 0x200B and <= 0x200F) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static FontFile Load(string name)
    {
        using var stream = typeof(Face).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes);
    }
}
