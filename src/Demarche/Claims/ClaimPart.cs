using Demarche.Views;

namespace Demarche.Claims;

/// <summary>One claim with its history, and the other stances on its proposition.</summary>
/// <param name="Beside">Other standing claims on the same proposition; at most <see cref="MostBeside"/>.</param>
public sealed record ClaimPart(
    ClaimRow Claim, IReadOnlyList<Past> History, IReadOnlyList<StanceCount> Counts, IReadOnlyList<ClaimRow> Beside,
    IReadOnlyList<Choice> Sources, IReadOnlyList<Choice> Propositions)
{
    public const int MostBeside = 50;

    public static ClaimPart? Of(View view, DeskFile desk, string id)
    {
        if (view.Claims.Find(id) is not { } held) return null;
        var index = ClaimIndex.Of(view);
        return new(ClaimRow.Of(held, view, desk), Past.Of(held, desk, c => Says(view, c)), index.CountsOf(held.Content.Proposition),
            [.. index.On(held.Content.Proposition).Where(c => c.Id != id && !c.IsWithdrawn).Take(MostBeside).Select(c => ClaimRow.Of(c, view, desk))],
            index.Sources, index.Choices);
    }

    // A view holds no version that names what its reader may not see.
    private static string Says(View view, Claim claim) =>
        $"{view.Sources.Find(claim.Source)!.Content.PublicName} {ClaimWords.Of(claim.Stance)}: {view.Propositions.Find(claim.Proposition)!.Content.Text}";
}

/// <summary>One proposition with its history and the stances on it.</summary>
public sealed record PropositionPart(
    string Id, string Text, Marking Marking, bool Withdrawn, int Revision, IReadOnlyList<Past> History, IReadOnlyList<StanceCount> Counts,
    StanceTimeline Timeline, ContradictionList Contradictions)
{
    public static PropositionPart? Of(View view, DeskFile desk, string id) => view.Propositions.Find(id) is not { } held ? null
        : new(id, held.Content.Text, held.Marking, held.IsWithdrawn, held.Revision, Past.Of(held, desk, p => p.Text),
            ClaimIndex.Of(view).CountsOf(id), StanceTimeline.Of(view, id), ContradictionList.Of(view, id));
}
