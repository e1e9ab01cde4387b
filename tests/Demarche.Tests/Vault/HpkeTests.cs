using System.Security.Cryptography;
using System.Text;
using Demarche.Vault;
using NSec.Cryptography;

namespace Demarche.Tests.Vault;

public sealed class HpkeTests
{
    private static readonly byte[] Info = Convert.FromHexString("4f6465206f6e2061204772656369616e2055726e");
    private static readonly byte[] Holder = Convert.FromHexString("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");

    /// <summary>RFC 9180, A.2.1.1: encapsulated key and encryption with sequence number 0.</summary>
    private static readonly byte[] Box = Convert.FromHexString(
        "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
        + "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");

    [Fact]
    public void The_vector_of_the_RFC_opens()
    {
        using var key = Key.Import(KeyAgreementAlgorithm.X25519, Holder, KeyBlobFormat.RawPrivateKey);
        Assert.Equal("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a", Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)));
        Assert.Equal("Beauty is truth, truth beauty", Encoding.UTF8.GetString(Hpke.Open(key, Info, "Count-0"u8, Box)!));
    }

    [Fact]
    public void What_is_sealed_opens_for_its_holder_at_its_place_and_nowhere_else()
    {
        using var key = Key.Create(KeyAgreementAlgorithm.X25519);
        using var other = Key.Create(KeyAgreementAlgorithm.X25519);
        var box = Hpke.Seal(key.PublicKey.Export(KeyBlobFormat.RawPublicKey), Info, "data"u8, "Alba Serrano"u8);
        Assert.Equal("Alba Serrano"u8, Hpke.Open(key, Info, "data"u8, box).AsSpan());
        Assert.Null(Hpke.Open(other, Info, "data"u8, box));
        Assert.Null(Hpke.Open(key, "elsewhere"u8, "data"u8, box));
        Assert.Null(Hpke.Open(key, Info, "other"u8, box));
        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            // The first bytes are a point, whose highest bit X25519 ignores in the agreement; the key schedule still takes it in.
            Assert.Null(Hpke.Open(key, Info, "data"u8, changed));
            Assert.Null(Hpke.Open(key, Info, "data"u8, box.AsSpan(0, i)));
        }
    }

    [Fact]
    public void A_point_of_low_order_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Hpke.Seal(new byte[32], Info, [], RandomNumberGenerator.GetBytes(8)));
        using var key = Key.Create(KeyAgreementAlgorithm.X25519);
        Assert.Null(Hpke.Open(key, Info, [], new byte[64]));
    }
}
