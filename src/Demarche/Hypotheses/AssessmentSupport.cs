using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>
/// What a reader sees for and against a hypothesis or a proposition: rows that are rated consistent or inconsistent with it, and claims that take a stance
/// on what it says. Counted by origin, as everywhere.
/// </summary>
/// <param name="For">Rows for it.</param>
/// <param name="Contrary">Rows against it.</param>
/// <param name="NoEvidence">From how many origins it is said that there is no evidence for it.</param>
public sealed record AssessmentSupport(IReadOnlyList<Evidence> For, IReadOnlyList<Evidence> Contrary, int NoEvidence)
{
    /// <summary>Ids of the rows of which every copy was corrected or retracted by the partner who gave it.</summary>
    public IReadOnlyList<string> Recalled { get; init; } = [];

    public static AssessmentSupport Of(View view, string about)
    {
        var (rows, hypothesis) = (EvidenceList.Of(view), view.Hypotheses.Find(about)?.Content);
        // What it takes to be so is true, what it takes not to be so is false.
        var so = hypothesis is null ? new Dictionary<string, bool> { [about] = true }
            : hypothesis.Propositions.DistinctBy(p => p.Proposition).ToDictionary(p => p.Proposition, p => !p.Negated);
        HashSet<Evidence> pro = [], contra = [];
        HashSet<string> none = [];
        foreach (var row in rows.Rows.Where(r => r.Proposition is not null && so.ContainsKey(r.Proposition)))
        {
            switch (row.Stance, so[row.Proposition!])
            {
                case (Stance.Asserts or Stance.Suggests, true) or (Stance.Denies, false): pro.Add(row); break;
                case (Stance.Asserts or Stance.Suggests, false) or (Stance.Denies, true): contra.Add(row); break;
                case (Stance.NoEvidenceFor, true): none.Add(row.Origin); break;
            }
        }
        foreach (var rating in hypothesis is null ? [] : view.Ratings.Standing.Select(r => r.Content).Where(r => r.Hypothesis == about))
        {
            if (rows.Find(rating.Evidence) is not { } row || RatingRules.Broken(row, hypothesis!, rating.Consistency, rating.Search) is not null) continue;
            if (rating.Consistency is Consistency.CC or Consistency.C) pro.Add(row);
            if (rating.Consistency is Consistency.I or Consistency.II) contra.Add(row);
        }
        var recalls = Releases.RecallList.Of(view);
        return new([.. rows.Rows.Where(pro.Contains)], [.. rows.Rows.Where(contra.Contains)], none.Count)
        {
            Recalled = [.. rows.Rows.Where(r => (pro.Contains(r) || contra.Contains(r)) && r.Members.All(m => recalls.Find(m) is not null)).Select(r => r.Id)],
        };
    }

    /// <summary>From how many origins rows come.</summary>
    public static int Origins(IEnumerable<Evidence> rows) => rows.Select(r => r.Origin).Distinct().Count();

    /// <summary>Where a likelihood is stronger than what the reader sees.</summary>
    internal IEnumerable<AssessmentWarning> Against(Likelihood likelihood)
    {
        if (likelihood >= Likelihood.Likely)
        {
            if (For.Count == 0)
            {
                yield return new("no-stronger-than-the-evidence", "Nothing that you see in this case speaks for it: no rating and no claim.", null);
                yield break;
            }
            if (For.Select(e => e.Origin).Distinct().Count() == 1)
                yield return new("no-stronger-than-one-origin", $"All that speaks for it comes from one origin: {Named(For)}. However many copies repeat it, it counts once.", null);
            if (For.All(e => Recalled.Contains(e.Id)))
                yield return new("no-stronger-than-what-was-taken-back", "All that speaks for it was corrected or retracted since by the partners who gave it.", null);
            if (For.All(e => e.Protected))
                yield return new("no-stronger-than-a-protected-source", "Only protected sources speak for it. Whoever reads it can't check who says so.", null);
            if (For.All(e => e.Nature is Nature.Inference or Nature.Opinion || e.Stance == Stance.Suggests))
                yield return new("no-stronger-than-an-inference", "Only inferences, opinions and suggestions speak for it. Nobody states it as a fact.", null);
        }
        if (likelihood <= Likelihood.Unlikely && Contrary.Count > 0 && Contrary.All(e => Recalled.Contains(e.Id)))
            yield return new("no-stronger-than-what-was-taken-back", "All that speaks against it was corrected or retracted since by the partners who gave it.", null);
        if (likelihood <= Likelihood.Unlikely && Contrary.Count == 0)
        {
            yield return NoEvidence > 0
                ? new("no-evidence-for-is-not-against", "What you see against it is that somebody has no evidence for it. That is not evidence against it.", null)
                : new("no-stronger-than-the-evidence", "Nothing that you see in this case speaks against it: no rating and no claim.", null);
        }
    }

    private static string Named(IReadOnlyList<Evidence> rows) => string.Join(", ", rows.Select(e => e.Speaker).Distinct().Take(3));
}
