namespace Demarche.Reading;

/// <summary>One proposed speaker.</summary>
internal sealed record Voice(int Number, string Speaker, string Head, string Standing, bool Named, bool Plural)
{
    public bool Anonymous { get; set; }

    public bool OffRecord { get; set; }
}

/// <summary>
/// Who the speakers of a document are. A name and its surname are one; a pronoun or "the official" is the one spoken of last; every
/// other mention of somebody unnamed is somebody new.
/// </summary>
internal sealed class Voices(SpeakerWords words, IReadOnlyDictionary<string, string> fullNames, IReadOnlyDictionary<string, string> introductions)
{
    // The one spoken of last, of each sort that a later word may mean. Nothing is searched: a document may have as many speakers as sentences.
    private readonly Dictionary<string, Voice> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Voice> byHead = new(StringComparer.Ordinal);
    private Voice? one;
    private Voice? onePerson;
    private Voice? several;
    private Voice? body;
    private int count;

    public Voice? Latest { get; private set; }

    public Voice Of(TokenRow tokens, NounPhrase phrase, int headEnd)
    {
        var voice = phrase.Kind switch
        {
            PhraseKind.Pronoun => OfPronoun(tokens[phrase.CoreStart].Lower),
            PhraseKind.Name => OfName(tokens, phrase),
            _ => OfDescription(tokens, phrase, headEnd),
        };
        var described = Written(tokens, phrase.Start, phrase.End);
        voice.Anonymous |= !voice.Named && words.Anonymity.Any(a => described.Contains(a, StringComparison.OrdinalIgnoreCase));
        voice.OffRecord |= voice.Anonymous || words.OffRecord.Any(a => described.Contains(a, StringComparison.OrdinalIgnoreCase));
        Latest = voice;
        return voice;
    }

    private Voice OfPronoun(string pronoun)
    {
        var fits = pronoun switch
        {
            "he" or "she" or "i" => onePerson ?? one,
            "they" or "we" => several,
            "it" => body,
            _ => null,
        };
        return fits is not null ? SpokenOf(fits) : New(pronoun, pronoun, Standings.Person, named: false, plural: pronoun is "they" or "we");
    }

    private Voice OfName(TokenRow tokens, NounPhrase phrase)
    {
        var start = phrase.CoreStart;
        for (var i = phrase.CoreStart; i < phrase.CoreEnd - 1; i++)
        {
            if (words.Titles.Contains(tokens[i].Lower) || words.Heads.Contains(tokens[i].Lower))
                start = i + 1;
        }
        var name = Written(tokens, start, phrase.CoreEnd).TrimEnd('\'', '’');
        name = name.Contains(' ', StringComparison.Ordinal) ? name : fullNames.GetValueOrDefault(name, name);
        if (byName.TryGetValue(name, out var known))
            return SpokenOf(known);
        var standing = SpeakerStanding.OfName(Written(tokens, phrase.Start, phrase.End), name, words);
        standing = standing == Standings.Person ? introductions.GetValueOrDefault(name, standing) : standing;
        return New(name, name, standing, named: true, plural: false);
    }

    private Voice OfDescription(TokenRow tokens, NounPhrase phrase, int headEnd)
    {
        var head = tokens[headEnd - 1].Lower;
        var determiner = tokens[phrase.CoreStart].Lower;
        if (determiner is "the" or "that" or "this" && phrase.CoreEnd - phrase.CoreStart <= 3 && byHead.GetValueOrDefault(head) is { } earlier)
            return earlier;
        var plural = words.Plural.Contains(determiner) || (!words.Singular.Contains(determiner) && head.EndsWith('s') && head is not ("congress" or "press"));
        var speaker = Written(tokens, phrase.CoreStart, phrase.CoreEnd);
        if (words.Determiners.Contains(determiner) && char.IsUpper(speaker[0]))
            speaker = char.ToLowerInvariant(speaker[0]) + speaker[1..];
        var standing = SpeakerStanding.OfDescription(Written(tokens, phrase.Start, phrase.End), Written(tokens, phrase.CoreStart, headEnd), words);
        return New(speaker, head, standing, named: false, plural);
    }

    private Voice New(string speaker, string head, string standing, bool named, bool plural)
    {
        var voice = new Voice(++count, speaker, head, standing, named, plural) { Anonymous = standing == Standings.Source, OffRecord = standing == Standings.Source };
        return SpokenOf(voice);
    }

    // From now on it is the last one of every sort that it is of.
    private Voice SpokenOf(Voice voice)
    {
        if (voice.Named)
            byName[voice.Speaker] = voice;
        else
            byHead[voice.Head] = voice;
        if (voice.Plural)
            several = voice;
        else
            one = voice;
        if (!voice.Plural && voice.Standing is not (Standings.Government or Standings.Organisation))
            onePerson = voice;
        if (voice.Standing is Standings.Government or Standings.Organisation or Standings.Company or Standings.Press or Standings.Embassy)
            body = voice;
        return voice;
    }

    private static string Written(TokenRow tokens, int start, int end)
    {
        var parts = new List<string>();
        for (var i = start; i < end; i++)
            parts.Add(tokens[i].Text);
        return string.Join(' ', parts).Replace(" ,", ",", StringComparison.Ordinal);
    }
}
