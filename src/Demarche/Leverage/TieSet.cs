using System.Collections.Frozen;
using Demarche.Parties;
using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>A tie as measures read it.</summary>
/// <param name="Recorded">When it came into the case, UTC: among undated figures the last one recorded counts.</param>
public sealed record StatedTie(string Id, string From, string To, TieKind Kind, decimal? Amount, string? Unit, ApproximateTime? At, ApproximateTime? Until, string Recorded)
{
    public string Citation { get; init; } = "";

    /// <summary>As <see cref="Tie.Listed"/>.</summary>
    public int? Listed { get; init; }
}

/// <summary>A list of the largest partners of a party's exports or imports, all of which is in the case.</summary>
/// <param name="Least">The smallest share that it names, in percent: whoever it does not name has less.</param>
/// <param name="Partners">Whom it names, by id.</param>
public sealed record PartnerList(string Of, TieKind Kind, string? At, decimal Least, IReadOnlySet<string> Partners);

/// <summary>
/// The ties that count as of a date. Pure: the same ties in any order give the same set. A figure counts where no later one of the same kind, between
/// the same two and in the same unit, is known by that date, and once it has ended no earlier one comes back in its place; a treaty or another tie that is no figure counts from its date until its end, whatever others there are.
/// </summary>
public sealed class TieSet
{
    public const string Percent = "%";
    public const string Kilometres = "km";

    private readonly Dictionary<string, List<StatedTie>> ofParty = [];
    private readonly Dictionary<(string Of, TieKind Kind), PartnerList> lists = [];
    private readonly IReadOnlyDictionary<string, string> states;

    private TieSet(IReadOnlyList<StatedTie> ties, IEnumerable<StatedTie> known, IReadOnlyDictionary<string, string> states)
    {
        (Ties, this.states) = (ties, states);
        foreach (var list in Lists(known))
        {
            if (!lists.TryGetValue((list.Of, list.Kind), out var other)
                || string.CompareOrdinal(list.At, other.At) > 0) lists[(list.Of, list.Kind)] = list;
        }
        foreach (var tie in ties)
        {
            Under(tie.From).Add(tie);
            Under(tie.To).Add(tie);
        }
        List<StatedTie> Under(string party) => ofParty.TryGetValue(party, out var list) ? list : ofParty[party] = [];
    }

    /// <summary>The ties that count, by their ends, kind, date and id.</summary>
    public IReadOnlyList<StatedTie> Ties { get; }

    /// <summary>The parties that any of them binds, by id.</summary>
    public IEnumerable<string> Parties => ofParty.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those that bind a party, at either end.</summary>
    public IReadOnlyList<StatedTie> Of(string party) => ofParty.TryGetValue(party, out var ties) ? ties : [];

    /// <summary>
    /// What a party's share in another's exports or imports is below, in percent: where the list of the largest partners is in the case
    /// whole, the party is a country, and no partner on the list is that country. Null where nothing of the kind is known.
    /// </summary>
    public decimal? Below(string of, TieKind kind, string party) =>
        lists.GetValueOrDefault((of, kind)) is { } list && party != of
        && !list.Partners.Contains(party) && states.TryGetValue(party, out var country)
        && !list.Partners.Any(p => states.GetValueOrDefault(p) == country) ? list.Least : null;

    /// <summary>The latest list of largest partners that is in the case whole; null where there is none.</summary>
    public PartnerList? ListOf(string of, TieKind kind) => lists.GetValueOrDefault((of, kind));

    /// <param name="asOf">A date as precise as one likes; null for the latest of all.</param>
    /// <param name="states">Countries' codes by the ids of the parties that are these countries.</param>
    public static TieSet Of(IEnumerable<StatedTie> ties, string? asOf, IReadOnlyDictionary<string, string>? states = null)
    {
        var standing = ties.Where(t => t.From != t.To && HasBegun(t, asOf) && (IsMeasured(t) || !HasEnded(t, asOf))).Select(t => (Key: Key(t), Tie: t)).ToList();
        standing.Sort(LatestFirst);
        List<StatedTie> counted = [];
        var last = default((string, string, TieKind, string, bool));
        foreach (var (key, tie) in standing)
        {
            if (IsMeasured(tie))
            {
                if (key == last) continue;
                last = key;
                if (HasEnded(tie, asOf)) continue;
            }
            counted.Add(tie);
        }
        return new(counted, standing.Select(s => s.Tie).Where(t => !HasEnded(t, asOf)), states ?? FrozenDictionary<string, string>.Empty);
    }

    // Of one citation and date: whole where as many partners are there as the list names.
    private static IEnumerable<PartnerList> Lists(IEnumerable<StatedTie> known) =>
        from tie in known
        where tie is { Kind: TieKind.ExportsShare or TieKind.ImportsShare, Unit: Percent, Amount: not null, Listed: not null }
        group tie by (tie.From, tie.Kind, At: tie.At?.Value, tie.Citation, tie.Listed) into list
        let partners = list.Select(t => t.To).ToHashSet(StringComparer.Ordinal)
        where partners.Count == list.Key.Listed
        select new PartnerList(list.Key.From, list.Key.Kind, list.Key.At, list.Min(t => t.Amount!.Value), partners);

    /// <summary>The ties of a case that count: both parties stand, and so do the source and the document that it was taken from, as far as the reader sees them.</summary>
    public static TieSet Of(View view, string? asOf) => Of(
        view.Ties.Standing.Where(t => IsGrounded(view, t.Content)).Select(t =>
            new StatedTie(t.Id, t.Content.From, t.Content.To, t.Content.Kind, t.Content.Amount, t.Content.Unit, t.Content.At, t.Content.Until, t.Time)
            {
                Citation = t.Content.Citation,
                Listed = t.Content.Listed,
            }),
        asOf,
        view.Parties.Standing.Where(p => p.Content is { Kind: PartyKind.State, Country.Length: > 0 })
            .ToDictionary(p => p.Id, p => p.Content.Country!));

    /// <summary>Whether what a tie rests on stands. What the reader may not see of it does not change the answer.</summary>
    public static bool IsGrounded(View view, Tie tie) =>
        view.Parties.Find(tie.From) is { IsWithdrawn: false } && view.Parties.Find(tie.To) is { IsWithdrawn: false }
        && view.Sources.Find(tie.Source) is not { IsWithdrawn: true } && view.Documents.Find(tie.Passage?.Document) is not { IsWithdrawn: true };

    /// <summary>Whether a kind runs both ways: what binds the first to the second binds the second to the first.</summary>
    public static bool IsMutual(TieKind kind) =>
        kind is TieKind.LandBorder or TieKind.Treaty or TieKind.Membership or TieKind.DiplomaticRepresentation or TieKind.History;

    /// <summary>Whether a kind keeps each of two parties from moving the other.</summary>
    public static bool Excludes(TieKind kind) => kind is TieKind.War or TieKind.BrokenRelations;

    /// <summary>Whether a tie lets one party move another. One that excludes lets nobody.</summary>
    public static bool LetsMove(StatedTie tie, string mover, string moved) =>
        !Excludes(tie.Kind) && ((tie.From == moved && tie.To == mover) || (IsMutual(tie.Kind) && tie.From == mover && tie.To == moved));

    private static bool HasBegun(StatedTie tie, string? asOf) => asOf is null || tie.At is null || tie.At.IsNotAfter(asOf);

    private static bool HasEnded(StatedTie tie, string? asOf) =>
        tie.Until is { } until && (asOf is null || string.CompareOrdinal(until.Value, 0, asOf, 0, Math.Min(until.Value.Length, asOf.Length)) < 0);

    private static bool IsMeasured(StatedTie tie) =>
        tie.Kind is TieKind.LandBorder or TieKind.ExportsShare or TieKind.ImportsShare || (tie.Kind is TieKind.Aid or TieKind.Energy && tie.Amount is not null);

    // A border is one, whichever side it is told from.
    private static (string First, string Second, TieKind Kind, string Unit, bool IsMeasured) Key(StatedTie tie)
    {
        var swap = tie.Kind == TieKind.LandBorder && string.CompareOrdinal(tie.From, tie.To) > 0;
        return (swap ? tie.To : tie.From, swap ? tie.From : tie.To, tie.Kind, tie.Unit ?? "", IsMeasured(tie));
    }

    private static int LatestFirst(
        ((string First, string Second, TieKind Kind, string Unit, bool IsMeasured) Key, StatedTie Tie) a, ((string First, string Second, TieKind Kind, string Unit, bool IsMeasured) Key, StatedTie Tie) b)
    {
        if (string.CompareOrdinal(a.Key.First, b.Key.First) is not 0 and var first) return first;
        if (string.CompareOrdinal(a.Key.Second, b.Key.Second) is not 0 and var second) return second;
        if (a.Key.Kind != b.Key.Kind) return a.Key.Kind.CompareTo(b.Key.Kind);
        if (string.CompareOrdinal(a.Key.Unit, b.Key.Unit) is not 0 and var unit) return unit;
        if (a.Key.IsMeasured != b.Key.IsMeasured) return a.Key.IsMeasured.CompareTo(b.Key.IsMeasured);
        if (string.CompareOrdinal(b.Tie.At?.Value ?? "", a.Tie.At?.Value ?? "") is not 0 and var at) return at;
        return string.CompareOrdinal(b.Tie.Recorded, a.Tie.Recorded) is not 0 and var recorded ? recorded : string.CompareOrdinal(a.Tie.Id, b.Tie.Id);
    }
}
