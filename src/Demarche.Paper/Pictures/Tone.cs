namespace Demarche.Paper.Pictures;

/// <summary>The palette: each tone has a print colour, and on pages a light and a dark one (paper.css). None of them means anything by itself.</summary>
public enum Tone
{
    Ink,
    Quiet,
    Rule,
    Ground,
    Land,
    Blue,
    BlueMid,
    BlueWash,
    Orange,
    OrangeMid,
    OrangeWash,
}

internal static class Tones
{
    /// <summary>RRGGBB.</summary>
    public static string Print(this Tone tone) => tone switch
    {
        Tone.Ink => "16191d",
        Tone.Quiet => "545c66",
        Tone.Rule => "c0c6cd",
        Tone.Ground => "ffffff",
        Tone.Land => "dfe3e7",
        Tone.Blue => "0b4f9e",
        Tone.BlueMid => "a9c9ec",
        Tone.BlueWash => "dbe8f6",
        Tone.Orange => "9c4400",
        Tone.OrangeMid => "f3b98a",
        Tone.OrangeWash => "fbe4d0",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };

    public static string Class(this Tone tone) => tone.ToString().ToLowerInvariant();
}
