using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Demarche.Journal;
using Jose;
using Base64Url = System.Buffers.Text.Base64Url;
using Jwk = Demarche.Journal.Jwk;

namespace Demarche.Tests.Exchange;

/// <summary>What no honest desk makes.</summary>
internal static class Forgeries
{
    /// <summary>Signed with one key under the name of another.</summary>
    public static string Signed(JsonObject plain, DeskKeys signer, string kid, DeskCard to)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem(signer, "signing.pem"));
        return Sealed(JWT.EncodeBytes(PlainPackages.Bytes(plain), key, JwsAlgorithm.ES256, new Dictionary<string, object> { ["kid"] = kid, ["typ"] = "demarche-package+jws" }), to);
    }

    /// <summary>What a partner signed for one desk, encrypted by that desk to another.</summary>
    public static string PassedOn(JsonObject plain, DeskKeys partner, DeskKeys meant, DeskCard to)
    {
        using var key = ECDiffieHellman.Create();
        key.ImportFromPem(Pem(meant, "encryption.pem"));
        var first = PlainPackages.Sealed(plain, partner, meant.Card("Sudria", "https://sudria.example"));
        return Sealed(Encoding.ASCII.GetString(JWT.DecodeBytes(first, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM)), to);
    }

    private static string Sealed(string signed, DeskCard to)
    {
        using var recipient = ECDiffieHellman.Create(Parameters(to.Encryption));
        return JWT.EncodeBytes(Encoding.ASCII.GetBytes(signed), recipient, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM, null, new Dictionary<string, object>
        {
            ["kid"] = to.Encryption.Thumbprint,
            ["typ"] = "demarche-package+jwe",
            ["cty"] = "demarche-package+jws",
        });
    }

    private static ECParameters Parameters(Jwk key) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
    };

    private static string Pem(DeskKeys keys, string name)
    {
        var folder = Directory.CreateTempSubdirectory("demarche-");
        try
        {
            keys.Save(Path.Combine(folder.FullName, "keys"));
            return File.ReadAllText(Path.Combine(folder.FullName, "keys", name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
