using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Hypotheses;

/// <summary>A hypothesis, as a person states it.</summary>
/// <param name="Propositions">A row without a proposition says nothing.</param>
public sealed record HypothesisForm(
    string Text, string Question, HypothesisKind Kind, bool Exclusive, bool Residual, IReadOnlyList<HypothesisPartForm>? Propositions, MarkingForm? Marking)
{
    public Hypothesis ToHypothesis() => new(
        Text.Trim(), Question.Trim(), Kind, Exclusive, Residual, [.. (Propositions ?? []).Where(p => p.Proposition.Length > 0).Select(p => new HypothesisPart(p.Proposition, p.Takes == Taken.NotSo))]);
}

/// <summary>How a hypothesis takes a proposition.</summary>
public enum Taken { So, NotSo }

public sealed record HypothesisPartForm(string Proposition, Taken Takes);

/// <param name="Seen">The revision that the person saw.</param>
public sealed record HypothesisCorrectionForm(HypothesisForm Hypothesis, string Reason, int? Seen);

public sealed record FindingForm(
    string Text, FindingKind Kind, IReadOnlyList<string>? Observables, string Method, string Analyst, int Credibility, PassageRef? Passage, MarkingForm? Marking)
{
    public Finding ToFinding() => new(Text.Trim(), Kind, [.. (Observables ?? []).Distinct()], Method.Trim(), Analyst.Trim(), Credibility, Passage);
}

public sealed record FindingCorrectionForm(FindingForm Finding, string Reason, int? Seen);

/// <param name="Consistency">Null where the rater has no judgement on this hypothesis, or none any more.</param>
/// <param name="Reason">Empty for the reason of the whole row.</param>
public sealed record CellForm(string Hypothesis, Consistency? Consistency, string? Reason, string? Search);

/// <summary>A person's ratings of one row.</summary>
/// <param name="Reason">For every cell that gives none of its own.</param>
public sealed record RatingForm(IReadOnlyList<CellForm> Cells, string? Reason, MarkingForm? Marking)
{
    // What stands beside no judgement is the reason of the rating that was there, not of its withdrawal.
    internal IReadOnlyList<RateCell> ToCells() =>
        [.. Cells.Select(c => new RateCell(Id.New(), c.Hypothesis, c.Consistency, (c.Consistency is null ? null : Given(c.Reason)) ?? Given(Reason) ?? "", Given(c.Search)))];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Despite">Whether the author has read the warnings and keeps to it.</param>
public sealed record AssessmentForm(
    string About, Likelihood Likelihood, Confidence Confidence, string Text, string? Reasons, IReadOnlyList<string>? Alternatives, string? ChangeOfMind,
    bool Despite, MarkingForm? Marking)
{
    public Assessment ToAssessment() => new(
        About, Likelihood, Confidence, Text.Trim(), Reasons?.Trim() ?? "", [.. (Alternatives ?? []).Where(a => a != About).Distinct()], ChangeOfMind?.Trim() ?? "", []);
}

public sealed record AssessmentCorrectionForm(AssessmentForm Assessment, string Reason, int? Seen);

public sealed record DissentForm(string? Text, int? Seen);
