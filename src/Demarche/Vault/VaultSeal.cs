using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Vault;

/// <summary>Whom something is sealed to.</summary>
/// <param name="Key">The id of a vault key or of a recovery key.</param>
/// <param name="PublicKey">As it stands in the journal.</param>
public sealed record Recipient(string Key, string PublicKey);

/// <summary>A sealed text and its wrapped erasable key, which must be kept together with the entry.</summary>
public sealed record Sealing(SealedField Field, WrappedKey Key);

/// <summary>
/// Seals texts in two layers, of which opening needs both. Inside: a content key, sealed to each recipient's own key (<see cref="Hpke"/>); no copy
/// of it is kept under a key of the desk. Keepers get halves of it, by pairs. Outside: an erasable key under the node key (docs/protocol/journal.md, J17 to J22); erasing it
/// leaves every recipient with nothing to open.
/// </summary>
public sealed class VaultSeal(NodeKey node, JournalStore store)
{
    /// <summary>Seals a text to its recipients and, in halves, to each pair of keepers.</summary>
    /// <param name="keepers">Any two of them open it together; none where that is not allowed.</param>
    internal Sealing Seal(string @case, string item, string field, string text, IReadOnlyList<Recipient> to, IReadOnlyList<Recipient> keepers)
    {
        var (place, bytes) = (FieldCipher.AssociatedData(@case, item, field), RandomNumberGenerator.GetBytes(FieldKey.Length));
        var content = new FieldKey(Id.New(), bytes);
        var inner = new Envelope(FieldCipher.Seal(text, content, place),
            [.. to.Select(r => Boxed(r, place, bytes))], [.. Pairs(keepers).Select(p => Split(p.First, p.Second, place, bytes))]);
        CryptographicOperations.ZeroMemory(bytes);
        return Wrap(@case, place, inner);
    }

    /// <summary>The same without the boxes of those who are no longer to open it, under a new erasable key. Null where the old one is gone.</summary>
    internal async Task<Sealing?> NarrowAsync(string @case, string item, string field, SealedField kept, IReadOnlySet<string> to, CancellationToken ct)
    {
        var place = FieldCipher.AssociatedData(@case, item, field);
        return await EnvelopeAsync(@case, place, kept, ct) is { } envelope ? Wrap(@case, place, envelope with { To = [.. envelope.To.Where(b => to.Contains(b.Key))] }) : null;
    }

    /// <summary>The text; null where it is not sealed to this key, or was erased.</summary>
    internal async Task<string?> OpenAsync(string @case, string item, string field, SealedField? kept, VaultSecret secret, CancellationToken ct)
    {
        var place = FieldCipher.AssociatedData(@case, item, field);
        if (await EnvelopeAsync(@case, place, kept, ct) is not { } envelope || envelope.To.FirstOrDefault(b => b.Key == secret.Id) is not { } box) return null;
        return Unboxed(secret, box, place) is { } bytes ? Opened(envelope, bytes, place) : null;
    }

    /// <summary>What a keeper adds to another's half: worth nothing alone, and good for this text only. Null where the two share nothing of it.</summary>
    internal async Task<byte[]?> HalfAsync(string @case, string item, string field, SealedField? kept, VaultSecret keeper, string other, CancellationToken ct)
    {
        var place = FieldCipher.AssociatedData(@case, item, field);
        return await EnvelopeAsync(@case, place, kept, ct) is { } envelope && envelope.Halves(keeper.Id, other) is { } box ? Unboxed(keeper, box, place) : null;
    }

    /// <summary>The text, by two halves: the keeper's own and the one that another passed on.</summary>
    internal async Task<string?> OpenByTwoAsync(
        string @case, string item, string field, SealedField? kept, VaultSecret keeper, string other, byte[] half, CancellationToken ct)
    {
        var place = FieldCipher.AssociatedData(@case, item, field);
        if (await EnvelopeAsync(@case, place, kept, ct) is not { } envelope || envelope.Halves(keeper.Id, other) is not { } box) return null;
        return Unboxed(keeper, box, place) is { } own && half.Length == FieldKey.Length ? Opened(envelope, Xor(own, half), place) : null;
    }

    /// <summary>Seals a text for the desk's own counting: under the node key alone, and erasable. Never a name.</summary>
    internal Sealing SealForCounting(string @case, string item, string field, string text)
    {
        var key = FieldKey.Create();
        return new(FieldCipher.Seal(text, key, FieldCipher.AssociatedData(@case, item, field)), new(@case, key.Id, node.Wrap(key)));
    }

    internal async Task<string?> OpenForCountingAsync(string @case, string item, string field, SealedField kept, CancellationToken ct) =>
        await OuterAsync(@case, FieldCipher.AssociatedData(@case, item, field), kept, ct);

    private Sealing Wrap(string @case, string place, Envelope envelope)
    {
        var key = FieldKey.Create();
        return new(FieldCipher.Seal(JsonSerializer.Serialize(envelope), key, place), new(@case, key.Id, node.Wrap(key)));
    }

    private async Task<Envelope?> EnvelopeAsync(string @case, string place, SealedField? kept, CancellationToken ct) =>
        kept is not null && await OuterAsync(@case, place, kept, ct) is { } text ? JsonSerializer.Deserialize<Envelope>(text) : null;

    private async Task<string?> OuterAsync(string @case, string place, SealedField kept, CancellationToken ct) =>
        await store.FindKeyAsync(@case, kept.Key, ct) is { } wrapped && node.Unwrap(kept.Key, wrapped) is { } key ? FieldCipher.Open(kept, key, place) : null;

    private static Box Boxed(Recipient to, string place, byte[] bytes) =>
        new(to.Key, Hpke.Seal(Base64Url.DecodeFromChars(to.PublicKey), Info(place), Encoding.UTF8.GetBytes(to.Key), bytes));

    private static byte[]? Unboxed(VaultSecret secret, Box box, string place) =>
        Hpke.Open(secret.Key, Info(place), Encoding.UTF8.GetBytes(box.Key), box.Sealed) is { Length: FieldKey.Length } bytes ? bytes : null;

    private static string? Opened(Envelope envelope, byte[] bytes, string place)
    {
        var text = FieldCipher.Open(envelope.Text, new FieldKey(envelope.Text.Key, bytes), place);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    // One half is random, the other the key XOR the first: each alone says nothing (one-time pad). Each pair has halves of its own.
    private static Pair Split(Recipient first, Recipient second, string place, byte[] bytes)
    {
        var half = RandomNumberGenerator.GetBytes(bytes.Length);
        var pair = new Pair(Boxed(first, place, half), Boxed(second, place, Xor(bytes, half)));
        CryptographicOperations.ZeroMemory(half);
        return pair;
    }

    private static IEnumerable<(Recipient First, Recipient Second)> Pairs(IReadOnlyList<Recipient> keepers) =>
        keepers.SelectMany((first, i) => keepers.Skip(i + 1).Select(second => (first, second)));

    private static byte[] Xor(byte[] one, byte[] other) => [.. one.Zip(other, (a, b) => (byte)(a ^ b))];

    private static byte[] Info(string place) => Encoding.UTF8.GetBytes("demarche vault " + place);

    private sealed record Envelope(SealedField Text, IReadOnlyList<Box> To, IReadOnlyList<Pair> Pairs)
    {
        /// <summary>The half that one keeper holds with another.</summary>
        public Box? Halves(string keeper, string other) => Pairs.Select(p =>
            (p.First.Key, p.Second.Key) == (keeper, other) ? p.First : (p.Second.Key, p.First.Key) == (keeper, other) ? p.Second : null).FirstOrDefault(b => b is not null);
    }

    private sealed record Pair(Box First, Box Second);

    private sealed record Box(string Key, byte[] Sealed);
}
