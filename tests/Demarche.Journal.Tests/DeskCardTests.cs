using System.Text.Json.Nodes;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class DeskCardTests
{
    [Fact]
    public void A_card_reads_back_the_same_in_any_spelling()
    {
        Assert.Equal(NorlandCard, DeskCard.Parse(NorlandCard.ToJson()).Card);
        Assert.Equal(NorlandCard, DeskCard.Parse(JsonNode.Parse(NorlandCard.ToJson())!.ToJsonString(new() { WriteIndented = true })).Card);
        var written = new DeskCard("desk-1", "Überwachung \"Süd\" \U0001f6f0", "mailto:desk@sudria.example", Sudria.SigningKey, Sudria.EncryptionKey);
        Assert.Equal(written, DeskCard.Parse(written.ToJson()).Card);
    }

    [Fact]
    public void The_fingerprint_holds_desk_and_keys_and_nothing_that_may_change()
    {
        Assert.Matches("^([0-9a-f]{4} ){15}[0-9a-f]{4}$", NorlandCard.Fingerprint);
        Assert.Equal(NorlandCard.Fingerprint, (NorlandCard with { Name = "Renamed", Address = "https://moved.example" }).Fingerprint);
        Assert.NotEqual(NorlandCard.Fingerprint, (NorlandCard with { Desk = "another" }).Fingerprint);
        Assert.NotEqual(NorlandCard.Fingerprint, (NorlandCard with { Signing = Sudria.SigningKey }).Fingerprint);
        Assert.NotEqual(NorlandCard.Fingerprint, (NorlandCard with { Encryption = Sudria.EncryptionKey }).Fingerprint);
        Assert.NotEqual(NorlandCard.Fingerprint, (NorlandCard with { Encryption = Norland.SigningKey, Signing = Norland.EncryptionKey }).Fingerprint);
    }

    [Theory]
    [InlineData("desk", "\"\"")]
    [InlineData("desk", "\"two words\"")]
    [InlineData("desk", "1")]
    [InlineData("name", "\"\"")]
    [InlineData("name", "\"two\\nlines\"")]
    [InlineData("name", "\"turned \\u202e round\"")]
    [InlineData("address", "\"norland.example\"")]
    [InlineData("address", "\"http://norland.example\"")]
    [InlineData("address", "\"https://user:secret@norland.example\"")]
    [InlineData("address", "\"https://norland.example/?to=1\"")]
    [InlineData("address", "\"javascript:alert(1)\"")]
    [InlineData("address", "\"file:///etc/passwd\"")]
    [InlineData("format", "\"vcard\"")]
    [InlineData("version", "2")]
    [InlineData("more", "1")]
    [InlineData("signing", "null")]
    [InlineData("encryption", "{\"kty\":\"RSA\"}")]
    public void A_wrong_member_is_named(string member, string value)
    {
        var card = JsonNode.Parse(NorlandCard.ToJson())!;
        card[member] = JsonNode.Parse(value);
        var reading = DeskCard.Parse(card.ToJsonString());
        Assert.Null(reading.Card);
        Assert.Equal(member, Assert.Single(reading.Problems).Member);
    }

    [Theory]
    [InlineData("https://norland.example")]
    [InlineData("https://192.0.2.7:8443/desk/")]
    [InlineData("http://127.0.0.1:5001")]
    [InlineData("http://[::1]:5001")]
    [InlineData("http://localhost:5001")]
    [InlineData("mailto:desk@norland.example")]
    public void An_address_is_TLS_or_loopback_or_mail(string address) => Assert.Equal(address, Norland.Card("Norland", address).Address);

    [Fact]
    public void Every_problem_is_named_at_once() =>
        Assert.Equal(["format", "version", "desk", "name", "address", "signing", "encryption"], DeskCard.Parse("{}").Problems.Select(p => p.Member));

    [Fact]
    public void A_private_key_in_a_card_is_called_what_it_is()
    {
        var card = JsonNode.Parse(NorlandCard.ToJson())!;
        card["signing"]!["d"] = "c2VjcmV0";
        Assert.Contains("private", Assert.Single(DeskCard.Parse(card.ToJsonString()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_off_the_curve_is_no_key()
    {
        var card = JsonNode.Parse(NorlandCard.ToJson())!;
        card["encryption"]!["y"] = card["encryption"]!["x"]!.GetValue<string>();
        Assert.Contains("curve", Assert.Single(DeskCard.Parse(card.ToJsonString()).Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"desk\":1,\"desk\":2}")]
    public void Nonsense_is_no_card(string text) => Assert.NotEmpty(DeskCard.Parse(text).Problems);

    [Fact]
    public void A_card_longer_than_any_card_is_not_read() => Assert.Contains("longer", Assert.Single(DeskCard.Parse(new string(' ', 20_000)).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Our_own_card_can_not_be_made_such_that_partners_refuse_it() => Assert.Throws<ArgumentException>(() => Norland.Card("Norland", "http://norland.example"));
}
