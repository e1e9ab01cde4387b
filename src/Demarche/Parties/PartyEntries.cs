
namespace Demarche.Parties;

public enum PartyKind { State, Organisation, Group, Person }

/// <summary>A state or organisation in the case.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Country">ISO 3166-1 alpha-2, where there is one.</param>
/// <param name="Role">Its part in the incident in a few words: victim, accused, asked for help.</param>
public sealed record Party(string Name, PartyKind Kind, string? Country, string Role)
{
    /// <summary>As it looks, whatever signs it was written with: in old journals, and from partners.</summary>
    internal Party Plain() => PlainName.IsPlain(Name) ? this : this with { Name = PlainName.Of(Name) };
}

[Kind("party-named")]
public sealed record PartyNamed(string Id, Party Content) : Added<Party>(Id, Content);

[Kind("party-corrected")]
public sealed record PartyCorrected(string Id, Party Content, string Reason) : Corrected<Party>(Id, Content, Reason);

[Kind("party-withdrawn")]
public sealed record PartyWithdrawn(string Id, string Reason) : Withdrawn<Party>(Id, Reason);
