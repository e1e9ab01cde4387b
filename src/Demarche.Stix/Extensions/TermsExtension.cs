using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>
/// What the originator wants done with the marked objects, on a <c>marking-definition</c> (docs/protocol/stix-extensions/terms.json). It
/// names no recipient: a list of recipients would tell each of them about the others.
/// </summary>
/// <param name="OriginatorTerms">The terms in words.</param>
/// <param name="NoOnward">Whether the marked objects go to nobody else without the originator's word.</param>
public sealed record TermsExtension(string OriginatorTerms, bool NoOnward)
{
    /// <summary>The terms that a marking definition carries: neither value nor problem when it carries none.</summary>
    public static StixReading<TermsExtension> Read(StixObject marking) => ExtensionReader.Read(
        marking, "marking-definition", DemarcheExtensions.TermsId, r => new TermsExtension(r.Required("originator_terms"), r.Flag("no_onward")));

    /// <summary>Adds the extension to the extensions of the marking definition that is being written.</summary>
    public void Write(JsonObject extensions) => extensions[DemarcheExtensions.TermsId] = ExtensionReader.Begin()
        .PutRequired("originator_terms", OriginatorTerms)
        .Put("no_onward", NoOnward)
        .ToJsonObject();
}
