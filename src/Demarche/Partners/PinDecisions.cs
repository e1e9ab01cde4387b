using Demarche.Journal;
using static Demarche.Cases.Rules;

namespace Demarche.Partners;

public sealed record ConfirmKeys(string Id, string? Fingerprint, string? How, int? Seen);

/// <param name="OwnDesk">This desk's id.</param>
public sealed record ReplaceCard(string Id, string? Card, string? Reason, int? Seen, string OwnDesk);

/// <summary>What is allowed of partners' keys. Only a confirmed card is sent to or accepted from.</summary>
public static class PinDecisions
{
    public static Decision Confirm(DeskFile desk, ConfirmKeys request)
    {
        var held = desk.Partners.Find(request.Id);
        if ((MustStandAsSeen(held, request.Seen, "partner") ?? TextMustBeGiven(request.How, "how", "with whom you compared it, and how")) is { } refused) return refused;
        if (held!.Content is not { Card: { } card } partner) return Decision.Refuse("card-must-be-there", "This partner has no card to confirm. Add its card first.");
        if (partner.Confirmed) return Decision.Refuse("card-must-wait-for-confirmation", "This card is confirmed already.");
        return Letters(request.Fingerprint) == Letters(card.Fingerprint)
            ? PartnerDecisions.Allow(new PartnerKeysConfirmed(request.Id, partner with { Confirmed = true }, request.How!.Trim()), request.Id)
            : Decision.Refuse("fingerprint-must-match", "That is not the fingerprint of this partner's card. Do not use the card: ask the partner for it again.", "fingerprint");
    }

    /// <summary>A card with other keys must be confirmed anew. Name and address may change without.</summary>
    public static Decision Replace(DeskFile desk, ReplaceCard request)
    {
        var held = desk.Partners.Find(request.Id);
        if ((MustStandAsSeen(held, request.Seen, "partner") ?? TextMustBeGiven(request.Reason, "reason", "why the card is replaced")) is { } refused) return refused;
        var (card, problem) = Read(desk, request.Card, request.OwnDesk, held);
        if (problem is not null) return problem;
        var (partner, reason) = (held!.Content, request.Reason!.Trim());
        return partner.Card?.Fingerprint == card!.Fingerprint
            ? PartnerDecisions.Allow(new PartnerCorrected(request.Id, partner with { Card = card }, reason), request.Id)
            : PartnerDecisions.Allow(new PartnerKeysChanged(request.Id, Changed(partner, card) with { Confirmed = false }, reason), request.Id);
    }

    /// <summary>Takes a statement that a confirmed card's key signed: the new card takes the old one's place and its confirmation.</summary>
    public static Decision Rotate(DeskFile desk, string? statement)
    {
        if (string.IsNullOrWhiteSpace(statement)) return Decision.Refuse("text-must-be-given", "Give the partner's statement.", "statement");
        foreach (var held in desk.Partners.Standing.Where(p => p.Content is { Card: not null, Confirmed: true }))
        {
            if (KeyRotation.Verify(statement.Trim(), held.Content.Card!).Value is not { } rotation) continue;
            if (Taken(desk, rotation.Card, held) is { } taken) return taken;
            return PartnerDecisions.Allow(
                new PartnerKeysChanged(held.Id, Changed(held.Content, rotation.Card), $"By its statement of {rotation.Time}, signed with the key it gave up."), held.Id);
        }
        return Decision.Refuse("statement-must-be-a-partners", "No confirmed partner's key signed this statement. Nothing was changed.", "statement");
    }

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

    private static string Letters(string? fingerprint) => new([.. (fingerprint ?? "").Where(char.IsAsciiHexDigit).Select(char.ToLowerInvariant)]);
}
