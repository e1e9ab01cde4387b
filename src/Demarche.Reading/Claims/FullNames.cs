namespace Demarche.Reading;

/// <summary>Surnames to the first full name that a document gives with them: "Lewis" after "James Lewis".</summary>
internal static class FullNames
{
    private const int LongestName = 4;

    public static Dictionary<string, string> Of(IEnumerable<TokenRow> passages, LanguagePack pack)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tokens in passages)
        {
            for (var i = 0; i < tokens.Count; i++)
            {
                var end = i;
                while (end < tokens.Count && IsPart(tokens[end], pack.Speakers) && !(end > i && EnglishTimes.Day(tokens[end].Text) is not null))
                    end++;
                var start = AfterTitles(tokens, i, end, pack);
                if (end - start is >= 2 and <= LongestName && !pack.Speakers.Places.Contains(tokens[end - 1].Text))
                    names.TryAdd(tokens[end - 1].Text, string.Join(' ', tokens.Range(start, end).Select(t => t.Text)));
                i = Math.Max(i, end - 1);
            }
        }
        return names;
    }

    private static int AfterTitles(TokenRow tokens, int start, int end, LanguagePack pack)
    {
        var after = start;
        for (var i = start; i < end; i++)
        {
            if (pack.Speakers.Titles.Contains(tokens[i].Lower) || (i == start && pack.Cues.SentenceOpeners.Contains(tokens[i].Text)))
                after = i + 1;
        }
        return after;
    }

    private static bool IsPart(Token token, SpeakerWords words) =>
        token.IsCapital && token.Text.Length > 1 && !token.Text.EndsWith("'s", StringComparison.Ordinal) && !token.Text.EndsWith("’s", StringComparison.Ordinal) && !words.Pronouns.Contains(token.Lower);
}
