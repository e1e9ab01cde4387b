using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;

namespace Demarche.TwoPeople;

/// <summary>What one person proposes and a second person of another role confirms.</summary>
public enum ChangeKind { PinKeys, ReplaceCard, RenamePartner, TurnOffSecondPerson, AddPerson, ChangePerson, ResetSignIn, NameKeepers }

/// <summary>A change of the desk as it waits for a second person: nothing of it holds before.</summary>
/// <param name="What">Which act it is.</param>
/// <param name="Subject">The partner or person that it is about; null where it is about the desk.</param>
/// <param name="ProposerRoles">The roles that its proposer had: giving one up later makes nobody of another role.</param>
/// <param name="Reason">Why, or with whom and how a fingerprint was compared.</param>
/// <param name="Seen">How often the subject had been changed; whatever changes it meanwhile makes the proposal void.</param>
/// <param name="Card">The card to pin, or to put in place of the pinned one.</param>
/// <param name="Partner">The entry of a pinned partner as it is to be.</param>
/// <param name="Person">The account as it is to be.</param>
/// <param name="Settings">The settings as they are to be.</param>
/// <param name="Keepers">Ids of the people who are to be keepers.</param>
/// <param name="Confirmer">Who confirmed it; null while it waits.</param>
public sealed record ProposedChange(
    ChangeKind What, string? Subject, IReadOnlyList<Role> ProposerRoles, string Reason, int? Seen = null, DeskCard? Card = null, Partner? Partner = null,
    Person? Person = null, DeskSettings? Settings = null, IReadOnlyList<string>? Keepers = null, string? Confirmer = null);

[Kind("change-proposed")]
public sealed record ChangeProposed(string Id, ProposedChange Content) : Added<ProposedChange>(Id, Content);

/// <summary>A second person confirmed it; what came of it stands in the entries that follow.</summary>
[Kind("change-confirmed")]
public sealed record ChangeConfirmed(string Id, ProposedChange Content, string Reason) : Corrected<ProposedChange>(Id, Content, Reason);

/// <summary>Refused by somebody who may confirm, or taken back by its proposer.</summary>
[Kind("change-refused")]
public sealed record ChangeRefused(string Id, string Reason) : Withdrawn<ProposedChange>(Id, Reason);

/// <summary>A person was given what lets the person set a password.</summary>
/// <param name="By">Who had a part in it. One alone could have opened the link: the account does not count as a second person beside that one.</param>
[Kind("account-issued")]
public sealed record AccountIssued(string Person, IReadOnlyList<string> By) : Fact;
