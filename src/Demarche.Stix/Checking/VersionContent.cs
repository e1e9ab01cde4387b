using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demarche.Stix.Checking;

/// <summary>
/// The content of one version of an object as one text: canonical, without the properties that have their default value, since leaving
/// those out is not a change (STIX 2.1 section 3.6).
/// </summary>
internal static class VersionContent
{
    /// <exception cref="JsonException">The object cannot be put into canonical form: it has not been checked.</exception>
    public static string Of(JsonElement json)
    {
        var content = JsonObject.Create(json)!;
        foreach (var name in new[] { "revoked", "defanged" })
        {
            if (json.Member(name).ValueKind == JsonValueKind.False) content.Remove(name);
        }
        if (ForeignJson.Text(json.Member("lang")) == "en") content.Remove("lang");
        if (ForeignJson.Text(json.Member("spec_version")) == "2.1") content.Remove("spec_version");
        return CanonicalJson.Of(JsonElement.Parse(content.ToJsonString()));
    }
}
