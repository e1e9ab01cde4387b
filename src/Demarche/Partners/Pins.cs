using Demarche.Journal;

namespace Demarche.Partners;

/// <summary>Whose keys this desk accepts, read from its list.</summary>
public static class Pins
{
    /// <summary>The key with this thumbprint as a standing partner has it: current if its card is confirmed, retired if it was given up; else null.</summary>
    public static PinnedKey? Find(DeskFile desk, string thumbprint)
    {
        foreach (var partner in desk.Partners.Standing.Select(p => p.Content))
        {
            if (partner is { Confirmed: true, Card: { } card } && card.Signing.Thumbprint == thumbprint) return new(card, Retired: false);
        }
        var retired = desk.Partners.Standing.SelectMany(p => p.Content.Retired).FirstOrDefault(c => c.Signing.Thumbprint == thumbprint);
        return retired is null ? null : new(retired, Retired: true);
    }

    /// <summary>The standing partner whose confirmed card this is.</summary>
    public static Held<Partner>? HolderOf(DeskFile desk, DeskCard card) =>
        desk.Partners.Standing.FirstOrDefault(p => p.Content is { Confirmed: true, Card: { } pinned } && pinned.Signing == card.Signing);

    /// <summary>The card that may be sent to now; null where the partner is withdrawn, has no desk, or is not confirmed.</summary>
    public static DeskCard? CardOf(DeskFile desk, string partner) =>
        desk.Partners.Find(partner) is { IsWithdrawn: false, Content: { Confirmed: true, Card: { } card } } ? card : null;
}
