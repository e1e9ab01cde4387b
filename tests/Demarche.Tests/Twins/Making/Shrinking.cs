namespace Demarche.Tests.Twins;

/// <summary>Makes a pair of twins small: lines go, and differences go, while the pair stays a twin and the outcome stays.</summary>
internal static class Shrinking
{
    public static Twin Smallest(Twin twin, Func<Twin, bool> fails)
    {
        for (var smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in Candidates(twin))
            {
                if (candidate.Wrong().Count > 0 || !fails(candidate)) continue;
                (twin, smaller) = (candidate, true);
                break;
            }
        }
        return twin;
    }

    /// <summary>The second twin with these lines as the first one has them.</summary>
    public static IReadOnlyList<Line> Restored(IReadOnlyList<Line> one, IReadOnlyList<Line> two, IReadOnlyCollection<int> keys)
    {
        List<Line> restored = [.. two.Where(l => !keys.Contains(l.Key))];
        for (var i = 0; i < one.Count; i++)
        {
            if (!keys.Contains(one[i].Key)) continue;
            var before = one.Take(i).Select(l => restored.FindIndex(r => r.Key == l.Key && !r.IsMoved)).LastOrDefault(at => at >= 0, -1);
            restored.Insert(before + 1, one[i]);
        }
        return restored;
    }

    // Differences first: a line that stands in both alike is the more telling one.
    private static IEnumerable<Twin> Candidates(Twin twin)
    {
        foreach (var key in twin.Differing()) yield return twin.With(twin.One, Restored(twin.One, twin.Two, [key]));
        var keys = twin.One.Concat(twin.Two).Select(l => l.Key).Distinct().Where(k => k != 0).Reverse().ToList();
        for (var size = keys.Count / 2; size >= 1; size /= 2)
        {
            foreach (var some in keys.Chunk(size)) yield return twin.With([.. twin.One.Where(l => !some.Contains(l.Key))], [.. twin.Two.Where(l => !some.Contains(l.Key))]);
        }
    }
}
