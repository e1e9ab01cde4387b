using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Hypotheses;

public sealed record StateHypothesis(string Id, Hypothesis Hypothesis, Marking? Marking);

public sealed record CorrectHypothesis(string Id, Hypothesis Hypothesis, string Reason, int? Seen);

public sealed record WithdrawHypothesis(string Id, string Reason, int? Seen);

/// <summary>What is allowed of hypotheses.</summary>
public static class HypothesisDecisions
{
    public static Decision State(View view, StateHypothesis request) => Changes.Add(
        view, request.Id, new HypothesisStated(request.Id, request.Hypothesis), request.Marking, MustBeWellFormed(view, request.Hypothesis, null));

    public static Decision Correct(View view, CorrectHypothesis request) => Changes.Correct(
        view, view.Hypotheses.Find(request.Id), request.Seen, new HypothesisCorrected(request.Id, Whole(view, request), request.Reason), "hypothesis",
        MustBeWellFormed(view, request.Hypothesis, request.Id));

    /// <summary>Ratings of it are kept and come back with it.</summary>
    public static Decision Withdraw(View view, WithdrawHypothesis request) => Changes.Withdraw(
        view, view.Hypotheses.Find(request.Id), request.Seen, new HypothesisWithdrawn(request.Id, request.Reason), "hypothesis");

    // A proposition that the author may not see can't be in the author's form; a correction keeps it.
    private static Hypothesis Whole(View view, CorrectHypothesis request) => request.Hypothesis with
    {
        Propositions =
        [
            .. request.Hypothesis.Propositions,
            .. view.Whole<Hypothesis>(request.Id)?.Propositions.Where(p => view.Propositions.Find(p.Proposition) is null) ?? [],
        ],
    };

    private static Decision.Refused? MustBeWellFormed(View view, Hypothesis hypothesis, string? own) =>
        TextMustBeGiven(hypothesis.Text, "text", "what the hypothesis says")
        ?? TextMustBeGiven(hypothesis.Question, "question", "which question it answers")
        ?? hypothesis.Propositions.Select(p => MustStandAsSeen(view.Propositions.Find(p.Proposition), null, "proposition")).FirstOrDefault(r => r is not null)
        ?? Unless(hypothesis.Propositions.DistinctBy(p => p.Proposition).Count() == hypothesis.Propositions.Count, "a-proposition-is-so-or-not",
            "The hypothesis names one proposition twice. Keep one.", "propositions")
        ?? Unless(!view.Hypotheses.Standing.Any(h => h.Id != own && IsSame(h.Content, hypothesis)), "hypothesis-must-be-new",
            "This hypothesis on this question is stated already.", "text");

    private static bool IsSame(Hypothesis one, Hypothesis other) =>
        one.Question.Equals(other.Question, StringComparison.OrdinalIgnoreCase) && one.Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);
}
