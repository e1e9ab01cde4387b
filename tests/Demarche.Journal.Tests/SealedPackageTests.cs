using System.Buffers.Text;
using System.Text;
using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class SealedPackageTests
{
    [Fact]
    public void A_sealed_package_opens_at_the_desk_it_is_for_and_nowhere_else()
    {
        var plain = Package(Norland, Westmark);
        var package = SealedPackage.Seal(plain, Norland, WestmarkCard);

        var opened = Open(package.Text).Opened!;
        Assert.Equal(plain, opened.Plain);
        Assert.Equal(NorlandCard, opened.Sender);
        Assert.Equal(new PackageEnvelope("package-1", Norland.Desk, Westmark.Desk, Time, "request"), opened.Envelope);
        Assert.Equal(RefusalCode.WrongRecipient, SealedPackage.Open(package.Text, Sudria, kid => Pinned(kid, NorlandCard)).Refusal!.Code);
    }

    [Fact]
    public void An_unknown_key_and_a_wrong_signature_are_told_alike()
    {
        var text = SealedPackage.Seal(Package(Norland, Westmark), Norland, WestmarkCard).Text;
        var unknown = SealedPackage.Open(text, Westmark, _ => null).Refusal!;
        Assert.Equal(RefusalCode.UnknownKey, unknown.Code);

        var forged = SealedText.Seal("demarche-package+jwe", "demarche-package+jws", Encoding.ASCII.GetBytes(Forged()), Westmark.EncryptionKey);
        var wrong = Open(forged).Refusal!;
        Assert.Equal(RefusalCode.BadSignature, wrong.Code);
        Assert.Equal(unknown.Told, wrong.Told);
    }

    [Fact]
    public void A_lookup_that_answers_with_another_desks_card_is_not_believed()
    {
        var text = SealedPackage.Seal(Package(Sudria, Westmark), Sudria, WestmarkCard).Text;
        Assert.Equal(RefusalCode.UnknownKey, SealedPackage.Open(text, Westmark, _ => new PinnedKey(NorlandCard, false)).Refusal!.Code);
    }

    [Fact]
    public void A_key_that_was_given_up_is_refused_as_old()
    {
        var text = SealedPackage.Seal(Package(Norland, Westmark), Norland, WestmarkCard).Text;
        Assert.Equal(RefusalCode.OldKey, SealedPackage.Open(text, Westmark, _ => new PinnedKey(NorlandCard, true)).Refusal!.Code);
    }

    [Fact]
    public void A_package_passed_on_to_a_third_desk_is_refused()
    {
        var signed = SignedText.Sign("demarche-package+jws", Package(Norland, Westmark), Norland);
        var passedOn = SealedText.Seal("demarche-package+jwe", "demarche-package+jws", Encoding.ASCII.GetBytes(signed), Sudria.EncryptionKey);
        Assert.Equal(RefusalCode.WrongDesk, SealedPackage.Open(passedOn, Sudria, kid => Pinned(kid, NorlandCard)).Refusal!.Code);
    }

    [Fact]
    public void A_package_in_anothers_name_is_refused()
    {
        var signed = SignedText.Sign("demarche-package+jws", Package(Norland, Westmark), Sudria);
        var text = SealedText.Seal("demarche-package+jwe", "demarche-package+jws", Encoding.ASCII.GetBytes(signed), Westmark.EncryptionKey);
        Assert.Equal(RefusalCode.WrongDesk, SealedPackage.Open(text, Westmark, kid => Pinned(kid, Sudria.Card("Sudria", "mailto:desk@sudria.example"))).Refusal!.Code);
    }

    [Fact]
    public void Every_changed_character_is_refused() => Gen.Int[0, 100_000].Sample(at =>
    {
        var text = Sealed;
        at %= text.Length;
        foreach (var other in "A_.~\u00e9")
            if (text[at] != other) Assert.NotNull(Open(text[..at] + other + text[(at + 1)..]).Refusal);
    }, iter: 400);

    [Fact]
    public void Every_cut_is_refused() => Gen.Int[0, 100_000].Sample(at =>
    {
        var cut = Sealed[..(at % Sealed.Length)];
        Assert.Contains(Open(cut).Refusal!.Code, new[] { RefusalCode.Truncated, RefusalCode.NotAPackage });
        if (cut.Contains('.')) Assert.Equal(RefusalCode.Truncated, Open(cut).Refusal!.Code);
    }, iter: 400);

    [Fact]
    public void The_sealed_size_depends_on_the_plain_size_alone() => Gen.Char.AlphaNumeric.Array[0, 300].Sample(letters =>
    {
        var one = SealedPackage.Seal(Package(Norland, Westmark, new string(letters)), Norland, WestmarkCard);
        var two = SealedPackage.Seal(Package(Norland, Westmark, new string('a', letters.Length)), Norland, WestmarkCard);
        Assert.Equal(one.Text.Length, two.Text.Length);
    }, iter: 50);

    [Fact]
    public void The_largest_package_fits_and_a_larger_one_is_our_own_mistake()
    {
        var frame = Package(Norland, Westmark, "").Length;
        var largest = SealedPackage.Seal(Package(Norland, Westmark, new string('x', SealedPackage.MaximumPlainBytes - frame)), Norland, WestmarkCard);
        Assert.True(largest.Text.Length <= SealedPackage.MaximumBytes);
        Assert.NotNull(Open(largest.Text).Opened);
        Assert.Throws<ArgumentException>(() => SealedPackage.Seal(Package(Norland, Westmark, new string('x', SealedPackage.MaximumPlainBytes)), Norland, WestmarkCard));
        Assert.Equal(RefusalCode.TooLarge, Open(new string('x', SealedPackage.MaximumBytes + 1)).Refusal!.Code);
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"demarche-receipt+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"demarche-package+jws","b64":false}""")]
    [InlineData("""{"alg":"ES256","alg":"ES256","kid":"KID","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":["KID"],"typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":"\ud800","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","\ud800":1,"kid":"KID","typ":"demarche-package+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":"../../etc/passwd","typ":"demarche-package+jws"}""")]
    [InlineData("""["alg"]""")]
    public void A_signature_outside_the_profile_is_no_package(string header)
    {
        var good = SignedText.Sign("demarche-package+jws", Package(Norland, Westmark), Norland).Split('.');
        var text = string.Join('.', Encode(header.Replace("KID", Norland.SigningKey.Thumbprint, StringComparison.Ordinal)), good[1], good[2]);
        var outer = SealedText.Seal("demarche-package+jwe", "demarche-package+jws", Encoding.ASCII.GetBytes(text), Westmark.EncryptionKey);
        Assert.Equal(RefusalCode.NotAPackage, Open(outer).Refusal!.Code);
    }

    [Theory]
    [InlineData("\"alg\":\"ECDH-ES+A256KW\"", "\"alg\":\"dir\"")]
    [InlineData("\"alg\":\"ECDH-ES+A256KW\"", "\"alg\":\"PBES2-HS512+A256KW\",\"p2c\":2000000000,\"p2s\":\"AAAA\"")]
    [InlineData("\"enc\":\"A256GCM\"", "\"enc\":\"A128CBC-HS256\"")]
    [InlineData("\"enc\":\"A256GCM\"", "\"enc\":\"A256GCM\",\"zip\":\"DEF\"")]
    [InlineData("\"enc\":\"A256GCM\"", "\"enc\":\"A256GCM\",\"crit\":[\"exp\"]")]
    [InlineData("\"crv\":\"P-256\"", "\"crv\":\"P-384\"")]
    [InlineData("\"x\":\"", "\"x\":\"AAAA")]
    public void Encryption_outside_the_profile_is_no_package(string was, string becomes)
    {
        var parts = Sealed.Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        Assert.Contains(was, header, StringComparison.Ordinal);
        parts[0] = Encode(header.Replace(was, becomes, StringComparison.Ordinal));
        Assert.Equal(RefusalCode.NotAPackage, Open(string.Join('.', parts)).Refusal!.Code);
    }

    [Fact]
    public void A_header_of_any_size_is_not_parsed()
    {
        var parts = Sealed.Split('.');
        parts[0] = Encode("{\"alg\":\"" + new string(' ', 1_000_000) + "\"}");
        Assert.Contains("header is longer", Open(string.Join('.', parts)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("nonsense")]
    [InlineData("{\"payload\":\"\"}")]
    [InlineData("......")]
    [InlineData("\ud800.\ud800.\ud800.\ud800.\ud800")]
    public void Nonsense_is_no_package(string text) => Assert.Equal(RefusalCode.NotAPackage, Open(text).Refusal!.Code);

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{ "id":"x"}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void A_signed_text_that_is_no_package_is_refused(string plain)
    {
        var signed = SignedText.Sign("demarche-package+jws", Encoding.UTF8.GetBytes(plain), Norland);
        var text = SealedText.Seal("demarche-package+jwe", "demarche-package+jws", Encoding.ASCII.GetBytes(signed), Westmark.EncryptionKey);
        Assert.Equal(RefusalCode.NotAPackage, Open(text).Refusal!.Code);
        Assert.Throws<ArgumentException>(() => SealedPackage.Seal(Encoding.UTF8.GetBytes(plain), Norland, WestmarkCard));
    }

    [Fact]
    public void Sealing_for_another_desk_than_the_package_names_is_our_own_mistake()
    {
        Assert.Throws<ArgumentException>(() => SealedPackage.Seal(Package(Norland, Westmark), Sudria, WestmarkCard));
        Assert.Throws<ArgumentException>(() => SealedPackage.Seal(Package(Norland, Westmark), Norland, NorlandCard));
    }

    private static readonly string Sealed = SealedPackage.Seal(Package(Norland, Westmark), Norland, WestmarkCard).Text;

    private static PackageOpening Open(string text) => SealedPackage.Open(text, Westmark, kid => Pinned(kid, NorlandCard));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Forged()
    {
        var mine = SignedText.Sign("demarche-package+jws", Package(Norland, Westmark), Norland).Split('.');
        var other = SignedText.Sign("demarche-package+jws", Package(Norland, Westmark, "Something else."), Norland).Split('.');
        return string.Join('.', mine[0], other[1], mine[2]);
    }
}
