using System.Globalization;
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
        var index = 0;
        foreach (var marking in markings.EnumerateArray())
        {
            var at = place.At("granular_markings").At(index++);
            if (self is not null && ForeignJson.Text(marking.Member("marking_ref")) == self) problems.Error(at.At("marking_ref"), "A marking definition does not mark itself.");
            if (marking.Member("selectors") is { ValueKind: JsonValueKind.Array } selectors) Selectors(problems, at.At("selectors"), selectors, json);
        }
    }

    private static void Selectors(ProblemList problems, Place place, JsonElement selectors, JsonElement json)
    {
        var index = 0;
        foreach (var item in selectors.EnumerateArray())
        {
            var at = place.At(index++);
            if (ForeignJson.Text(item) is { } selector && Select(json, selector).ValueKind == JsonValueKind.Undefined)
                problems.Error(at, "The selector points at nothing in the object.");
        }
    }

    /// <summary>The value that a selector points at: names and <c>[index]</c> with dots between them.</summary>
    internal static JsonElement Select(JsonElement json, string selector)
    {
        var value = json;
        foreach (var step in selector.Split('.'))
        {
            value = step is ['[', .. var digits, ']'] && value.ValueKind == JsonValueKind.Array
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < value.GetArrayLength()
                    ? value[at]
                    : value.Member(step);
            if (value.ValueKind == JsonValueKind.Undefined) break;
        }
        return value;
    }
}
