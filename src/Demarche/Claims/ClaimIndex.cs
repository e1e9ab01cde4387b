using System.Runtime.CompilerServices;
using Demarche.Views;

namespace Demarche.Claims;

/// <summary>A row of the claims page: a proposition, or a claim on it.</summary>
/// <param name="Place">Where it stands among all rows of the view.</param>
internal sealed record ClaimPlace(int Place, Held<Proposition> Proposition, Held<Claim>? Claim)
{
    public string Key => Claim?.Id ?? Proposition.Id;
}

/// <summary>The claims of one view by proposition. Kept with the view, which never changes.</summary>
internal sealed class ClaimIndex
{
    private static readonly ConditionalWeakTable<View, ClaimIndex> Kept = [];
    private readonly View view;
    private readonly ILookup<string, Held<Claim>> byProposition;
    private readonly HashSet<string> contradicted;
    private readonly Dictionary<string, int> places;

    private ClaimIndex(View view)
    {
        this.view = view;
        byProposition = view.Claims.All.ToLookup(c => c.Content.Proposition);
        contradicted = [.. view.Propositions.Standing.Where(p => Contradicts(byProposition[p.Id])).Select(p => p.Id)];
        Rows = [.. view.Propositions.All.SelectMany(p => byProposition[p.Id].Select(c => (p, c: (Held<Claim>?)c)).Prepend((p, c: null)))
            .Select((row, place) => new ClaimPlace(place, row.p, row.c))];
        places = Rows.ToDictionary(r => r.Key, r => r.Place);
        Sources = [.. view.Sources.Standing.Select(s => new Choice(s.Id, s.Content.PublicName)).OrderBy(c => c.Name, StringComparer.Ordinal)];
        Choices = [.. view.Propositions.Standing.Select(p => new Choice(p.Id, p.Content.Text))];
    }

    public IReadOnlyList<ClaimPlace> Rows { get; }

    public IReadOnlyList<Choice> Sources { get; }

    public IReadOnlyList<Choice> Choices { get; }

    public int Contradicted => contradicted.Count;

    public static ClaimIndex Of(View view) => Kept.GetValue(view, v => new ClaimIndex(v));

    public IEnumerable<Held<Claim>> On(string proposition) => byProposition[proposition];

    public bool IsContradicted(string proposition) => contradicted.Contains(proposition);

    public int? PlaceOf(string? key) => key is not null && places.TryGetValue(key, out var place) ? place : null;

    /// <summary>Each stance that is taken on a proposition, in the order of <see cref="Stance"/>.</summary>
    public IReadOnlyList<StanceCount> CountsOf(string proposition) =>
        StanceCount.Of(byProposition[proposition].Where(c => !c.IsWithdrawn), view);

    private static bool Contradicts(IEnumerable<Held<Claim>> claims)
    {
        var stances = claims.Where(c => !c.IsWithdrawn).Select(c => c.Content.Stance).ToHashSet();
        return stances.Contains(Stance.Denies) && (stances.Contains(Stance.Asserts) || stances.Contains(Stance.Suggests));
    }
}
