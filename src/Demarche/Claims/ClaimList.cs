using Demarche.Views;

namespace Demarche.Claims;

/// <summary>How often a stance is taken on a proposition.</summary>
/// <param name="Claims">Standing claims.</param>
/// <param name="Origins">Independent origins behind them; copies of one original count once.</param>
public sealed record StanceCount(Stance Stance, int Claims, int Origins)
{
    /// <summary>How many of these origins say so in nothing but what the partner who gave it corrected or retracted since.</summary>
    public int Recalled { get; init; }

    /// <summary>Each stance that these claims take, in the order of <see cref="Claims.Stance"/>. No stance is added to another.</summary>
    internal static IReadOnlyList<StanceCount> Of(IEnumerable<Held<Claim>> claims, View view)
    {
        var (origins, recalls) = (Documents.OriginList.Of(view), Releases.RecallList.Of(view));
        return [.. claims.GroupBy(c => c.Content.Stance).OrderBy(g => g.Key).Select(g => new StanceCount(g.Key, g.Count(), origins.Count(g.Select(c => c.Content)))
        {
            Recalled = g.GroupBy(c => origins.KeyOf(c.Content)).Count(o => o.All(c => recalls.Find(c.Id) is not null)),
        })];
    }

    /// <summary>The origins in words, with those among them that are corrected or retracted: they are never counted in silence.</summary>
    internal static string Said(StanceCount count) => Web.Words.SayCount("claims.origins", count.Origins) + (count.Recalled == 0 ? ""
        : " " + (count.Recalled == count.Origins ? Web.Words.Say("claims.recalled.all") : Web.Words.SayCount("claims.recalled", count.Recalled)));
}

/// <summary>A proposition, the stances taken on it, and the claims of this page.</summary>
/// <param name="Contradicted">Whether it is both asserted or suggested, and denied.</param>
public sealed record PropositionGroup(
    string Id, string Text, Marking Marking, bool Withdrawn, int Revision, bool Contradicted, IReadOnlyList<StanceCount> Counts, IReadOnlyList<ClaimRow> Claims);

/// <summary>A name for a list of choices.</summary>
public sealed record Choice(string Id, string Name);

/// <summary>A page of claims by proposition.</summary>
/// <param name="Total">How many claims the filter lets through.</param>
/// <param name="Next">The key that the next page begins after; null on the last one.</param>
/// <param name="Contradicted">How many propositions are contradicted in the whole case.</param>
public sealed record ClaimList(
    ClaimFilter Filter, IReadOnlyList<PropositionGroup> Groups, int Total, string? Next, int Contradicted,
    IReadOnlyList<Choice> Sources)
{
    /// <summary>So many rows at most stand on a page: it stays small however large the case is.</summary>
    public const int PageRows = 50;

    public static ClaimList Of(View view, DeskFile desk, ClaimFilter filter)
    {
        var index = ClaimIndex.Of(view);
        var let = index.Rows.Where(r => Lets(index, filter, r)).ToList();
        var start = index.PlaceOf(filter.After) is { } place ? let.FindIndex(r => r.Place > place) : 0;
        var page = start < 0 ? [] : let.Skip(start).Take(PageRows).ToList();
        return new(filter, [.. page.GroupBy(r => r.Proposition.Id).Select(g => Group(view, desk, index, g))], let.Count(r => r.Claim is not null),
            start >= 0 && start + page.Count < let.Count ? page[^1].Key : null, index.Contradicted, index.Sources);
    }

    // A proposition's own row stands for it where none of its claims does: it waits for its first one.
    private static bool Lets(ClaimIndex index, ClaimFilter filter, ClaimPlace row)
    {
        var proposition = row.Proposition;
        if (filter.Proposition is { } only && only != proposition.Id) return false;
        if (filter.Words is { } words && !proposition.Content.Text.Contains(words, StringComparison.OrdinalIgnoreCase)) return false;
        if (filter.Contradicted && !index.IsContradicted(proposition.Id)) return false;
        if (row.Claim is { } claim) return claim.IsWithdrawn == filter.Withdrawn && filter.Lets(claim.Content);
        return filter is { Stance: null, Source: null } && proposition.IsWithdrawn == filter.Withdrawn
            && !index.On(proposition.Id).Any(c => c.IsWithdrawn == filter.Withdrawn);
    }

    private static PropositionGroup Group(View view, DeskFile desk, ClaimIndex index, IEnumerable<ClaimPlace> rows)
    {
        var held = rows.First().Proposition;
        return new(held.Id, held.Content.Text, held.Marking, held.IsWithdrawn, held.Revision, index.IsContradicted(held.Id), index.CountsOf(held.Id),
            [.. rows.Where(r => r.Claim is not null).Select(r => ClaimRow.Of(r.Claim!, view, desk))]);
    }
}
