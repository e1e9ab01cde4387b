namespace Demarche.Releases;

/// <summary>Approved, signed and sealed bytes for one partner. The only thing that any channel can send; only <see cref="ReleaseDesk"/> makes one.</summary>
public sealed class Package
{
    internal Package(string @case, string release, string id, string partner, string sealedText, string sealedSha256, byte[]? plain = null)
    {
        (Case, Release, Id, Partner, Sealed, SealedSha256, Plain) = (@case, release, id, partner, sealedText, sealedSha256, plain ?? []);
        EncryptedTo = Journal.SealedPackage.EncryptedTo(sealedText);
    }

    /// <summary>The case it was released from. Never told to the partner.</summary>
    public string Case { get; }

    /// <summary>The release that approved it. Never told to the partner.</summary>
    public string Release { get; }

    /// <summary>The id under which the partner knows it.</summary>
    public string Id { get; }

    /// <summary>The one partner it is for.</summary>
    public string Partner { get; }

    /// <summary>The compact JWE.</summary>
    public string Sealed { get; }

    public string SealedSha256 { get; }

    /// <summary>The bytes before they were signed and sealed: what is printed, and what a receipt must cover.</summary>
    public byte[] Plain { get; }

    /// <summary>The id of the partner's key that opens it.</summary>
    public string? EncryptedTo { get; }

    /// <summary>What it is called where it is carried by hand. Nothing but the random id is in the name.</summary>
    public string FileName => $"{Id}.demarche";
}
