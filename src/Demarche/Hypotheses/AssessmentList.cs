using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>An assessment and what its reader could misread in it.</summary>
/// <param name="AboutText">The hypothesis or the proposition in words.</param>
/// <param name="Warnings">Beside what this reader sees, today.</param>
/// <param name="IsMine">Whether the reader made it.</param>
public sealed record AssessmentRow(Held<Assessment> Assessment, string AboutText, IReadOnlyList<AssessmentWarning> Warnings, bool IsMine);

/// <summary>All assessments of a case, the newest first.</summary>
/// <param name="About">What can be assessed: hypotheses, then propositions.</param>
/// <param name="Hypotheses">The words of hypotheses, by id.</param>
/// <param name="Names">Of those who dissent, by id.</param>
public sealed record AssessmentList(
    string Case, IReadOnlyList<AssessmentRow> Assessments, IReadOnlyList<Choice> About, IReadOnlyDictionary<string, string> Hypotheses,
    IReadOnlyDictionary<string, string> Names, string? Chosen, string Caller, bool Writes)
{
    public static AssessmentList Of(CaseCall call)
    {
        var view = call.View;
        return new(view.CaseId, [.. view.Assessments.All.Reverse().Select(a => Row(view, a))], AboutOf(view),
            view.Hypotheses.All.ToDictionary(h => h.Id, h => h.Content.Text),
            view.Assessments.All.SelectMany(a => a.Content.Dissents).Select(d => d.Author).Distinct().ToDictionary(a => a, call.Desk.NameOf),
            call.Query["about"], call.Caller.Id, call.Writes && view.IsOpen);
    }

    internal static IReadOnlyList<Choice> AboutOf(View view) =>
        [.. view.Hypotheses.Standing.Select(h => new Choice(h.Id, h.Content.Text)), .. view.Propositions.Standing.Select(p => new Choice(p.Id, p.Content.Text))];

    internal static string Text(View view, string about) => view.Hypotheses.Find(about)?.Content.Text ?? view.Propositions.Find(about)?.Content.Text ?? "";

    private static AssessmentRow Row(View view, Held<Assessment> held) =>
        new(held, Text(view, held.Content.About), held.IsWithdrawn ? [] : AssessmentCheck.Of(view, held.Content), view.IsOwn(held));
}

/// <summary>A judgement while it is written: as it would read, and what its reader could misread.</summary>
public sealed record AssessmentPreview(
    Assessment Assessment, string AboutText, IReadOnlyList<AssessmentWarning> Warnings, AssessmentSupport Support, IReadOnlyList<Choice> About,
    IReadOnlyDictionary<string, string> Hypotheses)
{
    public static AssessmentPreview Of(View view, Assessment assessment) => new(
        assessment, AssessmentList.Text(view, assessment.About), AssessmentCheck.Of(view, assessment), AssessmentSupport.Of(view, assessment.About),
        AssessmentList.AboutOf(view), view.Hypotheses.All.ToDictionary(h => h.Id, h => h.Content.Text));
}
