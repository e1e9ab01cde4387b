namespace Demarche.Reading;

/// <summary>What a speaker speaks as, from the words that describe them.</summary>
internal static class SpeakerStanding
{
    private static readonly char[] Marks = [' ', ',', '-', '\u00A0'];

    public static string OfName(string described, string name, SpeakerWords words)
    {
        if (words.Places.Contains(name))
            return Standings.Government;
        var before = described.IndexOf(name, StringComparison.Ordinal);
        var title = before > 0 ? described[..before] : "";
        if (title.Contains("Prime Minister", StringComparison.OrdinalIgnoreCase) || (title.Contains("President", StringComparison.OrdinalIgnoreCase) && !title.Contains("Vice", StringComparison.OrdinalIgnoreCase)))
            return Standings.HeadOfState;
        if (Found(title, words) is { } titled)
            return titled;
        var rest = before >= 0 ? described[(before + name.Length)..] : described;
        return Found(rest, words) switch
        {
            // A president of something named with it presides over an organisation, unless a word of research said otherwise already.
            Standings.HeadOfState when rest.Contains("president of the", StringComparison.OrdinalIgnoreCase) || rest.Contains("vice president", StringComparison.OrdinalIgnoreCase) => Standings.Organisation,
            null => Found(name, words) ?? Standings.Person,
            var standing => standing,
        };
    }

    public static string OfDescription(string described, string head, SpeakerWords words)
    {
        var own = Found(head, words);
        // "a spokesman for the embassy" speaks for the embassy; "an official who ..." is an official whatever follows.
        if (own is Standings.Spokesperson && Found(described, words) is Standings.Embassy)
            return Standings.Embassy;
        if (own is null && head.StartsWith("the ", StringComparison.OrdinalIgnoreCase) && words.Places.Contains(head[4..]))
            return Standings.Government;
        return own ?? Found(described, words) ?? Standings.Person;
    }

    private static string? Found(string described, SpeakerWords words)
    {
        var parts = described.ToLowerInvariant().Split(Marks, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (standing, marks) in words.Standings)
        {
            if (parts.Any(marks.Contains))
                return standing;
        }
        return null;
    }
}
