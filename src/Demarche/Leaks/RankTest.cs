namespace Demarche.Leaks;

/// <summary>Whether one of two samples tends to be larger (Mann and Whitney, with the normal approximation and its correction for ties).</summary>
/// <param name="Z">How many standard deviations the ranks lie from those of two samples of one kind.</param>
/// <param name="Larger">How often a value of the first exceeds one of the second, ties by half: 0.5 where they are alike.</param>
/// <param name="Shift">The median of the first less that of the second.</param>
public readonly record struct RankTest(double Z, double Larger, double Shift)
{
    /// <summary>One in a hundred thousand million by chance: a run over many endpoints every night must not cry wolf.</summary>
    public const double Significant = 6.7;

    /// <summary>How far from one half the order has to lie before somebody could use it: three guesses of four right.</summary>
    public const double Large = 0.25;

    /// <summary>Not by chance, and large enough to be of use.</summary>
    public bool Tells => Math.Abs(Z) > Significant && Math.Abs(Larger - 0.5) > Large;

    public static RankTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (n, m) = ((double)first.Count, (double)second.Count);
        var all = first.Select(v => (Value: v, IsFirst: true)).Concat(second.Select(v => (Value: v, IsFirst: false))).OrderBy(v => v.Value).ToList();
        double ranks = 0, ties = 0;
        for (var i = 0; i < all.Count;)
        {
            var end = i;
            while (end < all.Count && all[end].Value.Equals(all[i].Value)) end++;
            double count = end - i, rank = (i + end + 1) / 2.0;
            ranks += rank * all.Skip(i).Take(end - i).Count(v => v.IsFirst);
            ties += count * count * count - count;
            i = end;
        }
        var u = ranks - n * (n + 1) / 2;
        var variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        return new(variance > 0 ? (u - n * m / 2) / Math.Sqrt(variance) : 0, n * m > 0 ? u / (n * m) : 0.5, Median(first) - Median(second));
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
