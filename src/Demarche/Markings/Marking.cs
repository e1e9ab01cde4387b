using System.Text.Json;
using System.Text.Json.Serialization;
using Demarche.Stix;

namespace Demarche.Markings;

/// <summary>Who may see an entry: a TLP level, the partners it is releasable to, compartments, and the partner whose terms bind it.</summary>
/// <param name="Tlp">The TLP 2.0 level.</param>
/// <param name="ReleasableTo">Ids of the partners it may go to. Empty means to no partner.</param>
/// <param name="Compartments">A reader at this desk must belong to every one of them; a partner never does.</param>
/// <param name="Originator">The partner who gave it to us; its marking binds where it may go on to. Null when it is our own.</param>
public sealed record Marking(
    Tlp Tlp, IReadOnlyList<string> ReleasableTo, IReadOnlyList<string> Compartments, string? Originator = null)
{
    // A level that is not given would else be the first one, which is the widest.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>What nobody but this desk's named readers may see: the marking of anything whose marking is missing or unknown.</summary>
    public static Marking Nobody { get; } = new(Tlp.Red, [], [UnknownCompartment]);

    /// <summary>No person is ever a member of it.</summary>
    internal const string UnknownCompartment = "?";

    public static Marking Of(Tlp tlp, params IEnumerable<string> releasableTo) =>
        new(tlp, [.. releasableTo.Distinct().Order(StringComparer.Ordinal)], []);

    /// <summary>The label as FIRST writes it, never translated.</summary>
    public string Label => Tlp.Label();

    /// <summary>The marking that satisfies both: the stricter level, only the partners that both name, the compartments of either.
    /// What only one side originated nobody originated: an originator sees its own, not what stands beside it.</summary>
    public Marking And(Marking other) => new(
        Tlp > other.Tlp ? Tlp : other.Tlp,
        [.. ReleasableTo.Intersect(other.ReleasableTo).Order(StringComparer.Ordinal)],
        [.. Compartments.Union(other.Compartments).Order(StringComparer.Ordinal)],
        Originator == other.Originator ? Originator : null);

    public string ToJson() => Demarche.Journal.CanonicalJson.Of(this, Json);

    /// <summary>Reads a marking; whatever can't be read is seen by nobody.</summary>
    public static Marking FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Marking>(json, Json) is { ReleasableTo: not null, Compartments: not null } marking
                && Enum.IsDefined(marking.Tlp) ? marking : Nobody;
        }
        catch (JsonException)
        {
            return Nobody;
        }
    }

    public bool Equals(Marking? other) => other is not null && Tlp == other.Tlp && Originator == other.Originator
        && ReleasableTo.SequenceEqual(other.ReleasableTo) && Compartments.SequenceEqual(other.Compartments);

    public override int GetHashCode() => HashCode.Combine(Tlp, Originator, ReleasableTo.Count, Compartments.Count);
}
