using Demarche.Journal;

namespace Demarche.Partners;

/// <summary>An organisation that we ask.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or null.</param>
/// <param name="Territory">What it answers for: a state, a sector, networks.</param>
/// <param name="Contact">Whom to reach there, in words.</param>
/// <param name="Card">Its desk's address and pinned keys; null while it has no desk.</param>
/// <param name="Confirmed">Whether a person compared the card's fingerprint over another channel.</param>
/// <param name="Retired">Cards whose keys it no longer signs with.</param>
/// <param name="Suspicion">Why it may itself have a part in an incident; null where nobody says so.</param>
/// <param name="Caveats">The terms that it always attaches, in its words.</param>
/// <param name="Announced">Another address that its own signed statement named: nothing goes there before two people said so. Null where none waits.</param>
public sealed record Partner(
    string Name, string? Country, string Territory, string Contact, DeskCard? Card, bool Confirmed, IReadOnlyList<DeskCard> Retired,
    string? Suspicion, string? Caveats, string? Announced = null);

[Kind("partner-added")]
public sealed record PartnerAdded(string Id, Partner Content) : Added<Partner>(Id, Content);

[Kind("partner-corrected")]
public sealed record PartnerCorrected(string Id, Partner Content, string Reason) : Corrected<Partner>(Id, Content, Reason);

/// <summary>A person compared the fingerprint and pinned the card.</summary>
[Kind("partner-keys-confirmed")]
public sealed record PartnerKeysConfirmed(string Id, Partner Content, string Reason) : Corrected<Partner>(Id, Content, Reason);

/// <summary>The partner's keys changed: by a statement signed with the old key, or by a new card that a person must confirm.</summary>
[Kind("partner-keys-changed")]
public sealed record PartnerKeysChanged(string Id, Partner Content, string Reason) : Corrected<Partner>(Id, Content, Reason);

[Kind("partner-withdrawn")]
public sealed record PartnerWithdrawn(string Id, string Reason) : Withdrawn<Partner>(Id, Reason);
