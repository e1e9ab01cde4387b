using Demarche.Statements;

namespace Demarche.Releases;

/// <summary>Where a copy says something else than the public line, or than other partners were told.</summary>
internal static class Contradictions
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        foreach (var against in PublicLine.Of(copy.View).Disagreements.Where(d => copy.Going.Contains(d.Claim)))
        {
            Finding found = against.Bearing == Bearing.Contradicts
                ? new("contradicts-the-public-line", Severity.Warning, against.Claim, $"In public it is said of “{against.ProposedText}” that it is otherwise; {against.Source} says the opposite here.")
                : new("goes-beyond-the-public-line", Severity.Warning, against.Claim, $"In public it is said that there is no evidence for “{against.ProposedText}”; {against.Source} says it here.");
            yield return found with { RestsOn = [against.Statement, against.Proposition, copy.View.Claims.Find(against.Claim)!.Content.Source] };
        }
        var told = copy.ClaimsOfOthers.ToLookup(g => g.Claim.Content.Proposition);
        foreach (var claim in copy.Items.Where(i => i.Kind == "claim").Select(i => copy.View.Claims.Find(i.Item)!).Where(c => c is not null))
        {
            var against = told[claim.Content.Proposition]
                .Where(t => !copy.Going.Contains(t.Claim.Id) && PublicLine.BearingOf(t.Claim.Content.Stance, claim.Content.Stance) == Bearing.Contradicts).ToList();
            if (against.Count > 0)
                yield return new("told-otherwise-to-another", Severity.Warning, claim.Id,
                    $"{copy.Told(against)} told the opposite of “{copy.View.Propositions.Find(claim.Content.Proposition)?.Content.Text}” and is not told this.")
                { RestsOn = [claim.Content.Proposition, .. against.Select(t => t.Claim.Id)] };
        }
    }
}
