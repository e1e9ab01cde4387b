using Demarche.Partners;
using Demarche.People;
using Demarche.Settings;
using Demarche.Vault;
using static Demarche.Cases.Rules;

namespace Demarche.TwoPeople;

/// <param name="Id">The proposal's id, should it have to wait.</param>
/// <param name="By">Who acts: a person, or the shell.</param>
public sealed record Proposing(string Id, string By);

/// <param name="Fingerprint">Of the card that the confirmer compared; of no meaning where no card is in it.</param>
/// <param name="Reason">Why it is confirmed, or with whom and how the fingerprint was compared.</param>
public sealed record ConfirmChange(string Id, string Person, string? Fingerprint, string? Reason);

/// <summary>What takes two people: proposed by one, confirmed at the desk by a second one of another role.</summary>
public static class ChangeDecisions
{
    /// <summary>
    /// Proposes a change; at a desk of one person it holds at once, because nobody else is there. The shell proposes always, except where a desk is
    /// still empty, and where it lets the one person of a desk in again.
    /// </summary>
    public static Decision Take(DeskFile desk, Proposing by, ProposedChange change)
    {
        change = change with { ProposerRoles = SecondPerson.RolesOf(desk, by.By) };
        var effect = Effect(desk, change, [by.By]);
        if (effect is not Decision.Allowed) return effect;
        if (!SecondPerson.IsThere(desk) && (by.By != SecondPerson.Shell || MayShellAct(desk, change))) return effect;
        return Must(!desk.Changes.Standing.Any(c => c.Content is { Confirmer: null } waiting && waiting.What == change.What && waiting.Subject == change.Subject && !IsVoid(desk, c)),
                "one-proposal-at-a-time", "Somebody proposed such a change already, and it waits for a second person under Two people. Have it confirmed or refused first.")
            ?? Must(SecondPerson.Who(desk, by.By, change).Count > 0, "somebody-must-be-able-to-confirm",
                "Nobody at this desk could confirm this: it takes a second person of another role whose account was not made by you alone.")
            ?? Decision.Allow(new ChangeProposed(by.Id, change), DeskFile.Internal, by.Id);
    }

    public static Decision Confirm(DeskFile desk, ConfirmChange request)
    {
        if (desk.Changes.Find(request.Id) is not { } held || desk.People.Find(request.Person) is not { } person || !SecondPerson.MaySee(desk, held, person)) return NotThere;
        if ((MustWait(held) ?? SecondPerson.MustBeAnother(desk, held, request.Person)
            ?? TextMustBeGiven(request.Reason, "reason", held.Content.Card is null ? "why you confirm it" : "with whom you compared the fingerprint, and how")) is { } refused) return refused;
        if (held.Content.Card is { } card && !PinDecisions.IsFingerprint(request.Fingerprint, card))
            return Decision.Refuse("fingerprint-must-match", "That is not the fingerprint of the card in this proposal. Do not use the card: ask the partner for it again.", "fingerprint");
        var content = held.Content with { Confirmer = request.Person, Reason = held.Content.Reason };
        return Effect(desk, held.Content, [held.Author, request.Person], request.Reason!.Trim()) switch
        {
            Decision.Allowed effect => new Decision.Allowed(
                [new(new ChangeConfirmed(held.Id, content, request.Reason.Trim()), DeskFile.Internal), .. effect.Facts], effect.Item),
            var no => no,
        };
    }

    /// <summary>Refused by somebody who may confirm changes, or taken back by whoever proposed it.</summary>
    public static Decision Refuse(DeskFile desk, string id, string person, string? reason) =>
        desk.Changes.Find(id) is not { } held || desk.People.Find(person) is not { } who || !SecondPerson.MaySee(desk, held, who) ? NotThere
        : MustWait(held) ?? TextMustBeGiven(reason, "reason", "why it must not be")
            ?? Decision.Allow(new ChangeRefused(id, reason!.Trim()), DeskFile.Internal, id);

    /// <summary>Whether what was proposed can't come to be any more, because its subject has changed.</summary>
    public static bool IsVoid(DeskFile desk, Held<ProposedChange> change) => Effect(desk, change.Content, [change.Author, ""], "x") is Decision.Refused;

    private static Decision NotThere { get; } = Decision.Refuse("item-must-exist", "There is no such proposal.");

    private static Decision.Refused? MustWait(Held<ProposedChange> held) =>
        Must(!held.IsWithdrawn && held.Content.Confirmer is null, "proposal-must-wait", "This proposal has been decided already.");

    /// <summary>What the change comes to, by these people.</summary>
    private static Decision Effect(DeskFile desk, ProposedChange change, IReadOnlyList<string> by, string? confirmed = null) => change.What switch
    {
        ChangeKind.PinKeys => PinDecisions.Pinned(desk, change, confirmed),
        ChangeKind.ReplaceCard => PinDecisions.Replaced(desk, change, confirmed),
        ChangeKind.RenamePartner => PartnerDecisions.Corrected(desk, change),
        ChangeKind.TurnOffSecondPerson => SettingsDecisions.Changed(desk, change),
        ChangeKind.AddPerson => PersonDecisions.Added(desk, change, by),
        ChangeKind.ChangePerson => PersonDecisions.Changed(desk, change),
        ChangeKind.ResetSignIn => PersonDecisions.Reset(desk, change, by),
        ChangeKind.NameKeepers => BreakGlassDecisions.Name(desk, change.Keepers ?? [], change.Reason),
        _ => throw new InvalidOperationException($"Nobody decided what {change.What} comes to."),
    };

    private static bool MayShellAct(DeskFile desk, ProposedChange change) =>
        change.What == ChangeKind.ResetSignIn || (change.What == ChangeKind.AddPerson && desk.Partners.Count == 0 && desk.Inbox.Count == 0);
}
