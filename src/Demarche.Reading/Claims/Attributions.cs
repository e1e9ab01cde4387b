namespace Demarche.Reading;

/// <summary>Finds the attributions of one sentence.</summary>
internal sealed class Attributions(TokenRow tokens, LanguagePack pack, IReadOnlyDictionary<string, string> names)
{
    private readonly CueWords cues = pack.Cues;
    private readonly NounPhrases phrases = new(tokens, pack);
    private readonly List<Attribution> found = [];
    private int first;
    private int end;

    /// <summary>The word of the sentence from which on nothing was read, because it says too often that somebody said something; null where all was read.</summary>
    public int? UnreadFrom { get; private set; }

    public List<Attribution> In(int sentenceFirst, int sentenceEnd)
    {
        (first, end) = (sentenceFirst, sentenceEnd);
        found.Clear();
        UnreadFrom = null;
        for (var i = first; i < end; i++)
        {
            if (found.Count >= ReadingLimits.SentenceAttributions)
            {
                UnreadFrom = i;
                break;
            }
            if (tokens[i].Quoted || !tokens[i].IsWord)
                continue;
            if (tokens[i].Lower == "according" && i + 1 < end && tokens[i + 1].Lower == "to")
                AccordingTo(i);
            else if (cues.Forms.TryGetValue(tokens[i].Lower, out var cue))
                Verb(i, cue);
            else if (EvidenceAt(i) is var stop && stop > 0 && !found.Exists(a => i >= a.ContentStart && i < a.ContentEnd))
                NoEvidence(i, stop);
        }
        CutAtCoordination();
        return [.. found];
    }

    private void AccordingTo(int i)
    {
        if (phrases.After(i + 2, end) is not { } speaker)
            return;
        var leads = i - first < 2;
        if (leads && speaker.End > speaker.CoreEnd + 1 && tokens[speaker.CoreEnd + 1].Lower is not ("who" or "a" or "an"))
            speaker = speaker with { End = speaker.CoreEnd };
        else if (leads && speaker.End > speaker.CoreEnd)
            speaker = speaker with { End = NextComma(speaker.CoreEnd + 1, speaker.End) };
        var (from, to) = leads ? (speaker.End, end) : (ClauseStart(i), i);
        Add(i, i + 2, Cue.Plain, speaker, from, to);
    }

    private int NextComma(int from, int stop)
    {
        while (from < stop && !tokens[from].Is(","))
            from++;
        return from;
    }

    private void NoEvidence(int i, int stop)
    {
        var before = BeforeCue(i);
        if (phrases.Before(before, first) is { Speaks: true } speaker)
            Add(i, stop, Cue.Plain, speaker, i, end);
    }

    private void Verb(int i, Cue cue)
    {
        if (i == first && tokens[i].IsCapital && phrases.After(i + 1, end) is { } opener && opener.End < end && tokens[opener.End].Text is "," or ":")
        {
            Add(i, i + 1, cue, opener, opener.End, end);
            return;
        }
        if (i > first && tokens[i].IsCapital)
            return;
        var before = BeforeCue(i);
        var previous = before > first ? tokens[before - 1] : null;
        if (IsPrevented(i, before, previous) || (cue.Kind == CueKind.Opine && i + 1 < end && tokens[i + 1].Lower == "in"))
            return;
        if (cue.Participle)
        {
            Participle(i, cue, previous);
            return;
        }
        if (IsInverted(i, before, out var inverted))
        {
            Add(i, i + 1, cue, inverted, ClauseStart(i), i);
            Continuation(inverted!.End, i, cue, inverted);
            return;
        }
        if (phrases.Before(before, first) is { } subject && (subject.Speaks || !cue.Weak) && !(cue.Weak && IsOpeningWord(subject)) && (!cue.Bare || IsPlural(subject)) && !(cue.Weak && subject.Kind == PhraseKind.Pronoun && tokens[subject.Start].Lower is "it" or "they" or "i"))
            Normal(i, cue, subject);
        else if (previous is not null && cues.Conjunctions.Contains(previous.Lower) && !cue.Weak && !cue.Bare && (found.Count > 0 || Opening() is not null))
            Add(i, i + 1, cue, found.Count > 0 ? null : Opening(), AfterCue(i, cue), end);
    }

    private bool IsPrevented(int i, int before, Token? previous)
    {
        for (var j = before; j < i; j++)
        {
            if (cues.Preventing.Contains(tokens[j].Lower))
                return true;
        }
        if (previous is null)
            return i == first;
        return cues.Preventing.Contains(previous.Lower) || cues.Passive.Contains(previous.Lower) || previous.Lower is "the" or "a" or "an" or "of";
    }

    private void Participle(int i, Cue cue, Token? previous)
    {
        if (previous is null || !(previous.Is(",") || previous.Kind == TokenKind.CloseQuote || previous.Lower is "and" or "as"))
            return;
        if (previous.Lower == "as" && i - first >= 4 && tokens[i - 2].Lower == "quoted")
        {
            if (phrases.Before(BeforeCue(i - 3), first) is { } quoted)
                Add(i - 3, i + 1, cue, quoted, AfterCue(i, cue), end);
            return;
        }
        var prior = found.Count > 0 && !cues.Conjunctions.Contains(previous.Lower);
        if (prior || (!cue.Weak && Opening() is { Speaks: true }))
            Add(i, i + 1, cue, prior ? null : Opening(), AfterCue(i, cue), end);
    }

    private void Normal(int i, Cue cue, NounPhrase subject)
    {
        var stop = cue.Kind == CueKind.Tell ? Addressee(i + 1) : i + 1;
        if (cue.Kind == CueKind.Ask && !EndsThere(i + 1) && !cues.Subordinators.Contains(tokens[i + 1].Lower) && tokens[i + 1].Kind != TokenKind.OpenQuote)
            return;
        var led = subject.Start > first + 2 && (tokens[subject.Start - 1].Is(",") || tokens[subject.Start - 1].Kind == TokenKind.CloseQuote);
        if (led && EndsThere(stop))
        {
            Add(i, i + 1, cue, subject, ClauseStart(subject.Start), subject.Start);
            Continuation(stop, i, cue, subject);
            return;
        }
        Add(i, i + 1, cue, subject, AfterCue(i, cue), end);
    }

    /// <summary>`"A," Smith said, "B."`: what follows in quotation marks is said too.</summary>
    private void Continuation(int from, int i, Cue cue, NounPhrase? speaker)
    {
        var at = from;
        while (at < end && tokens[at].Kind != TokenKind.OpenQuote && at - from < 12 && !cues.Forms.ContainsKey(tokens[at].Lower))
            at++;
        if (at < end && at > 0 && tokens[at].Kind == TokenKind.OpenQuote && tokens[at - 1].Text is "," or ":" or "." or "—" or "–" or "that")
            Add(i, i + 1, cue, speaker, at, end);
    }

    private bool IsInverted(int i, int before, out NounPhrase? speaker)
    {
        speaker = null;
        if (before != i || i - first < 2 || !(tokens[i - 1].Is(",") || tokens[i - 1].Kind == TokenKind.CloseQuote))
            return false;
        var quote = tokens[i - 1].Kind == TokenKind.CloseQuote || tokens[i - 2].Kind == TokenKind.CloseQuote;
        if (!quote && phrases.Before(i, first) is not null)
            return false;
        speaker = phrases.After(i + 1, end);
        return speaker is not null;
    }

    /// <summary>The position before auxiliaries, adverbs and times that stand between subject and verb.</summary>
    private int BeforeCue(int i)
    {
        var at = i;
        while (at > first + 1 && tokens[at - 1] is { IsWord: true, Quoted: false } word)
        {
            if (cues.Skipped.Contains(word.Lower) || (word.Lower.EndsWith("ly", StringComparison.Ordinal) && word.Lower is not ("family" or "assembly" or "july" or "italy")) || cues.Preventing.Contains(word.Lower) && word.Lower is "not" or "n't")
                at--;
            else if (EnglishTimes.Day(word.Text) is not null || word.Lower is "week" or "month" or "year" && tokens[at - 2].Lower is "last" or "this")
                at -= tokens[at - 2].Lower is "on" or "last" or "this" or "late" or "early" ? at - 2 > first && tokens[at - 3].Lower is "late" or "early" ? 3 : 2 : 1;
            else
                break;
        }
        return Math.Max(at, first);
    }

    private int AfterCue(int i, Cue cue)
    {
        var at = cue.Kind == CueKind.Tell ? Addressee(i + 1) : i + 1;
        // "said on Friday that", "said in a statement: ": when and where go before what was said.
        if (at < end && (cues.Prepositions.Contains(tokens[at].Lower) || EnglishTimes.Day(tokens[at].Text) is not null || tokens[at].Lower.EndsWith("ly", StringComparison.Ordinal)))
        {
            for (var j = at; j < Math.Min(at + 16, end); j++)
            {
                if (tokens[j].Lower == "that" || tokens[j].Kind == TokenKind.OpenQuote || tokens[j].Text is ":")
                    return tokens[j].Lower == "that" ? j + 1 : j;
            }
            while (at < end && (EnglishTimes.Day(tokens[at].Text) is not null || tokens[at].Lower == "on" && at + 1 < end && EnglishTimes.Day(tokens[at + 1].Text) is not null))
                at++;
        }
        return at < end && tokens[at].Lower == "that" ? at + 1 : at;
    }

    private int Addressee(int from)
    {
        if (from >= end || !tokens[from].IsWord || tokens[from].Lower == "that")
            return from;
        if (tokens[from].Lower is "him" or "her" or "them" or "us" or "me" or "you" or "reporters" or "journalists" or "lawmakers")
            return from + 1;
        var at = from;
        while (at < end && at - from < 6 && tokens[at].IsWord && (tokens[at].IsCapital || tokens[at].Lower is "the" or "a" or "an" or "his" or "her" or "of" || pack.Speakers.Heads.Contains(tokens[at].Lower)))
            at++;
        return at;
    }

    // "Public reports", "Further claims": a sentence's first word is capital without being a name.
    private bool IsOpeningWord(NounPhrase subject) =>
        subject.Kind == PhraseKind.Name && subject.CoreStart == first && subject.CoreEnd == first + 1 && !pack.Speakers.Places.Contains(tokens[first].Text) && !names.ContainsKey(tokens[first].Text);

    private bool IsPlural(NounPhrase subject)
    {
        var head = tokens[phrases.HeadEnd(subject.CoreStart, subject.CoreEnd) - 1].Lower;
        return subject.Kind == PhraseKind.Pronoun ? head is "i" or "we" or "you" or "they" : subject.Speaks && head.EndsWith('s') && pack.Speakers.Heads.Contains(head) || head is "people" or "police" or "men" or "women" or "some" or "many" or "others";
    }

    private bool EndsThere(int at) =>
        at >= end || tokens[at].Text is "," or "." or ";" or "!" or "?" or ":" or "—" || cues.Prepositions.Contains(tokens[at].Lower) || EnglishTimes.Day(tokens[at].Text) is not null
        || tokens[at].Lower is "when" or "while" or "because" or "later" or "recently";

    private int ClauseStart(int before)
    {
        var at = first;
        foreach (var earlier in found)
        {
            var stop = Math.Max(earlier.CueEnd, earlier.Speaker?.End ?? 0);
            if (stop < before - 1 && earlier.ContentEnd <= earlier.CueStart)
                at = Math.Max(at, stop);
        }
        return at;
    }

    private NounPhrase? Opening() => phrases.After(first, end) is { } p && p.Speaks ? p : null;

    private int EvidenceAt(int i)
    {
        if (!cues.EvidenceVerbs.Contains(tokens[i].Lower) || i + 2 >= end || tokens[i + 1].Lower != "no")
            return 0;
        for (var j = i + 2; j < Math.Min(i + 5, end); j++)
        {
            if (cues.EvidenceNouns.Contains(tokens[j].Lower))
                return j + 1;
        }
        return 0;
    }

    /// <summary>"X said A and Y said B", "X said A, adding B": A ends where the next attribution begins.</summary>
    private void CutAtCoordination()
    {
        for (var i = 0; i < found.Count; i++)
        {
            var own = found[i];
            foreach (var other in found.Where(o => o.Opening > own.ContentStart && o.Opening < own.ContentEnd && o.CueStart > own.CueStart))
            {
                var stop = other.Speaker is null || other.Speaker.Start < own.CueStart ? other.CueStart : other.Opening;
                var joined = tokens[stop - 1].Is(",") || tokens[stop - 1].Is(";") || cues.Conjunctions.Contains(tokens[stop - 1].Lower);
                var participle = other.Cue.Participle && tokens[other.CueStart - 1].Is(",");
                if (stop > own.ContentStart && (participle || joined && !(tokens[stop - 1].Is(",") && !participle && other.ContentStart > other.CueStart)))
                    own = own with { ContentEnd = Math.Min(own.ContentEnd, stop) };
            }
            found[i] = own;
        }
    }

    private void Add(int cueStart, int cueEnd, Cue cue, NounPhrase? speaker, int from, int to)
    {
        if (to - from >= 1)
            found.Add(new Attribution(cueStart, cueEnd, cue, speaker, from, to));
    }
}
