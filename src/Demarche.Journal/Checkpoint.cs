using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>The state of all of a desk's journals in one hash (docs/protocol/journal.md, J11 to J16).</summary>
/// <param name="Desk">The desk's id.</param>
/// <param name="Time">When, UTC, ISO 8601 with milliseconds.</param>
/// <param name="Journals">How many journals there are.</param>
/// <param name="Root">The Merkle tree hash (RFC 9162 section 2.1.1, SHA-256, lower-case hexadecimal) over the heads sorted by journal id,
/// each as its RFC 8785 form.</param>
public sealed record Checkpoint(string Desk, string Time, long Journals, string Root)
{
    /// <summary>The checkpoint over these heads, in whatever order they come.</summary>
    /// <exception cref="ArgumentException">Two heads are of one journal.</exception>
    public static Checkpoint Of(string desk, string time, IEnumerable<Head> heads) => SignedCheckpoint.Of(desk, time, heads).Checkpoint;
}

/// <summary>What a later state of the journals lacks that a checkpoint has.</summary>
/// <param name="Case">The journal's id.</param>
/// <param name="Message">What happened to it, for a person.</param>
public sealed record CheckpointProblem(string Case, string Message);

/// <summary>A checkpoint with the heads it was taken over: what is signed, so that a journal that vanished can be named.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Heads">The heads, sorted by journal id, ordinal.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, IReadOnlyList<Head> Heads)
{
    private const string Type = "demarche-checkpoint+jws";

    /// <summary>Random, the first input of the tree where the heads are sealed: without it two roots would tell whether a journal grew between them. Null where the heads are open.</summary>
    public string? Salt { get; init; }

    /// <summary>The checkpoint over these heads, in whatever order they come.</summary>
    /// <exception cref="ArgumentException">Two heads are of one journal.</exception>
    /// <param name="salt">For a checkpoint whose heads are to be sealed; see <see cref="NewSalt"/>.</param>
    public static SignedCheckpoint Of(string desk, string time, IEnumerable<Head> heads, string? salt = null)
    {
        var sorted = heads.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Case, b.Case));
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Case == sorted[i - 1].Case) throw new ArgumentException($"There are two heads of the journal {sorted[i].Case}.", nameof(heads));
        return new SignedCheckpoint(new Checkpoint(desk, time, sorted.Length, Root(sorted, salt)), sorted) { Salt = salt };
    }

    /// <summary>128 random bits.</summary>
    public static string NewSalt() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The checkpoint as a compact JWS, signed by the desk.</summary>
    /// <exception cref="ArgumentException">The keys are another desk's, or the time is not UTC with milliseconds.</exception>
    public string Sign(DeskKeys keys)
    {
        MustBeOf(keys);
        if (Salt is not null) return SignSealed(keys);
        var payload = CanonicalJson.Of(new
        {
            desk = Checkpoint.Desk,
            heads = Heads.Select(h => new { @case = h.Case, hash = h.Hash, number = h.Number }),
            journals = Checkpoint.Journals,
            root = Checkpoint.Root,
            time = Checkpoint.Time,
        });
        return SignedText.Sign(Type, Strict.Utf8.GetBytes(payload), keys);
    }

    // Who holds it is told how many journals there are, and nothing of any: its heads are read with the desk's node key alone.
    private string SignSealed(DeskKeys keys)
    {
        var key = FieldKey.Create();
        var inner = CanonicalJson.Of(new { heads = Heads.Select(h => new { @case = h.Case, hash = h.Hash, number = h.Number }), salt = Salt });
        // The digits of a number are not to be counted.
        var padded = inner.PadRight(Heads.Sum(h => h.Case.Length + LongestHead) + LongestHead);
        var cipher = FieldCipher.Seal(padded, key, Place(Checkpoint));
        var payload = CanonicalJson.Of(new
        {
            desk = Checkpoint.Desk,
            journals = Checkpoint.Journals,
            root = Checkpoint.Root,
            @sealed = new { cipher = cipher.Cipher, key = cipher.Key, nonce = cipher.Nonce, wrapped = keys.Node.Wrap(key) },
            time = Checkpoint.Time,
        });
        return SignedText.Sign(Type, Strict.Utf8.GetBytes(payload), keys);
    }

    private void MustBeOf(DeskKeys keys)
    {
        if (!Strict.IsTime(Checkpoint.Time)) throw new ArgumentException($"The checkpoint's time is \"{Checkpoint.Time}\".", nameof(keys));
        if (keys.Desk != Checkpoint.Desk) throw new ArgumentException("A desk signs its own checkpoints only.", nameof(keys));
    }

    /// <summary>Believes a checkpoint only when the desk of the card signed it and its root is that of its heads.</summary>
    /// <param name="node">The node key of the desk that signed, where its heads are sealed; null for none.</param>
    public static Verified<SignedCheckpoint> Verify(string jws, DeskCard card, NodeKey? node = null) => SignedText.Read(jws, Type, Limits.CheckpointCharacters, card.Signing, payload =>
    {
        var isSealed = payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("sealed", out _);
        if (isSealed && node is null)
            return Verified<SignedCheckpoint>.Refused("The state of each journal is sealed in it. It is compared where the desk's own keys are.");
        var read = isSealed ? ReadSealed(payload, node!) : Read(payload, payload);
        if (read is null) return Verified<SignedCheckpoint>.Refused("Its payload is not a checkpoint.");
        if (read.Checkpoint.Desk != card.Desk) return Verified<SignedCheckpoint>.Refused($"It is of the desk {Strict.Shown(read.Checkpoint.Desk)}, not of {card.Desk}.");
        if (read.Checkpoint.Journals != read.Heads.Count || read.Checkpoint.Root != Root(read.Heads, read.Salt))
            return Verified<SignedCheckpoint>.Refused("Its root is not that of its heads.");
        return new Verified<SignedCheckpoint>(read, null);
    });

    /// <summary>Which journals vanished, shrank or were rewritten since the checkpoint, by journal id. Growing and new journals are right.</summary>
    /// <param name="present">The heads of all journals now.</param>
    /// <param name="hashAt">For a journal that grew: the hash that the entry with the given head's case and number has now, or null. Without it a
    /// rewritten journal that has since grown is not noticed.</param>
    public IReadOnlyList<CheckpointProblem> Compare(IEnumerable<Head> present, Func<Head, string?>? hashAt = null)
    {
        var now = present.ToDictionary(h => h.Case);
        var problems = new List<CheckpointProblem>();
        foreach (var head in Heads)
        {
            var message = now.GetValueOrDefault(head.Case) switch
            {
                null => $"The journal {head.Case} is gone; it had {head.Number} entries on {Checkpoint.Time}.",
                var h when h.Number < head.Number => $"The journal {head.Case} has {h.Number} entries; it had {head.Number} on {Checkpoint.Time}.",
                var h when h.Number == head.Number && h.Hash != head.Hash => Rewritten(head),
                var h when h.Number > head.Number && hashAt is not null && hashAt(head) != head.Hash => Rewritten(head),
                _ => null,
            };
            if (message is not null) problems.Add(new CheckpointProblem(head.Case, message));
        }
        return problems;
    }

    private string Rewritten(Head head) => $"The journal {head.Case} was rewritten: entry {head.Number} is not the one of {Checkpoint.Time}.";

    /// <summary>More characters than what is written of a head beside its case's name.</summary>
    private const int LongestHead = 130;

    private static string Place(Checkpoint of) => FieldCipher.AssociatedData(of.Desk, of.Time, "heads");

    private static string Root(IReadOnlyList<Head> heads, string? salt) => Convert.ToHexStringLower(MerkleTree.Root(
        [.. salt is null ? [] : new[] { Strict.Utf8.GetBytes(CanonicalJson.Of(new { salt })) }, .. heads.Select(h => Strict.Utf8.GetBytes(CanonicalJson.Of(new { @case = h.Case, hash = h.Hash, number = h.Number })))]));

    private static SignedCheckpoint? ReadSealed(JsonElement payload, NodeKey node)
    {
        var part = payload.GetProperty("sealed");
        if (part.ValueKind != JsonValueKind.Object || Text(payload, "desk") is not { } desk || Text(payload, "time") is not { } time) return null;
        if (Text(part, "key") is not { } id || Text(part, "nonce") is not { } nonce || Text(part, "cipher") is not { } cipher || Text(part, "wrapped") is not { } wrapped) return null;
        if (node.Unwrap(id, wrapped) is not { } key || FieldCipher.Open(new(id, nonce, cipher), key, Place(new(desk, time, 0, ""))) is not { } text) return null;
        try
        {
            using var inner = JsonDocument.Parse(text);
            return inner.RootElement.ValueKind == JsonValueKind.Object && Text(inner.RootElement, "salt") is { } salt && Read(payload, inner.RootElement) is { } read
                ? read with { Salt = salt } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SignedCheckpoint? Read(JsonElement payload, JsonElement within)
    {
        if (Text(payload, "desk") is not { } desk || Text(payload, "time") is not { } time || !Strict.IsTime(time) || Text(payload, "root") is not { } root) return null;
        if (Number(payload, "journals") is not { } journals || !within.TryGetProperty("heads", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var heads = new List<Head>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Text(item, "case") is not { } @case || !Strict.IsName(@case) || Text(item, "hash") is not { } hash || !Strict.IsHash(hash)) return null;
            if (Number(item, "number") is not { } number || (heads.Count > 0 && string.CompareOrdinal(heads[^1].Case, @case) >= 0)) return null;
            heads.Add(new Head(@case, number, hash));
        }
        return new SignedCheckpoint(new Checkpoint(desk, time, journals, root), heads);
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static long? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var n) && n >= 0 ? n : null;
}
