namespace Demarche.Journal;

/// <summary>A partner's signing key as this desk knows it.</summary>
/// <param name="Card">The card that holds it.</param>
/// <param name="Retired">True when the partner has given the key up: what it signs is refused as <see cref="RefusalCode.OldKey"/>.</param>
public sealed record PinnedKey(DeskCard Card, bool Retired);

/// <summary>A package that was opened: signed by a partner, for this desk.</summary>
/// <param name="Plain">The package's bytes, canonical JSON.</param>
/// <param name="Envelope">What it says about itself.</param>
/// <param name="Sender">The card of the partner that signed it.</param>
public sealed record OpenedPackage(byte[] Plain, PackageEnvelope Envelope, DeskCard Sender);

/// <summary>Why a package was not opened (docs/protocol/package.md, P16).</summary>
public enum RefusalCode
{
    /// <summary>It is not a package, or not in the one profile that is accepted.</summary>
    NotAPackage,

    /// <summary>It is longer than <see cref="SealedPackage.MaximumBytes"/>.</summary>
    TooLarge,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>It is encrypted to a key that is not this desk's.</summary>
    WrongRecipient,

    /// <summary>It does not decrypt: it was changed on the way.</summary>
    Damaged,

    /// <summary>It is signed with a key that no partner has.</summary>
    UnknownKey,

    /// <summary>It names a partner's key, but that key did not sign it.</summary>
    BadSignature,

    /// <summary>It is signed with a key that the partner has given up.</summary>
    OldKey,

    /// <summary>It names other desks than the one that signed it and this one.</summary>
    WrongDesk,
}

/// <summary>A refusal of a package.</summary>
/// <param name="Code">Why.</param>
/// <param name="Message">Why, for a person of this desk.</param>
public sealed record PackageRefusal(RefusalCode Code, string Message)
{
    /// <summary>The code that the sender is told. An unknown key and a wrong signature are told alike:
    /// the difference would tell an outsider who this desk's partners are.</summary>
    public string Told => Code switch
    {
        RefusalCode.NotAPackage => "not-a-package",
        RefusalCode.TooLarge => "too-large",
        RefusalCode.Truncated => "truncated",
        RefusalCode.WrongRecipient => "wrong-recipient",
        RefusalCode.Damaged => "damaged",
        RefusalCode.OldKey => "old-key",
        RefusalCode.WrongDesk => "wrong-desk",
        _ => "not-accepted",
    };
}

/// <summary>What opening a package gave: the package, or the refusal.</summary>
public sealed record PackageOpening(OpenedPackage? Opened, PackageRefusal? Refusal)
{
    internal static PackageOpening Refuse(RefusalCode code, string message) => new(null, new PackageRefusal(code, message));
}
