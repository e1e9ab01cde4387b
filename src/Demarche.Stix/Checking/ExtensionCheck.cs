using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>What the extensions of an object allow it.</summary>
/// <param name="AddsTopLevelProperties">Whether one adds properties to the object itself.</param>
/// <param name="NewObject">The category of the new object type that one defines: <c>sdo</c>, <c>sro</c>, <c>sco</c>; null when none does.</param>
internal readonly record struct ExtensionUse(bool AddsTopLevelProperties, string? NewObject);

/// <summary>The extensions of an object (sections 3.2, 3.10 and 7.3).</summary>
internal sealed class ExtensionCheck(ProblemList problems, ValueCheck values)
{
    private static readonly SpecificationTables Tables = SpecificationTables.Instance;

    public ExtensionUse Check(Place place, JsonElement extensions, string type)
    {
        var use = default(ExtensionUse);
        if (extensions.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return use;
        if (extensions.ValueKind != JsonValueKind.Object)
        {
            problems.Error(place, "Extensions are a dictionary.");
            return use;
        }
        foreach (var member in extensions.EnumerateObject()) use = Check(place.At(member.Name), member.Name, member.Value, type, use);
        return use;
    }

    private ExtensionUse Check(Place place, string key, JsonElement value, string type, ExtensionUse use)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Error(place, "An extension is a dictionary.");
            return use;
        }
        if (StixId.TryParse(key, out var id) && id.Type == "extension-definition") return Defined(place, value, use);
        if (key.StartsWith("extension-definition--", StringComparison.Ordinal)) problems.Error(place, StixId.Fault(key) ?? "The key is not an identifier.");
        else if (Tables.Extension(type, key) is { } table) values.Nested(place, value, table);
        else if (Tables.IsPredefinedExtension(key)) problems.Error(place, $"The extension {key} is not one of {type}.");
        else problems.Warning(place, "The key is neither an extension definition's identifier nor a predefined name; custom extensions are deprecated.");
        return use;
    }

    private ExtensionUse Defined(Place place, JsonElement value, ExtensionUse use)
    {
        var kind = ForeignJson.Text(value.Member("extension_type"));
        if (kind is null || !Tables.Knows("extension-type-enum", kind)) problems.Error(place.At("extension_type"), "The property must be one of extension-type-enum.");
        foreach (var member in value.EnumerateObject())
        {
            if (!TextForm.IsPropertyName(member.Name)) problems.Error(place.At(member.Name), "The name of an extension property has 3 to 250 of a-z, 0-9 and underscore.");
        }
        return kind switch
        {
            "toplevel-property-extension" => use with { AddsTopLevelProperties = true },
            "new-sdo" or "new-sro" or "new-sco" => use with { NewObject = kind[4..] },
            _ => use,
        };
    }
}
