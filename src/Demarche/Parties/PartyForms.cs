using Demarche.Web;

namespace Demarche.Parties;

/// <summary>A party, as a person names it.</summary>
public sealed record PartyForm(string Name, PartyKind Kind, string? Country, string Role, MarkingForm? Marking)
{
    public Party ToParty() =>
        new(Name?.Trim() ?? "", Kind, string.IsNullOrWhiteSpace(Country) ? null : Country.Trim().ToUpperInvariant(), Role?.Trim() ?? "");
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record PartyCorrectionForm(PartyForm Party, string Reason, int? Seen);
