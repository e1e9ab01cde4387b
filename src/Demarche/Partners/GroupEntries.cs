namespace Demarche.Partners;

/// <summary>Partners that are named together: a regional group, the members of a treaty. What is releasable to it is so to each member.</summary>
/// <param name="Name">As it is called here. No partner is told the name or who else belongs to it.</param>
/// <param name="Members">Ids of partners.</param>
public sealed record PartnerGroup(string Name, IReadOnlyList<string> Members);

[Kind("partner-group-made")]
public sealed record PartnerGroupMade(string Id, PartnerGroup Content) : Added<PartnerGroup>(Id, Content);

[Kind("partner-group-corrected")]
public sealed record PartnerGroupCorrected(string Id, PartnerGroup Content, string Reason) : Corrected<PartnerGroup>(Id, Content, Reason);

[Kind("partner-group-withdrawn")]
public sealed record PartnerGroupWithdrawn(string Id, string Reason) : Withdrawn<PartnerGroup>(Id, Reason);
