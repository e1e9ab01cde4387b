namespace Demarche.Partners;

/// <summary>What a person says of a partner.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Suspicion">Why it may itself have a part in an incident; empty where nobody says so.</param>
/// <param name="Caveats">The terms that it always attaches.</param>
public sealed record PartnerForm(string? Name, string? Country, string? Territory, string? Contact, string? Suspicion, string? Caveats);

/// <param name="Card">Its contact card as JSON; empty while it has no desk.</param>
public sealed record NewPartnerForm(PartnerForm? Partner, string? Card);

/// <param name="Seen">The revision that the person saw.</param>
public sealed record PartnerCorrectionForm(PartnerForm? Partner, string? Reason, int? Seen);

/// <param name="Fingerprint">The fingerprint that was compared: a card that came meanwhile is not confirmed by it.</param>
/// <param name="How">With whom and over which other channel.</param>
public sealed record ConfirmKeysForm(string? Fingerprint, string? How, int? Seen);

/// <param name="Card">The new contact card as JSON.</param>
public sealed record NewCardForm(string? Card, string? Reason, int? Seen);

/// <param name="Members">Ids of partners.</param>
public sealed record GroupForm(string? Name, IReadOnlyList<string>? Members);

public sealed record GroupCorrectionForm(string? Name, IReadOnlyList<string>? Members, string? Reason, int? Seen);

/// <param name="Statement">A partner's statement that it has new keys, signed with the old one.</param>
public sealed record RotationForm(string? Statement);
