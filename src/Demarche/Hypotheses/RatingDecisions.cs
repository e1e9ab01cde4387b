using Demarche.Claims;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Hypotheses;

/// <summary>Rate a row of the matrix: one piece of evidence against as many hypotheses as the rater has a judgement on.</summary>
/// <param name="Evidence">The id of a claim or a finding.</param>
/// <param name="Cells">One for each hypothesis.</param>
/// <param name="Rater">Who rates.</param>
/// <param name="Marking">Null for the case's default; a rating that stands already keeps its own.</param>
public sealed record RateEvidence(string Evidence, IReadOnlyList<RateCell> Cells, string Rater, Marking? Marking);

/// <param name="Id">The rating's id, where it becomes a new one.</param>
/// <param name="Consistency">Null for no judgement: the rater's rating is withdrawn where there is one.</param>
public sealed record RateCell(string Id, string Hypothesis, Consistency? Consistency, string Reason, string? Search);

public sealed record WithdrawRating(string Id, string Rater, string Reason, int? Seen);

/// <summary>What is allowed of ratings: each rater has one for each cell, and nobody changes another's.</summary>
public static class RatingDecisions
{
    /// <summary>Gives the rater's ratings of one row, and changes or withdraws those that stand already. All or none.</summary>
    public static Decision Rate(View view, RateEvidence request)
    {
        var evidence = EvidenceList.Of(view).Find(request.Evidence);
        var marking = request.Marking ?? view.Default;
        if ((CaseMustBeOpen(view) ?? EvidenceMustStand(evidence) ?? MarkingMustHold(view, marking) ?? CellsMustBeGiven(request)) is { } refused) return refused;
        List<Marked> facts = [];
        Decision.Refused? unchanged = null;
        foreach (var cell in request.Cells)
        {
            var hypothesis = view.Hypotheses.Find(cell.Hypothesis);
            if (MustStandAsSeen(hypothesis, null, "hypothesis") is { } missing) return missing;
            List<Held<Rating>> owns = [.. Own(view, evidence!, cell.Hypothesis, request.Rater)];
            if (cell.Consistency is not { } consistency)
            {
                var reason = string.IsNullOrWhiteSpace(cell.Reason) ? NoJudgement : cell.Reason.Trim();
                if (TextMustBeGiven(reason, "reason", "why you withdraw it") is { } tooLong) return tooLong;
                facts.AddRange(owns.Where(o => !o.IsWithdrawn).Select(o => new Marked(new RatingWithdrawn(o.Id, reason), o.Marking)));
                continue;
            }
            var own = owns.FirstOrDefault();
            if ((TextMustBeGiven(cell.Reason, "reason", "why you rate it so") ?? SearchMustBeShort(cell) ?? RatingRules.MustHold(evidence!, hypothesis!.Content, consistency, cell.Search)) is { } wrong)
                return wrong;
            var rating = new Rating(cell.Hypothesis, request.Evidence, consistency, cell.Reason.Trim(), cell.Search);
            var otherMarking = MarkingMustStay(own, request.Marking);
            if (own is { IsWithdrawn: false } && own.Content with { Evidence = rating.Evidence } == rating)
            {
                unchanged ??= otherMarking ?? new("something-must-change", "You rated all of this so already.");
                continue;
            }
            if (otherMarking is not null) return otherMarking;
            facts.Add(own is null ? new(new RatingGiven(cell.Id, rating), marking)
                : new(new RatingChanged(own.Id, rating with { Evidence = own.Content.Evidence }, rating.Reason), own.Marking));
        }
        return facts.Count > 0 ? new Decision.Allowed(facts, evidence!.Id)
            : unchanged ?? new Decision.Refused("rating-must-be-given", "Choose a rating for at least one hypothesis.", "cells");
    }

    public static Decision Withdraw(View view, WithdrawRating request) =>
        view.Ratings.Find(request.Id) is { } held && view.BroughtInBy(held) != request.Rater
            ? Decision.Refuse("a-rating-is-its-raters", "This is somebody else's rating. Give your own beside it.")
            : Changes.Withdraw(view, view.Ratings.Find(request.Id), request.Seen, new RatingWithdrawn(request.Id, request.Reason), "rating");

    private const string NoJudgement = "The rater has no judgement on this any more.";

    // Copies of one saying are one row, so a rating of any of them is the rater's rating of the row. Those that stand come first.
    private static IEnumerable<Held<Rating>> Own(View view, Evidence evidence, string hypothesis, string rater) => view.Ratings.All
        .Where(r => r.Content.Hypothesis == hypothesis && evidence.Has(view, r.Content.Evidence) && view.BroughtInBy(r) == rater)
        .OrderBy(r => r.IsWithdrawn);

    // A change of rating would else leave the marking as it was, and nobody would be told.
    private static Decision.Refused? MarkingMustStay(Held<Rating>? own, Marking? chosen) =>
        Must(own is null || chosen is null || chosen == own.Marking, "a-rating-keeps-its-marking",
            $"Your rating of this is marked {own?.Marking.Label} and keeps its marking. Change that first, at the rating's own marking, or choose none here.", "marking");

    private static Decision.Refused? SearchMustBeShort(RateCell cell) =>
        Unless(cell.Search is null || cell.Search.Length <= LongestText, "text-must-be-short-enough", $"This is longer than {LongestText} characters. Shorten it.", "search");

    private static Decision.Refused? EvidenceMustStand(Evidence? evidence) =>
        Unless(evidence is not null, "item-must-exist", "There is no such evidence in this case.");

    private static Decision.Refused? CellsMustBeGiven(RateEvidence request) =>
        Unless(request.Cells.DistinctBy(c => c.Hypothesis).Count() == request.Cells.Count, "one-rating-for-each-rater-and-cell",
            "Two ratings are given for one hypothesis. Keep one.", "cells");
}

/// <summary>What evidence can't show, whoever rates it.</summary>
internal static class RatingRules
{
    /// <summary>Where a server stands says whom to ask, never who did it.</summary>
    public const string Geography = "where-a-machine-stands-is-not-who-did-it";

    /// <summary>Not to have found is not to have refuted.</summary>
    public const string Absence = "no-evidence-needs-a-search";

    public static Decision.Refused? MustHold(Evidence evidence, Hypothesis hypothesis, Consistency consistency, string? search) => Broken(evidence, hypothesis, consistency, search) switch
    {
        Geography => new(Geography, "This finding says in which country or network a machine stands. That says whom to ask, never who is responsible: it can only be rated N here.", "consistency"),
        Absence => new(Absence, "Nobody found or said anything here. Rate it N, or say where somebody searched and why that search would have found it.", "search"),
        _ => null,
    };

    /// <summary>The rule that a rating breaks as things stand now; null where it holds. What breaks a rule counts as N.</summary>
    public static string? Broken(Evidence evidence, Hypothesis hypothesis, Consistency consistency, string? search) =>
        consistency == Consistency.N ? null
        : evidence.FindingKind == FindingKind.WhereItStands && hypothesis.Kind == HypothesisKind.Responsibility ? Geography
        : evidence.Stance is Stance.NoEvidenceFor or Stance.AskedAbout && string.IsNullOrWhiteSpace(search) ? Absence
        : null;
}
