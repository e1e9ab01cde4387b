using Demarche.Journal;

namespace Demarche.Partners;

/// <summary>Our own card, as we give it to partners.</summary>
/// <param name="Json">The card itself.</param>
/// <param name="Rotation">The last statement of ours that we have new keys; null when the first ones are in use.</param>
public sealed record OurCard(string Name, string Address, string Fingerprint, string Json, string? Rotation)
{
    public static OurCard Of(DeskCard card, DeskFile desk) => new(card.Name, card.Address, card.Fingerprint, card.ToJson(), desk.Rotation?.Statement);
}
