using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>A public key on the curve P-256 as a JSON Web Key (RFC 7517; RFC 7518 section 6.2.1).</summary>
/// <param name="X">The x coordinate, 32 bytes, base64url.</param>
/// <param name="Y">The y coordinate, 32 bytes, base64url.</param>
public sealed record Jwk(string X, string Y)
{
    private const int CoordinateBytes = 32;

    /// <summary>The key's id: its RFC 7638 thumbprint, SHA-256, base64url.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>The canonical JSON of the key, which is also what RFC 7638 section 3.2 hashes.</summary>
    public string ToJson() => $"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{X}\",\"y\":\"{Y}\"}}";

    internal static Jwk Of(ECParameters key) => new(Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));

    internal ECDsa Verifier() => ECDsa.Create(Parameters());

    internal ECDiffieHellman Recipient() => ECDiffieHellman.Create(Parameters());

    /// <summary>Reads a public key; a problem when it is anything but a point on P-256, or a private key.</summary>
    internal static Jwk? Read(JsonElement value, out string? problem)
    {
        problem = null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            problem = "must be a JSON Web Key";
            return null;
        }
        var members = new Dictionary<string, string?>();
        foreach (var member in value.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (!members.TryAdd(member.Name, text)) problem = $"holds \"{member.Name}\" twice";
        }
        if (members.ContainsKey("d")) problem = "is a private key: somebody has sent a secret; that key must not be used again";
        else if (members.Keys.FirstOrDefault(k => k is not ("crv" or "kty" or "x" or "y")) is { } other) problem = $"has a member \"{other}\", which is not expected";
        else if (members.GetValueOrDefault("kty") != "EC" || members.GetValueOrDefault("crv") != "P-256") problem = "must be of type EC on the curve P-256";
        if (problem is not null) return null;
        var (x, y) = (members.GetValueOrDefault("x"), members.GetValueOrDefault("y"));
        if (Strict.Base64(x)?.Length != CoordinateBytes || Strict.Base64(y)?.Length != CoordinateBytes)
        {
            problem = "must have coordinates of 32 bytes, base64url without padding";
            return null;
        }
        var key = new Jwk(x!, y!);
        try
        {
            key.Verifier().Dispose();
            return key;
        }
        catch (CryptographicException)
        {
            problem = "is not a point on the curve P-256";
            return null;
        }
    }

    private ECParameters Parameters() => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    };
}
