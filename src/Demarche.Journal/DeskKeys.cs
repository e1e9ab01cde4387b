using System.Security.Cryptography;

namespace Demarche.Journal;

/// <summary>A desk's identity: its id, the key it signs with (ES256), the key others encrypt to (ECDH-ES+A256KW), and its node key.
/// Owned by one desk, usable by many threads; the private parts leave it only through <see cref="Save"/>.</summary>
public sealed partial class DeskKeys : IDisposable
{
    private readonly ECParameters signing;
    private readonly ECParameters encryption;
    private bool disposed;

    private DeskKeys(string desk, ECParameters signing, ECParameters encryption, NodeKey node)
    {
        (Desk, this.signing, this.encryption, Node) = (desk, signing, encryption, node);
        (SigningKey, EncryptionKey) = (Jwk.Of(signing), Jwk.Of(encryption));
    }

    /// <summary>The desk's id: a random UUID (RFC 9562 version 4), which outlives its keys.</summary>
    public string Desk { get; }

    /// <summary>The public half of the signing key.</summary>
    public Jwk SigningKey { get; }

    /// <summary>The public half of the encryption key.</summary>
    public Jwk EncryptionKey { get; }

    /// <summary>The key under which field keys are kept.</summary>
    public NodeKey Node { get; }

    /// <summary>Keys for a new desk, with a new id.</summary>
    public static DeskKeys Create() => Create(new Guid(Version4(RandomNumberGenerator.GetBytes(16)), bigEndian: true).ToString("D"), NodeKey.Create());

    /// <summary>New key pairs for the same desk; id and node key stay. Partners learn of them by a <see cref="KeyRotation"/>.</summary>
    public DeskKeys Rotate() => Create(Desk, new NodeKey(Node.Export()));

    /// <summary>What a partner is given of this desk.</summary>
    /// <param name="name">The desk's name, for people.</param>
    /// <param name="address">An <c>https:</c> URL, or <c>mailto:</c>.</param>
    /// <exception cref="ArgumentException">A partner's desk would not accept such a name or address.</exception>
    public DeskCard Card(string name, string address)
    {
        var card = new DeskCard(Desk, name, address, SigningKey, EncryptionKey);
        var problems = DeskCard.Parse(card.ToJson()).Problems;
        return problems.Count == 0 ? card : throw new ArgumentException($"{problems[0].Member} {problems[0].Message}.");
    }

    /// <summary>Overwrites the private keys. Nothing can be signed or opened with them afterwards.</summary>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(signing.D);
        CryptographicOperations.ZeroMemory(encryption.D);
    }

    // .NET's key objects are not for several threads, and a desk answers several partners at once: each use gets its own.
    internal ECDsa Signer()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return ECDsa.Create(signing);
    }

    internal ECDiffieHellman Opener()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return ECDiffieHellman.Create(encryption);
    }

    private static DeskKeys Create(string desk, NodeKey node)
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var encryption = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return new DeskKeys(desk, signing.ExportParameters(true), encryption.ExportParameters(true), node);
    }

    private static byte[] Version4(byte[] random)
    {
        random[6] = (byte)((random[6] & 0x0f) | 0x40);
        random[8] = (byte)((random[8] & 0x3f) | 0x80);
        return random;
    }
}
