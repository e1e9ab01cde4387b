using System.Text.Json;
using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class FieldCipherTests
{
    private static readonly string Place = FieldCipher.AssociatedData("case-1", "source-1", "identity");

    [Fact]
    public void A_sealed_field_opens_with_its_key_in_its_place_only() => Gen.String.Where(t => !t.Any(char.IsSurrogate)).Sample(text =>
    {
        var key = FieldKey.Create();
        var field = FieldCipher.Seal(text, key, Place);
        Assert.Equal(text, FieldCipher.Open(field, key, Place));
        Assert.Null(FieldCipher.Open(field, key, FieldCipher.AssociatedData("case-2", "source-1", "identity")));
        Assert.Null(FieldCipher.Open(field, FieldKey.Create(), Place));
        Assert.Null(FieldCipher.Open(field, new FieldKey(key.Id, new byte[FieldKey.Length]), Place));
    }, iter: 200);

    [Fact]
    public void The_place_can_not_be_spelled_in_two_ways() =>
        Assert.NotEqual(FieldCipher.AssociatedData("a", "b\",\"c", "d"), FieldCipher.AssociatedData("a", "b", "c\",\"d"));

    [Fact]
    public void The_length_of_a_sealed_field_tells_no_name_from_another() => Gen.Int[0, 252].Sample(length =>
        FieldCipher.Seal(new string('x', length), FieldKey.Create(), Place).Cipher.Length == FieldCipher.Seal("", FieldKey.Create(), Place).Cipher.Length);

    [Fact]
    public void A_longer_text_takes_the_next_step()
    {
        Assert.Equal((256 + 16) * 4 / 3 + 1, FieldCipher.Seal(new string('x', 252), FieldKey.Create(), Place).Cipher.Length);
        Assert.Equal((512 + 16) * 4 / 3, FieldCipher.Seal(new string('x', 253), FieldKey.Create(), Place).Cipher.Length);
    }

    [Fact]
    public void Every_changed_character_keeps_the_field_shut()
    {
        var key = FieldKey.Create();
        var field = FieldCipher.Seal("A member of the Norland cabinet.", key, Place);
        for (var at = 0; at < field.Cipher.Length; at++) Assert.Null(FieldCipher.Open(field with { Cipher = Changed(field.Cipher, at) }, key, Place));
        for (var at = 0; at < field.Nonce.Length; at++) Assert.Null(FieldCipher.Open(field with { Nonce = Changed(field.Nonce, at) }, key, Place));
        Assert.Null(FieldCipher.Open(field with { Cipher = "" }, key, Place));
        Assert.Null(FieldCipher.Open(field with { Nonce = "" }, key, Place));
        Assert.Null(FieldCipher.Open(field with { Key = "another" }, key, Place));
    }

    [Fact]
    public void Erasing_the_key_leaves_the_chain_as_it_was()
    {
        var node = NodeKey.Create();
        var key = FieldKey.Create();
        var field = FieldCipher.Seal("A member of the Norland cabinet.", key, Place);
        var entry = Draft("case-1", CanonicalJson.Of(new { identity = field })).After(Head.Empty("case-1"));
        var keys = new Dictionary<string, string> { [key.Id] = node.Wrap(key) };
        Assert.Null(Chain.Verify([entry], "case-1"));

        using var body = JsonDocument.Parse(entry.Body);
        var kept = body.RootElement.GetProperty("identity").Deserialize<SealedField>()!;
        Assert.Equal("A member of the Norland cabinet.", FieldCipher.Open(kept, node.Unwrap(kept.Key, keys[kept.Key])!, Place));

        keys.Remove(key.Id);
        Assert.Null(Chain.Verify([entry], "case-1"));
        Assert.False(keys.ContainsKey(kept.Key));
        Assert.DoesNotContain("cabinet", entry.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_key_opens_under_its_own_id_and_node_key_only()
    {
        var (node, key) = (NodeKey.Create(), FieldKey.Create());
        var wrapped = node.Wrap(key);
        Assert.NotNull(node.Unwrap(key.Id, wrapped));
        Assert.Null(node.Unwrap("another", wrapped));
        Assert.Null(NodeKey.Create().Unwrap(key.Id, wrapped));
        Assert.Null(node.Unwrap(key.Id, ""));
        for (var at = 0; at < wrapped.Length; at++) Assert.Null(node.Unwrap(key.Id, Changed(wrapped, at)));
    }

    private static string Changed(string text, int at) => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
}
