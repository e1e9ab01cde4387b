using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>One object against the table of its type. The check of the form has gone before: every text can be read.</summary>
internal sealed class ObjectCheck(ProblemList problems)
{
    private static readonly SpecificationTables Tables = SpecificationTables.Instance;

    /// <summary>Reserved for later versions of the specification on every object (section 3.8).</summary>
    private static readonly string[] Reserved = ["severity", "username", "phone_number", "action"];

    private readonly ValueCheck values = new(problems);

    public void Check(Place place, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Error(place, "A STIX object is a JSON object.");
            return;
        }
        if (ForeignJson.Text(json.Member("type")) is not { } type)
        {
            problems.Error(place, "The required property type is missing or no text.");
            return;
        }
        Identity(place, json, type);
        foreach (var name in Reserved)
        {
            if (json.TryGetProperty(name, out _)) problems.Error(place.At(name), "The name is reserved for later versions of the specification.");
        }
        var extensions = new ExtensionCheck(problems, values).Check(place.At("extensions"), json.Member("extensions"), type);
        if (Tables.Object(type) is { } table) Known(place, json, table, extensions);
        else Unknown(place, json, type, extensions);
        MarkingCheck.Check(problems, place, json);
    }

    private void Identity(Place place, JsonElement json, string type)
    {
        if (StixId.TypeFault(type) is { } fault) problems.Error(place.At("type"), fault);
        var text = ForeignJson.Text(json.Member("id"));
        if (text is not null && StixId.TryParse(text, out var id) && id.Type != type)
            problems.Error(place.At("id"), $"The identifier is one of {id.Type}, the object a {type}.");
    }

    private void Known(Place place, JsonElement json, ObjectTable table, ExtensionUse extensions)
    {
        foreach (var member in json.EnumerateObject())
        {
            var at = place.At(member.Name);
            if (table.Properties.TryGetValue(member.Name, out var property)) values.Check(at, member.Value, property.Type);
            else Foreign(at, member.Name, table.Category, table.Name, extensions);
        }
        RuleCheck.Check(problems, place, json, table);
        TypeRules.Check(problems, place, json, table.Name);
    }

    private void Foreign(Place at, string name, string category, string type, ExtensionUse extensions)
    {
        if (name == "defanged" && category != "sco") problems.Error(at, "defanged is only used on cyber-observables.");
        else if (Reserved.Contains(name)) return;
        else if (!TextForm.IsPropertyName(name)) problems.Error(at, "The name of a property has 3 to 250 of a-z, 0-9 and underscore.");
        else if (!extensions.AddsTopLevelProperties) problems.Warning(at, $"The specification has no such property of {type}, and no extension adds it.");
    }

    /// <summary>An object whose type the specification does not have: its common properties are checked, the others kept.</summary>
    private void Unknown(Place place, JsonElement json, string type, ExtensionUse extensions)
    {
        if (extensions.NewObject is null) problems.Warning(place.At("type"), $"The specification has no type {type}, and no extension of the object defines it.");
        var category = extensions.NewObject ?? "sdo";
        foreach (var property in Tables.Common(category))
        {
            var value = json.Member(property.Name);
            if (value.ValueKind != JsonValueKind.Undefined) values.Check(place.At(property.Name), value, property.Type);
            else if (property.IsRequired && (extensions.NewObject is not null || property.Name == "id")) problems.Error(place, $"The required property {property.Name} is missing.");
        }
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name != "id" && !TextForm.IsPropertyName(member.Name)) problems.Error(place.At(member.Name), "The name of a property has 3 to 250 of a-z, 0-9 and underscore.");
        }
    }
}
