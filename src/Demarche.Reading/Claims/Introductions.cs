namespace Demarche.Reading;

/// <summary>Names to the standing that the words beside them give, wherever a document first says who somebody is: "A retired general, NAME," or "the grid operator NAME".</summary>
internal static class Introductions
{
    private const int WordsBefore = 6;
    private const int WordsAfter = 15;

    public static Dictionary<string, string> Of(IEnumerable<TokenRow> passages, SpeakerWords words)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tokens in passages)
        {
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!tokens[i].IsCapital)
                    continue;
                var end = i;
                while (end < tokens.Count && tokens[end].IsCapital)
                    end++;
                var name = string.Join(' ', tokens.Range(i, end).Select(t => t.Text));
                if (!found.ContainsKey(name) && (Before(tokens, i, words) ?? After(tokens, end, words)) is { } standing)
                    found[name] = standing;
                i = end - 1;
            }
        }
        return found;
    }

    private static string? Before(TokenRow tokens, int at, SpeakerWords words)
    {
        var end = at > 0 && tokens[at - 1].Is(",") ? at - 1 : at;
        if (end == 0 || !words.Heads.Contains(tokens[end - 1].Lower))
            return null;
        var start = end;
        while (start > 0 && end - start < WordsBefore && tokens[start - 1].IsWord && !words.NeverNominal.Contains(tokens[start - 1].Lower))
            start--;
        // Across a comma only a description with its article introduces; a mere list of nouns does not.
        if (end < at && !tokens.Range(start, end).Any(t => t.Lower is "a" or "an" or "the" or "another"))
            return null;
        return Standing(tokens, start, end, words);
    }

    private static string? After(TokenRow tokens, int at, SpeakerWords words)
    {
        if (at + 1 >= tokens.Count || !tokens[at].Is(",") || tokens[at + 1].Lower is not ("a" or "an" or "the" or "who") && !words.Heads.Contains(tokens[at + 1].Lower))
            return null;
        var end = at + 1;
        while (end < tokens.Count && end - at < WordsAfter && tokens[end].IsWord)
            end++;
        return Standing(tokens, at + 1, end, words);
    }

    private static string? Standing(TokenRow tokens, int start, int end, SpeakerWords words)
    {
        var described = string.Join(' ', tokens.Range(start, end).Select(t => t.Text));
        var standing = SpeakerStanding.OfDescription(described, described, words);
        return standing is Standings.Person or Standings.Source ? null : standing;
    }
}
