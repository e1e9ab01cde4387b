using Demarche.Documents;

namespace Demarche.Observables;

/// <summary>Something seen in evidence that a machine can look for.</summary>
/// <param name="Type">A STIX 2.1 cyber-observable type: <c>ipv4-addr</c>, <c>domain-name</c>, <c>file:hashes.SHA-256</c>.</param>
/// <param name="Value">Refanged and normalised.</param>
/// <param name="Credibility">Admiralty code, 1 confirmed to 6 cannot be judged.</param>
/// <param name="Passage">Where it stands; null when it was told us.</param>
/// <param name="Note">What it was doing there.</param>
/// <param name="Role">Whose it is; null where nobody said so.</param>
/// <param name="FirstSeen">When it was first seen doing it; null where nobody said so.</param>
/// <param name="LastSeen">When it was last seen doing it; null where nobody said so.</param>
/// <param name="Also">What else is known of the same object, in the order in which it was given; null for nothing, never empty.</param>
public sealed record Observable(
    string Type, string Value, int Credibility, [Markable] PassageRef? Passage, [Markable] string? Note, ObservableRole? Role = null,
    [Markable] ApproximateTime? FirstSeen = null, [Markable] ApproximateTime? LastSeen = null,
        [Markable] IReadOnlyList<TypedValue>? Also = null)
{
    /// <summary>Its own value, and those beside it by which the object is known again.</summary>
    public IEnumerable<TypedValue> Telling() => (Also ?? []).Where(v => v.TellsByItself()).Prepend(new(Type, Value));
}

/// <summary>Whose an observable is, as a person of this desk says.</summary>
public enum ObservableRole
{
    /// <summary>Whoever attacked used it.</summary>
    Attacker,

    /// <summary>It is of whoever was attacked.</summary>
    Victim,

    /// <summary>It is of neither: a report, a service of the Internet, a file that everybody has.</summary>
    Reference,
}

/// <summary>One property of an object and its value.</summary>
/// <param name="Type">The path of the property as STIX 2.1 patterns write it: <c>file:name</c>, <c>network-traffic:dst_port</c>,
/// <c>windows-registry-key:values[0].data</c>.</param>
/// <param name="Value">Normalised.</param>
public sealed record TypedValue(string Type, string Value)
{
    // A shorter text stands in many places by chance: a port, a size, the name of a registry value.
    private const int ShortestTelling = 6;

    /// <summary>Whether whoever reads the value somewhere else knows the object again by it.</summary>
    public bool TellsByItself() => Value.Length >= ShortestTelling && !Value.All(char.IsAsciiDigit)
        && !Type.EndsWith("_type", StringComparison.Ordinal) && !Type.EndsWith(":protocols", StringComparison.Ordinal);
}

[Kind("observable-seen")]
public sealed record ObservableSeen(string Id, Observable Content) : Added<Observable>(Id, Content);

[Kind("observable-corrected")]
public sealed record ObservableCorrected(string Id, Observable Content, string Reason) : Corrected<Observable>(Id, Content, Reason);

[Kind("observable-withdrawn")]
public sealed record ObservableWithdrawn(string Id, string Reason) : Withdrawn<Observable>(Id, Reason);
