using Demarche.Web;

namespace Demarche.Incidents;

/// <summary>What happened, as a person says it.</summary>
public sealed record IncidentForm(
    string Description, ApproximateTime? Began, ApproximateTime? Ended, ApproximateTime? Discovered, MarkingForm? Marking)
{
    public Incident ToIncident() => new(Description?.Trim() ?? "", Began, Ended, Discovered);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record IncidentCorrectionForm(IncidentForm Incident, string Reason, int? Seen);

/// <summary>What the incident did to somebody, as a person says it.</summary>
/// <param name="Victim">A party's id; null where nobody is named.</param>
public sealed record EffectForm(string? Victim, string Kind, string Description, ApproximateTime? At, MarkingForm? Marking)
{
    public Effect ToEffect() => new(string.IsNullOrEmpty(Victim) ? null : Victim, Kind?.Trim() ?? "", Description?.Trim() ?? "", At);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record EffectCorrectionForm(EffectForm Effect, string Reason, int? Seen);
