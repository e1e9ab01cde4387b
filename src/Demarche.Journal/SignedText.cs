using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>A signed statement that was checked.</summary>
/// <param name="Value">What was signed; null when it must not be believed.</param>
/// <param name="Problem">Why it must not be believed; null when it may.</param>
public sealed record Verified<T>(T? Value, string? Problem) where T : class
{
    internal static Verified<T> Refused(string problem) => new(null, problem);
}

/// <summary>The one kind of JWS of this project: compact (RFC 7515 section 7.1), ES256, header members <c>alg</c>, <c>kid</c>, <c>typ</c>.</summary>
internal static class SignedText
{
    internal enum Fault { None, Form, UnknownKey, Signature }

    internal sealed record Reading(byte[] Payload, string Kid, Fault Fault, string Message);

    public static string Sign(string type, byte[] payload, DeskKeys keys)
    {
        using var signer = keys.Signer();
        return Jose.JWT.EncodeBytes(payload, signer, Jose.JwsAlgorithm.ES256, new Dictionary<string, object> { ["kid"] = keys.SigningKey.Thumbprint, ["typ"] = type });
    }

    /// <summary>Checks form, key and signature, in this order. The lookup gives null for a key that is not known;
    /// <paramref name="decoy"/> is then verified against, so that the time taken does not tell whose keys are known.</summary>
    public static Reading Read(string text, string type, Func<string, Jwk?> lookup, Jwk decoy)
    {
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var last = text.LastIndexOf('.');
        if (first < 0 || first == last || text.AsSpan(first + 1, last - first - 1).Contains('.')) return Bad("It does not have the three parts of a signed text.");
        if (JoseHeader.Read(text.AsSpan(0, first), out var problem) is not { } header) return Bad(problem!);
        if (header.Wrong(("alg", "ES256"), ("kid", null), ("typ", type)) is { } wrong) return Bad(wrong);
        var kid = header["kid"];
        if (Strict.Base64(text.AsSpan(first + 1, last - first - 1)) is not { } payload) return Bad("Its payload is not base64url.");
        if (Strict.Base64(text.AsSpan(last + 1)) is not { Length: 64 }) return Bad("Its signature is not 64 bytes of base64url.");
        var key = lookup(kid);
        var signed = HasSignature(text, key ?? decoy);
        if (key is null) return new Reading([], kid, Fault.UnknownKey, $"No known key has the id {kid}.");
        return signed ? new Reading(payload, kid, Fault.None, "") : new Reading([], kid, Fault.Signature, $"The signature is not that of the key {kid}.");

        static Reading Bad(string message) => new([], "", Fault.Form, message);
    }

    /// <summary>Reads a statement of one known desk: signature, then JSON object.</summary>
    public static Verified<T> Read<T>(string text, string type, int limit, Jwk key, Func<JsonElement, Verified<T>> statement) where T : class
    {
        if (text.Length > limit) return Verified<T>.Refused($"It is longer than {limit} characters.");
        var reading = Read(text, type, kid => kid == key.Thumbprint ? key : null, key);
        if (reading.Fault != Fault.None) return Verified<T>.Refused(reading.Message);
        try
        {
            var json = Strict.Utf8.GetString(reading.Payload);
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || CanonicalJson.Of(document.RootElement) != json)
                return Verified<T>.Refused("Its payload is not a canonical JSON object.");
            return statement(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or DecoderFallbackException)
        {
            return Verified<T>.Refused("Its payload is not canonical JSON.");
        }
    }

    internal static bool HasSignature(string text, Jwk key)
    {
        using var verifier = key.Verifier();
        try
        {
            Jose.JWT.DecodeBytes(text, verifier, Jose.JwsAlgorithm.ES256);
            return true;
        }
        catch (Exception problem) when (problem is Jose.JoseException or CryptographicException)
        {
            return false;
        }
    }
}
