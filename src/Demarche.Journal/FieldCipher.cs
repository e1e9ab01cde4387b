using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demarche.Journal;

/// <summary>The key of one erasable field. Whoever deletes it erases the field; the journal stays as it is.</summary>
public sealed class FieldKey
{
    /// <summary>32: AES-256.</summary>
    public const int Length = 32;

    /// <summary>Takes a key's id and its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32.</exception>
    public FieldKey(string id, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"A field key has {Length} bytes.", nameof(bytes));
        (Id, Bytes) = (id, bytes.ToArray());
    }

    /// <summary>128 random bits, base64url: it says nothing about the field.</summary>
    public string Id { get; }

    internal byte[] Bytes { get; }

    /// <summary>A new random key with a random id.</summary>
    public static FieldKey Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), RandomNumberGenerator.GetBytes(Length));
}

/// <summary>What stands in an entry's body in place of an erasable text.</summary>
/// <param name="Key">The field key's id.</param>
/// <param name="Nonce">12 bytes, base64url.</param>
/// <param name="Cipher">The padded text, encrypted, and the tag of 16 bytes, base64url.</param>
public sealed record SealedField(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("nonce")] string Nonce,
    [property: JsonPropertyName("cipher")] string Cipher);

/// <summary>Erasable fields: AES-256-GCM under a key of the field's own (docs/protocol/journal.md, J17 to J22).</summary>
public static class FieldCipher
{
    /// <summary>Plaintext is padded to a multiple of this many bytes, so that the length of what is sealed does not tell what it is.</summary>
    public const int PaddingBytes = 256;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Binds a sealed field to its place: it can't be moved to another case, thing or field and still open.</summary>
    public static string AssociatedData(string @case, string item, string field) => CanonicalJson.Of(JsonSerializer.SerializeToElement(new[] { @case, item, field }));

    /// <summary>Seals a text.</summary>
    public static SealedField Seal(string plaintext, FieldKey key, string associatedData)
    {
        var text = Strict.Utf8.GetBytes(plaintext);
        var padded = new byte[(sizeof(int) + text.Length + PaddingBytes - 1) / PaddingBytes * PaddingBytes];
        BinaryPrimitives.WriteInt32BigEndian(padded, text.Length);
        text.CopyTo(padded, sizeof(int));
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var cipher = new byte[padded.Length + TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce, padded, cipher.AsSpan(0, padded.Length), cipher.AsSpan(padded.Length), Strict.Utf8.GetBytes(associatedData));
        return new SealedField(key.Id, Base64Url.EncodeToString(nonce), Base64Url.EncodeToString(cipher));
    }

    /// <summary>The text again; null when the key is another one, or the field was changed or moved.</summary>
    public static string? Open(SealedField field, FieldKey key, string associatedData)
    {
        if (field.Key != key.Id || Strict.Base64(field.Nonce) is not { Length: NonceLength } nonce) return null;
        if (Strict.Base64(field.Cipher) is not { Length: > TagLength } cipher) return null;
        var padded = new byte[cipher.Length - TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        try
        {
            aes.Decrypt(nonce, cipher.AsSpan(0, padded.Length), cipher.AsSpan(padded.Length), padded, Strict.Utf8.GetBytes(associatedData));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        var length = padded.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32BigEndian(padded);
        return length < 0 || length > padded.Length - sizeof(int) ? null : Encoding.UTF8.GetString(padded, sizeof(int), length);
    }
}
