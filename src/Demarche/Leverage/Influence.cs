namespace Demarche.Leverage;

/// <summary>What parties are compared by. Each is a figure or a count that the ties state, and none is ever added to another.</summary>
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

/// <summary>What is stated of a party under one criterion, and where that puts it there. A place under one criterion says nothing under
/// another.</summary>
/// <param name="Value">The figure or count, in the unit of the criterion; null where no tie states one.</param>
/// <param name="Place">1 for the largest; equals share one. Null where there is no figure: nobody has a place for what is not
/// known.</param>
/// <param name="Ties">The ties that it comes from; empty where none is known.</param>
public sealed record Placing(Criterion Criterion, decimal? Value, int? Place, IReadOnlyList<string> Ties)
{
    /// <summary>
    /// What its share is below, in percent, where the list of largest partners is in the case whole and does not name it; null otherwise.
    /// It stands behind all the listed ones, and before or behind another such one nobody knows: it has no place.
    /// </summary>
    public decimal? Below { get; init; }

    /// <summary>Among how many it has its place: those of whom a figure is stated here. 0 where it has none.</summary>
    public int Among { get; init; }

    /// <summary>What time the figure is of; null for counts, and where no date is given.</summary>
    public ApproximateTime? At { get; init; }

    /// <summary>How many whole years the figure is older than the date asked for, where that is more than two; null otherwise.</summary>
    public int? YearsOld { get; init; }

    /// <summary>Where the figure stands; null for counts, whose ties have each a citation.</summary>
    public string? Citation { get; init; }
}

/// <summary>A party that could move another, and by what.</summary>
/// <param name="Placings">One for each criterion, in the order of <see cref="Influence.Criteria"/>.</param>
/// <param name="Ties">All ties by which it could, also those that no criterion counts.</param>
public sealed record Influencer(string Party, IReadOnlyList<Placing> Placings, IReadOnlyList<string> Ties)
{
    public Placing Under(Criterion criterion) => Placings.First(p => p.Criterion == criterion);
}

/// <summary>A party that is not ranked: it is at war with the one to be moved, or they have no relations. Whom one fights one does not
/// ask.</summary>
/// <param name="Ties">The ties that exclude it.</param>
public sealed record ExcludedParty(string Party, IReadOnlyList<string> Ties);

/// <summary>A way of two steps: the first moves the second, who moves the third.</summary>
public sealed record TwoSteps(string By, string Through, string On, IReadOnlyList<string> First, IReadOnlyList<string> Second);

/// <summary>
/// Who can move whom, from the ties that count. Pure. Criteria are of different kinds and are never put together: no sum of figures or of
/// places, no order but the one criterion that the reader names, else by name (docs/decisions/leverage-from-cited-ties.md).
/// </summary>
public static class Influence
{
    public static IReadOnlyList<Criterion> Criteria { get; } = Enum.GetValues<Criterion>();

    /// <summary>Everybody who is tied to a party so that it could move it, and is not at war with it or without relations.</summary>
    /// <param name="ties">The ties that count.</param>
    /// <param name="on">Who is to be moved.</param>
    /// <param name="order">
    /// By which criterion they stand: the largest figure first, then those below the list, then those of whom nothing is known. Null for
    /// their names, which also decide between equals.
    /// </param>
    public static IReadOnlyList<Influencer> On(TieSet ties, string on, Criterion? order, Func<string, string> nameOf)
    {
        var excluded = Excluding(ties, on).Keys.ToHashSet();
        var byMover = new Dictionary<string, List<StatedTie>>();
        foreach (var tie in ties.Of(on))
        {
            var other = tie.From == on ? tie.To : tie.From;
            if (excluded.Contains(other) || !TieSet.LetsMove(tie, other, on)) continue;
            if (!byMover.TryGetValue(other, out var list)) byMover[other] = list = [];
            list.Add(tie);
        }
        List<(string Party, List<StatedTie> Ties, Placing[] Said)> movers =
            [.. byMover.Select(m => (m.Key, m.Value, Criteria.Select(c => Of(ties, on, m.Key, m.Value, c)).ToArray()))];
        for (var i = 0; i < Criteria.Count; i++)
        {
            var sorted = movers.Select(m => m.Said[i].Value).OfType<decimal>().Order().ToArray();
            foreach (var (_, _, said) in movers)
            {
                if (said[i].Value is { } value) said[i] = said[i] with { Place = PlaceOf(value, sorted), Among = sorted.Length };
            }
        }
        List<Influencer> placed = [.. movers.Select(m => new Influencer(m.Party, m.Said, m.Ties.ConvertAll(t => t.Id)))];
        placed.Sort((a, b) => (order is { } by ? Compare(a.Under(by), b.Under(by)) : 0) is not 0 and var c ? c
            : ByName(nameOf, a.Party, b.Party));
        return placed;
    }

    /// <summary>Who could be tied to a party and is at war with it, or without relations, by name.</summary>
    public static IReadOnlyList<ExcludedParty> Excluded(TieSet ties, string on, Func<string, string> nameOf)
    {
        List<ExcludedParty> all = [.. Excluding(ties, on).Select(e => new ExcludedParty(e.Key, e.Value))];
        all.Sort((a, b) => ByName(nameOf, a.Party, b.Party));
        return all;
    }

    /// <summary>The ways by which one party could move another through a third, in the order in which the thirds stand.</summary>
    public static IReadOnlyList<TwoSteps> Ways(TieSet ties, string by, string on, IReadOnlyList<Influencer> movers)
    {
        var excluded = Excluding(ties, by).Keys.ToHashSet();
        var moved = ties.Of(by).Select(t => (Third: t.From == by ? t.To : t.From, Tie: t))
            .Where(t => !excluded.Contains(t.Third) && TieSet.LetsMove(t.Tie, by, t.Third)).ToLookup(t => t.Third, t => t.Tie.Id);
        return [.. movers.Where(third => third.Party != by && moved.Contains(third.Party))
            .Select(third => new TwoSteps(by, third.Party, on, [.. moved[third.Party]], third.Ties))];
    }

    private static Dictionary<string, List<string>> Excluding(TieSet ties, string on)
    {
        Dictionary<string, List<string>> excluded = [];
        foreach (var tie in ties.Of(on).Where(t => TieSet.Excludes(t.Kind)))
        {
            var other = tie.From == on ? tie.To : tie.From;
            if (!excluded.TryGetValue(other, out var list)) excluded[other] = list = [];
            list.Add(tie.Id);
        }
        return excluded;
    }

    private static Placing Of(TieSet ties, string on, string mover, List<StatedTie> between, Criterion criterion)
    {
        var counted = between.FindAll(t => Counts(t, criterion));
        List<string> ids = counted.ConvertAll(t => t.Id);
        if (criterion is Criterion.Bonds or Criterion.Supplies) return new(criterion, counted.Count == 0 ? null : counted.Count, null, ids);
        // Of a figure one counts between two, whichever side a border is told from; a tie may be known without its figure.
        var stated = counted.Find(t => t.Amount is not null);
        var below = counted.Count > 0 || criterion == Criterion.Border ? null : ties.Below(on, KindOf(criterion), mover);
        return new(criterion, stated?.Amount, null, ids) { Below = below, At = stated?.At, Citation = stated?.Citation };
    }

    // Larger figures first, then who is below a list, then who is known without a figure or not at all.
    private static int Compare(Placing a, Placing b) =>
        (a.Value, b.Value) is ({ } x, { } y) ? y.CompareTo(x) : Group(a).CompareTo(Group(b));

    private static int Group(Placing placing) =>
        placing.Value is not null ? 0 : placing.Below is not null ? 1 : placing.Ties.Count > 0 ? 2 : 3;

    private static int ByName(Func<string, string> nameOf, string a, string b) =>
        string.CompareOrdinal(nameOf(a), nameOf(b)) is not 0 and var n ? n : string.CompareOrdinal(a, b);

    // One more than there are larger ones; the smallest is first.
    private static int PlaceOf(decimal value, decimal[] sorted)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] > value) high = middle;
            else low = middle + 1;
        }
        return 1 + sorted.Length - low;
    }

    private static TieKind KindOf(Criterion criterion) => criterion == Criterion.Exports ? TieKind.ExportsShare : TieKind.ImportsShare;

    private static bool Counts(StatedTie tie, Criterion criterion) => criterion switch
    {
        Criterion.Border => tie.Kind == TieKind.LandBorder && (tie.Amount is null || tie.Unit == TieSet.Kilometres),
        Criterion.Exports => tie.Kind == TieKind.ExportsShare && tie.Unit == TieSet.Percent,
        Criterion.Imports => tie.Kind == TieKind.ImportsShare && tie.Unit == TieSet.Percent,
        Criterion.Bonds => tie.Kind is TieKind.Treaty or TieKind.Membership or TieKind.DiplomaticRepresentation or TieKind.History,
        _ => tie.Kind is TieKind.Aid or TieKind.Energy or TieKind.Military,
    };
}
