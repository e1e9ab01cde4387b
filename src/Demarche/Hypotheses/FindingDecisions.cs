using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Hypotheses;

public sealed record RecordFinding(string Id, Finding Finding, Marking? Marking);

public sealed record CorrectFinding(string Id, Finding Finding, string Reason, int? Seen);

public sealed record WithdrawFinding(string Id, string Reason, int? Seen);

/// <summary>What is allowed of findings.</summary>
public static class FindingDecisions
{
    public static Decision Record(View view, RecordFinding request)
    {
        var marking = RestsOn.MarkingFor(view, request.Finding, request.Marking);
        return Changes.Add(view, request.Id, new FindingRecorded(request.Id, request.Finding), marking, MustBeWellFormed(view, request.Finding)
            ?? (request.Finding.Passage is { } passage ? MustStandAsSeen(view.Documents.Find(passage.Document), null, "document") : null));
    }

    /// <summary>A correction keeps the passage, and the observables that its author may not see.</summary>
    public static Decision Correct(View view, CorrectFinding request)
    {
        var whole = view.Whole<Finding>(request.Id);
        var finding = request.Finding with
        {
            Passage = whole?.Passage,
            Observables = [.. request.Finding.Observables, .. whole?.Observables.Where(o => view.Observables.Find(o) is null) ?? []],
        };
        return Changes.Correct(view, view.Findings.Find(request.Id), request.Seen, new FindingCorrected(request.Id, finding, request.Reason), "finding",
            MustBeWellFormed(view, request.Finding));
    }

    public static Decision Withdraw(View view, WithdrawFinding request) => Changes.Withdraw(
        view, view.Findings.Find(request.Id), request.Seen, new FindingWithdrawn(request.Id, request.Reason), "finding");

    private static Decision.Refused? MustBeWellFormed(View view, Finding finding) =>
        TextMustBeGiven(finding.Text, "text", "what was found")
        ?? TextMustBeGiven(finding.Method, "method", "how it was found")
        ?? TextMustBeGiven(finding.Analyst, "analyst", "who found it")
        ?? Unless(finding.Credibility is >= 1 and <= 6, "credibility-must-be-graded", "Credibility goes from 1, confirmed, to 6, cannot be judged.", "credibility")
        ?? finding.Observables.Select(o => MustStandAsSeen(view.Observables.Find(o), null, "observable")).FirstOrDefault(r => r is not null);
}
