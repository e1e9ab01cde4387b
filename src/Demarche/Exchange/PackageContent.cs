using System.Text.Json;
using Demarche.Journal;
using Demarche.Releases;
using Demarche.Stix;

namespace Demarche.Exchange;

/// <summary>Why an opened package can't be taken.</summary>
/// <param name="Code">What the sender is told.</param>
public sealed record ContentProblem(string Code, string Message);

/// <summary>What stands in a package that was opened (docs/protocol/exchange.md). Members that are not known here stay in its bytes.</summary>
/// <param name="About">For a reply, the package that it answers; for a correction or a retraction, one that carried what it is about.</param>
/// <param name="Tlp">The level under which the sender gives it.</param>
/// <param name="Letter">HTML, hostile until shown otherwise.</param>
public sealed record PackageContent(
    string Id, string From, string Created, PackageKind Kind, string? About, string Title, Tlp Tlp, StixBundle Bundle, string Letter,
    IReadOnlyList<ReceiptItem> Items)
{
    /// <summary>A title stands in every list that names the package; a longer one could hide the rest of the page.</summary>
    public const int LongestTitle = 300;

    /// <summary>Reasons are told to the sender and kept in our store: a broken bundle must not grow into a huge receipt.</summary>
    public const int LongestReason = 300;

    /// <summary>A letter is shown whole to a person; more than this is not a letter. Characters.</summary>
    public const int LongestLetter = 2_000_000;

    /// <summary>Objects of one package: each is checked, listed on its page and offered to a person. More than this no person looks through.</summary>
    public const int MostObjects = 20_000;

    private static readonly Dictionary<string, Tlp> Labels = Enum.GetValues<Tlp>().ToDictionary(t => Marking.Of(t).Label);

    /// <summary>How each object in it is marked.</summary>
    internal GivenMarkings Markings => field ??= new(Bundle, Tlp);

    /// <summary>The strictest marking of the package and of what it carries: whoever reads it whole reads that too.</summary>
    public GivenMarking Strictest => Bundle.Objects.Select(Markings.Of).Aggregate(new GivenMarking(Tlp, null, []), (one, other) => one.And(other));

    /// <summary>Reads the plain bytes of a package. What is missing or unknown is refused, never guessed: no kind, no level, no package.</summary>
    public static (PackageContent? Content, ContentProblem? Problem) Read(byte[] plain)
    {
        using var json = JsonDocument.Parse(plain, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaximumDepth });
        var root = json.RootElement;
        PackageKind? kind = Text(root, "kind") switch
        {
            "request" => PackageKind.Request,
            "reply" => PackageKind.Reply,
            "correction" => PackageKind.Correction,
            "retraction" => PackageKind.Retraction,
            "brief" => PackageKind.Brief,
            _ => null,
        };
        if (kind is null) return Refuse("unknown-kind", "It is none of request, reply, correction, retraction and brief.");
        if (Text(root, "tlp") is not { } label || !Labels.TryGetValue(label, out var tlp)) return Refuse("unknown-marking", "Its marking is missing or is not a label of TLP 2.0.");
        if (Text(root, "title") is not { Length: > 0 and <= LongestTitle } title || title.Any(char.IsControl))
            return Refuse("content-not-readable", $"Its title must be 1 to {LongestTitle} characters on one line.");
        var about = Text(root, "about");
        if (kind is not (PackageKind.Request or PackageKind.Brief) && about is not { Length: > 0 and <= 128 }) return Refuse("content-not-readable", "All but a request and a brief must say which package it is about.");
        if (Text(root, "letter") is not { Length: <= LongestLetter } letter) return Refuse("content-not-readable", $"Its letter is missing or longer than {LongestLetter} characters.");
        if (!root.TryGetProperty("bundle", out var bundleJson)) return Refuse("content-not-readable", "It has no bundle.");
        if (bundleJson.ValueKind == JsonValueKind.Object && bundleJson.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Array && objects.GetArrayLength() > MostObjects)
            return Refuse("content-not-readable", $"Its bundle has more than {MostObjects} objects. Send it in several packages.");
        var reading = StixBundle.Parse(JsonSerializer.SerializeToUtf8Bytes(bundleJson));
        if (reading.Value is not { } bundle)
            return Refuse("content-not-readable", Cut("Its bundle can't be read. " + string.Join(" ", reading.Problems.Take(3).Select(p => $"{p.Path}: {p.Message}"))));
        return (new(Text(root, "id")!, Text(root, "from")!, Text(root, "created")!, kind.Value, about, title, tlp, bundle, letter, Judge(bundleJson, bundle)), null);

        static (PackageContent?, ContentProblem?) Refuse(string code, string message) => (null, new(code, message));
    }

    /// <summary>What the sender expects a receipt to name: every object of the bundle once.</summary>
    public static IReadOnlyList<string> Manifest(byte[] plain) => Read(plain).Content is { } content ? [.. content.Items.Select(i => i.Id)] : [];

    // Both desks name items by the same rule: the object's id, or its place where it has none that can be read.
    private static List<ReceiptItem> Judge(JsonElement bundleJson, StixBundle bundle)
    {
        var refused = bundle.Refused.ToDictionary(r => r.Index, r => Cut(string.Join(" ", r.Problems.Take(3).Select(p => $"{p.Path}: {p.Message}"))));
        var items = new Dictionary<string, ReceiptItem>();
        List<string> order = [];
        if (bundleJson.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in objects.EnumerateArray())
            {
                var id = item.ValueKind == JsonValueKind.Object && Text(item, "id") is { Length: > 0 and <= 300 } text ? text : $"objects[{index}]";
                var because = refused.GetValueOrDefault(index);
                if (items.TryAdd(id, new(id, because is null, because))) order.Add(id);
                else if (because is not null && items[id].Stored) items[id] = new(id, false, because);
                index++;
            }
        }
        return [.. order.Select(id => items[id])];
    }

    internal static string Cut(string text) => Demarche.Cut.To(text, LongestReason, "…");

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
