using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>The rivals on one question.</summary>
/// <param name="NoRoom">Whether they leave no room for somebody else: all exclude the others, and none is the rest.</param>
/// <param name="NoRival">Whether there is only one.</param>
public sealed record RivalSet(string Question, IReadOnlyList<Held<Hypothesis>> Hypotheses, bool NoRoom, bool NoRival);

/// <summary>All hypotheses of a case by question; withdrawn ones last.</summary>
/// <param name="Texts">The words of the propositions that they name, by id.</param>
public sealed record HypothesisList(
    string Case, IReadOnlyList<RivalSet> Sets, IReadOnlyList<Held<Hypothesis>> Withdrawn, IReadOnlyList<Choice> Propositions,
    IReadOnlyDictionary<string, string> Texts, bool Writes)
{
    public static HypothesisList Of(CaseCall call)
    {
        var view = call.View;
        var choices = view.Propositions.Standing.Select(p => new Choice(p.Id, p.Content.Text)).ToList();
        return new(view.CaseId, Rivals(view), [.. view.Hypotheses.All.Where(h => h.IsWithdrawn)], choices,
            view.Propositions.All.ToDictionary(p => p.Id, p => p.Content.Text), call.Writes && view.IsOpen);
    }

    internal static IReadOnlyList<RivalSet> Rivals(View view) =>
        [.. view.Hypotheses.Standing.GroupBy(h => h.Content.Question, StringComparer.OrdinalIgnoreCase).Select(g => Set(g.First().Content.Question, [.. g]))];

    private static RivalSet Set(string question, IReadOnlyList<Held<Hypothesis>> rivals) => new(question, rivals,
        rivals.Count > 1 && rivals.All(h => h.Content.Exclusive) && !rivals.Any(h => h.Content.Residual), rivals.Count == 1);
}

/// <summary>All findings of a case, the newest first.</summary>
/// <param name="Values">The observables that they can rest on, by id.</param>
public sealed record FindingList(
    string Case, IReadOnlyList<Held<Finding>> Findings, IReadOnlyList<Choice> Observables, IReadOnlyDictionary<string, string> Values, bool Writes)
{
    /// <summary>A form offers so many observables; others are named through the API.</summary>
    public const int MostOffered = 200;

    public static FindingList Of(CaseCall call)
    {
        var view = call.View;
        return new(view.CaseId, [.. view.Findings.All.Reverse()],
            [.. view.Observables.Standing.Reverse().Take(MostOffered).Select(o => new Choice(o.Id, o.Content.Value))],
            view.Observables.All.ToDictionary(o => o.Id, o => o.Content.Value), call.Writes && view.IsOpen);
    }
}
