using System.Buffers.Binary;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Demarche.Vault;

/// <summary>
/// HPKE (RFC 9180), base mode, single shot, with one suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. X25519 and the
/// cipher are libsodium's, HKDF is the platform's; what stands here is the order in which the RFC puts them together.
/// </summary>
internal static class Hpke
{
    /// <summary>Of a public and of a private key.</summary>
    public const int KeyLength = 32;

    private static readonly KeyAgreementAlgorithm X25519 = KeyAgreementAlgorithm.X25519;
    private static readonly AeadAlgorithm Cipher = AeadAlgorithm.ChaCha20Poly1305;
    private static readonly byte[] Kem = [.. "KEM"u8, 0, 0x20];
    private static readonly byte[] Suite = [.. "HPKE"u8, 0, 0x20, 0, 1, 0, 3];

    /// <summary>Seals to the holder of a key.</summary>
    /// <returns>The encapsulated key (32 bytes), then the encrypted text with its tag.</returns>
    /// <exception cref="ArgumentException">The public key is none that anybody could hold.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> to, ReadOnlySpan<byte> info, ReadOnlySpan<byte> data, ReadOnlySpan<byte> plain)
    {
        using var ephemeral = Key.Create(X25519);
        var enc = ephemeral.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        var (key, nonce) = Keys(ephemeral, to, [.. enc, .. to], info) ?? throw new ArgumentException("This is no public key of X25519.", nameof(to));
        using (key) return [.. enc, .. Cipher.Encrypt(key, nonce, data, plain)];
    }

    /// <summary>The text again; null when it was sealed to another key, for another place, or was changed.</summary>
    public static byte[]? Open(Key holder, ReadOnlySpan<byte> info, ReadOnlySpan<byte> data, ReadOnlySpan<byte> box)
    {
        if (box.Length < KeyLength + Cipher.TagSize) return null;
        var enc = box[..KeyLength];
        if (Keys(holder, enc, [.. enc, .. holder.PublicKey.Export(KeyBlobFormat.RawPublicKey)], info) is not { } keys) return null;
        using (keys.Key) return Cipher.Decrypt(keys.Key, keys.Nonce, data, box[KeyLength..]);
    }

    private static (Key Key, byte[] Nonce)? Keys(Key ours, ReadOnlySpan<byte> theirs, ReadOnlySpan<byte> context, ReadOnlySpan<byte> info)
    {
        if (!PublicKey.TryImport(X25519, theirs, KeyBlobFormat.RawPublicKey, out var other) || other is null) return null;
        using var agreed = X25519.Agree(ours, other, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        if (agreed is null) return null;
        var raw = agreed.Export(SharedSecretBlobFormat.RawSharedSecret);
        var shared = Expand(Kem, Extract(Kem, [], "eae_prk"u8, raw), "shared_secret"u8, context, 32);
        byte[] schedule = [0, .. Extract(Suite, [], "psk_id_hash"u8, []), .. Extract(Suite, [], "info_hash"u8, info)];
        var secret = Extract(Suite, shared, "secret"u8, []);
        var bytes = Expand(Suite, secret, "key"u8, schedule, Cipher.KeySize);
        var nonce = Expand(Suite, secret, "base_nonce"u8, schedule, Cipher.NonceSize);
        var key = Key.Import(Cipher, bytes, KeyBlobFormat.RawSymmetricKey);
        foreach (var used in new[] { raw, shared, secret, bytes }) CryptographicOperations.ZeroMemory(used);
        return (key, nonce);
    }

    private static byte[] Extract(ReadOnlySpan<byte> suite, byte[] salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material) =>
        HKDF.Extract(HashAlgorithmName.SHA256, [.. "HPKE-v1"u8, .. suite, .. label, .. material], salt);

    private static byte[] Expand(ReadOnlySpan<byte> suite, byte[] secret, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        return HKDF.Expand(HashAlgorithmName.SHA256, secret, length, [.. size, .. "HPKE-v1"u8, .. suite, .. label, .. info]);
    }
}
