namespace Demarche;

/// <summary>Shortens text without leaving half of a surrogate pair, which no JSON may hold (RFC 8259, section 8.2).</summary>
public static class Cut
{
    /// <param name="text">The text.</param>
    /// <param name="most">UTF-16 code units that may stay.</param>
    /// <param name="mark">Put at the end of what was cut; it counts.</param>
    public static string To(string text, int most, string mark = "")
    {
        if (text.Length <= most) return text;
        var end = most - mark.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + mark;
    }
}
