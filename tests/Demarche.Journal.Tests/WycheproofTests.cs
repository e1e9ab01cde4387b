using System.Security.Cryptography;
using System.Text.Json;

namespace Demarche.Journal.Tests;

/// <summary>Published attacks on JOSE implementations (project Wycheproof), against the code that our profile stands on.</summary>
public sealed class WycheproofTests
{
    [Theory]
    [InlineData("es256")]
    [InlineData("SpecialCaseEs256")]
    public void ES256_accepts_what_it_must_and_nothing_else(string comment)
    {
        var (group, tests) = Group("json_web_signature_test.json", g => g.GetProperty("comment").GetString() == comment);
        var key = Key(group.GetProperty("public"));
        foreach (var test in tests)
        {
            var jws = test.GetProperty("jws").ToString();
            var whole = jws.Split('.') is [{ Length: > 0 }, { Length: > 0 }, { Length: 86 }];
            if (Valid(test)) Assert.True(SignedText.HasSignature(jws, key), jws);
            else if (whole && !jws.StartsWith("eyJhbGciOiJIUzI1Ni", StringComparison.Ordinal)) Assert.False(SignedText.HasSignature(jws, key), jws);
            // The strict reader takes none of them: they lack our type, whatever their signature.
            Assert.Equal(SignedText.Fault.Form, SignedText.Read(jws, "demarche-receipt+jws", _ => key, key).Fault);
        }
    }

    [Fact]
    public void ECDH_ES_A256KW_with_A256GCM_accepts_what_it_must_and_nothing_else()
    {
        var (group, tests) = Group("json_web_encryption_test.json", g =>
            g.GetProperty("comment").GetString() == "jwe_ec" && g.GetProperty("private").GetProperty("alg").GetString() == "ECDH-ES+A256KW");
        using var key = Private(group.GetProperty("private"));
        foreach (var test in tests)
        {
            var jwe = test.GetProperty("jwe").GetString()!;
            var ours = Valid(test) && test.GetProperty("enc").GetString() == "A256GCM";
            Assert.Equal(ours ? test.GetProperty("pt").GetString() : null, SealedText.Decrypt(jwe, key) is { } plain ? Convert.ToHexStringLower(plain) : null);
            Assert.Equal(SealedText.Fault.Form, SealedText.Open(jwe, "demarche-package+jwe", null, key).Fault);
        }
    }

    [Theory]
    [InlineData("invalid_point")]
    [InlineData("wrong_curve")]
    [InlineData("wrong_kty")]
    public void A_key_that_is_not_on_the_curve_or_says_another_is_refused(string comment)
    {
        var (group, _) = Group("json_web_key_test.json", g => g.GetProperty("comment").GetString() == comment);
        Assert.Throws<ArgumentException>(() => Key(group.GetProperty("public").GetProperty("keys")[0]));
    }

    private static (JsonElement Group, JsonElement[] Tests) Group(string file, Func<JsonElement, bool> which)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Folder("data/standards/jose-wycheproof"), file)));
        var group = document.RootElement.GetProperty("testGroups").EnumerateArray().First(which).Clone();
        return (group, [.. group.GetProperty("tests").EnumerateArray()]);
    }

    private static bool Valid(JsonElement test) => test.GetProperty("result").GetString() == "valid";

    private static Jwk Key(JsonElement key)
    {
        var members = new[] { "crv", "kty", "x", "y" }.ToDictionary(m => m, m => key.GetProperty(m).GetString());
        return Jwk.Read(JsonSerializer.SerializeToElement(members), out var problem) ?? throw new ArgumentException(problem);
    }

    private static ECDiffieHellman Private(JsonElement key)
    {
        byte[] Bytes(string member) => Strict.Base64(key.GetProperty(member).GetString())!;
        return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Bytes("d"), Q = new ECPoint { X = Bytes("x"), Y = Bytes("y") } });
    }
}
