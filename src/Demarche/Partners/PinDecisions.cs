using Demarche.Journal;
using Demarche.TwoPeople;
using static Demarche.Cases.Rules;

namespace Demarche.Partners;

public sealed record ConfirmKeys(string Id, string? Fingerprint, string? How, int? Seen, Proposing By);

/// <param name="OwnDesk">This desk's id.</param>
public sealed record ReplaceCard(string Id, string? Card, string? Reason, int? Seen, string OwnDesk, Proposing By);

/// <summary>What is allowed of partners' keys. Only a confirmed card is sent to or accepted from, and to confirm one takes two people.</summary>
public static class PinDecisions
{
    public static Decision Confirm(DeskFile desk, ConfirmKeys request)
    {
        var held = desk.Partners.Find(request.Id);
        if ((MustStandAsSeen(held, request.Seen, "partner") ?? TextMustBeGiven(request.How, "how", "with whom you compared it, and how")) is { } refused) return refused;
        if (held!.Content is not { Card: { } card } partner) return Decision.Refuse("card-must-be-there", "This partner has no card to confirm. Add its card first.");
        if (partner.Confirmed) return AlreadyConfirmed;
        return IsFingerprint(request.Fingerprint, card)
            ? ChangeDecisions.Take(desk, request.By, new(ChangeKind.PinKeys, request.Id, [], request.How!.Trim(), held.Revision, card))
            : Decision.Refuse("fingerprint-must-match", "That is not the fingerprint of this partner's card. Do not use the card: ask the partner for it again.", "fingerprint");
    }

    /// <summary>What a card pinned by these people comes to.</summary>
    /// <param name="confirmed">How the second person compared it; null where one person was enough.</param>
    internal static Decision Pinned(DeskFile desk, ProposedChange change, string? confirmed)
    {
        var held = desk.Partners.Find(change.Subject);
        if (MustStandAsSeen(held, change.Seen, "partner") is { } refused) return refused;
        return held!.Content is { Confirmed: false } partner && partner.Card == change.Card
            ? PartnerDecisions.Allow(new PartnerKeysConfirmed(held.Id, partner with { Confirmed = true }, Both(change.Reason, confirmed)), held.Id)
            : AlreadyConfirmed;
    }

    /// <summary>Another card of the same desk. In place of one that is pinned it waits for a second person, unless it changes the name alone.</summary>
    public static Decision Replace(DeskFile desk, ReplaceCard request)
    {
        var held = desk.Partners.Find(request.Id);
        if ((MustStandAsSeen(held, request.Seen, "partner") ?? TextMustBeGiven(request.Reason, "reason", "why the card is replaced")) is { } refused) return refused;
        var (card, problem) = Read(desk, request.Card, request.OwnDesk, held);
        if (problem is not null) return problem;
        var change = new ProposedChange(ChangeKind.ReplaceCard, request.Id, [], request.Reason!.Trim(), held!.Revision, card);
        return held.Content is { Confirmed: true, Card: { } pinned } && (pinned.Fingerprint != card!.Fingerprint || pinned.Address != card.Address)
            ? ChangeDecisions.Take(desk, request.By, change) : Replaced(desk, change, null);
    }

    /// <summary>What a replaced card comes to. Other keys hold only when a second person compared them; alone they wait to be confirmed.</summary>
    internal static Decision Replaced(DeskFile desk, ProposedChange change, string? confirmed)
    {
        var held = desk.Partners.Find(change.Subject);
        if (MustStandAsSeen(held, change.Seen, "partner") is { } refused) return refused;
        var (partner, card, reason) = (held!.Content, change.Card!, Both(change.Reason, confirmed));
        if (Taken(desk, card, held) is { } taken) return taken;
        return partner.Card?.Fingerprint == card.Fingerprint
            ? PartnerDecisions.Allow(new PartnerCorrected(held.Id, partner with { Card = card, Announced = partner.Announced == card.Address ? null : partner.Announced }, reason), held.Id)
            : PartnerDecisions.Allow(new PartnerKeysChanged(held.Id, Changed(partner, card) with { Confirmed = confirmed is not null, Announced = null }, reason), held.Id);
    }

    /// <summary>
    /// Takes a statement that a confirmed card's key signed: the new keys take the old ones' place and their confirmation. It moves no address:
    /// whoever stole the old key could send everything elsewhere. Another address waits for two people.
    /// </summary>
    public static Decision Rotate(DeskFile desk, string? statement)
    {
        if (string.IsNullOrWhiteSpace(statement)) return Decision.Refuse("text-must-be-given", "Give the partner's statement.", "statement");
        foreach (var held in desk.Partners.Standing.Where(p => p.Content is { Card: not null, Confirmed: true }))
        {
            var old = held.Content.Card!;
            if (KeyRotation.Verify(statement.Trim(), old).Value is not { } rotation) continue;
            if (Taken(desk, rotation.Card, held) is { } taken) return taken;
            var announced = rotation.Card.Address == old.Address ? null : rotation.Card.Address;
            var moves = announced is null ? "" : $" It names another address, {announced}, which is not used before two people have said so.";
            return PartnerDecisions.Allow(
                new PartnerKeysChanged(held.Id, Changed(held.Content, rotation.Card with { Address = old.Address }) with { Announced = announced },
                    $"By its statement of {rotation.Time}, signed with the key it gave up.{moves}"), held.Id);
        }
        return Decision.Refuse("statement-must-be-a-partners", "No confirmed partner's key signed this statement. Nothing was changed.", "statement");
    }

    /// <summary>Whether somebody read this card's fingerprint; spaces and case do not matter.</summary>
    internal static bool IsFingerprint(string? read, DeskCard card) => Letters(read) == Letters(card.Fingerprint);

    /// <summary>A card from outside that may become this partner's, or why not.</summary>
    internal static (DeskCard? Card, Decision.Refused? Problem) Read(DeskFile desk, string? text, string ownDesk, Held<Partner>? self)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, new("card-must-be-readable", "Give the partner's card.", "card"));
        var reading = DeskCard.Parse(text);
        if (reading.Card is not { } card)
        {
            var problems = string.Join(" ", reading.Problems.Select(p => p.Member == "" ? p.Message : $"{p.Member}: {p.Message}."));
            return (null, new("card-must-be-readable", $"This is not a contact card. {problems}", "card"));
        }
        if (card.Desk == ownDesk) return (null, new("partner-must-be-another-desk", "This is this desk's own card. Give it to the partner, and ask for theirs.", "card"));
        if (self?.Content.Card is { } old && old.Desk != card.Desk)
            return (null, new("card-must-be-of-the-same-desk", "This is the card of another desk. Another desk is another partner: add it as one, and withdraw this one if it is gone.", "card"));
        return (card, Taken(desk, card, self));
    }

    private static Decision.Refused? Taken(DeskFile desk, DeskCard card, Held<Partner>? self)
    {
        if (desk.Partners.Standing.Any(p => p.Id != self?.Id && (p.Content.Card?.Desk == card.Desk || p.Content.Card?.Signing == card.Signing)))
            return new("card-must-be-its-own", "Another partner has this desk's card already. Withdraw that partner, or give this one another card.", "card");
        return self is not null && self.Content.Retired.Any(old => old.Signing == card.Signing)
            ? new("keys-must-be-new", "The partner gave this key up. A key that was given up is never taken again.", "card")
            : null;
    }

    private static Partner Changed(Partner partner, DeskCard card) =>
        partner with { Card = card, Retired = partner.Card is { } old ? [.. partner.Retired, old] : partner.Retired };

    private static Decision AlreadyConfirmed { get; } = Decision.Refuse("card-must-wait-for-confirmation", "This card is confirmed already, or it is not this partner's card any more.");

    private static string Both(string proposed, string? confirmed) => confirmed is null ? proposed : $"{proposed} Confirmed by a second person: {confirmed}";

    private static string Letters(string? fingerprint) => new([.. (fingerprint ?? "").Where(char.IsAsciiHexDigit).Select(char.ToLowerInvariant)]);
}
