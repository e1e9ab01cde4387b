using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>
/// The marking definitions of the Traffic Light Protocol. Markings are compared by meaning, never by identifier: senders mix the
/// identifiers of both editions. What cannot be read as a level is not a level: the caller must treat it as the strictest.
/// </summary>
public static class TlpMarkings
{
    /// <summary>The OASIS extension under which TLP 2.0 marking definitions carry their level.</summary>
    public const string ExtensionId = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static readonly (Tlp Level, TlpEdition Edition, string Label, StixId Id)[] Known =
    [
        (Tlp.Clear, TlpEdition.Second, "TLP:CLEAR", StixId.Parse("marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487")),
        (Tlp.Green, TlpEdition.Second, "TLP:GREEN", StixId.Parse("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb")),
        (Tlp.Amber, TlpEdition.Second, "TLP:AMBER", StixId.Parse("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421")),
        (Tlp.AmberStrict, TlpEdition.Second, "TLP:AMBER+STRICT", StixId.Parse("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003")),
        (Tlp.Red, TlpEdition.Second, "TLP:RED", StixId.Parse("marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1")),
        (Tlp.Clear, TlpEdition.First, "TLP:WHITE", StixId.Parse("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9")),
        (Tlp.Green, TlpEdition.First, "TLP:GREEN", StixId.Parse("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da")),
        (Tlp.Amber, TlpEdition.First, "TLP:AMBER", StixId.Parse("marking-definition--f88d31f6-486f-44da-b317-01333bde0b82")),
        (Tlp.Red, TlpEdition.First, "TLP:RED", StixId.Parse("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed")),
    ];

    private static readonly StixObject[] Definitions = [.. Known.Where(k => k.Edition == TlpEdition.Second).Select(k => Define(k.Label, k.Id))];

    /// <summary>The label as it must be written (TLP 2.0): capitals, no spaces, never translated.</summary>
    public static string Label(this Tlp level) => Of(level).Label;

    /// <summary>The identifier of the TLP 2.0 marking definition.</summary>
    public static StixId MarkingId(this Tlp level) => Of(level).Id;

    /// <summary>
    /// The TLP 2.0 marking definition as published. It must travel with what it marks until the peer is known to hold it, and a received
    /// copy is replaced by this one: a forged definition under a known identifier would change what is marked.
    /// </summary>
    public static StixObject Definition(this Tlp level) => Definitions[(int)Of(level).Level];

    /// <summary>
    /// The level that a label means: either edition, any case, with or without <c>TLP:</c>. <c>AMBER</c> of TLP 1.0 means
    /// <see cref="Tlp.Amber"/>: it too reached clients, and is never raised or lowered silently.
    /// </summary>
    public static bool TryParseLabel(string? label, out Tlp level)
    {
        level = Tlp.Red;
        if (label is null) return false;
        var word = label.AsSpan().Trim();
        if (word.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase)) word = word[4..];
        foreach (var known in Known)
        {
            if (!word.Equals(known.Label.AsSpan(4), StringComparison.OrdinalIgnoreCase)) continue;
            level = known.Level;
            return true;
        }
        return false;
    }

    /// <summary>The level and edition that an identifier stands for.</summary>
    public static bool TryRead(StixId id, out Tlp level, out TlpEdition edition)
    {
        var known = Known.FirstOrDefault(k => k.Id == id);
        (level, edition) = known.Id is null ? (Tlp.Red, TlpEdition.Second) : (known.Level, known.Edition);
        return known.Id is not null;
    }

    /// <summary>The level of a marking definition: by its identifier, else by its TLP 2.0 extension, else by its TLP 1.0 definition.</summary>
    public static bool TryRead(StixObject marking, out Tlp level, out TlpEdition edition)
    {
        if (TryRead(marking.Id, out level, out edition)) return true;
        if (marking.Type != "marking-definition") return false;
        if (TryParseLabel(ForeignJson.Text(marking.Extension(ExtensionId).Member("tlp_2_0")), out level)) return true;
        edition = TlpEdition.First;
        return marking.Text("definition_type") == "tlp" && TryParseLabel(ForeignJson.Text(marking.Json.Member("definition").Member("tlp")), out level);
    }

    /// <summary>The strictest of several levels, which is what several markings on one object mean here; null when there is none.</summary>
    public static Tlp? Strictest(IEnumerable<Tlp> levels) => levels.Select(l => (Tlp?)l).Max();

    private static (Tlp Level, TlpEdition Edition, string Label, StixId Id) Of(Tlp level) =>
        Enum.IsDefined(level) ? Known[(int)level] : throw new ArgumentOutOfRangeException(nameof(level));

    private static StixObject Define(string label, StixId id) => StixObjects.ExtensionMarking(
        new StixHeader(id, StixTimestamp.Parse("2022-10-01T00:00:00.000Z"))
        {
            Extensions = new JsonObject
            {
                [ExtensionId] = new JsonObject { ["extension_type"] = "property-extension", ["tlp_2_0"] = label[4..].ToLowerInvariant() },
            },
        },
        label);
}
