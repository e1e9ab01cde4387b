using Demarche.Views;

namespace Demarche.Claims;

/// <summary>What a claim can be made of.</summary>
/// <param name="Proposition">The one it is to be about, where somebody came from it; null for any.</param>
public sealed record NewClaim(string? Proposition, IReadOnlyList<Choice> Sources, IReadOnlyList<Choice> Propositions)
{
    public static NewClaim Of(View view, string? proposition)
    {
        var index = ClaimIndex.Of(view);
        return new(view.Propositions.Find(proposition)?.Id, index.Sources, index.Choices);
    }
}
