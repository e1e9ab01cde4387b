using Demarche.Documents;

namespace Demarche.Hypotheses;

/// <summary>What a finding tells. <see cref="WhereItStands"/> is a country or a network and nothing else.</summary>
public enum FindingKind { Behaviour, CodeLikeness, ReusedInfrastructure, WhereItStands, Timing, Language, Other }

/// <summary>A piece of technical evidence: an analysis that rests on observables.</summary>
/// <param name="Text">What was found.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Observables">Ids of the observables that it rests on.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Analyst">Who found it.</param>
/// <param name="Credibility">Admiralty code, 1 confirmed to 6 cannot be judged.</param>
/// <param name="Passage">Where it is reported; null for an analysis of our own.</param>
public sealed record Finding(
    string Text, FindingKind Kind, IReadOnlyList<string> Observables, string Method, string Analyst, int Credibility, PassageRef? Passage);

[Kind("finding-recorded")]
public sealed record FindingRecorded(string Id, Finding Content) : Added<Finding>(Id, Content);

[Kind("finding-corrected")]
public sealed record FindingCorrected(string Id, Finding Content, string Reason) : Corrected<Finding>(Id, Content, Reason);

[Kind("finding-withdrawn")]
public sealed record FindingWithdrawn(string Id, string Reason) : Withdrawn<Finding>(Id, Reason);
