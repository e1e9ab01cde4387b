using System.Buffers.Text;
using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>Whether one value is of the type that the table gives its property (section 2).</summary>
internal sealed class ValueCheck(ProblemList problems)
{
    private static readonly SpecificationTables Tables = SpecificationTables.Instance;

    public void Check(Place place, JsonElement value, PropertyType type)
    {
        // Null, empty lists and empty dictionaries have been reported by the check of the form.
        if (value.ValueKind == JsonValueKind.Null) return;
        switch (type.Kind)
        {
            case PropertyKind.Any or PropertyKind.Extensions: break;
            case PropertyKind.Boolean: Require(place, value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"); break;
            case PropertyKind.Float: Number(place, value, type, "a number"); break;
            case PropertyKind.Integer: Number(place, value, type, "a whole number"); break;
            case PropertyKind.List: List(place, value, type.Item!); break;
            case PropertyKind.Dictionary: Dictionary(place, value, type.Item); break;
            case PropertyKind.Hashes: Hashes(place, value); break;
            case PropertyKind.Type: Nested(place, value, Tables.Type(type.Argument)); break;
            case PropertyKind.Observables: Observables(place, value); break;
            case PropertyKind.Translations: Translations(place, value); break;
            case var _ when ForeignJson.Text(value) is { } text: Text(place, text, type); break;
            default: problems.Error(place, "The value must be text."); break;
        }
    }

    /// <summary>A type nested in an object, or a predefined extension.</summary>
    public void Nested(Place place, JsonElement value, ObjectTable table)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Object, "an object")) return;
        foreach (var member in value.EnumerateObject())
        {
            if (table.Properties.TryGetValue(member.Name, out var property)) Check(place.At(member.Name), member.Value, property.Type);
            else problems.Warning(place.At(member.Name), $"The specification has no such property of {table.Name}.");
        }
        RuleCheck.Check(problems, place, value, table);
    }

    private void Text(Place place, string text, PropertyType type)
    {
        switch (type.Kind)
        {
            case PropertyKind.Binary: Require(place, Base64.IsValid(text), "base64"); break;
            case PropertyKind.Hex: Require(place, TextForm.IsHex(text), "an even number of digits 0-9 and a-f"); break;
            case PropertyKind.Language: Require(place, TextForm.IsLanguage(text), "a language code of RFC 5646"); break;
            case PropertyKind.SpecVersion: SpecVersion(place, text); break;
            case PropertyKind.Timestamp: Require(place, StixTimestamp.TryParse(text, out _), "a timestamp YYYY-MM-DDTHH:mm:ss[.s+]Z"); break;
            case PropertyKind.Created:
                Require(place, StixTimestamp.TryParse(text, out var time) && time.Precision >= 3, "a timestamp YYYY-MM-DDTHH:mm:ss.sss[s+]Z");
                break;
            case PropertyKind.Id or PropertyKind.Ref: Reference(place, text, type); break;
            case PropertyKind.Enum: Require(place, Tables.Knows(type.Argument, text), $"one of {type.Argument}"); break;
            case PropertyKind.Vocab when !Tables.Knows(type.Argument, text):
                problems.Warning(place, $"The value is not one of {type.Argument}.");
                break;
            case PropertyKind.Format when TextForm.Fault(type.Argument, text) is { } fault:
                if (TextForm.IsMust(type.Argument)) problems.Error(place, fault);
                else problems.Warning(place, fault);
                break;
        }
    }

    private void SpecVersion(Place place, string text)
    {
        if (text == "2.1") return;
        problems.Error(place, text == "2.0" ? "The object is STIX 2.0; only 2.1 is read." : "The version of the specification must be 2.1.");
    }

    private void Reference(Place place, string text, PropertyType type)
    {
        if (!StixId.TryParse(text, out var id)) problems.Error(place, StixId.Fault(text)!);
        else if (!Tables.Allows(type.Targets ?? [], id.Type)) problems.Error(place, $"The reference points at {id.Type}; it must be {string.Join(", ", type.Targets!)}.");
    }

    private void Number(Place place, JsonElement value, PropertyType type, string what)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number && (type.Kind == PropertyKind.Float || value.TryGetInt64(out _));
        if (!Require(place, isNumber, what)) return;
        var number = value.GetDouble();
        if (number < type.Minimum || number > type.Maximum) problems.Error(place, $"The number must be from {type.Minimum} to {type.Maximum}.");
    }

    private void List(Place place, JsonElement value, PropertyType item)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Array, "a list")) return;
        var index = 0;
        foreach (var element in value.EnumerateArray()) Check(place.At(index++), element, item);
    }

    private void Dictionary(Place place, JsonElement value, PropertyType? item)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Object, "a dictionary")) return;
        foreach (var member in value.EnumerateObject())
        {
            if (!TextForm.IsKey(member.Name)) problems.Error(place.At(member.Name), "A key has only letters a-z and A-Z, digits, hyphens and underscores.");
            if (item is not null) Check(place.At(member.Name), member.Value, item);
        }
    }

    private void Hashes(Place place, JsonElement value)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Object, "a dictionary of hashes")) return;
        foreach (var member in value.EnumerateObject())
        {
            var at = place.At(member.Name);
            if (member.Name.Length < 3 || !TextForm.IsKey(member.Name)) problems.Error(at, "The name of a hash algorithm has 3 to 250 letters, digits, hyphens and underscores.");
            else if (!Tables.Knows("hash-algorithm-ov", member.Name)) problems.Warning(at, "The algorithm is not one of hash-algorithm-ov.");
            if (ForeignJson.Text(member.Value) is not { } hash) problems.Error(at, "A hash is text.");
            else if (!TextForm.IsHash(member.Name, hash)) problems.Error(at, $"The value is not a {member.Name} hash.");
        }
    }

    private void Observables(Place place, JsonElement value)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Object, "a dictionary of observables")) return;
        problems.Warning(place, "The observable container is deprecated; its contents are kept and not checked.");
    }

    private void Translations(Place place, JsonElement value)
    {
        if (!Require(place, value.ValueKind == JsonValueKind.Object, "a dictionary of translations")) return;
        foreach (var member in value.EnumerateObject())
        {
            Require(place.At(member.Name), TextForm.IsLanguage(member.Name), "under a language code of RFC 5646");
            Require(place.At(member.Name), member.Value.ValueKind == JsonValueKind.Object, "a dictionary of translated properties");
        }
    }

    private bool Require(Place place, bool holds, string what)
    {
        if (!holds) problems.Error(place, $"The value must be {what}.");
        return holds;
    }
}
