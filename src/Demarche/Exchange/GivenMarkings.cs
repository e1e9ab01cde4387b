using System.Text.Json;
using Demarche.Stix;

namespace Demarche.Exchange;

/// <summary>How an object of a package is marked.</summary>
/// <param name="Pap">What its holders may do with it; null where its sender does not say.</param>
/// <param name="Terms">Markings that are neither a level nor permissible actions, in their sender's words: a person has to read them.</param>
public sealed record GivenMarking(Tlp Tlp, Pap? Pap, IReadOnlyList<string> Terms)
{
    /// <summary>The stricter of both.</summary>
    public GivenMarking And(GivenMarking other) => new(
        Tlp > other.Tlp ? Tlp : other.Tlp, Stricter(Pap, other.Pap), [.. Terms.Union(other.Terms)]);

    /// <summary>The marking of what is taken of it.</summary>
    public Marking From(string originator) => new(Tlp, [], [], originator, Pap: Pap);

    internal static Pap? Stricter(Pap? one, Pap? other) => one is null || other > one ? other : one;
}

/// <summary>
/// How what a package carries is marked. What marks a part of an object counts as what marks it whole: the case has one marking for all that is
/// taken of it. An object without a level has that of the package, or of a container in it that names the object, whichever is stricter.
/// </summary>
internal sealed class GivenMarkings
{
    private readonly Tlp package;
    private readonly Dictionary<StixId, StixObject> definitions = [];
    private readonly Dictionary<StixId, Stated> containers = [];
    private readonly Dictionary<StixObject, GivenMarking> known = [];

    public GivenMarkings(StixBundle bundle, Tlp package)
    {
        this.package = package;
        foreach (var definition in bundle.Objects.Where(o => o.Type == "marking-definition")) definitions.TryAdd(definition.Id, definition);
        foreach (var container in bundle.Objects.Where(o => o.Type is "grouping" or "report"))
        {
            var stated = StatedBy(container);
            foreach (var named in container.ObjectRefs)
                containers[named] = containers.TryGetValue(named, out var before) ? before.And(stated) : stated;
        }
    }

    /// <summary>The marking of what several objects say together.</summary>
    public GivenMarking Of(IEnumerable<StixObject> all) => all.Select(Of).Aggregate((one, other) => one.And(other));

    public GivenMarking Of(StixObject one)
    {
        if (known.TryGetValue(one, out var marking)) return marking;
        var (own, within) = (StatedBy(one), containers.GetValueOrDefault(one.Id));
        var level = own.Tlp ?? (within?.Tlp is { } stricter && stricter > package ? stricter : package);
        return known[one] = new(level, own.Pap ?? within?.Pap, own.Terms);
    }

    private Stated StatedBy(StixObject one)
    {
        var stated = new Stated(null, null, []);
        foreach (var marking in one.ObjectMarkingRefs.Concat(OfParts(one))) stated = stated.And(Read(marking));
        return stated;
    }

    private static IEnumerable<StixId> OfParts(StixObject one) =>
        one.Json.TryGetProperty("granular_markings", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? parts.EnumerateArray()
                .Select(p => p.ValueKind == JsonValueKind.Object && p.TryGetProperty("marking_ref", out var marking) ? marking : default)
                .Where(m => m.ValueKind == JsonValueKind.String).Select(m => StixId.TryParse(m.GetString(), out var id) ? id : null).OfType<StixId>()
            : [];

    // What can't be read as a level is the strictest one: what it asks is not ours to guess, and the case has no place to keep it.
    private Stated Read(StixId marking)
    {
        var definition = definitions.GetValueOrDefault(marking);
        if (TlpMarkings.TryRead(marking, out var level, out _)) return new(level, null, []);
        if (definition is not null && TlpMarkings.TryRead(definition, out level, out _)) return new(level, null, []);
        if (PapMarkings.TryRead(marking, out var pap) || (definition is not null && PapMarkings.TryRead(definition, out pap))) return new(null, pap, []);
        var statement = definition is null ? null : Statement(definition);
        if (TlpMarkings.TryParseLabel(statement, out level)) return new(level, null, []);
        return new(Tlp.Red, null, [PackageContent.Cut(statement ?? definition?.Name ?? marking.ToString())]);
    }

    private static string? Statement(StixObject definition) =>
        definition.Json.TryGetProperty("definition", out var said) && said.ValueKind == JsonValueKind.Object
        && said.TryGetProperty("statement", out var statement) && statement.ValueKind == JsonValueKind.String ? statement.GetString() : null;

    private sealed record Stated(Tlp? Tlp, Pap? Pap, IReadOnlyList<string> Terms)
    {
        public Stated And(Stated other) => new(
            Tlp is null || other.Tlp > Tlp ? other.Tlp : Tlp, GivenMarking.Stricter(Pap, other.Pap), [.. Terms.Union(other.Terms)]);
    }
}
