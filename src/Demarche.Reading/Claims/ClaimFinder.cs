namespace Demarche.Reading;

/// <summary>Attributions of all sentences to claims with resolved speakers, in the order of the text.</summary>
internal sealed class ClaimFinder
{
    private const int FewestWords = 2;

    private readonly string text;
    private readonly LanguagePack pack;
    private readonly IReadOnlyDictionary<string, string> names;
    private readonly Voices voices;
    private readonly UnreadParts unread;
    private readonly Work work;
    private readonly List<ProposedClaim> claims = [];

    // Claims of a voice that may yet be said to be off the record, by the voice's number.
    private readonly Dictionary<int, List<int>> open = [];
    private TokenRow tokens;

    private ClaimFinder(string text, LanguagePack pack, IReadOnlyDictionary<string, string> names, Voices voices, UnreadParts unread, Work work) =>
        (this.text, this.pack, this.names, this.voices, this.unread, this.work, tokens) = (text, pack, names, voices, unread, work, new(work));

    public static IEnumerable<ProposedClaim> Find(string text, IReadOnlyList<Passage> body, LanguagePack? pack, List<ReadProblem> problems, Work work)
    {
        if (pack is null)
            return [];
        var unread = new UnreadParts();
        var passages = body.Select(p => Tokens.Of(text, p.Start, unread.Cut(p), pack.Speakers, work)).ToList();
        var names = FullNames.Of(passages, pack);
        var finder = new ClaimFinder(text, pack, names, new Voices(pack.Speakers, names, Introductions.Of(passages, pack.Speakers)), unread, work);
        var most = work.Steps + ReadingLimits.ClaimSteps;
        foreach (var passage in passages)
        {
            if (!finder.Read(passage, most))
                break;
        }
        problems.AddRange(unread.Problems());
        return finder.claims;
    }

    /// <summary>False when what the search may cost is spent.</summary>
    private bool Read(TokenRow passage, long most)
    {
        tokens = passage;
        var attributions = new Attributions(tokens, pack, names);
        ProposedClaim? before = null;
        foreach (var (first, end) in Sentences.Of(tokens, pack.Cues))
        {
            if (work.Steps > most)
            {
                unread.Rest(tokens[first].Start);
                return false;
            }
            // One more than can be proposed, so that the reader says that there are more.
            if (claims.Count > ReadingLimits.Proposals)
                return false;
            if (end - first > ReadingLimits.ClaimSentenceTokens)
            {
                unread.Sentence(tokens[first].Start);
                continue;
            }
            var found = attributions.In(first, end);
            if (attributions.UnreadFrom is { } from)
                unread.Attributions(tokens[from].Start);
            foreach (var attribution in found)
                before = Claim(attribution, first, end, before) ?? before;
            if (found.Count > 0)
                continue;
            if (before is not null && IsQuotation(first, end))
                before = Continued(first, end, before) ?? before;
            else
                Condition(first, end);
        }
        return true;
    }

    private ProposedClaim? Claim(Attribution a, int first, int end, ProposedClaim? before)
    {
        if (Content.Of(tokens, a.ContentStart, a.ContentEnd, pack.Cues) is not { } content || content.Words(tokens) < FewestWords && !content.Quoted)
            return null;
        if (a.Speaker is null && before is null)
            return null;
        var phrase = a.Speaker;
        var voice = phrase is null ? voices.Latest : voices.Of(tokens, phrase, new NounPhrases(tokens, pack).HeadEnd(phrase.CoreStart, phrase.CoreEnd));
        if (voice is null)
            return null;
        Note(voice, first, end, content);
        var speaker = phrase is null
            ? new TextRange(before!.SpeakerStart, before.SpeakerEnd)
            : new TextRange(tokens[phrase.Start].Start, tokens[phrase.End - 1].End);
        return Made(voice, speaker, new TextRange(tokens[a.CueStart].Start, tokens[a.CueEnd - 1].End), a.Cue, content);
    }

    // A quotation without a speaker goes on with the one before it.
    private ProposedClaim? Continued(int first, int end, ProposedClaim before)
    {
        if (Content.Of(tokens, first, end, pack.Cues) is not { } content || voices.Latest is not { } voice)
            return null;
        return Made(voice, new TextRange(before.SpeakerStart, before.SpeakerEnd), new TextRange(before.CueStart, before.CueEnd), Cue.Plain, content);
    }

    private ProposedClaim Made(Voice voice, TextRange speaker, TextRange cue, Cue kind, Content content)
    {
        var range = new TextRange(tokens[content.First].Start, tokens[content.End - 1].End);
        var (stance, proposition) = content.Stance(tokens, kind, pack.Cues);
        var start = Math.Min(Math.Min(speaker.Start, cue.Start), range.Start);
        var end = Math.Max(Math.Max(speaker.End, range.End), cue.End);
        var claim = new ProposedClaim(
            voice.Speaker,
            text[speaker.Start..speaker.End],
            voice.Standing,
            voice.Anonymous,
            voice.Number,
            text[cue.Start..cue.End],
            text[range.Start..range.End],
            stance,
            content.Quoted,
            !voice.OffRecord,
            Nature(voice, kind, stance, content),
            start,
            end,
            speaker.Start,
            speaker.End,
            cue.Start,
            cue.End,
            range.Start,
            range.End,
            tokens[proposition].Start,
            tokens[content.PropositionEnd(tokens, proposition) - 1].End);
        work.Did(end - start);
        if (!voice.OffRecord)
            Open(voice).Add(claims.Count);
        claims.Add(claim);
        return claim;
    }

    private string Nature(Voice voice, Cue cue, string stance, Content content)
    {
        var said = tokens.Range(content.First, content.End);
        if (cue.Kind == CueKind.Opine || said.Any(t => pack.Cues.Ought.Contains(t.Lower)))
            return Natures.Opinion;
        if (stance == Stances.Suggests)
            return Natures.Inference;
        return voice.Standing == Standings.Analyst ? Natures.Inference : Natures.Fact;
    }

    // "said an official, speaking on condition of anonymity": anywhere in the sentence but in what was said.
    private void Note(Voice voice, int first, int end, Content content)
    {
        if (voice.Named || voice.Plural && voice.Anonymous)
            return;
        work.Did(tokens[end - 1].End - tokens[first].Start);
        var around = text[tokens[first].Start..tokens[content.First].Start] + " | " + text[tokens[content.End - 1].End..tokens[end - 1].End];
        if (pack.Speakers.Anonymity.Any(p => p.Contains(' ', StringComparison.Ordinal) && !p.StartsWith("familiar", StringComparison.Ordinal) && around.Contains(p, StringComparison.OrdinalIgnoreCase)))
            voice.Anonymous = voice.OffRecord = true;
    }

    // "The official spoke on condition of anonymity because ...": said of the one who spoke last.
    private void Condition(int first, int end)
    {
        if (voices.Latest is not { Named: false } voice)
            return;
        var sentence = text[tokens[first].Start..tokens[end - 1].End];
        work.Did(sentence.Length);
        if (!sentence.Contains(voice.Head, StringComparison.OrdinalIgnoreCase) || !pack.Speakers.Anonymity.Any(p => sentence.Contains(p, StringComparison.OrdinalIgnoreCase)))
            return;
        voice.Anonymous = voice.OffRecord = true;
        var said = Open(voice);
        foreach (var i in said)
            claims[i] = claims[i] with { Anonymous = true, OnRecord = false };
        work.Did(said.Count);
        // Later ones of this voice are off the record from the start.
        said.Clear();
    }

    private List<int> Open(Voice voice)
    {
        if (!open.TryGetValue(voice.Number, out var said))
            open[voice.Number] = said = [];
        return said;
    }

    private bool IsQuotation(int first, int end) =>
        tokens[first].Kind == TokenKind.OpenQuote && Content.Of(tokens, first, end, pack.Cues) is { Quoted: true };
}
