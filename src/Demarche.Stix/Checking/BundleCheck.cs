using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>A bundle and its objects (section 8). A bundle of STIX 2.0 is refused: its observables have another form.</summary>
internal static class BundleCheck
{
    /// <param name="json">The bundle.</param>
    /// <param name="refused">Receives, by place in the bundle, the problems of each object with an error.</param>
    /// <param name="isUsable">Whether the objects without an error may be used.</param>
    public static IReadOnlyList<StixProblem> Check(JsonElement json, Dictionary<int, IReadOnlyList<StixProblem>> refused, out bool isUsable)
    {
        var problems = new ProblemList();
        isUsable = json.ValueKind == JsonValueKind.Object && new FormCheck(problems).Shell(json) && Head(problems, json);
        if (json.ValueKind != JsonValueKind.Object) problems.Error(Place.Root, "A bundle is a JSON object whose type is bundle.");
        if (!isUsable) return problems.All;
        if (json.Member("objects") is { ValueKind: JsonValueKind.Array } objects) Objects(problems, objects, refused);
        return problems.All;
    }

    private static bool Head(ProblemList problems, JsonElement json)
    {
        if (ForeignJson.Text(json.Member("type")) != "bundle")
            problems.Error(Place.Root, "A bundle is a JSON object whose type is bundle.");
        else if (json.TryGetProperty("spec_version", out _))
            problems.Error(Place.Root.At("spec_version"), "Bundles of STIX 2.1 have no spec_version: this is STIX 2.0, which is not read.");
        else if (!StixId.TryParse(ForeignJson.Text(json.Member("id")), out var id) || id.Type != "bundle")
            problems.Error(Place.Root.At("id"), "The identifier of a bundle is missing or wrong.");
        var objects = json.Member("objects");
        if (objects.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Array)) problems.Error(Place.Root.At("objects"), "The objects are a list.");
        else if (objects.ValueKind == JsonValueKind.Array && objects.GetArrayLength() is 0 or > StixLimits.Objects)
            problems.Error(Place.Root.At("objects"), $"A bundle has 1 to {StixLimits.Objects:N0} objects, or no list.");
        if (problems.Errors > 0) return false;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("type" or "id" or "objects")) problems.Warning(Place.Root.At(member.Name), "A bundle has no such property.");
        }
        return true;
    }

    private static void Objects(ProblemList problems, JsonElement objects, Dictionary<int, IReadOnlyList<StixProblem>> refused)
    {
        var versions = new Dictionary<(string Id, StixTimestamp Version), SeenVersion>();
        var index = 0;
        foreach (var item in objects.EnumerateArray())
        {
            var place = Place.Root.At("objects").At(index);
            var (errors, start) = (problems.Errors, problems.Count);
            if (new FormCheck(problems).Check(place, item)) new ObjectCheck(problems).Check(place, item);
            if (problems.Errors == errors && !versions.TryAdd(Version(item), new SeenVersion(index, item))) Twin(problems, place, versions[Version(item)], item);
            if (problems.Errors > errors) refused[index] = problems.From(start, place);
            index++;
        }
    }

    /// <summary>
    /// One version has one content (section 3.6): with two, the recipient could not know which was meant. Observables and marking
    /// definitions have no versions; two that differ are two descriptions of one thing.
    /// </summary>
    private static void Twin(ProblemList problems, Place place, SeenVersion first, JsonElement item)
    {
        if (first.HasContentOf(item)) problems.Warning(place, $"The object stands in the bundle twice, first at /objects/{first.Index}.");
        else if (item.Member("modified").ValueKind == JsonValueKind.Undefined) problems.Warning(place, $"The object has other properties at /objects/{first.Index}.");
        else problems.Error(place, $"The same version of the object has other properties at /objects/{first.Index}.");
    }

    private static (string Id, StixTimestamp Version) Version(JsonElement json)
    {
        var text = ForeignJson.Text(json.Member("modified")) ?? ForeignJson.Text(json.Member("created"));
        return (ForeignJson.Text(json.Member("id")) ?? "", StixTimestamp.TryParse(text, out var version) ? version : default);
    }

    /// <summary>The first object of its version. Its content is put into canonical form once, however many others claim to be it.</summary>
    private sealed class SeenVersion(int index, JsonElement json)
    {
        private string? digest;

        public int Index => index;

        public bool HasContentOf(JsonElement other) => (digest ??= Digest(json)) == Digest(other);

        private static string Digest(JsonElement json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(VersionContent.Of(json))));
    }
}
