using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>Object and granular markings (section 7.2). The types of their properties are in the tables.</summary>
internal static class MarkingCheck
{
    public static void Check(ProblemList problems, Place place, JsonElement json)
    {
        var self = ForeignJson.Text(json.Member("id"));
        if (json.Member("object_marking_refs") is { ValueKind: JsonValueKind.Array } refs
            && self is not null && refs.EnumerateArray().Any(r => ForeignJson.Text(r) == self))
            problems.Error(place.At("object_marking_refs"), "A marking definition does not mark itself.");
        if (json.Member("granular_markings") is not { ValueKind: JsonValueKind.Array } markings) return;
        var count = markings.EnumerateArray().Sum(m => m.Member("selectors") is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0);
        if (count > StixLimits.Selectors)
        {
            problems.Error(place.At("granular_markings"), $"The object has {count:N0} selectors; the limit is {StixLimits.Selectors:N0}.");
            return;
        }
        var (index, within) = (0, new Selectors(json));
        foreach (var marking in markings.EnumerateArray())
        {
            var at = place.At("granular_markings").At(index++);
            if (self is not null && ForeignJson.Text(marking.Member("marking_ref")) == self) problems.Error(at.At("marking_ref"), "A marking definition does not mark itself.");
            if (marking.Member("selectors") is { ValueKind: JsonValueKind.Array } selectors) CheckSelectors(problems, at.At("selectors"), selectors, within);
        }
    }

    private static void CheckSelectors(ProblemList problems, Place place, JsonElement selectors, Selectors within)
    {
        var index = 0;
        foreach (var item in selectors.EnumerateArray())
        {
            var at = place.At(index++);
            if (ForeignJson.Text(item) is { } selector && within.Select(selector).ValueKind == JsonValueKind.Undefined)
                problems.Error(at, "The selector points at nothing in the object.");
        }
    }
}
