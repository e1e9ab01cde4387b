using System.Security.Cryptography;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>What is wrong with a card, and in which member.</summary>
/// <param name="Member">The JSON member; empty for the whole.</param>
/// <param name="Message">What is wrong, for a person.</param>
public sealed record CardProblem(string Member, string Message);

/// <summary>A card that was read: the card, or every problem with it.</summary>
public sealed record CardReading(DeskCard? Card, IReadOnlyList<CardProblem> Problems);

/// <summary>What one desk gives another to be its partner (docs/protocol/exchange.md, X1 to X5). It is not secret and proves nothing by itself:
/// a person compares the <see cref="Fingerprint"/> with the partner over another channel.</summary>
/// <param name="Desk">The desk's id.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Address">The base of its exchange endpoint (<c>https:</c>; <c>http:</c> on loopback only), or <c>mailto:</c>.</param>
/// <param name="Signing">The key it signs with.</param>
/// <param name="Encryption">The key to encrypt to.</param>
public sealed record DeskCard(string Desk, string Name, string Address, Jwk Signing, Jwk Encryption)
{
    private static readonly string[] Members = ["address", "desk", "encryption", "format", "name", "signing", "version"];

    /// <summary>SHA-256 over the canonical JSON of desk id and both keys, as 16 groups of 4 hexadecimal digits, for reading aloud.
    /// Name and address are left out: they may change without a new comparison.</summary>
    public string Fingerprint
    {
        get
        {
            var keys = $"{{\"desk\":{JsonSerializer.Serialize(Desk)},\"encryption\":{Encryption.ToJson()},\"signing\":{Signing.ToJson()}}}";
            var hex = Convert.ToHexStringLower(SHA256.HashData(Strict.Utf8.GetBytes(CanonicalJson.Of(keys))));
            return string.Join(' ', hex.Chunk(4).Select(group => new string(group)));
        }
    }

    /// <summary>The card as canonical JSON.</summary>
    public string ToJson() => CanonicalJson.Of(
        $$"""{"address":{{JsonSerializer.Serialize(Address)}},"desk":{{JsonSerializer.Serialize(Desk)}},"encryption":{{Encryption.ToJson()}},"format":"demarche-card","name":{{JsonSerializer.Serialize(Name)}},"signing":{{Signing.ToJson()}},"version":1}""");

    /// <summary>Reads a card from somebody else, in any JSON spelling.</summary>
    public static CardReading Parse(string json)
    {
        if (json.Length > Limits.CardCharacters) return new CardReading(null, [new("", $"It is longer than {Limits.CardCharacters} characters.")]);
        try
        {
            return Read(JsonSerializer.Deserialize<JsonElement>(CanonicalJson.Of(json)));
        }
        catch (JsonException problem)
        {
            return new CardReading(null, [new("", $"It is not JSON: {problem.Message}")]);
        }
    }

    internal static CardReading Read(JsonElement card)
    {
        var problems = new List<CardProblem>();
        if (card.ValueKind != JsonValueKind.Object) return new CardReading(null, [new("", "It is not a JSON object.")]);
        foreach (var member in card.EnumerateObject().Where(m => !Members.Contains(m.Name))) problems.Add(new(Strict.Shown(member.Name), "is not a member of a card"));
        if (Text("format") is not "demarche-card") problems.Add(new("format", "must be demarche-card"));
        if (!card.TryGetProperty("version", out var version) || version.GetRawText() != "1") problems.Add(new("version", "must be 1, the only version that is known"));
        var (desk, name, address) = (Text("desk"), Text("name"), Text("address"));
        if (!Strict.IsId(desk)) problems.Add(new("desk", "must be an id: 1 to 128 letters, digits, '-', '_', '.' or ':'"));
        if (name is not { Length: > 0 and <= Limits.NameCharacters } || Strict.Shown(name) != name) problems.Add(new("name", $"must be a text of 1 to {Limits.NameCharacters} characters on one line, none of them invisible"));
        if (!IsAddress(address)) problems.Add(new("address", "must be an https: URL without user, query or fragment, or a mailto: address"));
        var (signing, encryption) = (Key("signing"), Key("encryption"));
        if (signing is not null && signing == encryption) problems.Add(new("encryption", "must not be the signing key"));
        return problems.Count > 0 ? new CardReading(null, problems) : new CardReading(new DeskCard(desk!, name!, address!, signing!, encryption!), []);

        string? Text(string member) => card.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        Jwk? Key(string member)
        {
            var key = Jwk.Read(card.TryGetProperty(member, out var value) ? value : default, out var problem);
            if (problem is not null) problems.Add(new(member, problem));
            return key;
        }
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= Limits.AddressCharacters } && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Fragment == "" && address.Query == ""
        && (address.Scheme == Uri.UriSchemeMailto
            ? address.UserInfo != "" && address.Host != ""
            : address.UserInfo == "" && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)));
}
