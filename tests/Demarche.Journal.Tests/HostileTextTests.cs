using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

/// <summary>Whatever comes from outside gives an answer; nothing of it makes a reader throw.</summary>
public sealed class HostileTextTests
{
    // Half a surrogate pair, a control character, quotes and escapes: what readers of text stumble over.
    private static readonly string[] Splinters = ["\ud800", "\u0000", "\"", "\\", "\\ud800", "{", "[", "]", "}", ".", "..", ":", "null", "1e999", "\u202e", "\n", "é", "=", "+"];

    private static readonly Gen<string> Splinter = Gen.Int[0, Splinters.Length - 1].Select(at => Splinters[at]);
    private static readonly Gen<string> Anything = Gen.OneOf(Gen.String, Splinter.Array[0, 12].Select(string.Concat));

    [Fact]
    public void Any_text_at_all_is_answered() => Anything.Sample(text =>
    {
        Assert.NotNull(SealedPackage.Open(text, Westmark, _ => null).Refusal);
        Assert.NotNull(Receipt.Verify(text, WestmarkCard).Problem);
        Assert.NotNull(SignedCheckpoint.Verify(text, WestmarkCard).Problem);
        Assert.NotNull(KeyRotation.Verify(text, WestmarkCard).Problem);
        Assert.NotEmpty(DeskCard.Parse(text).Problems);
        Assert.NotNull(File(Encoding.UTF8.GetBytes(text)).Problem);
    }, iter: 800);

    [Fact]
    public void A_card_with_a_splinter_in_it_is_answered() =>
        Spoiled(NorlandCard.ToJson()).Sample(text => Assert.Equal(DeskCard.Parse(text).Card is null, DeskCard.Parse(text).Problems.Count > 0), iter: 800);

    [Fact]
    public void A_header_with_a_splinter_in_it_is_answered()
    {
        var text = SealedPackage.Seal(Package(Norland, Westmark), Norland, WestmarkCard).Text;
        var end = text.IndexOf('.', StringComparison.Ordinal);
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.AsSpan(0, end)));
        Spoiled(header).Sample(spoiled =>
            Assert.NotNull(SealedPackage.Open(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(spoiled)) + text[end..], Westmark, kid => Pinned(kid, NorlandCard)).Refusal), iter: 800);
    }

    [Fact]
    public void A_signed_statement_with_a_splinter_in_it_is_answered()
    {
        var receipt = """{"from":"a","items":[{"because":null,"id":"x","stored":true}],"package":"p","sha256":"00","time":"t","to":"w"}""";
        var checkpoint = """{"desk":"a","heads":[{"case":"c","hash":"00","number":1}],"journals":1,"root":"00","time":"t"}""";
        Spoiled(receipt).Sample(text => Assert.NotNull(Receipt.Verify(Signed("demarche-receipt+jws", text), WestmarkCard).Problem), iter: 300);
        Spoiled(checkpoint).Sample(text => Assert.NotNull(SignedCheckpoint.Verify(Signed("demarche-checkpoint+jws", text), WestmarkCard).Problem), iter: 300);
        Spoiled($"{{\"card\":{NorlandCard.ToJson()},\"time\":\"{Time}\"}}").Sample(text => Assert.NotNull(KeyRotation.Verify(Signed("demarche-rotation+jws", text), WestmarkCard).Problem), iter: 300);
        Spoiled(Encoding.UTF8.GetString(Package(Norland, Westmark))).Sample(text => Assert.Equal(PackageEnvelope.Read(Encoding.UTF8.GetBytes(text), out var problem) is null, problem is not null), iter: 1000);
    }

    [Fact]
    public void A_file_with_a_splinter_in_it_is_answered()
    {
        var header = new JsonObject { ["desk"] = "d", ["format"] = "demarche-journal", ["time"] = Time, ["version"] = 1 }.ToJsonString();
        Spoiled($"{header}\n{EntryLine.Write(Entries("case-1", 1)[0])}\n").Sample(text => File(Encoding.UTF8.GetBytes(text)), iter: 800);
    }

    private static Gen<string> Spoiled(string text) => Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 6], Splinter)
        .Select((at, cut, splinter) => text[..at] + splinter + text[Math.Min(text.Length, at + cut)..]).Where(spoiled => spoiled != text);

    private static string Signed(string type, string payload) => SignedText.Sign(type, Encoding.UTF8.GetBytes(payload), Westmark);

    private static JournalFileResult File(byte[] bytes) => JournalFile.VerifyAsync(new MemoryStream(bytes)).GetAwaiter().GetResult();
}
