using Demarche.Journal;

namespace Demarche.Exchange;

/// <summary>This desk as its partners know it.</summary>
/// <param name="ring">Our keys.</param>
/// <param name="address">Where partners reach us: the base to which <c>/exchange/packages</c> is added.</param>
public sealed class OurDesk(OurKeys ring, DeskBook desk, string address)
{
    public OurKeys Ring => ring;

    /// <summary>Where partners reach us.</summary>
    public string Address => address;

    public string Id => ring.Current.Desk;

    /// <summary>What we give to partners. It holds no secret.</summary>
    public async Task<DeskCard> CardAsync(CancellationToken ct = default) => CardOf(ring.Current, (await desk.OpenAsync(ct)).Settings.Name);

    /// <summary>The card with other keys of ours.</summary>
    public DeskCard CardOf(DeskKeys keys, string name) => keys.Card(name, address);

    /// <summary>Opens a package with our keys, those given up too: the sender may not have known yet.</summary>
    public PackageOpening Open(string sealedText, DeskFile list)
    {
        var opening = SealedPackage.Open(sealedText, ring.Current, kid => Partners.Pins.Find(list, kid));
        foreach (var old in ring.Retired)
        {
            if (opening.Refusal?.Code != RefusalCode.WrongRecipient) break;
            opening = SealedPackage.Open(sealedText, old, kid => Partners.Pins.Find(list, kid));
        }
        return opening;
    }

    /// <summary>The same receipt under the key that partners accept now; null when no key of ours signed it.</summary>
    public string? Renewed(string receipt)
    {
        var current = ring.Current;
        if (Receipt.Verify(receipt, current.Card("this desk", address)).Value is not null) return receipt;
        foreach (var old in ring.Retired)
        {
            if (Receipt.Verify(receipt, old.Card("this desk", address)).Value is { } signed) return signed.Sign(current);
        }
        return null;
    }
}
