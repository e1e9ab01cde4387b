using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Demarche.Stix;

/// <summary>
/// An identifier: <c>type--uuid</c> (STIX 2.1 section 2.9). It cannot be wrong once built. Two identifiers are equal when their texts
/// are, since references resolve by exact match (section 3.3).
/// </summary>
public sealed class StixId : IEquatable<StixId>, IComparable<StixId>
{
    /// <summary>The namespace of <see cref="DerivedFrom"/>: Demarche's own, not the one the specification keeps for observables.</summary>
    private static readonly Guid DerivedSpace = Guid.Parse("1832d618-f309-4d75-aca3-de61381199e2");

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private readonly string text;

    private StixId(string text, string type)
    {
        this.text = text;
        Type = type;
    }

    /// <summary>The object's type: <c>incident</c>.</summary>
    public string Type { get; }

    /// <summary>The UUID behind the type.</summary>
    public Guid Uuid => Guid.ParseExact(text.AsSpan(Type.Length + 2), "D");

    /// <summary>A new identifier with a random UUID (version 4).</summary>
    /// <exception cref="ArgumentException">The type's name is not one that STIX allows.</exception>
    public static StixId New(string type) => Of(type, NameBasedUuid.Random());

    /// <summary>The identifier of that type and that UUID.</summary>
    /// <exception cref="ArgumentException">The type's name is not one that STIX allows, or the UUID is not one of RFC 9562.</exception>
    public static StixId Of(string type, Guid uuid)
    {
        var text = $"{type}--{uuid:D}";
        if (Fault(text) is { } fault) throw new ArgumentException(fault, nameof(type));
        return new StixId(text, type);
    }

    /// <summary>
    /// The same identifier for the same type and parts, and one that tells nothing about them: UUID version 5, in Demarche's own
    /// namespace, over the SHA-256 of the parts. Give each recipient's copy of an item its own: <c>DerivedFrom("note", secret, partner,
    /// item)</c>. At least one part must be a secret of 128 bits or more: whoever can guess all parts can recompute the identifier.
    /// The type is one of the parts, because section 2.9 forbids one UUID under two types.
    /// </summary>
    /// <exception cref="ArgumentException">There is no part, or the type's name is not one that STIX allows.</exception>
    public static StixId DerivedFrom(string type, params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty) throw new ArgumentException("An identifier is derived from at least one part.", nameof(parts));
        string[] all = [type, .. parts];
        return Of(type, NameBasedUuid.Of(DerivedSpace, NameBasedUuid.Digest(all)));
    }

    /// <summary>The identifier that a text is; null when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StixId? id)
    {
        id = text is not null && Fault(text) is null ? new StixId(text, text[..TypeLength(text)]) : null;
        return id is not null;
    }

    /// <summary>The identifier that a text of our own is.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static StixId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException(Fault(text));

    public bool Equals(StixId? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as StixId);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(StixId? other) => string.CompareOrdinal(text, other?.text);

    /// <summary><c>type--uuid</c>, as it was written.</summary>
    public override string ToString() => text;

    public static bool operator ==(StixId? left, StixId? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(StixId? left, StixId? right) => !(left == right);

    public static bool operator <(StixId left, StixId right) => left.CompareTo(right) < 0;

    public static bool operator >(StixId left, StixId right) => left.CompareTo(right) > 0;

    public static bool operator <=(StixId left, StixId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StixId left, StixId right) => left.CompareTo(right) >= 0;

    /// <summary>What is wrong with a text as an identifier; null when nothing is.</summary>
    internal static string? Fault(string text)
    {
        var length = TypeLength(text);
        if (length < 0) return "An identifier is an object type, two hyphens and a UUID.";
        if (TypeFault(text.AsSpan(0, length)) is { } fault) return fault;
        var uuid = text.AsSpan(length + 2);
        if (!Guid.TryParseExact(uuid, "D", out _)) return "What follows the two hyphens is not a UUID.";
        return uuid[19] is not ('8' or '9' or 'a' or 'b' or 'A' or 'B') || uuid[14] is < '1' or > '8'
            ? "The UUID is not one of RFC 4122: its variant or version is unknown."
            : null;
    }

    /// <summary>What is wrong with the name of a type (sections 3.1 and 7.3.2); null when nothing is.</summary>
    internal static string? TypeFault(ReadOnlySpan<char> type) => type switch
    {
        { Length: < 3 or > 250 } => "The name of a type has 3 to 250 characters.",
        _ when type.ContainsAnyExcept(TypeCharacters) || !char.IsAsciiLetter(type[0]) => "The name of a type has only a-z, 0-9 and hyphens, and starts with a letter.",
        _ when type.Contains("--", StringComparison.Ordinal) || type[^1] == '-' => "The name of a type has no two hyphens in a row and none at its end.",
        _ => null,
    };

    private static int TypeLength(string text) => text.Length < 38 ? -1 : text.AsSpan(text.Length - 38, 2) is "--" ? text.Length - 38 : -1;
}
