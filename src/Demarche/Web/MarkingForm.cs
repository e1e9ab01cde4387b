namespace Demarche.Web;

/// <summary>A marking as a person gives it. What is not given is not released.</summary>
/// <param name="Tlp">Null for the case's default marking.</param>
/// <param name="ReleasableTo">Partner ids.</param>
/// <param name="Compartments">Names of compartments.</param>
public sealed record MarkingForm(Tlp? Tlp, IReadOnlyList<string>? ReleasableTo, IReadOnlyList<string>? Compartments)
{
    /// <summary>The marking, or null where the case's default is to stand. The originator is never a caller's to say.</summary>
    public Marking? ToMarking() => Tlp is not { } tlp ? null
        : new Marking(tlp, Sorted(ReleasableTo), Sorted(Compartments));

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string>? names) => [.. (names ?? []).Distinct().Order(StringComparer.Ordinal)];
}
