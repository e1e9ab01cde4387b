using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

/// <summary>tests/vectors is what another implementation is checked against, and docs/protocol quotes it: both must be what this library does.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class VectorsTests
{
    private static readonly JsonElement JournalVectors = Read("journal.json");
    private static readonly JsonElement PackageVectors = Read("package.json");

    [Fact]
    public void The_canonical_forms_are_right()
    {
        foreach (var vector in List(JournalVectors, "canonical")) Assert.Equal(Text(vector, "canonical"), CanonicalJson.Of(Text(vector, "json")));
    }

    [Fact]
    public void The_entries_follow_from_their_drafts()
    {
        var heads = new Dictionary<string, Head>();
        foreach (var vector in List(JournalVectors, "entries"))
        {
            var expected = Entry(vector);
            var draft = new EntryDraft(expected.Case, expected.Time, expected.Author, expected.Kind, expected.Version, expected.Marking, expected.Body);
            var entry = draft.After(heads.GetValueOrDefault(expected.Case, Head.Empty(expected.Case)));
            Assert.Equal(expected, entry);
            heads[entry.Case] = entry.AsHead();
        }
        var checkpoint = JournalVectors.GetProperty("checkpoint");
        Assert.Equal(new Checkpoint(Text(checkpoint, "desk"), Text(checkpoint, "time"), 2, Text(checkpoint, "root")), Checkpoint.Of(Text(checkpoint, "desk"), Text(checkpoint, "time"), heads.Values));
        Assert.Equal(Text(checkpoint, "root"), SignedCheckpoint.Verify(Text(checkpoint, "jws"), Card(JournalVectors)).Value!.Checkpoint.Root);
    }

    [Fact]
    public void The_Merkle_roots_are_right()
    {
        foreach (var vector in List(JournalVectors, "merkle"))
            Assert.Equal(Text(vector, "root"), Convert.ToHexStringLower(MerkleTree.Root([.. List(vector, "leaves").Select(l => Encoding.UTF8.GetBytes(l.GetString()!))])));
    }

    [Fact]
    public async Task The_file_verifies_and_is_written_the_same()
    {
        var lines = string.Concat(List(JournalVectors, "file").Select(l => l.GetString() + "\n"));
        var result = await JournalFile.VerifyAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), Card(JournalVectors), TestContext.Current.CancellationToken);
        Assert.Equal((null, true, 4), (result.Problem, result.Signed, result.Entries));

        using var written = new MemoryStream();
        await JournalFile.WriteAsync(written, result.Header!, Async(List(JournalVectors, "entries").Select(Entry)), null, TestContext.Current.CancellationToken);
        Assert.Equal(string.Concat(lines.Split('\n').SkipLast(2).Select(l => l + "\n")), Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void The_sealed_field_opens()
    {
        var vector = JournalVectors.GetProperty("field");
        var field = vector.GetProperty("sealed").Deserialize<SealedField>()!;
        Assert.Equal(Text(vector, "associatedData"), FieldCipher.AssociatedData("case-7d1c", "source-2", "identity"));
        Assert.Equal(Text(vector, "plain"), FieldCipher.Open(field, new FieldKey(field.Key, Convert.FromHexString(Text(vector, "key"))), Text(vector, "associatedData")));
        var unwrapped = new NodeKey(Convert.FromHexString(Text(vector, "nodeKey"))).Unwrap(field.Key, Text(vector, "wrapped"))!;
        Assert.Equal(Text(vector, "key"), Convert.ToHexStringLower(unwrapped.Bytes));
    }

    [Theory]
    [InlineData("norland")]
    [InlineData("westmark")]
    public void The_key_files_load_and_give_the_thumbprints(string desk)
    {
        var vector = PackageVectors.GetProperty(desk);
        using var keys = Keys(desk);
        var card = Card(vector);
        Assert.Equal(card, keys.Card(card.Name, card.Address));
        Assert.Equal(Text(vector, "signingThumbprint"), keys.SigningKey.Thumbprint);
        Assert.Equal(Text(vector, "encryptionThumbprint"), keys.EncryptionKey.Thumbprint);
        Assert.Equal(Text(vector, "fingerprint"), card.Fingerprint);
    }

    [Fact]
    public void The_sealed_package_opens_and_a_new_one_has_its_length()
    {
        var vector = PackageVectors.GetProperty("package");
        using var westmark = Keys("westmark");
        using var norland = Keys("norland");
        var package = new SealedPackage(Text(vector, "sealed"));
        Assert.Equal(Text(vector, "plain"), Encoding.UTF8.GetString(SealedPackage.Open(package.Text, westmark, Pinned(retired: false)).Opened!.Plain));
        Assert.Equal(Text(vector, "sha256"), package.Sha256);
        Assert.Equal(vector.GetProperty("length").GetInt32(), SealedPackage.Seal(Encoding.UTF8.GetBytes(Text(vector, "plain")), norland, Card(PackageVectors.GetProperty("westmark"))).Text.Length);
    }

    [Fact]
    public void The_receipt_and_the_rotation_verify()
    {
        var vector = PackageVectors.GetProperty("receipt");
        var receipt = Receipt.Verify(Text(vector, "jws"), Card(PackageVectors.GetProperty("westmark"))).Value!;
        Assert.Equal(Text(PackageVectors.GetProperty("package"), "sha256"), receipt.Sha256);
        Assert.True(receipt.Covers(["report--1", "note--1"]));

        var rotation = PackageVectors.GetProperty("rotation");
        Assert.Equal(new KeyRotation(Card(rotation), Text(rotation, "time")), KeyRotation.Verify(Text(rotation, "jws"), Card(PackageVectors.GetProperty("norland"))).Value);
    }

    [Fact]
    public void Every_refused_package_is_refused_for_its_reason()
    {
        using var westmark = Keys("westmark");
        var codes = new HashSet<string>();
        foreach (var vector in List(PackageVectors, "refused"))
        {
            codes.Add(Text(vector, "code"));
            Assert.Equal(Text(vector, "code"), SealedPackage.Open(Text(vector, "text"), westmark, Pinned(Text(vector, "code") == "OldKey")).Refusal!.Code.ToString());
        }
        Assert.Equal(Enum.GetNames<RefusalCode>().Except(["TooLarge"]).Order(), codes.Order());
    }

    [Fact]
    public void The_protocol_documents_quote_the_vectors()
    {
        var first = List(JournalVectors, "entries").First();
        var (norland, package) = (PackageVectors.GetProperty("norland"), PackageVectors.GetProperty("package"));
        Quotes("journal.md", Text(first, "hash"), Text(JournalVectors.GetProperty("checkpoint"), "root"), Text(List(JournalVectors, "merkle").ElementAt(3), "root"), List(JournalVectors, "file").First().GetString()!);
        Quotes("package.md", Text(norland, "signingThumbprint"), Text(package, "sha256"), $"{package.GetProperty("length")} characters");
        Quotes("exchange.md", Text(norland, "fingerprint"));

        static void Quotes(string document, params string[] values)
        {
            var text = File.ReadAllText(Path.Combine(Shared.Repository, "docs", "protocol", document));
            Assert.All(values, value => Assert.Contains(value, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_protocol_documents_name_every_limit_and_code()
    {
        var text = string.Concat(new[] { "journal.md", "package.md", "exchange.md" }.Select(name => File.ReadAllText(Path.Combine(Shared.Repository, "docs", "protocol", name))));
        long[] limits = [JournalFile.MaximumLineBytes, JournalFile.MaximumJournals, SealedPackage.MaximumBytes, SealedPackage.MaximumPlainBytes, Receipt.MaximumCharacters,
            Limits.HeaderCharacters, Limits.CheckpointCharacters, Limits.CardCharacters, Limits.NameCharacters, Limits.AddressCharacters, Limits.RotationCharacters, CanonicalJson.MaximumDepth, FieldCipher.PaddingBytes];
        Assert.All(limits, limit => Assert.Contains($" {limit.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} ", text, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<RefusalCode>(), code => Assert.Contains($"`{new PackageRefusal(code, "").Told}`", text, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<RefusalCode>(), code => Assert.Contains($"`{code}`", text, StringComparison.Ordinal));
    }

    private static Func<string, PinnedKey?> Pinned(bool retired) => kid => Card(PackageVectors.GetProperty("norland")) is var card && card.Signing.Thumbprint == kid ? new PinnedKey(card, retired) : null;

    private static DeskKeys Keys(string desk)
    {
        using var folder = new Folder();
        foreach (var file in PackageVectors.GetProperty(desk).GetProperty("keysForTestsOnly").EnumerateObject())
        {
            File.WriteAllText(folder[file.Name], file.Value.GetString());
            File.SetUnixFileMode(folder[file.Name], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return DeskKeys.Load(folder.Path);
    }

    private static DeskCard Card(JsonElement vector) => DeskCard.Parse(vector.GetProperty("card").GetRawText()).Card!;

    private static Entry Entry(JsonElement v) => new(Text(v, "case"), v.GetProperty("number").GetInt64(), Text(v, "time"), Text(v, "author"), Text(v, "kind"),
        v.GetProperty("version").GetInt32(), Text(v, "marking"), Text(v, "body"), Text(v, "previous"), Text(v, "hash"));

    private static IEnumerable<JsonElement> List(JsonElement value, string name) => value.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "vectors", name))).RootElement;
}
