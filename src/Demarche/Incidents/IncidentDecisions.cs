using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Incidents;

/// <param name="Marking">Null for the case's default.</param>
public sealed record DescribeIncident(string Id, Incident Incident, Marking? Marking);

public sealed record CorrectIncident(string Id, Incident Incident, string Reason, int? Seen);

public sealed record WithdrawIncident(string Id, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record RecordEffect(string Id, Effect Effect, Marking? Marking);

public sealed record CorrectEffect(string Id, Effect Effect, string Reason, int? Seen);

public sealed record WithdrawEffect(string Id, string Reason, int? Seen);

/// <summary>What is allowed of the incident and its effects.</summary>
public static class IncidentDecisions
{
    public static Decision Describe(View view, DescribeIncident request) =>
        view.Incidents.Standing.FirstOrDefault() is not null
            ? Decision.Refuse("a-case-has-one-incident", "The incident is described already. Correct that description, or open another case.")
            : Changes.Add(view, request.Id, new IncidentDescribed(request.Id, request.Incident), request.Marking, MustBeWellFormed(request.Incident));

    public static Decision Correct(View view, CorrectIncident request) => Changes.Correct(
        view, view.Incidents.Find(request.Id), request.Seen, new IncidentCorrected(request.Id, request.Incident, request.Reason), "description",
        MustBeWellFormed(request.Incident));

    public static Decision Withdraw(View view, WithdrawIncident request) => Changes.Withdraw(
        view, view.Incidents.Find(request.Id), request.Seen, new IncidentWithdrawn(request.Id, request.Reason), "description");

    public static Decision Record(View view, RecordEffect request) =>
        Changes.Add(view, request.Id, new EffectRecorded(request.Id, request.Effect), request.Marking, MustBeWellFormed(view, request.Effect));

    public static Decision Correct(View view, CorrectEffect request) => Changes.Correct(
        view, view.Effects.Find(request.Id), request.Seen, new EffectCorrected(request.Id, Whole(view, request), request.Reason), "effect",
        MustBeWellFormed(view, request.Effect));

    // A victim that the author may not see can't be in the author's form; a correction keeps it.
    private static Effect Whole(View view, CorrectEffect request) =>
        request.Effect.Victim is null && view.Whole<Effect>(request.Id) is { Victim: { } victim } && view.Parties.Find(victim) is null
            ? request.Effect with { Victim = victim } : request.Effect;

    public static Decision Withdraw(View view, WithdrawEffect request) => Changes.Withdraw(
        view, view.Effects.Find(request.Id), request.Seen, new EffectWithdrawn(request.Id, request.Reason), "effect");

    private static Decision.Refused? MustBeWellFormed(Incident incident) =>
        TextMustBeGiven(incident.Description, "description", "what happened")
        ?? TimeMustBeReal(incident.Began, "began") ?? TimeMustBeReal(incident.Ended, "ended") ?? TimeMustBeReal(incident.Discovered, "discovered")
        ?? (IsBefore(incident.Ended, incident.Began) ? new("what-ends-began-before", "It can't have ended before it began.", "ended") : null);

    private static Decision.Refused? MustBeWellFormed(View view, Effect effect) =>
        TextMustBeGiven(effect.Kind, "kind", "what kind of effect it is, in a word or two")
        ?? TextMustBeGiven(effect.Description, "description", "what it did")
        ?? TimeMustBeReal(effect.At, "at")
        ?? (effect.Victim is { } victim ? MustStandAsSeen(view.Parties.Find(victim), null, "party") : null);

    // Compared as far as both are precise: 2014 is not before 2014-11.
    private static bool IsBefore(ApproximateTime? first, ApproximateTime? second)
    {
        if (first is null || second is null || first.About || second.About) return false;
        var length = Math.Min(first.Value.Length, second.Value.Length);
        return string.CompareOrdinal(first.Value, 0, second.Value, 0, length) < 0;
    }
}
