using Demarche.Documents;

namespace Demarche.Observables;

/// <summary>Something seen in evidence that a machine can look for.</summary>
/// <param name="Type">A STIX 2.1 cyber-observable type: <c>ipv4-addr</c>, <c>domain-name</c>, <c>file:hashes.SHA-256</c>.</param>
/// <param name="Value">Refanged and normalised.</param>
/// <param name="Credibility">Admiralty code, 1 confirmed to 6 cannot be judged.</param>
/// <param name="Passage">Where it stands; null when it was told us.</param>
/// <param name="Note">What it was doing there.</param>
public sealed record Observable(string Type, string Value, int Credibility, [Markable] PassageRef? Passage, [Markable] string? Note);

[Kind("observable-seen")]
public sealed record ObservableSeen(string Id, Observable Content) : Added<Observable>(Id, Content);

[Kind("observable-corrected")]
public sealed record ObservableCorrected(string Id, Observable Content, string Reason) : Corrected<Observable>(Id, Content, Reason);

[Kind("observable-withdrawn")]
public sealed record ObservableWithdrawn(string Id, string Reason) : Withdrawn<Observable>(Id, Reason);
