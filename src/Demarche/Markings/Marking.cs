using System.Text.Json;
using System.Text.Json.Serialization;
using Demarche.Stix;

namespace Demarche.Markings;

/// <summary>Who may see an entry: a TLP level, the partners it is releasable to, compartments, and the partner whose terms bind it.</summary>
/// <param name="Tlp">The TLP 2.0 level.</param>
/// <param name="ReleasableTo">Ids of the partners and groups of partners it may go to. Empty means to no partner.</param>
/// <param name="Compartments">A reader at this desk must belong to every one of them; a partner never does.</param>
/// <param name="Originator">The partner who gave it to us; its marking binds where it may go on to. Null when it is our own.</param>
/// <param name="NotReleasableTo">Ids of the partners and groups it never goes to, whatever else says so. Null and empty are the same.</param>
/// <param name="Embargo">Until when it is kept among some; null where nobody agreed on that.</param>
/// <param name="Pap">What its holders may do with it; null where nobody says.</param>
/// <param name="Derived">True where it is our own reading of what the originator gave: the originator's terms bind it, and the originator does
/// not see it for that. Null where the originator gave it as it is.</param>
public sealed record Marking(
    Tlp Tlp, IReadOnlyList<string> ReleasableTo, IReadOnlyList<string> Compartments, string? Originator = null,
    IReadOnlyList<string>? NotReleasableTo = null, Embargo? Embargo = null, Pap? Pap = null, bool? Derived = null)
{
    // A level that is not given would else be the first one, which is the widest.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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

    /// <summary>
    /// Other markings, any of which suffices at this desk as well: what its author took back is kept for everybody who built on it. No entry
    /// and no form says it of anything else. Outside the desk only the marking itself counts.
    /// </summary>
    [JsonIgnore]
    internal IReadOnlyList<Marking> Or { get; init; } = [];

    /// <summary>This marking and the others of which one suffices, each by itself.</summary>
    internal IEnumerable<Marking> Each => Or.Count == 0 ? [this] : [this with { Or = [] }, .. Or];

    /// <summary>The marking of what whoever at this desk any one of these allows may see. One that adds no reader is left out.</summary>
    internal static Marking AnyOf(IEnumerable<Marking> markings)
    {
        List<Marking> kept = [];
        foreach (var one in markings.SelectMany(m => m.Each))
        {
            if (kept.Exists(k => !k.IsStricterHereThan(one))) continue;
            kept.RemoveAll(k => !one.IsStricterHereThan(k));
            kept.Add(one);
        }
        return kept is [var first, .. var others] ? first with { Or = others } : Nobody;
    }

    /// <summary>This marking as its reader is told it: of several, those by which this reader sees what bears it, and no other.</summary>
    internal Marking AsSeenBy(Audience reader) =>
        Or.Count == 0 || Each.Where(m => Ruling.For(m, reader).Seen).ToList() is not [var first, .. var others] ? this
            : first with { Or = others };

    /// <summary>Whether somebody at the desk whom another marking allows is not allowed by this one.</summary>
    internal bool IsStricterHereThan(Marking than) => than.Each.Any(t =>
        Each.All(m => (m.Tlp == Tlp.Red && t.Tlp != Tlp.Red) || m.Compartments.Except(t.Compartments).Any()));

    /// <summary>Whom it never goes to; never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Barred => NotReleasableTo ?? [];

    /// <summary>This marking as a person at the desk is told it who may not see what bears it: a compartment of others is not named.</summary>
    internal Marking NamedTo(Audience.AtDesk reader) => Compartments.All(reader.Compartments.Contains) ? this
        : this with { Compartments = [.. Compartments.Where(reader.Compartments.Contains).Append(UnknownCompartment)] };

    /// <summary>This marking on what we say of the thing that bears it: its originator's terms bind it, and it is not the originator's own.</summary>
    public Marking OnOurReading() => Originator is null ? this : this with { Derived = true };

    /// <summary>The label as FIRST writes it, never translated.</summary>
    public string Label => Tlp.Label();

    /// <summary>The marking that satisfies both: the stricter level, only the partners that both name, the compartments and the bars of either, both embargoes.
    /// What only one side originated nobody originated: an originator sees its own, not what stands beside it.</summary>
    public Marking And(Marking other) =>
        Or.Count + other.Or.Count == 0 ? Both(other) : AnyOf(from one in Each from two in other.Each select one.Both(two));

    private Marking Both(Marking other) => new(
        Tlp > other.Tlp ? Tlp : other.Tlp,
        [.. ReleasableTo.Intersect(other.ReleasableTo).Order(StringComparer.Ordinal)],
        [.. Compartments.Union(other.Compartments).Order(StringComparer.Ordinal)],
        Originator == other.Originator ? Originator : null,
        Barred.Count + other.Barred.Count == 0 ? null : [.. Barred.Union(other.Barred).Order(StringComparer.Ordinal)],
        Embargo?.And(other.Embargo) ?? other.Embargo,
        Pap is null || other.Pap > Pap ? other.Pap : Pap,
        Originator is not null && Originator == other.Originator && (Derived is true || other.Derived is true) ? true : null);

    /// <summary>Whether it lets something go to more readers, at a laxer level or for more actions, than what that rests on.</summary>
    /// <param name="basis">The marking of what it rests on.</param>
    public bool IsWiderThan(Marking basis) => Each.Any(one => basis.Each.All(one.IsWiderThanOne));

    private bool IsWiderThanOne(Marking basis) => IsLaxerThanOne(basis)
        || (basis.Tlp != Tlp.Clear && ReleasableTo.Except(basis.ReleasableTo).Any())
        || basis.Barred.Except(Barred).Any()
        || (Pap ?? Markings.Pap.Clear) < (basis.Pap ?? Markings.Pap.Clear)
        || (basis.Embargo is { IsLifted: false } embargo && embargo.And(Embargo) != Embargo);

    /// <summary>The same for what never leaves the desk: only its level and its compartments say who may read it.</summary>
    /// <param name="basis">The marking of what it rests on.</param>
    public bool IsLaxerHereThan(Marking basis) => Each.Any(one => basis.Each.All(one.IsLaxerThanOne));

    private bool IsLaxerThanOne(Marking basis) => Tlp < basis.Tlp || basis.Compartments.Except(Compartments).Any();

    /// <summary>The marking for the search index: one line, whose parts are markings any of which suffices.</summary>
    internal string ToScope() => string.Join(ScopeSeparator, Each.Select(m => m.ToJson()));

    /// <summary>No JSON text holds it as it is.</summary>
    internal const char ScopeSeparator = '\t';

    public string ToJson() => Demarche.Journal.CanonicalJson.Of(this, Json);

    /// <summary>Reads a marking; whatever can't be read is seen by nobody.</summary>
    public static Marking FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Marking>(json, Json) is { ReleasableTo: not null, Compartments: not null } marking
                && Enum.IsDefined(marking.Tlp) && (marking.Pap is not { } pap || Enum.IsDefined(pap)) ? marking : Nobody;
        }
        catch (JsonException)
        {
            return Nobody;
        }
    }

    public bool Equals(Marking? other) => other is not null && Tlp == other.Tlp && Originator == other.Originator
        && ReleasableTo.SequenceEqual(other.ReleasableTo) && Compartments.SequenceEqual(other.Compartments)
        && Barred.SequenceEqual(other.Barred) && Embargo == other.Embargo && Pap == other.Pap && Derived == other.Derived
        && Or.SequenceEqual(other.Or);

    public override int GetHashCode() => HashCode.Combine(Tlp, Originator, ReleasableTo.Count, Compartments.Count, Barred.Count, Embargo, HashCode.Combine(Pap, Derived));
}
