using System.Text.Json;
using System.Text.RegularExpressions;
using Demarche.Reading;

namespace Demarche.Imports;

/// <summary>A level that something in an event asks for.</summary>
/// <param name="Why">What asks for it, where that is no plain TLP label; null for a label.</param>
internal sealed record MispLabel(Tlp Level, string? Why = null);

/// <summary>
/// How far an event, and each part of it, may go. Everything that looks like a marking counts, in whatever shape a program wrote it, and
/// what can't be read counts as the strictest: a label that is overlooked would let out what its originator holds back.
/// </summary>
internal static partial class MispLabels
{
    // How programs call the list of tags: MISP itself, its REST answers and its feeds.
    private static readonly HashSet<string> Lists = new(["Tag", "Tags", "EventTag", "AttributeTag", "ObjectTag"],
        StringComparer.OrdinalIgnoreCase);

    // Galaxies are descriptions that a server publishes for all events; the server's limits on them say nothing of the event.
    private static readonly HashSet<string> Catalogues = ["Galaxy", "GalaxyCluster"];

    // Taxonomies that classify and are no TLP. The desk has no level that is known to be as strict.
    private static readonly string[] Classifying = ["nato:", "dni-ism:", "de-vs:", "fr-classif:", "euci:", "data-classification:",
        "cssa:sharing-class"];

    /// <summary>The strictest; null where there is none.</summary>
    public static Tlp? Strictest(IEnumerable<MispLabel> labels) => labels.Select(l => (Tlp?)l.Level).Max();

    /// <summary>What one JSON object says of itself, but for what its parts say.</summary>
    public static IEnumerable<MispLabel> Of(JsonElement of) => of.ValueKind != JsonValueKind.Object ? []
        : of.EnumerateObject().SelectMany(m => Of(m.Name, m.Value));

    /// <summary>The names of all tags of one JSON object, in any shape.</summary>
    public static IReadOnlyList<string> Tags(JsonElement of) => of.ValueKind != JsonValueKind.Object ? []
        : [.. of.EnumerateObject().Where(m => Lists.Contains(m.Name)).SelectMany(m => Names(m.Value)).OfType<string>().Where(n =>
            n.Length > 0)];

    /// <summary>What an event and all its parts ask for, and all texts of it that name a level.</summary>
    public static IEnumerable<MispLabel> Anywhere(JsonElement at, bool isCatalogue = false) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().SelectMany(i => Anywhere(i, isCatalogue)),
        JsonValueKind.Object => at.EnumerateObject().SelectMany(m =>
            (isCatalogue && !Lists.Contains(m.Name) ? [] : Of(m.Name, m.Value)).Concat(Anywhere(m.Value, isCatalogue
                || Catalogues.Contains(m.Name)))),
        JsonValueKind.String when !isCatalogue => OfText(at.GetString()!),
        _ => [],
    };

    /// <summary>A level that a text names: "TLP:RED, do not forward". Words that name none are words.</summary>
    public static IEnumerable<MispLabel> OfText(string text) => Named().Matches(Plain(text)).Select(m =>
        new MispLabel(Known(m.Groups[1].Value) ?? Tlp.Red));

    private static IEnumerable<MispLabel> Of(string name, JsonElement value) => name switch
    {
        _ when Lists.Contains(name) => Names(value).Select(OfTag).OfType<MispLabel>(),
        "distribution" => Distribution(value) is { } label ? [label] : [],
        // Whoever is in a sharing group is known to the sender's server and not to us.
        "sharing_group_id" when Scalar(value) is { Length: > 0 } id && id != "0" => [new(Tlp.AmberStrict, "a sharing group")],
        "SharingGroup" when value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() => [new(Tlp.AmberStrict,
            "a sharing group")],
        _ => [],
    };

    private static IEnumerable<string?> Names(JsonElement tags) => tags.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array => tags.EnumerateArray().SelectMany(t => t.ValueKind == JsonValueKind.Null ? [null] : Names(t)),
        JsonValueKind.String => [tags.GetString()!.Trim()],
        JsonValueKind.Object when !tags.EnumerateObject().Any() => [],
        JsonValueKind.Object when tags.TryGetProperty("name", out var name) => [name.ValueKind == JsonValueKind.String
            ? name.GetString()!.Trim() : null],
        JsonValueKind.Object when tags.TryGetProperty("Tag", out var inner) => Names(inner),
        _ => [null],
    };

    private static MispLabel? OfTag(string? tag)
    {
        if (tag is null) return new(Tlp.Red, "a tag that can't be read");
        var plain = Plain(tag);
        if (Labelled().Match(plain) is { Success: true } match)
            return Known(match.Groups[1].Value) is { } level ? new(level) : new(Tlp.Red, $"the label “{Cut.To(tag, 60, "…")}”, which is not one of TLP 2.0");
        return Classifying.Any(c => plain.StartsWith(c, StringComparison.Ordinal)) || plain.Contains(":classification=",
            StringComparison.Ordinal)
            ? new(Tlp.Red, $"the classification “{Cut.To(tag, 60, "…")}”") : null;
    }

    private static Tlp? Known(string written) => written.Trim('"', '\'', ' ', '.') switch
    {
        "clear" or "white" => Tlp.Clear,
        "green" => Tlp.Green,
        "amber" => Tlp.Amber,
        var strict when strict.StartsWith("amber", StringComparison.Ordinal) && strict["amber".Length..].Trim('+', '-', '_',
            ' ') == "strict" => Tlp.AmberStrict,
        "red" => Tlp.Red,
        _ => null,
    };

    // As far as a server lets an event go is no label, but whoever limits it has said that it goes no further.
    private static MispLabel? Distribution(JsonElement value) => Scalar(value) switch
    {
        "" or "3" or "5" => null,
        "0" => new(Tlp.AmberStrict, "distribution 0, its originator's organisation only"),
        "1" => new(Tlp.Green, "distribution 1, one community only"),
        "2" => new(Tlp.Green, "distribution 2, connected communities only"),
        "4" => new(Tlp.AmberStrict, "distribution 4, a sharing group"),
        _ => new(Tlp.Red, "a distribution that the format does not have"),
    };

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!.Trim(),
        _ => value.GetRawText(),
    };

    // As it looks: signs that are not seen, and letters of other scripts, make no other label of it.
    private static string Plain(string text) => System.Text.Ascii.IsValid(text) ? text.ToLowerInvariant()
        : new([.. PlainName.Of(text).ToLowerInvariant().Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - '\uff01' + '!')
            : Confusables.Latin(c))]);

    // A tag of the taxonomy, of another one that has TLP as a predicate, or what somebody typed.
    [GeneratedRegex("""^(?:[a-z0-9_.-]+[:=])?(?:tlp|traffic[ _-]?light[ _-]?protocol)(?:[ _-]?v?[12](?:\.[0-9])?)?[^a-z]*(.*)$""", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Labelled();

    [GeneratedRegex("""\btlp(?: ?v?[12](?:\.[0-9])?)? ?[:=_ -] ?"?(amber ?[+_ -] ?strict|amber|red|green|clear|white)\b""", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
