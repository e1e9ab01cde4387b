using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>A tie as measures read it.</summary>
/// <param name="Recorded">When it came into the case, UTC: among undated figures the last one recorded counts.</param>
public sealed record StatedTie(string Id, string From, string To, TieKind Kind, decimal? Amount, string? Unit, ApproximateTime? At, ApproximateTime? Until, string Recorded);

/// <summary>
/// The ties that count as of a date. Pure: the same ties in any order give the same set. A figure counts where no later one of the same kind, between
/// the same two and in the same unit, is known by that date, and once it has ended no earlier one comes back in its place; a treaty or another tie that is no figure counts from its date until its end, whatever others there are.
/// </summary>
public sealed class TieSet
{
    public const string Percent = "%";
    public const string Kilometres = "km";

    private readonly Dictionary<string, List<StatedTie>> ofParty = [];

    private TieSet(IReadOnlyList<StatedTie> ties)
    {
        Ties = ties;
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

    /// <param name="asOf">A date as precise as one likes; null for the latest of all.</param>
    public static TieSet Of(IEnumerable<StatedTie> ties, string? asOf)
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
        return new(counted);
    }

    /// <summary>The ties of a case that count: both parties stand, and so do the source and the document that it was taken from, as far as the reader sees them.</summary>
    public static TieSet Of(View view, string? asOf) => Of(view.Ties.Standing.Where(t => IsGrounded(view, t.Content)).Select(t =>
        new StatedTie(t.Id, t.Content.From, t.Content.To, t.Content.Kind, t.Content.Amount, t.Content.Unit, t.Content.At, t.Content.Until, t.Time)), asOf);

    /// <summary>Whether what a tie rests on stands. What the reader may not see of it does not change the answer.</summary>
    public static bool IsGrounded(View view, Tie tie) =>
        view.Parties.Find(tie.From) is { IsWithdrawn: false } && view.Parties.Find(tie.To) is { IsWithdrawn: false }
        && view.Sources.Find(tie.Source) is not { IsWithdrawn: true } && view.Documents.Find(tie.Passage?.Document) is not { IsWithdrawn: true };

    /// <summary>Whether a kind runs both ways: what binds the first to the second binds the second to the first.</summary>
    public static bool IsMutual(TieKind kind) =>
        kind is TieKind.LandBorder or TieKind.Treaty or TieKind.Membership or TieKind.DiplomaticRepresentation or TieKind.History;

    /// <summary>Whether a tie lets one party move another.</summary>
    public static bool LetsMove(StatedTie tie, string mover, string moved) =>
        (tie.From == moved && tie.To == mover) || (IsMutual(tie.Kind) && tie.From == mover && tie.To == moved);

    /// <summary>Whether a time lies at or before another, as far as both are known: 2014 is not after 2014-03.</summary>
    public static bool IsNotAfter(ApproximateTime time, string other)
    {
        var shared = Math.Min(time.Value.Length, other.Length);
        return string.CompareOrdinal(time.Value, 0, other, 0, shared) <= 0;
    }

    private static bool HasBegun(StatedTie tie, string? asOf) => asOf is null || tie.At is null || IsNotAfter(tie.At, asOf);

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
