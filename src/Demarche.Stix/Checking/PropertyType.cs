using System.Globalization;

namespace Demarche.Stix.Checking;

/// <summary>The types of section 2, and the few forms that single properties add to them.</summary>
internal enum PropertyKind
{
    Any,
    Binary,
    Boolean,
    Created,
    Dictionary,
    Enum,
    Extensions,
    Float,
    Format,
    Hashes,
    Hex,
    Id,
    Integer,
    Language,
    List,
    Observables,
    Ref,
    SpecVersion,
    String,
    Timestamp,
    Translations,
    Type,
    Vocab,
}

/// <summary>The type of a property as a table writes it: <c>list:ref:identity,location</c>, <c>integer:0..65535</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Argument">The vocabulary, form or nested type it names; empty when none.</param>
/// <param name="Item">The type of a list's or dictionary's values; null when they may be anything.</param>
/// <param name="Targets">The types or <c>@categories</c> that a reference may point at; empty for all.</param>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
internal sealed record PropertyType(
    PropertyKind Kind,
    string Argument = "",
    PropertyType? Item = null,
    IReadOnlyList<string>? Targets = null,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity)
{
    /// <exception cref="FormatException">The table is wrong.</exception>
    public static PropertyType Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (word, rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        if (!System.Enum.TryParse<PropertyKind>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind))
            throw new FormatException($"A table names the type \"{text}\".");
        return kind switch
        {
            PropertyKind.List => new PropertyType(kind, Item: Parse(rest)),
            PropertyKind.Dictionary => new PropertyType(kind, Item: rest.Length == 0 ? null : Parse(rest)),
            PropertyKind.Ref => new PropertyType(kind, Targets: rest.Length == 0 ? [] : rest.Split(',')),
            PropertyKind.Integer or PropertyKind.Float when rest.Length > 0 => Ranged(kind, rest.Split("..")),
            _ => new PropertyType(kind, rest),
        };
    }

    private static PropertyType Ranged(PropertyKind kind, string[] ends) => new(
        kind,
        Minimum: double.Parse(ends[0], CultureInfo.InvariantCulture),
        Maximum: ends[1].Length == 0 ? double.PositiveInfinity : double.Parse(ends[1], CultureInfo.InvariantCulture));
}
