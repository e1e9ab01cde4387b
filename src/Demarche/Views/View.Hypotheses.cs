using Demarche.Hypotheses;

namespace Demarche.Views;

/// <summary>Rival explanations: the desk's own thinking, which nobody outside the desk is told.</summary>
public sealed partial class View
{
    private Held<Finding>? Found(Held<Finding> finding) => !IsAtDesk ? null : Seen(finding, f => f with
    {
        Observables = [.. f.Observables.Where(o => Observables.Find(o) is not null)],
        Passage = Detached(f.Passage),
    });

    private Held<Hypothesis>? Explained(Held<Hypothesis> hypothesis) => !IsAtDesk ? null
        : Seen(hypothesis, h => h with { Propositions = [.. h.Propositions.Where(p => Propositions.Find(p.Proposition) is not null)] });

    // A rating is of this evidence against this hypothesis; an earlier version of another cell, which no desk writes, is not told of.
    private Held<Rating>? Rated(Held<Rating> rating) => !IsAtDesk || !IsCell(rating.Content) ? null
        : Seen(rating, r => r, r => (r.Hypothesis, r.Evidence) == (rating.Content.Hypothesis, rating.Content.Evidence));

    private bool IsCell(Rating rating) =>
        Hypotheses.Find(rating.Hypothesis) is not null && (Claims.Find(rating.Evidence) is not null || Findings.Find(rating.Evidence) is not null);

    private Held<Assessment>? Assessed(Held<Assessment> assessment) =>
        !IsAtDesk || Hypotheses.Find(assessment.Content.About) is null && Propositions.Find(assessment.Content.About) is null ? null
        : Seen(assessment, a => a with { Alternatives = [.. a.Alternatives.Where(h => Hypotheses.Find(h) is not null)] }, a => a.About == assessment.Content.About);
}
