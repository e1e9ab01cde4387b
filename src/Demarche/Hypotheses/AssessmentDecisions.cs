using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Hypotheses;

/// <param name="Despite">Whether the author has read what the check found and keeps to it.</param>
public sealed record MakeAssessment(string Id, Assessment Assessment, bool Despite, Marking? Marking);

public sealed record CorrectAssessment(string Id, Assessment Assessment, bool Despite, string Reason, int? Seen);

/// <param name="Text">Empty to take one's own dissent back.</param>
public sealed record DissentFromAssessment(string Id, string Author, string Text, int? Seen);

public sealed record WithdrawAssessment(string Id, string Reason, int? Seen);

/// <summary>What is allowed of assessments. What the check finds warns, and never decides.</summary>
public static class AssessmentDecisions
{
    public static Decision Make(View view, MakeAssessment request) => Changes.Add(
        view, request.Id, new AssessmentMade(request.Id, request.Assessment with { Dissents = [] }), request.Marking,
        MustBeWellFormed(view, request.Assessment) ?? WarningsMustBeRead(view, request.Assessment, request.Despite));

    /// <summary>A correction is its author's; it keeps what it is about and every dissent.</summary>
    public static Decision Correct(View view, CorrectAssessment request)
    {
        var held = view.Assessments.Find(request.Id);
        var whole = view.Whole<Assessment>(request.Id);
        var assessment = request.Assessment with { About = held?.Content.About ?? "", Dissents = whole?.Dissents ?? [] };
        var kept = assessment with { Alternatives = [.. assessment.Alternatives, .. whole?.Alternatives.Where(a => view.Hypotheses.Find(a) is null) ?? []] };
        return Changes.Correct(view, held, request.Seen, new AssessmentCorrected(request.Id, kept, request.Reason), "assessment",
            held is null ? null : MustBeOnesOwn(view, held) ?? MustBeWellFormed(view, assessment) ?? WarningsMustBeRead(view, assessment, request.Despite));
    }

    /// <summary>Everybody who may write has one dissent of their own, which nobody else changes.</summary>
    public static Decision Dissent(View view, DissentFromAssessment request)
    {
        var whole = view.Whole<Assessment>(request.Id);
        var others = whole?.Dissents.Where(d => d.Author != request.Author).ToList() ?? [];
        var text = request.Text.Trim();
        if (whole is not null && text.Length == 0 && others.Count == whole.Dissents.Count) return Decision.Refuse("text-must-be-given", "Say why you do not share it.", "text");
        if (text.Length > 0) others.Add(new(request.Author, text));
        return whole is null ? MustStandAsSeen(view.Assessments.Find(request.Id), null, "assessment")!
            : Changes.Correct(view, view.Assessments.Find(request.Id), request.Seen,
                new AssessmentDissented(request.Id, whole with { Dissents = others }, text.Length > 0 ? "A dissent." : "The dissent was taken back."), "assessment",
                Unless(text.Length <= LongestText, "text-must-be-short-enough", $"This is longer than {LongestText} characters. Shorten it.", "text"));
    }

    public static Decision Withdraw(View view, WithdrawAssessment request) => MustBeOnesOwn(view, view.Assessments.Find(request.Id)) ?? Changes.Withdraw(
        view, view.Assessments.Find(request.Id), request.Seen, new AssessmentWithdrawn(request.Id, request.Reason), "assessment");

    internal static Decision.Refused? MustBeWellFormed(View view, Assessment assessment) =>
        (view.Hypotheses.Find(assessment.About) is { } hypothesis ? MustStandAsSeen(hypothesis, null, "hypothesis")
            : MustStandAsSeen(view.Propositions.Find(assessment.About), null, "hypothesis or proposition"))
        ?? TextMustBeGiven(assessment.Text, "text", "the judgement") ?? Short(assessment.Reasons, "reasons") ?? Short(assessment.ChangeOfMind, "changeOfMind")
        ?? assessment.Alternatives.Select(a => MustStandAsSeen(view.Hypotheses.Find(a), null, "hypothesis")).FirstOrDefault(r => r is not null);

    // A judgement is a named person's; whoever does not share it says so beside it.
    private static Decision.Refused? MustBeOnesOwn(View view, Held<Assessment>? held) =>
        Must(held is null || view.IsOwn(held), "a-judgement-is-its-authors",
            "This assessment is somebody else's. Write your dissent, or an assessment of your own beside it.");

    private static Decision.Refused? Short(string text, string field) =>
        Unless(text.Length <= LongestText, "text-must-be-short-enough", $"This is longer than {LongestText} characters. Shorten it, or take it in as a document.", field);

    private static Decision.Refused? WarningsMustBeRead(View view, Assessment assessment, bool despite) =>
        !despite && AssessmentCheck.Of(view, assessment) is { Count: > 0 } warnings
            ? new("warnings-must-be-read", string.Join(" ", warnings.Select(w => w.Message).Append("Change it, or say that you keep to it.")), "despite") : null;
}
