namespace Demarche.Reading;

/// <summary>Passages by their words and their runs of words, so that a sentence is compared with those alone that share one.</summary>
internal sealed class KnownPassages
{
    private readonly List<Wording> wordings;
    private readonly List<HashSet<ulong>> runs;
    private readonly double[] weights;
    private readonly Dictionary<string, List<int>> byTerm = new(StringComparer.Ordinal);

    // By term, what it weighs in each of its passages, in the order of byTerm.
    private readonly Dictionary<string, double[]> weighed = new(StringComparer.Ordinal);
    private readonly double[] alike;
    private readonly Dictionary<ulong, List<int>> byRun = [];

    public KnownPassages(IReadOnlyList<string> passages)
    {
        wordings = [.. passages.Select(p => Wording.Of(p, 0, p.Length))];
        runs = [.. passages.Select(Runs)];
        for (var i = 0; i < passages.Count; i++)
        {
            foreach (var term in wordings[i].Terms.Keys)
                Add(byTerm, term, i);
            foreach (var run in runs[i])
                Add(byRun, run, i);
        }
        weights = [.. wordings.Select(w => w.Terms.Values.Sum(Weight))];
        foreach (var (term, within) in byTerm)
            weighed[term] = [.. within.Select(p => Weight(wordings[p].Terms[term]))];
        alike = new double[passages.Count];
    }

    /// <summary>Passages that this part of a text may carry. Not for several threads at once.</summary>
    public IReadOnlyList<Retelling> In(string text, int start, int end)
    {
        var here = Wording.Of(text, start, end);
        var verbatim = Counted(Runs(text[start..end]).SelectMany(r => byRun.GetValueOrDefault(r) ?? []));
        var all = here.Terms.Values.Sum(Weight);
        Array.Clear(alike);
        foreach (var term in here.Terms.Keys)
        {
            if (!byTerm.TryGetValue(term, out var within))
                continue;
            var weight = weighed[term];
            for (var i = 0; i < weight.Length; i++)
                alike[within[i]] += weight[i];
        }
        var found = new List<Retelling>();
        for (var passage = 0; passage < alike.Length; passage++)
        {
            var same = verbatim.GetValueOrDefault(passage);
            if ((same > 0 || Share(passage) >= Retellings.RewordedFrom) && Judged(passage, here, all, same) is var (manner, share))
                found.Add(Explained(passage, here, start, end, manner, share));
        }
        return found;
    }

    private double Share(int passage) => weights[passage] == 0 ? 0 : alike[passage] / weights[passage];

    private (RetellingManner, double)? Judged(int passage, Wording here, double all, int same)
    {
        var ofRuns = runs[passage].Count == 0 ? 0 : (double)same / runs[passage].Count;
        if (ofRuns >= Retellings.WordForWordFrom || same >= Retellings.RunsOnEnd)
            return (RetellingManner.WordForWord, ofRuns);
        var share = Share(passage);
        if (share < Retellings.RewordedFrom)
            return null;
        var shared = wordings[passage].Terms.Keys.Where(here.Terms.ContainsKey).ToList();
        if (shared.Count < Retellings.FewestShared && !shared.Exists(t => wordings[passage].Terms[t].Kind == SharedKind.Observable))
            return null;
        return shared.Sum(t => Weight(here.Terms[t])) / all >= Retellings.SentenceFrom ? (RetellingManner.Reworded, share) : null;
    }

    private Retelling Explained(int passage, Wording here, int start, int end, RetellingManner manner, double share)
    {
        var terms = wordings[passage].Terms.Values;
        return new(passage, start, end, manner, share,
            [.. terms.Where(t => here.Terms.ContainsKey(t.Key)).Select(t => Both(t, here.Terms[t.Key]))],
            [.. terms.Where(t => !here.Terms.ContainsKey(t.Key)).Select(t => t.Written)]);
    }

    private static SharedTerm Both(Term passage, Term text) => new(passage.Written, text.Written,
        passage.Kind is SharedKind.Word or SharedKind.Name && passage.Stem != text.Stem ? SharedKind.Meaning : passage.Kind);

    // What every passage has tells none of them from the others.
    private double Weight(Term term)
    {
        var kind = term.Kind switch { SharedKind.Observable => 3.0, SharedKind.Name or SharedKind.Number => 2.0, _ => 1.0 };
        var with = byTerm.GetValueOrDefault(term.Key)?.Count ?? 1;
        return kind * Math.Log(1 + ((double)wordings.Count / with)) / Math.Log(1 + wordings.Count);
    }

    private static HashSet<ulong> Runs(string words)
    {
        var set = Shingles.Of([new Passage(PassageKind.Body, 0, words.Length, words)]);
        // Fewer words than a run are found as words, not as a run.
        return words.AsSpan().Count(' ') + 1 < Shingles.RunLength ? [] : set;
    }

    private static Dictionary<int, int> Counted(IEnumerable<int> passages)
    {
        var counts = new Dictionary<int, int>();
        foreach (var passage in passages)
            counts[passage] = counts.GetValueOrDefault(passage) + 1;
        return counts;
    }

    private static void Add<T>(Dictionary<T, List<int>> index, T key, int passage) where T : notnull
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        list.Add(passage);
    }
}
