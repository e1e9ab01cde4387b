using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Demarche.Journal;

/// <summary>The key under which a desk keeps its field keys: a copied database without it opens nothing.</summary>
public sealed class NodeKey
{
    /// <summary>32: AES-256.</summary>
    public const int Length = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] bytes;

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32.</exception>
    public NodeKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"A node key has {Length} bytes.", nameof(bytes));
        this.bytes = bytes.ToArray();
    }

    /// <summary>A new random key.</summary>
    public static NodeKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>A field key, encrypted for keeping: AES-256-GCM, the key's id as associated data;
    /// base64url of nonce (12 bytes), cipher (32) and tag (16).</summary>
    public string Wrap(FieldKey key)
    {
        var wrapped = new byte[NonceLength + FieldKey.Length + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using var aes = new AesGcm(bytes, TagLength);
        aes.Encrypt(wrapped.AsSpan(0, NonceLength), key.Bytes, wrapped.AsSpan(NonceLength, FieldKey.Length), wrapped.AsSpan(NonceLength + FieldKey.Length), Encoding.UTF8.GetBytes(key.Id));
        return Base64Url.EncodeToString(wrapped);
    }

    /// <summary>The field key again; null when the text was changed, is another key's, or was wrapped under another node key.</summary>
    public FieldKey? Unwrap(string id, string wrapped)
    {
        if (Strict.Base64(wrapped) is not { Length: NonceLength + FieldKey.Length + TagLength } text) return null;
        var key = new byte[FieldKey.Length];
        using var aes = new AesGcm(bytes, TagLength);
        try
        {
            aes.Decrypt(text.AsSpan(0, NonceLength), text.AsSpan(NonceLength, FieldKey.Length), text.AsSpan(NonceLength + FieldKey.Length), key, Encoding.UTF8.GetBytes(id));
            return new FieldKey(id, key);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    internal byte[] Export() => [.. bytes];
}
