namespace Demarche.Partners;

/// <summary>How far the exchange with a partner has come.</summary>
public enum PartnerRoad { NoDesk, Unconfirmed, Open, Withdrawn }

public sealed record PartnerRow(string Id, string Name, string? Country, string Territory, string? Address, PartnerRoad Road, string? Suspicion, string Changed);

/// <summary>A group of partners with its members.</summary>
public sealed record GroupRow(string Id, string Name, IReadOnlyList<string> Members, int Revision);

/// <summary>The directory, by name.</summary>
public sealed record PartnerList(IReadOnlyList<PartnerRow> Partners, IReadOnlyList<GroupRow> Groups, bool MayManage)
{
    public static PartnerList Of(DeskFile desk, bool mayManage) => new(
        [.. desk.Partners.All.Select(p => new PartnerRow(
            p.Id, p.Content.Name, p.Content.Country, p.Content.Territory, p.Content.Card?.Address, RoadOf(p), p.Content.Suspicion, p.Changed))
            .OrderBy(p => p.Road == PartnerRoad.Withdrawn).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id, StringComparer.Ordinal)],
        [.. desk.Groups.Standing.OrderBy(g => g.Content.Name, StringComparer.OrdinalIgnoreCase).Select(g => new GroupRow(g.Id, g.Content.Name, g.Content.Members, g.Revision))],
        mayManage);

    public static PartnerRoad RoadOf(Held<Partner> partner) => partner switch
    {
        { IsWithdrawn: true } => PartnerRoad.Withdrawn,
        { Content.Card: null } => PartnerRoad.NoDesk,
        { Content.Confirmed: false } => PartnerRoad.Unconfirmed,
        _ => PartnerRoad.Open,
    };
}

/// <summary>One change of a partner's entry, with the name of whoever made it.</summary>
public sealed record PartnerChange(string Time, string By, string What, string? Reason);

/// <summary>A partner with everything that its page shows.</summary>
/// <param name="Fingerprint">Of its card, in groups for reading aloud; null without a card.</param>
/// <param name="GivenUp">Fingerprints of the cards it no longer uses.</param>
public sealed record PartnerSheet(
    string Id, Partner Partner, PartnerRoad Road, string? Fingerprint, IReadOnlyList<string> GivenUp, IReadOnlyList<PartnerChange> History,
    int Revision, bool MayManage)
{
    public static PartnerSheet? Of(DeskFile desk, string id, bool mayManage) => desk.Partners.Find(id) is not { } held ? null : new(
        id, held.Content, PartnerList.RoadOf(held), held.Content.Card?.Fingerprint, [.. held.Content.Retired.Select(c => c.Fingerprint)],
        [.. held.History.Reverse().Select(c => new PartnerChange(c.Time, desk.NameOf(c.Author), c.What, c.Reason))],
        held.Revision, mayManage);
}
