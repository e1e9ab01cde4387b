using System.Security.Cryptography;

namespace Demarche.Journal;

/// <summary>The one kind of JWE of this project: compact (RFC 7516 section 7.1), ECDH-ES+A256KW, A256GCM, never compressed,
/// header members <c>alg</c>, <c>enc</c>, <c>epk</c>, <c>kid</c>, <c>typ</c> and, around a signed text, <c>cty</c>.</summary>
internal static class SealedText
{
    internal enum Fault { None, Form, Truncated, WrongKey, Damaged }

    internal sealed record Opening(byte[]? Plain, Fault Fault, string Message);

    private const string KeyAgreement = "ECDH-ES+A256KW";
    private const string Content = "A256GCM";

    public static string Seal(string type, string? contentType, byte[] plain, Jwk to)
    {
        var header = new Dictionary<string, object> { ["kid"] = to.Thumbprint, ["typ"] = type };
        if (contentType is not null) header["cty"] = contentType;
        using var recipient = to.Recipient();
        return Jose.JWT.EncodeBytes(plain, recipient, Jose.JweAlgorithm.ECDH_ES_A256KW, Jose.JweEncryption.A256GCM, compression: null, header);
    }

    public static Opening Open(string text, string type, string? contentType, ECDiffieHellman key)
    {
        var parts = new Range[6];
        var count = text.AsSpan().Split(parts, '.');
        if (count > 5) return Refuse(Fault.Form, "It has more than the five parts of an encrypted text.");
        if (JoseHeader.Read(text.AsSpan(parts[0]), out var problem) is not { } header) return Refuse(Fault.Form, problem!);
        var wrong = contentType is null
            ? header.Wrong(("alg", KeyAgreement), ("enc", Content), ("kid", null), ("typ", type), ("epk", null))
            : header.Wrong(("alg", KeyAgreement), ("enc", Content), ("kid", null), ("typ", type), ("epk", null), ("cty", contentType));
        if (wrong is not null) return Refuse(Fault.Form, wrong);
        if (count < 5) return Refuse(Fault.Truncated, $"It ends after {count} of the five parts of an encrypted text.");
        if (Jwk.Read(header.Element("epk"), out var point) is null) return Refuse(Fault.Form, $"The header member \"epk\" {point}.");
        if (header["kid"] != Jwk.Of(key.ExportParameters(false)).Thumbprint) return Refuse(Fault.WrongKey, $"It is encrypted to the key {header["kid"]}, which is not this desk's.");
        for (var i = 1; i < 5; i++)
            if (Strict.Base64(text.AsSpan(parts[i])) is not { } bytes || (i != 3 && bytes.Length != (i == 1 ? 40 : i == 2 ? 12 : 16)))
                return Refuse(i == 4 ? Fault.Truncated : Fault.Damaged, i == 4 ? "Its last part is cut short." : $"Part {i + 1} of 5 is not what it should be.");
        return Decrypt(text, key) is { } plain ? new Opening(plain, Fault.None, "") : Refuse(Fault.Damaged, "It does not decrypt: it was changed on the way.");

        static Opening Refuse(Fault fault, string message) => new(null, fault, message);
    }
    internal static byte[]? Decrypt(string text, ECDiffieHellman key)
    {
        try
        {
            return Jose.JWT.DecodeBytes(text, key, Jose.JweAlgorithm.ECDH_ES_A256KW, Jose.JweEncryption.A256GCM);
        }
        catch (Exception bad) when (bad is Jose.JoseException or CryptographicException)
        {
            return null;
        }
    }
}
