namespace Demarche.Leverage;

/// <summary>What share of a party's exports or imports is with one partner.</summary>
/// <param name="Tie">The tie that states it.</param>
/// <param name="At">What time the figure is of; null where no date is given.</param>
public sealed record Share(string Party, decimal Percent, string Tie, string? At)
{
    private const int YearLength = 4;

    internal string? Year => At is null ? null : Cut.To(At, YearLength);
}

/// <summary>From at least to at most: what the stated figures leave open lies between.</summary>
public sealed record Bounds(decimal Least, decimal Most);

/// <summary>The stated shares of a party's exports or imports, largest first.</summary>
/// <param name="Sum">Of the stated shares. Rounded and estimated figures may add up to more than 100, and those of different years.</param>
/// <param name="Unknown">What is left to 100: partners of whom nobody said anything.</param>
public sealed record Shares(TieKind Kind, IReadOnlyList<Share> Stated, decimal Sum, decimal Unknown)
{
    private const decimal Whole = 100;
    private const decimal GreatestIndex = Whole * Whole;

    public bool IsStated => Stated.Count > 0;

    /// <summary>
    /// What every partner that is not stated is below, in percent, where the figures are a list of the largest partners, whole and of one
    /// date; null otherwise.
    /// </summary>
    public decimal? Least { get; init; }

    /// <summary>Whether the figures add up to more than the whole.</summary>
    public bool IsOver => Sum > Whole;

    /// <summary>Whether figures of different years stand together, or dated ones beside undated ones: then they are no parts of one whole.</summary>
    public bool IsMixed => Stated.Select(s => s.Year).Distinct().Skip(1).Any();

    public static Shares Of(TieSet ties, string party, TieKind kind)
    {
        List<Share> stated = [.. ties.Of(party).Where(t => t.Kind == kind && t.From == party && t.Unit == TieSet.Percent && t.Amount is not null)
            .Select(t => new Share(t.To, t.Amount!.Value, t.Id, t.At?.Value)).OrderByDescending(s => s.Percent).ThenBy(s => s.Party, StringComparer.Ordinal)];
        var sum = stated.Sum(s => s.Percent);
        // Figures from elsewhere among them, or of another year, and the list is no longer all that is stated.
        var list = ties.ListOf(party, kind) is { } whole && stated.All(s => whole.Partners.Contains(s.Party) && s.At == whole.At) ? whole : null;
        return new(kind, stated, sum, Math.Max(0, Whole - sum)) { Least = list?.Least };
    }

    public decimal? With(string party) => Stated.FirstOrDefault(s => s.Party == party)?.Percent;

    /// <summary>
    /// How much of the trade parties together could touch: the sum of their stated shares and, for each that is in no stated share, at
    /// most what the
    /// smallest share on the list of largest partners is (<see cref="TieSet.Below"/>), where that is known; together at most what is
    /// unknown. Never
    /// more than the whole.
    /// </summary>
    /// <param name="below">What the share of a party that is not stated is below, where that is known.</param>
    public Bounds Reach(IReadOnlyCollection<string> coalition, Func<string, decimal?>? below = null)
    {
        var chosen = coalition.ToHashSet();
        var stated = Stated.Where(s => chosen.Contains(s.Party)).Sum(s => s.Percent);
        var open = chosen.Where(p => With(p) is null).Sum(p => Math.Min(Unknown, below?.Invoke(p) ?? Unknown));
        return new(Math.Min(Whole, stated), Math.Min(Whole, stated + Math.Min(Unknown, open)));
    }

    /// <summary>
    /// Concentration as the Herfindahl-Hirschman index, the sum of the squared shares in percent: from near 0 (many alike) to 10,000 (one partner).
    /// O. C. Herfindahl, Concentration in the U.S. Steel Industry, 1950; A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (5), 1964, and of
    /// trade as power, National Power and the Structure of Foreign Trade, 1945. The remainder is unknown: at least it is spread over countless partners and adds
    /// nothing, at most it is one more partner and adds its square; of a whole list of largest partners, at most partners of the smallest
    /// share listed. Figures that add up to more than the whole give no more than 10,000. Null where no share is stated.
    /// </summary>
    public Bounds? Concentration()
    {
        if (!IsStated) return null;
        var squares = Stated.Sum(s => s.Percent * s.Percent);
        return new(Math.Min(GreatestIndex, squares), Math.Min(GreatestIndex, squares + MostOfTheRest()));
    }

    // The sum of squares is largest where as many partners as fit have all that one may have, and one has the rest.
    private decimal MostOfTheRest()
    {
        if (Least is not { } least || least >= Unknown) return Unknown * Unknown;
        if (least == 0) return 0;
        var (full, rest) = (Math.Floor(Unknown / least), Unknown % least);
        return (full * least * least) + (rest * rest);
    }
}

/// <summary>How much binds a party to others: the fewer and the lighter, the more isolated it is.</summary>
/// <param name="Parties">How many others it is tied to.</param>
/// <param name="Ties">By how many ties.</param>
/// <param name="Border">Kilometres of land border that are stated.</param>
/// <param name="ExportsStated">Percent of its exports of which the partners are stated.</param>
/// <param name="ImportsStated">The same of its imports.</param>
public sealed record Isolation(int Parties, int Ties, IReadOnlyList<KindCount> Kinds, decimal Border, decimal ExportsStated, decimal ImportsStated)
{
    public static Isolation Of(TieSet ties, string party)
    {
        // War binds nobody, and neither do sanctions.
        List<StatedTie> all = [.. ties.Of(party).Where(t => !TieSet.Excludes(t.Kind) && t.Kind != TieKind.Sanctions)];
        return new(
            all.Select(t => t.From == party ? t.To : t.From).Distinct().Count(), all.Count,
            [.. all.GroupBy(t => t.Kind).OrderBy(g => g.Key).Select(g => new KindCount(g.Key, g.Count()))],
            all.Where(t => t.Kind == TieKind.LandBorder && t.Unit == TieSet.Kilometres).Sum(t => t.Amount ?? 0),
            Shares.Of(ties, party, TieKind.ExportsShare).Sum, Shares.Of(ties, party, TieKind.ImportsShare).Sum);
    }
}

public sealed record KindCount(TieKind Kind, int Count);
