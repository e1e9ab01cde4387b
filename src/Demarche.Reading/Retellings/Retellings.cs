namespace Demarche.Reading;

/// <summary>
/// Finds passages in a text that carries them word for word or in other words. Pure, and explainable: words are compared without their
/// endings and by published groups of like meaning; a number or a name counts twice and an observable three times, each the less the
/// more of the passages have it. English; in other languages words are compared as they are written.
/// </summary>
public static class Retellings
{
    /// <summary>Share of the passage's five-word runs from which it stands there word for word.</summary>
    public const double WordForWordFrom = 0.6;

    /// <summary>So many of its runs, eight words on end, are word for word even of a long passage.</summary>
    public const int RunsOnEnd = 4;

    /// <summary>Share of the weight of the passage's words from which it is reworded.</summary>
    public const double RewordedFrom = 0.5;

    /// <summary>The same of the sentence that may retell it: a long one has a few words of everything.</summary>
    public const double SentenceFrom = 0.25;

    /// <summary>Fewer shared words than these are a coincidence, unless one is an observable.</summary>
    public const int FewestShared = 3;

    /// <summary>A longer text is cut here: a text without end must not take the desk's time without end.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>The sentences of a text, each by its range. Line breaks end a sentence only where a paragraph ends.</summary>
    public static IReadOnlyList<(int Start, int End)> Sentences(string text)
    {
        var list = new List<(int, int)>();
        var pack = Languages.Pack(null)!;
        var at = 0;
        while (at < text.Length)
        {
            var stop = text.IndexOf("\n\n", at, StringComparison.Ordinal);
            if (stop < 0)
                stop = text.Length;
            var tokens = Tokens.Of(text, at, stop, pack.Speakers, new Work());
            var from = list.Count;
            foreach (var (first, end) in Demarche.Reading.Sentences.Of(tokens, pack.Cues))
                list.Add((tokens[first].Start, tokens[end - 1].End));
            Mend(list, from, text, at, stop);
            at = stop + 2;
        }
        return list;
    }

    // The dots of a defanged address end no sentence.
    private static void Mend(List<(int Start, int End)> list, int from, string text, int at, int stop)
    {
        if (list.Count - from < 2)
            return;
        var defanged = ObservableFinder.Find(text[at..stop]).Where(o => o.Written.Contains('[') || o.Written.Contains('(')).ToList();
        var (next, last) = (0, from);
        for (var i = from + 1; i < list.Count; i++)
        {
            while (next < defanged.Count && at + defanged[next].End <= list[i].Start)
                next++;
            var within = next < defanged.Count && at + defanged[next].Start < list[last].End;
            if (within)
                list[last] = (list[last].Start, list[i].End);
            else
                list[++last] = list[i];
        }
        list.RemoveRange(last + 1, list.Count - last - 1);
    }

    /// <summary>For each passage its best place in the text, if any; in the order of the text.</summary>
    /// <param name="passages">Each a sentence or two.</param>
    public static IReadOnlyList<Retelling> Find(IReadOnlyList<string> passages, string text)
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        var known = new KnownPassages(passages);
        var best = new Dictionary<int, Retelling>();
        var sentences = Sentences(text);
        for (var i = 0; i < sentences.Count; i++)
        {
            Take(best, known.In(text, sentences[i].Start, sentences[i].End));
            // What one sentence says, another may say in two.
            if (i + 1 < sentences.Count)
                Take(best, known.In(text, sentences[i].Start, sentences[i + 1].End));
        }
        return [.. best.Values.OrderBy(r => r.Start).ThenBy(r => r.Passage)];
    }

    private static void Take(Dictionary<int, Retelling> best, IEnumerable<Retelling> found)
    {
        foreach (var one in found)
        {
            if (!best.TryGetValue(one.Passage, out var before) || IsBetter(one, before))
                best[one.Passage] = one;
        }
    }

    // Of two places that carry as much, the shorter one is the more exact.
    private static bool IsBetter(Retelling one, Retelling before) =>
        one.Manner != before.Manner ? one.Manner < before.Manner
        : one.Share > before.Share + 0.05 || (one.Share >= before.Share && one.End - one.Start < before.End - before.Start);
}
