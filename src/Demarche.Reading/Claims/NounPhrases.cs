namespace Demarche.Reading;

/// <summary>
/// Finds the noun phrase that ends before, or starts after, a verb of saying, by the words that can and cannot stand in one.
/// It needs no dictionary of nouns: what is neither a verb form, a pronoun nor a conjunction of the pack may be one.
/// </summary>
internal sealed class NounPhrases(TokenRow tokens, LanguagePack pack)
{
    private const int LongestCore = 14;
    private const int LongestDescription = 45;
    private readonly SpeakerWords words = pack.Speakers;

    /// <summary>The phrase whose last token is at <paramref name="end"/> - 1, not reaching before <paramref name="floor"/>.</summary>
    public NounPhrase? Before(int end, int floor)
    {
        if (end <= floor)
            return null;
        if (tokens[end - 1].Is(","))
            return Apposed(end, floor);
        if (tokens[end - 1].Is(")"))
            return Parenthesised(end, floor);
        var core = Core(end, floor);
        return core is { Speaks: true } ? core : Related(end, floor) ?? core;
    }

    /// <summary>The phrase that starts at <paramref name="start"/>, with the relative clause or apposition that follows.</summary>
    public NounPhrase? After(int start, int ceiling)
    {
        if (start >= ceiling || !tokens[start].IsWord || tokens[start].Quoted)
            return null;
        if (words.Pronouns.Contains(tokens[start].Lower))
            return new NounPhrase(PhraseKind.Pronoun, start, start + 1, start, start + 1, true);
        var end = start;
        while (end < ceiling && end - start < LongestCore && Continues(end, start))
            end++;
        while (end > start && words.Connectors.Contains(tokens[end - 1].Lower))
            end--;
        if (end == start || Made(start, end) is not { } core)
            return null;
        return core with { End = Description(end, ceiling) };
    }

    private bool Continues(int i, int start)
    {
        var token = tokens[i];
        if (!token.IsWord || token.Quoted)
            return false;
        if (words.NeverNominal.Contains(token.Lower) || (pack.Cues.Forms.ContainsKey(token.Lower) && !token.IsCapital))
            return false;
        if (words.Connectors.Contains(token.Lower))
            return i > start && i + 1 < tokens.Count && !IsAside(i);
        if (EnglishTimes.Day(token.Text) is not null)
            return false;
        return i == start || !words.Determiners.Contains(token.Lower) || words.Connectors.Contains(tokens[i - 1].Lower);
    }

    // "said an official in a statement", "on Friday", "in an interview": where or when, not who.
    private bool IsAside(int i)
    {
        var next = tokens[i + 1];
        if (tokens[i].Lower == "on" || tokens[i].Lower == "to" || EnglishTimes.Day(next.Text) is not null || EnglishTimes.Month(next.Text) > 0 && next.Text.Length > 3)
            return true;
        return tokens[i].Lower is "in" or "at" or "from" or "with" && next.Lower is "a" or "an" or "his" or "her" or "their" or "its";
    }

    /// <summary>"NAME, apposition, said": the phrase before the opening comma.</summary>
    private NounPhrase? Apposed(int end, int floor)
    {
        for (var i = end - 2; i > floor && end - i < LongestDescription; i--)
        {
            if (tokens[i].Kind is TokenKind.OpenQuote or TokenKind.CloseQuote)
                return null;
            if (tokens[i].Is(",") && Core(i, floor) is { Kind: not PhraseKind.Pronoun, Speaks: true } core && !IsMiddle(core, floor))
                return core with { End = end - 1 };
        }
        return null;
    }

    // In "NAME, president of a FOUNDATION, which ..., said" the second phrase describes the first.
    private bool IsMiddle(NounPhrase core, int floor) =>
        core.Kind == PhraseKind.Description && core.Start > floor + 1 && tokens[core.Start - 1].Is(",") && Core(core.Start - 1, floor) is { Kind: PhraseKind.Name };

    /// <summary>"an official who spoke on condition of anonymity said": the phrase before the relative pronoun.</summary>
    private NounPhrase? Related(int end, int floor)
    {
        for (var i = end - 1; i > floor && end - i < LongestDescription; i--)
        {
            if (tokens[i].Quoted || tokens[i].Text is ";" or ":")
                return null;
            var reduced = tokens[i].Lower is "familiar" or "briefed" or "close" or "involved" && words.Heads.Contains(tokens[i - 1].Lower);
            if (tokens[i].Lower is not ("who" or "whose") && !reduced && !(tokens[i].Lower == "speaking" && tokens[i - 1].Is(",")))
                continue;
            var stop = tokens[i - 1].Is(",") ? i - 1 : i;
            if (stop > floor && Core(stop, floor) is { } core)
                return core with { End = i == end - 1 ? stop : end };
        }
        return null;
    }

    /// <summary>"Sen. NAME (party) said".</summary>
    private NounPhrase? Parenthesised(int end, int floor)
    {
        for (var i = end - 2; i > floor && end - i < 10; i--)
        {
            if (tokens[i].Is("("))
                return Core(i, floor) is { } core ? core with { End = end } : null;
        }
        return null;
    }

    private NounPhrase? Core(int end, int floor)
    {
        var last = tokens[end - 1];
        if (!last.IsWord || last.Quoted || last.Lower.EndsWith("'s", StringComparison.Ordinal) || last.Lower.EndsWith("’s", StringComparison.Ordinal))
            return null;
        if (words.Pronouns.Contains(last.Lower))
            return new NounPhrase(PhraseKind.Pronoun, end - 1, end, end - 1, end, true);
        var start = end;
        while (start > floor && end - start < LongestCore && Precedes(start - 1, start, end))
            start--;
        while (start < end && (words.Connectors.Contains(tokens[start].Lower) || IsLeadIn(start)))
            start++;
        return start == end ? null : Made(start, end);
    }

    /// <summary>The token at <paramref name="i"/> belongs to the phrase that so far starts at <paramref name="start"/>.</summary>
    private bool Precedes(int i, int start, int end)
    {
        var token = tokens[i];
        if (!token.IsWord || token.Quoted || words.NeverNominal.Contains(token.Lower))
            return false;
        if (pack.Cues.Forms.ContainsKey(token.Lower) && !words.Heads.Contains(token.Lower) && !token.IsCapital)
            return false;
        if (EnglishTimes.Day(token.Text) is not null || words.Pronouns.Contains(token.Lower))
            return false;
        var next = start < end ? tokens[start] : null;
        if (next is null)
            return !words.Connectors.Contains(token.Lower);
        // A determiner opens a phrase; further left only a preposition leads to it.
        if (words.Determiners.Contains(next.Lower) && !words.Connectors.Contains(token.Lower))
            return token.Lower is "all" or "one" or "some" or "many" or "most" or "several" or "another";
        if (words.Connectors.Contains(token.Lower))
            return !token.IsCapital && i > 0 && tokens[i - 1].IsWord && Leads(tokens[i - 1], next, token);
        // Small words before a name are its title or trade, or they are something else.
        if (next.IsCapital && !token.IsCapital && IsNameUntil(start, end))
            return words.Heads.Contains(token.Lower) || words.Titles.Contains(token.Lower) || token.Lower is "the" or "a" or "an";
        return !token.Lower.EndsWith("ly", StringComparison.Ordinal) || token.IsCapital;
    }

    private bool Leads(Token before, Token after, Token connector)
    {
        if (connector.Lower is "on" or "to")
            return false;
        if (connector.Lower == "and")
            return before.IsCapital || words.Heads.Contains(before.Lower);
        return before.IsCapital || words.Heads.Contains(before.Lower) || words.Determiners.Contains(before.Lower) || (after.IsCapital && connector.Lower == "of");
    }

    private bool IsNameUntil(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!tokens[i].IsCapital)
                return words.Connectors.Contains(tokens[i].Lower);
        }
        return true;
    }

    // "In", "Earlier" and "On" are capital only because a sentence starts with them.
    private bool IsLeadIn(int i) => tokens[i].IsCapital && (pack.Cues.Prepositions.Contains(tokens[i].Lower) || pack.Cues.Skipped.Contains(tokens[i].Lower) || pack.Cues.Conjunctions.Contains(tokens[i].Lower)) && !words.Determiners.Contains(tokens[i].Lower);

    private NounPhrase? Made(int start, int end)
    {
        var head = HeadEnd(start, end) - 1;
        var determined = words.Determiners.Contains(tokens[start].Lower);
        var speaks = words.Heads.Contains(tokens[head].Lower) || tokens[head].IsCapital;
        if (determined && end - start == 1 && tokens[start].Lower is "a" or "an" or "the" or "no" or "his" or "her" or "their" or "its" or "our" or "my" or "every")
            return null;
        var named = !determined && tokens[head].IsCapital && !(words.Heads.Contains(tokens[head].Lower) && head == start);
        return new NounPhrase(named ? PhraseKind.Name : PhraseKind.Description, start, end, start, end, speaks);
    }

    /// <summary>Where the first segment ends: "a spokesman" of "a spokesman for the embassy".</summary>
    public int HeadEnd(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (words.Connectors.Contains(tokens[i].Lower) && !(tokens[i].Lower is "of" or "for" or "and" && tokens[i - 1].IsCapital && i + 1 < end && tokens[i + 1].IsCapital && !words.Determiners.Contains(tokens[start].Lower) && !words.Heads.Contains(tokens[i - 1].Lower)))
                return i;
        }
        return end;
    }

    private int Description(int end, int ceiling)
    {
        if (end >= ceiling)
            return end;
        var comma = tokens[end].Is(",");
        var at = comma ? end + 1 : end;
        if (at >= ceiling || !tokens[at].IsWord || !(comma || words.Relative.Contains(tokens[at].Lower)))
            return end;
        if (comma && (pack.Cues.Forms.TryGetValue(tokens[at].Lower, out var cue) && cue.Participle || pack.Cues.Conjunctions.Contains(tokens[at].Lower)))
            return end;
        var stop = at;
        while (stop < ceiling && stop - end < LongestDescription && tokens[stop].Kind is TokenKind.Word or TokenKind.Punctuation && tokens[stop].Text is not ("." or "!" or "?" or ";" or ":") && !StartsAnother(stop))
            stop++;
        return stop;
    }

    private bool StartsAnother(int i) =>
        tokens[i].Is(",") && i + 1 < tokens.Count && pack.Cues.Forms.TryGetValue(tokens[i + 1].Lower, out var cue) && cue.Participle;
}
