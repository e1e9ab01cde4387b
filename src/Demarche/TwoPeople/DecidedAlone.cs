using Demarche.Partners;
using Demarche.Vault;

namespace Demarche.TwoPeople;

/// <summary>
/// What takes two people and was decided by one while the desk was of one. It holds as long as the desk is of one. Once two people are there it holds no
/// more, until they decide it (docs/decisions/two-people.md).
/// </summary>
public sealed class DecidedAlone
{
    private readonly HashSet<string> pins = [];

    /// <summary>Partners whose card, address or name one person alone decided while it was pinned.</summary>
    public IReadOnlySet<string> Pins => pins;

    /// <summary>Whether one person alone named the keepers.</summary>
    public bool Keepers { get; private set; }

    /// <summary>Whether one person alone switched off the second person for releases.</summary>
    public bool ReleasesByOne { get; private set; }

    public bool IsNothing => pins.Count == 0 && !Keepers && !ReleasesByOne;

    /// <summary>Notes a fact before the desk's list takes it in.</summary>
    /// <param name="desk">The list as it was until then.</param>
    /// <param name="fact">What was decided.</param>
    /// <param name="confirmed">The change that the entry before confirmed, whose effect the fact is; null where there was none.</param>
    internal void Note(DeskFile desk, Fact fact, ProposedChange? confirmed)
    {
        switch (fact)
        {
            case KeepersNamed:
                Keepers = IsAlone();
                break;
            case DeskSettingsChanged { Settings.TwoPersonRelease: true }:
                ReleasesByOne = false;
                break;
            case DeskSettingsChanged when desk.Settings.TwoPersonRelease || confirmed?.What == ChangeKind.TurnOffSecondPerson:
                ReleasesByOne = IsAlone();
                break;
            case Corrected<Partner> { Content.Confirmed: false } unpinned:
                pins.Remove(unpinned.Id);
                break;
            case Corrected<Partner> changed when desk.Partners.Find(changed.Id) is { Content: var before } && Decides(changed, before):
                if (IsAlone()) pins.Add(changed.Id);
                else if (confirmed?.What is ChangeKind.PinKeys or ChangeKind.ReplaceCard || fact is PartnerKeysConfirmed) pins.Remove(changed.Id);
                break;
        }

        bool IsAlone() => confirmed is null && !SecondPerson.IsThere(desk);
    }

    // Keys that a partner's own statement changed are as well pinned as those that signed it.
    private static bool Decides(Corrected<Partner> changed, Partner before) => changed is PartnerKeysConfirmed
        || (changed is PartnerCorrected && (before.Name != changed.Content.Name || before.Card?.Address != changed.Content.Card?.Address))
        || (changed is PartnerKeysChanged && !before.Confirmed);
}
