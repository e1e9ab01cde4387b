using Demarche.TwoPeople;
using static Demarche.Cases.Rules;

namespace Demarche.Partners;

/// <param name="OwnDesk">This desk's id: it is no partner of itself.</param>
public sealed record AddPartner(string Id, PartnerForm Partner, string? Card, string OwnDesk);

public sealed record CorrectPartner(string Id, PartnerForm Partner, string? Reason, int? Seen, Proposing By);

public sealed record WithdrawPartner(string Id, string? Reason, int? Seen);

/// <summary>What is allowed of the directory of partners; what is allowed of their keys stands in <see cref="PinDecisions"/>.</summary>
public static class PartnerDecisions
{
    public static Decision Add(DeskFile desk, AddPartner request)
    {
        if (MustBeWellFormed(desk, request.Partner, null) is { } refused) return refused;
        var partner = Said(request.Partner, new("", null, "", "", null, false, [], null, null));
        if (string.IsNullOrWhiteSpace(request.Card)) return Allow(new PartnerAdded(request.Id, partner), request.Id);
        var (card, problem) = PinDecisions.Read(desk, request.Card, request.OwnDesk, null);
        return problem ?? Allow(new PartnerAdded(request.Id, partner with { Card = card }), request.Id);
    }

    public static Decision Correct(DeskFile desk, CorrectPartner request)
    {
        var held = desk.Partners.Find(request.Id);
        if ((MustStandAsSeen(held, request.Seen, "partner") ?? TextMustBeGiven(request.Reason, "reason", "why you correct it")
            ?? MustBeWellFormed(desk, request.Partner, request.Id)) is { } refused) return refused;
        var change = new ProposedChange(ChangeKind.RenamePartner, request.Id, [], request.Reason!.Trim(), held!.Revision, Partner: Said(request.Partner, held.Content));
        return held.Content.Confirmed && change.Partner!.Name != held.Content.Name ? ChangeDecisions.Take(desk, request.By, change) : Corrected(desk, change);
    }

    /// <summary>What a correction comes to. People send by name: two pinned partners whose names are exchanged have each other's keys.</summary>
    internal static Decision Corrected(DeskFile desk, ProposedChange change) =>
        MustStandAsSeen(desk.Partners.Find(change.Subject), change.Seen, "partner") ?? NameMustBeFree(desk, change.Partner!.Name, change.Subject)
        ?? Allow(new PartnerCorrected(change.Subject!, change.Partner, change.Reason), change.Subject!);

    /// <summary>Ends the exchange at once: nothing more is sent to it, nothing accepted from it. What either has stays where it is.</summary>
    public static Decision Withdraw(DeskFile desk, WithdrawPartner request) =>
        MustStandAsSeen(desk.Partners.Find(request.Id), request.Seen, "partner")
        ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
        ?? Allow(new PartnerWithdrawn(request.Id, request.Reason!.Trim()), request.Id);

    internal static Decision Allow(Fact fact, string id) => Decision.Allow(fact, DeskFile.Internal, id);

    private static Decision.Refused? MustBeWellFormed(DeskFile desk, PartnerForm form, string? self) =>
        TextMustBeGiven(form.Name, "partner.name", "what the partner is called") ?? NameMustBePlain(form.Name, "partner.name")
        ?? Must(form.Name!.Trim().Length <= LongestName && !form.Name.Any(char.IsControl),
            "name-must-fit-a-line", $"A name has at most {LongestName} characters on one line.", "partner.name")
        ?? NameMustBeFree(desk, form.Name.Trim(), self)
        ?? Must(form.Country?.Trim() is not { Length: > 0 } country || (country.Length == 2 && country.All(char.IsAsciiLetter)),
            "country-must-be-a-code", "Write the country as its two letters (ISO 3166-1).", "partner.country")
        ?? Must(new[] { form.Territory, form.Contact, form.Suspicion, form.Caveats }.All(t => t is null or { Length: <= LongestText }),
            "text-must-be-short-enough", $"A text is longer than {LongestText} characters. Shorten it.", "partner");

    private static Decision.Refused? NameMustBeFree(DeskFile desk, string name, string? self) => Must(
        !desk.Partners.Standing.Any(p => p.Id != self && PlainName.LookAlike(p.Content.Name, name)),
        "name-must-be-its-own", "Another partner is called that already, or something that looks like it. The two would be mixed up.", "partner.name");

    /// <summary>A name stands on every page that names the partner.</summary>
    private const int LongestName = 200;

    private static Partner Said(PartnerForm form, Partner partner) => partner with
    {
        Name = form.Name!.Trim(),
        Country = form.Country?.Trim() is { Length: > 0 } country ? country.ToUpperInvariant() : null,
        Territory = form.Territory?.Trim() ?? "",
        Contact = form.Contact?.Trim() ?? "",
        Suspicion = form.Suspicion?.Trim() is { Length: > 0 } suspicion ? suspicion : null,
        Caveats = form.Caveats?.Trim() is { Length: > 0 } caveats ? caveats : null,
    };
}
