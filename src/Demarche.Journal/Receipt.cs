using System.Text.Json;

namespace Demarche.Journal;

/// <summary>What happened to one item of a package.</summary>
/// <param name="Id">The item's id, as in the package.</param>
/// <param name="Stored">True when the receiving desk holds it now.</param>
/// <param name="Because">Why not, for a person; null when it is stored.</param>
public sealed record ReceiptItem(string Id, bool Stored, string? Because);

/// <summary>The signed answer to a package (docs/protocol/package.md, P19 to P24).</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Sha256">SHA-256 of the sealed text as it came first, lower-case hexadecimal.</param>
/// <param name="From">The id of the desk that sent the package.</param>
/// <param name="To">The id of the desk that received it, which signs the receipt.</param>
/// <param name="Time">When it was received, UTC, ISO 8601 with milliseconds.</param>
/// <param name="Items">Every item of the package, once.</param>
public sealed record Receipt(string Package, string Sha256, string From, string To, string Time, IReadOnlyList<ReceiptItem> Items)
{
    /// <summary>A longer receipt is refused unread: it answers a package of at most <see cref="SealedPackage.MaximumBytes"/>, and a partner
    /// must not be able to fill this desk's memory with an answer. 4 Mi characters.</summary>
    public const int MaximumCharacters = 4 * 1024 * 1024;

    private const string Type = "demarche-receipt+jws";

    /// <summary>The receipt as a compact JWS.</summary>
    /// <exception cref="ArgumentException">The keys are not those of the receiving desk, an item is refused without a reason, or the time is not UTC with milliseconds.</exception>
    public string Sign(DeskKeys keys)
    {
        if (!Strict.IsTime(Time)) throw new ArgumentException($"The receipt's time is \"{Time}\".", nameof(keys));
        if (keys.Desk != To) throw new ArgumentException("A desk signs receipts for what it received only.", nameof(keys));
        if (Items.Any(i => i.Stored != (i.Because is null))) throw new ArgumentException("An item is either stored, or refused with a reason.", nameof(keys));
        var payload = CanonicalJson.Of(new
        {
            from = From,
            items = Items.Select(i => new { because = i.Because, id = i.Id, stored = i.Stored }),
            package = Package,
            sha256 = Sha256,
            time = Time,
            to = To,
        });
        return SignedText.Sign(Type, Strict.Utf8.GetBytes(payload), keys);
    }

    /// <summary>Believes a receipt only when the desk of the card signed it as the one that received the package.</summary>
    public static Verified<Receipt> Verify(string jws, DeskCard card) => SignedText.Read(jws, Type, MaximumCharacters, card.Signing, payload =>
    {
        if (Read(payload) is not { } receipt) return Verified<Receipt>.Refused("Its payload is not a receipt.");
        return receipt.To == card.Desk ? new Verified<Receipt>(receipt, null) : Verified<Receipt>.Refused($"It is a receipt of the desk {Strict.Shown(receipt.To)}, not of {card.Desk}.");
    });

    /// <summary>True when the receipt reports every one of these items and no other, each once: nothing was dropped silently.</summary>
    public bool Covers(IEnumerable<string> ids)
    {
        var sent = ids.ToHashSet();
        return Items.Count == sent.Count && sent.SetEquals(Items.Select(i => i.Id));
    }

    private static Receipt? Read(JsonElement payload)
    {
        if (Text(payload, "package") is not { } package || Text(payload, "sha256") is not { } sha256 || !Strict.IsHash(sha256)) return null;
        if (Text(payload, "from") is not { } from || Text(payload, "to") is not { } to || Text(payload, "time") is not { } time || !Strict.IsTime(time)) return null;
        if (!payload.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var items = new List<ReceiptItem>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Text(item, "id") is not { } id || !item.TryGetProperty("stored", out var stored)) return null;
            if (stored.ValueKind is not (JsonValueKind.True or JsonValueKind.False) || stored.GetBoolean() != (Text(item, "because") is null)) return null;
            items.Add(new ReceiptItem(id, stored.GetBoolean(), Text(item, "because")));
        }
        return new Receipt(package, sha256, from, to, time, items);

        static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }
}
