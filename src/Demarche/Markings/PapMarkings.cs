using System.Text.Json;
using System.Text.Json.Nodes;
using Demarche.Stix;

namespace Demarche.Markings;

/// <summary>
/// The marking definitions of the Permissible Actions Protocol (extension f8d78575 of the OASIS common objects). Other senders write the same as a
/// statement: <c>PAP:AMBER</c>.
/// </summary>
internal static class PapMarkings
{
    public const string ExtensionId = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";

    private const string Prefix = "PAP:";

    // The published objects call the widest one WHITE; CLEAR is its later name.
    private static readonly (Pap Pap, string Word, StixId Id)[] Known =
    [
        (Pap.Clear, "white", StixId.Parse("marking-definition--a3bea94c-b469-41dc-9cfe-d6e7daba7730")),
        (Pap.Green, "green", StixId.Parse("marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9")),
        (Pap.Amber, "amber", StixId.Parse("marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab")),
        (Pap.Red, "red", StixId.Parse("marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e")),
    ];

    private static readonly StixObject[] Definitions = [.. Known.Select(Define)];

    public static StixId MarkingId(this Pap pap) => Known[(int)pap].Id;

    /// <summary>The published definition, which travels with what it marks.</summary>
    public static StixObject Definition(this Pap pap) => Definitions[(int)pap];

    /// <summary>As people read it: <c>PAP:AMBER</c>.</summary>
    public static string Label(this Pap pap) => Prefix + pap.ToString().ToUpperInvariant();

    public static bool TryRead(StixId id, out Pap pap)
    {
        var known = Known.FirstOrDefault(k => k.Id == id);
        pap = known.Id is null ? Pap.Red : known.Pap;
        return known.Id is not null;
    }

    /// <summary>What a marking definition allows: by its identifier, else by the extension, else by a statement that is nothing but the label.</summary>
    public static bool TryRead(StixObject marking, out Pap pap)
    {
        if (TryRead(marking.Id, out pap)) return true;
        if (Word(marking.Extension(ExtensionId), "pap") is { } word) return TryParse(word, out pap);
        return Word(Member(marking.Json, "definition"), "statement") is { } statement
            && statement.Trim() is var label && label.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && TryParse(label[Prefix.Length..], out pap);
    }

    private static bool TryParse(string word, out Pap pap)
    {
        pap = Pap.Red;
        if (string.Equals(word, "clear", StringComparison.OrdinalIgnoreCase)) word = "white";
        var known = Known.FirstOrDefault(k => string.Equals(k.Word, word, StringComparison.OrdinalIgnoreCase));
        if (known.Id is null) return false;
        pap = known.Pap;
        return true;
    }

    private static JsonElement Member(JsonElement one, string name) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out var member) ? member : default;

    private static string? Word(JsonElement one, string name) => Member(one, name) is { ValueKind: JsonValueKind.String } word ? word.GetString() : null;

    private static StixObject Define((Pap Pap, string Word, StixId Id) known) => StixObjects.ExtensionMarking(
        new StixHeader(known.Id, StixTimestamp.Parse("2022-10-02T00:00:00.000Z"))
        {
            Extensions = new JsonObject
            {
                [ExtensionId] = new JsonObject { ["extension_type"] = "property-extension", ["pap"] = known.Word },
            },
        },
        Prefix + known.Word.ToUpperInvariant());
}
