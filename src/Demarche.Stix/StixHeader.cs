using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>What every domain, relationship and meta object carries (STIX 2.1 section 3.2). The type is the identifier's.</summary>
/// <param name="Id">The object's identifier; its type must be the one that is written.</param>
/// <param name="Created">When the object was first created; never changed by a new version.</param>
/// <param name="Modified">When this version was made; equal to <paramref name="Created"/> for the first.</param>
public sealed record StixHeader(StixId Id, StixTimestamp Created, StixTimestamp Modified)
{
    /// <summary>The first version of an object.</summary>
    public StixHeader(StixId id, StixTimestamp created)
        : this(id, created, created)
    {
    }

    /// <summary>The identity that may version and revoke the object.</summary>
    public StixId? CreatedBy { get; init; }

    public IReadOnlyList<StixId> Markings { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The language of the text (RFC 5646); null for English.</summary>
    public string? Lang { get; init; }

    /// <summary>0 to 100; null when not stated.</summary>
    public int? Confidence { get; init; }

    /// <summary>Whether the object is withdrawn for good (section 3.6).</summary>
    public bool Revoked { get; init; }

    /// <summary>Other properties that all objects may have, such as <c>external_references</c>; null for none.</summary>
    public JsonObject? Others { get; init; }

    /// <summary>The extensions, by their definition's identifier.</summary>
    public JsonObject? Extensions { get; init; }

    /// <summary>The header of the next version: same identifier, same creation, later change.</summary>
    /// <exception cref="InvalidOperationException">The object is revoked, is a marking definition, or the time is not later: there is no next version (section 3.6).</exception>
    public StixHeader Next(StixTimestamp modified) =>
        Revoked ? throw new InvalidOperationException($"{Id} is revoked.")
        : Id.Type == "marking-definition" ? throw new InvalidOperationException("A marking definition has no versions.")
        : modified <= Modified ? throw new InvalidOperationException($"The next version of {Id} must be later than {Modified}.")
        : this with { Modified = modified };
}
