namespace Demarche.Reading;

/// <summary>Parts a passage's tokens into sentences. A quotation is never cut, so that its attribution finds all of it.</summary>
internal static class Sentences
{
    public static List<(int First, int End)> Of(TokenRow tokens, CueWords cues)
    {
        var sentences = new List<(int, int)>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Ends(tokens, i, cues))
                continue;
            sentences.Add((first, i + 1));
            first = i + 1;
        }
        if (first < tokens.Count)
            sentences.Add((first, tokens.Count));
        return sentences;
    }

    private static bool Ends(TokenRow tokens, int i, CueWords cues)
    {
        var token = tokens[i];
        var next = i + 1 < tokens.Count ? tokens[i + 1] : null;
        if (token.Kind == TokenKind.CloseQuote)
        {
            var last = i > 0 ? tokens[i - 1].Text : "";
            return next is not null && last is "." or "!" or "?" && !(last != "." && IsAttributed(tokens, i + 1, cues)) && (next!.IsCapital || next.Kind == TokenKind.OpenQuote);
        }
        if (token.Quoted || next is null)
            return false;
        if (token.Text is "." or "!" or "?")
            return next.Kind != TokenKind.CloseQuote && next.Text != ")";
        // An abbreviation's full stop may end the sentence too; only a word that opens sentences tells.
        return token.IsWord && token.Text[^1] == '.' && next.IsCapital && cues.SentenceOpeners.Contains(next.Text);
    }

    // "Who did this?" Perrin asked.
    private static bool IsAttributed(TokenRow tokens, int from, CueWords cues)
    {
        for (var i = from; i < Math.Min(from + 6, tokens.Count) && tokens[i].IsWord; i++)
        {
            if (cues.Forms.ContainsKey(tokens[i].Lower))
                return true;
        }
        return false;
    }
}
