using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demarche.Journal;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>A package before it is signed: exactly the bytes that a partner will read (docs/protocol/package.md).</summary>
/// <param name="Package">Its id.</param>
/// <param name="Created">The time in it.</param>
/// <param name="Tlp">The strictest level in it.</param>
/// <param name="Plain">Canonical JSON.</param>
/// <param name="Letter">The letter in it, HTML.</param>
/// <param name="Items">What the partner is given, in the order of the package.</param>
/// <param name="Withheld">Included by the draft, but not for this partner. Ids only: nothing of it is in the package.</param>
public sealed record Composed(
    PackageKind Kind, string Package, string Created, Tlp Tlp, byte[] Plain, string Letter, IReadOnlyList<ReleasedItem> Items,
    IReadOnlyList<string> Withheld)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Plain));

    /// <summary>
    /// Composes a package. Pure, and it reads of the case only the partner's view: two cases that differ in what the partner may not see
    /// give the same bytes.
    /// </summary>
    public static Composed Of(View partner, Outgoing outgoing, Letterhead head)
    {
        var bundle = new BundleWriter(partner, outgoing, head);
        var objects = bundle.Write();
        var tlp = bundle.Strictest;
        var letter = Releases.Letter.Write(outgoing, head, tlp, bundle.Lines);
        var plain = new JsonObject
        {
            ["id"] = head.Package,
            ["from"] = head.FromDesk,
            ["to"] = head.ToDesk,
            ["created"] = head.Created,
            ["kind"] = outgoing.Kind == PackageKind.Request ? "request" : "reply",
            ["about"] = outgoing.AnsweredPackage,
            ["title"] = outgoing.Title,
            ["tlp"] = Marking.Of(tlp).Label,
            ["bundle"] = JsonNode.Parse(objects.ToUtf8()),
            ["letter"] = letter,
        };
        using var document = JsonSerializer.SerializeToDocument(plain);
        var withheld = outgoing.Includes.Where(i => bundle.Items.All(r => r.Item != i)).Order(StringComparer.Ordinal);
        return new(outgoing.Kind, head.Package, head.Created, tlp, Encoding.UTF8.GetBytes(CanonicalJson.Of(document.RootElement)), letter,
            bundle.Items, [.. withheld]);
    }
}

/// <summary>One thing that goes with a letter, in words.</summary>
/// <param name="Kind">claim, observable, effect…</param>
/// <param name="Label">Its TLP label.</param>
public sealed record LetterLine(string Kind, string Text, string Label);
