namespace Demarche.Stix;

/// <summary>
/// The extensions that desks use between them. Each adds properties to a standard object that is useful without them. A definition never
/// changes under its version: a new schema needs a new version and a later <c>modified</c>.
/// </summary>
public static class DemarcheExtensions
{
    /// <summary>A request for assistance: <see cref="RequestExtension"/>.</summary>
    public const string RequestId = "extension-definition--0ae67ab8-89f0-457c-978f-c7baaff0e72c";

    /// <summary>A claim: <see cref="ClaimExtension"/>.</summary>
    public const string ClaimId = "extension-definition--18885e52-48e9-40ae-8537-8959794c97c1";

    /// <summary>The members of an incident, a party, an effect, a statement or an observable: <see cref="ItemExtension"/>.</summary>
    public const string ItemId = "extension-definition--6b0f2c64-30a9-4f0e-9d3c-0a6de6a1c5f7";

    /// <summary>A reply to a request: <see cref="ReplyExtension"/>.</summary>
    public const string ReplyId = "extension-definition--58837a97-7149-4ea1-9c23-58fb6a077ad6";

    /// <summary>An originator's terms: <see cref="TermsExtension"/>.</summary>
    public const string TermsId = "extension-definition--98539454-2637-4505-8668-3716c4f88b30";

    private static readonly StixTimestamp Published = StixTimestamp.Parse("2026-11-22T00:00:00.000Z");

    /// <summary>Who defines the extensions. The definitions name it; it is about this program, so no package carries it.</summary>
    public static StixObject Author { get; } = StixObjects.Identity(
        new StixHeader(StixId.Parse("identity--03d34e7f-f972-4527-8be9-b4ba22edb158"), Published), "The Demarche developers", "group");

    /// <summary>The definitions of all the extensions, each with its JSON Schema as its normative text.</summary>
    public static IReadOnlyList<StixObject> Definitions { get; } =
    [
        Define(RequestId, "request", "Request for assistance: the asks, their legal basis and when an answer is due, on a grouping."),
        Define(ClaimId, "claim", "Claim: a source's stance on a proposition about an incident, on a note.", "1.1.0", "2026-11-30T00:00:00.000Z"),
        Define(ItemId, "item", "Item: the members of an incident, a party, an effect, a statement or an observable, on an incident, an identity or a note."),
        Define(ReplyId, "reply", "Reply to a request for assistance: what became of it and of each ask, on a note.", "1.2.0", "2026-12-01T00:00:00.000Z"),
        Define(TermsId, "terms", "Originator's terms: what may be done with what is marked, on a marking definition."),
    ];

    /// <param name="modified">When the schema of this version was published; null for the first.</param>
    private static StixObject Define(string id, string name, string description, string version = "1.0.0", string? modified = null) => StixObjects.ExtensionDefinition(
        new StixHeader(StixId.Parse(id), Published, modified is null ? Published : StixTimestamp.Parse(modified)) { CreatedBy = Author.Id },
        $"demarche-{name}", description, Schema(name), version, "property-extension");

    private static string Schema(string name)
    {
        using var stream = typeof(DemarcheExtensions).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new InvalidOperationException($"The library was built without the schema of \"{name}\".");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
