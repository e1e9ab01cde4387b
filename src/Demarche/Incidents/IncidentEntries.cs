
namespace Demarche.Incidents;

/// <summary>What happened, in words and times.</summary>
/// <param name="Description">In words.</param>
/// <param name="Began">When it began, as precisely as known.</param>
/// <param name="Ended">When it ended; null while it goes on or where nobody knows.</param>
/// <param name="Discovered">When it was noticed.</param>
public sealed record Incident(
    string Description, [Markable] ApproximateTime? Began, [Markable] ApproximateTime? Ended, [Markable] ApproximateTime? Discovered);

/// <summary>What the incident did to somebody.</summary>
/// <param name="Victim">The party harmed.</param>
/// <param name="Kind">In a word or two: network down, data stolen, release cancelled.</param>
/// <param name="Description">In words.</param>
/// <param name="At">When, as precisely as known.</param>
public sealed record Effect([Markable] string? Victim, string Kind, string Description, [Markable] ApproximateTime? At);

[Kind("incident-described")]
public sealed record IncidentDescribed(string Id, Incident Content) : Added<Incident>(Id, Content);

[Kind("incident-corrected")]
public sealed record IncidentCorrected(string Id, Incident Content, string Reason) : Corrected<Incident>(Id, Content, Reason);

[Kind("incident-withdrawn")]
public sealed record IncidentWithdrawn(string Id, string Reason) : Withdrawn<Incident>(Id, Reason);

[Kind("effect-recorded")]
public sealed record EffectRecorded(string Id, Effect Content) : Added<Effect>(Id, Content);

[Kind("effect-corrected")]
public sealed record EffectCorrected(string Id, Effect Content, string Reason) : Corrected<Effect>(Id, Content, Reason);

[Kind("effect-withdrawn")]
public sealed record EffectWithdrawn(string Id, string Reason) : Withdrawn<Effect>(Id, Reason);
