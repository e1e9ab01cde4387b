using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demarche.Web;

/// <summary>A marking as a person gives it. What is not given is not released.</summary>
/// <param name="Tlp">Null for the case's default marking.</param>
/// <param name="ReleasableTo">Ids of partners and groups.</param>
/// <param name="Compartments">Names of compartments.</param>
/// <param name="NotReleasableTo">Ids of partners and groups that it never goes to.</param>
/// <param name="Embargo">Null for none.</param>
/// <param name="Wider">Why it may go wider than what it rests on; null where it does not.</param>
public sealed record MarkingForm(
    Tlp? Tlp, IReadOnlyList<string>? ReleasableTo, IReadOnlyList<string>? Compartments, IReadOnlyList<string>? NotReleasableTo = null,
    EmbargoForm? Embargo = null, Pap? Pap = null, string? Wider = null) : IJsonOnDeserialized
{
    /// <summary>The marking, or null where the case's default is to stand. The originator is never a caller's to say.</summary>
    public Marking? ToMarking() => Tlp is not { } tlp ? null
        : new Marking(tlp, Sorted(ReleasableTo), Sorted(Compartments), null, NotReleasableTo is { Count: > 0 } ? Sorted(NotReleasableTo) : null, Embargo?.ToEmbargo(), Pap);

    /// <summary>The marking of a draft. Where it names nobody, it names those to whom the draft is addressed; TLP:RED names nobody by itself.</summary>
    public Marking? ToMarking(IEnumerable<string> addressed) =>
        ToMarking() is { } marking ? marking is { ReleasableTo.Count: 0, Tlp: not Stix.Tlp.Red } ? marking with { ReleasableTo = Sorted([.. addressed]) } : marking : null;

    // The default marking would stand in the place of what was ticked, and nobody would be told.
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Tlp is null && (ReleasableTo is { Count: > 0 } || Compartments is { Count: > 0 } || NotReleasableTo is { Count: > 0 } || Embargo?.ToEmbargo() is not null || Pap is not null))
            throw new JsonException("Choose a TLP level with it: without one the case's own marking would stand, and nothing of what you chose.");
    }

    /// <summary>The reason that a form gives for going wider, in its marking or in the marking of the form within it.</summary>
    internal static string? WiderIn(object form) => WiderIn(form, 1);

    private static string? WiderIn(object? form, int deeper)
    {
        if (form is null) return null;
        foreach (var member in form.GetType().GetProperties())
        {
            if (member.PropertyType == typeof(MarkingForm) && member.GetValue(form) is MarkingForm { Wider: { } reason }) return reason;
            if (deeper > 0 && member.PropertyType.Name.EndsWith("Form", StringComparison.Ordinal) && WiderIn(member.GetValue(form), deeper - 1) is { } within) return within;
        }
        return null;
    }

    internal static IReadOnlyList<string> Sorted(IReadOnlyList<string>? names) => [.. (names ?? []).Distinct().Order(StringComparer.Ordinal)];
}
