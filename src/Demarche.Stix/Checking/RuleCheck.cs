using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>Required properties, and the rules that bind several properties of one object.</summary>
internal static class RuleCheck
{
    public static void Check(ProblemList problems, Place place, JsonElement value, ObjectTable table)
    {
        foreach (var property in table.Properties.Values)
        {
            if (property.IsRequired && !Has(value, property.Name)) problems.Error(place, $"The required property {property.Name} is missing.");
        }
        foreach (var rule in table.Rules)
        {
            if (Fault(value, rule, table) is { } fault) problems.Error(place, fault);
        }
    }

    private static string? Fault(JsonElement value, PropertyRule rule, ObjectTable table)
    {
        var names = rule.Names;
        return rule.Verb switch
        {
            "order" => Compare(value, names) > 0 ? $"{names[1]} must not be before {names[0]}." : null,
            "before" => Compare(value, names) >= 0 ? $"{names[1]} must be after {names[0]}." : null,
            "needs" => Has(value, names[0]) && names.Skip(1).Where(n => !Has(value, n)).ToArray() is { Length: > 0 } missing
                ? $"{names[0]} is only used together with {string.Join(" and ", missing)}."
                : null,
            "either" => names.All(n => Has(value, n)) ? $"Only one of {string.Join(" and ", names)} is used." : null,
            "some" when names[0] == "*" => AnyOwn(value, table) ? null : $"At least one property of {table.Name} is needed.",
            "some" => names.Any(n => Has(value, n)) ? null : $"At least one of {string.Join(", ", names)} is needed.",
            _ => throw new InvalidOperationException($"A table has the rule \"{rule.Verb}\"."),
        };
    }

    /// <summary>What is required by itself does not count: it says nothing yet. For an object, an extension does.</summary>
    private static bool AnyOwn(JsonElement value, ObjectTable table) =>
        table.Own.Any(n => !table.Properties[n].IsRequired && Has(value, n)) || (table.Category == "sco" && Has(value, "extensions"));

    private static int Compare(JsonElement value, IReadOnlyList<string> names) =>
        StixTimestamp.TryParse(ForeignJson.Text(value.Member(names[0])), out var first)
        && StixTimestamp.TryParse(ForeignJson.Text(value.Member(names[1])), out var second)
            ? first.CompareTo(second)
            : -1;

    private static bool Has(JsonElement value, string name) => value.Member(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
