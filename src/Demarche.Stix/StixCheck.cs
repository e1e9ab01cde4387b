using System.Text.Json;
using Demarche.Stix.Checking;

namespace Demarche.Stix;

/// <summary>
/// Whether JSON is STIX 2.1: required properties, types, identifiers, timestamps, vocabularies, references, markings and extensions, from
/// the tables of the specification. It never throws on what it reads, and asks no network and no schema.
/// <para>Not checked: the text of patterns, the contents of the deprecated observable container, whether a referenced object exists, the
/// properties that an extension adds, and whether an observable's identifier recomputes (section 2.9 leaves it open).</para>
/// </summary>
public static class StixCheck
{
    /// <summary>Every problem of a bundle or of one object, in the order of the JSON, up to <see cref="StixLimits.Problems"/>.</summary>
    public static IReadOnlyList<StixProblem> Check(JsonElement bundleOrObject)
    {
        if (ForeignJson.Text(bundleOrObject.Member("type")) == "bundle") return BundleCheck.Check(bundleOrObject, [], out _);
        var problems = new ProblemList();
        if (new FormCheck(problems).Check(Place.Root, bundleOrObject)) new ObjectCheck(problems).Check(Place.Root, bundleOrObject);
        return problems.All;
    }
}
