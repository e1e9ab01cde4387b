namespace Demarche.Leverage;

/// <summary>What parties are compared by. Each is a figure or a count that the ties state, never a mixture.</summary>
public enum Criterion
{
    /// <summary>Kilometres of shared land border.</summary>
    Border,

    /// <summary>Percent of the exports of whoever is to be moved.</summary>
    Exports,

    /// <summary>Percent of its imports.</summary>
    Imports,

    /// <summary>How many treaties, memberships, missions and ties of history bind the two.</summary>
    Bonds,

    /// <summary>How many ties of aid, energy and arms it depends on.</summary>
    Supplies,
}

/// <summary>How criteria are put together.</summary>
public enum RankRule
{
    /// <summary>Whoever comes first by the first criterion comes first; the next decides only between equals (P. C. Fishburn, Lexicographic Orders, Utilities and Decision Rules, Management Science 20 (11), 1974).</summary>
    Lexicographic,

    /// <summary>The places under all criteria are added; the smallest sum comes first (J.-C. de Borda, Mémoire sur les élections au scrutin, 1781). Equal figures share the better place.</summary>
    RankSum,
}

/// <summary>Where a party stands under one criterion.</summary>
/// <param name="Value">The figure or count; 0 where no tie states one.</param>
/// <param name="Place">1 for the first.</param>
/// <param name="Ties">The ties that it comes from.</param>
public sealed record Placing(Criterion Criterion, decimal Value, int Place, IReadOnlyList<string> Ties);

/// <summary>A party that could move another, and why.</summary>
/// <param name="Place">Under the rule; equals share one.</param>
/// <param name="Ties">All ties by which it could, also those that no criterion counts.</param>
public sealed record Influencer(string Party, int Place, int RankSum, IReadOnlyList<Placing> Placings, IReadOnlyList<string> Ties);

/// <summary>A way of two steps: the first moves the second, who moves the third.</summary>
public sealed record TwoSteps(string By, string Through, string On, IReadOnlyList<string> First, IReadOnlyList<string> Second);

/// <summary>Who can move whom, from the ties that count. Pure; no coefficient but the reader's own choice of rule and order.</summary>
public static class Influence
{
    public static IReadOnlyList<Criterion> DefaultOrder { get; } = [Criterion.Border, Criterion.Exports, Criterion.Imports, Criterion.Bonds, Criterion.Supplies];

    /// <summary>Everybody who is tied to a party so that it could move it, first the one that the rule puts first.</summary>
    /// <param name="ties">The ties that count.</param>
    /// <param name="on">Who is to be moved.</param>
    /// <param name="rule">How criteria are put together.</param>
    /// <param name="order">The criteria that count, the weightiest first.</param>
    /// <param name="nameOf">Parties that the rule can't tell apart stand by their names.</param>
    public static IReadOnlyList<Influencer> On(TieSet ties, string on, RankRule rule, IReadOnlyList<Criterion> order, Func<string, string> nameOf)
    {
        var byMover = new Dictionary<string, List<StatedTie>>();
        foreach (var tie in ties.Of(on))
        {
            var other = tie.From == on ? tie.To : tie.From;
            if (!TieSet.LetsMove(tie, other, on)) continue;
            if (!byMover.TryGetValue(other, out var list)) byMover[other] = list = [];
            list.Add(tie);
        }
        List<(string Party, List<StatedTie> Ties, decimal[] Values)> movers = new(byMover.Count);
        foreach (var (party, by) in byMover) movers.Add((party, by, Values(by, order)));
        // Most parties have nothing under most criteria: they share the place behind all that have something.
        var sorted = new decimal[order.Count][];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = [.. movers.Select(m => m.Values[i]).Where(v => v > 0)];
            Array.Sort(sorted[i]);
        }
        List<(Influencer Influencer, decimal[] Values)> placed = new(movers.Count);
        foreach (var (party, by, values) in movers)
        {
            var (placings, sum) = (new Placing[order.Count], 0);
            for (var i = 0; i < placings.Length; i++)
            {
                placings[i] = new(order[i], values[i], PlaceOf(values[i], sorted[i]), by.Exists(t => Counts(t, order[i])) ? [.. by.Where(t => Counts(t, order[i])).Select(t => t.Id)] : []);
                sum += placings[i].Place;
            }
            placed.Add((new(party, 0, sum, placings, by.ConvertAll(t => t.Id)), values));
        }
        int Compare((Influencer Influencer, decimal[] Values) a, (Influencer Influencer, decimal[] Values) b) => rule switch
        {
            RankRule.RankSum => a.Influencer.RankSum.CompareTo(b.Influencer.RankSum),
            _ => -a.Values.AsSpan().SequenceCompareTo(b.Values),
        };
        placed.Sort((a, b) => Compare(a, b) is not 0 and var c ? c
            : string.CompareOrdinal(nameOf(a.Influencer.Party), nameOf(b.Influencer.Party)) is not 0 and var n ? n : string.CompareOrdinal(a.Influencer.Party, b.Influencer.Party));
        List<Influencer> ranked = [];
        for (var i = 0; i < placed.Count; i++)
        {
            var isEqual = i > 0 && Compare(placed[i - 1], placed[i]) == 0;
            ranked.Add(placed[i].Influencer with { Place = isEqual ? ranked[^1].Place : i + 1 });
        }
        return ranked;
    }

    /// <summary>The ways by which one party could move another through a third, in the order in which the thirds stand.</summary>
    public static IReadOnlyList<TwoSteps> Ways(TieSet ties, string by, string on, IReadOnlyList<Influencer> ranked)
    {
        var moved = ties.Of(by).Select(t => (Third: t.From == by ? t.To : t.From, Tie: t)).Where(t => TieSet.LetsMove(t.Tie, by, t.Third)).ToLookup(t => t.Third, t => t.Tie.Id);
        return [.. ranked.Where(third => third.Party != by && moved.Contains(third.Party)).Select(third => new TwoSteps(by, third.Party, on, [.. moved[third.Party]], third.Ties))];
    }

    private static decimal[] Values(List<StatedTie> ties, IReadOnlyList<Criterion> order)
    {
        var values = new decimal[order.Count];
        for (var i = 0; i < values.Length; i++)
        {
            foreach (var tie in ties)
            {
                if (Counts(tie, order[i])) values[i] += order[i] is Criterion.Bonds or Criterion.Supplies ? 1 : tie.Amount ?? 0;
            }
        }
        return values;
    }

    // One more than there are larger ones; the values above nothing are sorted, the smallest first.
    private static int PlaceOf(decimal value, decimal[] sorted)
    {
        var (low, high) = (0, value > 0 ? sorted.Length : 0);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] > value) high = middle;
            else low = middle + 1;
        }
        return 1 + sorted.Length - low;
    }

    private static bool Counts(StatedTie tie, Criterion criterion) => criterion switch
    {
        Criterion.Border => tie.Kind == TieKind.LandBorder && (tie.Amount is null || tie.Unit == TieSet.Kilometres),
        Criterion.Exports => tie.Kind == TieKind.ExportsShare && tie.Unit == TieSet.Percent,
        Criterion.Imports => tie.Kind == TieKind.ImportsShare && tie.Unit == TieSet.Percent,
        Criterion.Bonds => tie.Kind is TieKind.Treaty or TieKind.Membership or TieKind.DiplomaticRepresentation or TieKind.History,
        _ => tie.Kind is TieKind.Aid or TieKind.Energy or TieKind.Military,
    };
}
