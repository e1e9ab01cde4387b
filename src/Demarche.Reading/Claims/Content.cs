namespace Demarche.Reading;

/// <summary>What was said, without the marks around it, and the stance its own words take.</summary>
internal readonly record struct Content(int First, int End, bool Quoted)
{
    // A hedge further in belongs to a subordinate clause more often than to the statement.
    private const int HeadWords = 9;
    private const int EvidenceWords = 14;

    /// <summary>Trims commas, conjunctions and the final stop; a content that is one quotation loses its marks.</summary>
    public static Content? Of(TokenRow tokens, int first, int end, CueWords cues)
    {
        while (first < end && (tokens[first].Text is "," or ":" or ";" or "." or "-" or "—" or "–" || tokens[first].Kind == TokenKind.CloseQuote || (tokens[first].Lower is "and" or "but" or "that" && end - first > 2)))
            first++;
        while (end > first && (tokens[end - 1].Text is "," or ";" or ":" or "—" or "–" or "." || tokens[end - 1].Kind == TokenKind.OpenQuote || cues.Conjunctions.Contains(tokens[end - 1].Lower)))
            end--;
        if (end <= first)
            return null;
        var quoted = tokens[first].Kind == TokenKind.OpenQuote && IsOneQuotation(tokens, first, end);
        if (quoted)
        {
            first++;
            end = tokens[end - 1].Kind == TokenKind.CloseQuote ? end - 1 : end;
            if (end > first && tokens[end - 1].Is(","))
                end--;
        }
        return end > first ? new Content(first, end, quoted) : null;
    }

    public int Words(TokenRow tokens) => tokens.Range(First, End).Count(t => t.IsWord);

    /// <summary>The stance and the first token of what it is a stance on.</summary>
    public (string Stance, int Proposition) Stance(TokenRow tokens, Cue cue, CueWords cues)
    {
        if (cue.Kind == CueKind.Ask)
            return (Stances.Asked, First);
        if (Evidence(tokens, cues) is { } after)
            return (Stances.NoEvidenceFor, after);
        if (cue.Kind == CueKind.Deny)
            return (Stances.Denies, First);
        var content = this;
        var said = string.Join(' ', tokens.Range(First, Math.Min(End, First + EvidenceWords)).Where(t => t.IsWord).Select(t => t.Lower));
        if (cues.Denials.Any(d => said.Contains(d, StringComparison.Ordinal)))
            return (Stances.Denies, First);
        return (cue.Kind == CueKind.Suggest || content.IsHedged(tokens, cues) ? Stances.Suggests : Stances.Asserts, First);
    }

    /// <summary>Without the closing mark of a quotation that opened before it.</summary>
    public int PropositionEnd(TokenRow tokens, int proposition)
    {
        var end = End;
        while (proposition > First && end > proposition + 1 && (tokens[end - 1].Kind == TokenKind.CloseQuote || tokens[end - 1].Text is "." or ","))
            end--;
        return end;
    }

    private int? Evidence(TokenRow tokens, CueWords cues)
    {
        var negated = -10;
        for (var i = First; i < Math.Min(End, First + EvidenceWords); i++)
        {
            if (cues.Negations.Contains(tokens[i].Lower) || tokens[i].Lower.EndsWith("n't", StringComparison.Ordinal) || tokens[i].Lower.EndsWith("n’t", StringComparison.Ordinal))
                negated = i;
            if (!cues.EvidenceNouns.Contains(tokens[i].Lower) || i - negated > 5)
                continue;
            var at = i + 1;
            while (at < End && tokens[at].Lower is "of" or "that" or "to" or "suggest" or "suggesting" or "for" or "linking" or "showing" or "indicating" or "at" or "all")
                at++;
            return at < End ? at : First;
        }
        return null;
    }

    private bool IsHedged(TokenRow tokens, CueWords cues)
    {
        for (var i = First; i < Math.Min(End, First + HeadWords); i++)
        {
            if (i > First && (cues.Subordinators.Contains(tokens[i].Lower) || tokens[i].Kind == TokenKind.OpenQuote || tokens[i].Text is "."))
                return false;
            if (cues.Hedges.Contains(tokens[i].Lower) && tokens[i].Text is not "May")
                return true;
        }
        return false;
    }

    private static bool IsOneQuotation(TokenRow tokens, int first, int end)
    {
        for (var i = first + 1; i < end; i++)
        {
            if (tokens[i].Kind == TokenKind.CloseQuote)
                return i == end - 1;
        }
        return true;
    }
}
