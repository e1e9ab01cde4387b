using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demarche.Journal;
using Demarche.Stix;
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
    /// <summary>Every STIX object of our own in it, as this partner has it from this package on.</summary>
    public required IReadOnlyList<GivenObject> Objects { get; init; }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Plain));

    /// <summary>
    /// Composes a package. Pure, and it reads of the case only the partner's view and what that partner was given before: two cases that differ in
    /// what the partner may not see give the same bytes.
    /// </summary>
    public static Composed Of(View partner, Outgoing outgoing, Letterhead head)
    {
        var bundle = new BundleWriter(partner, outgoing, head);
        var objects = bundle.Write();
        var tlp = bundle.Strictest;
        var letter = Releases.Letter.Write(partner, outgoing, head, tlp, bundle.Lines);
        var given = bundle.Items.Select(i => i.Item).ToHashSet();
        return new(outgoing.Kind, head.Package, head.Created, tlp, Plainly(outgoing, head, tlp, objects, letter), letter, bundle.Items,
            [.. outgoing.Includes.Where(i => !given.Contains(i)).Order(StringComparer.Ordinal)])
        { Objects = bundle.Objects };
    }

    // About so much is said beside bundle and letter: room for it keeps the buffer from growing by doubling.
    private const int Head = 4_096;

    // What is escaped here the canonical form would spell out again.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static byte[] Plainly(Outgoing outgoing, Letterhead head, Tlp tlp, StixBundle objects, string letter)
    {
        var bundle = objects.ToUtf8();
        var text = new ArrayBufferWriter<byte>(bundle.Length + 2 * letter.Length + Head);
        using (var json = new Utf8JsonWriter(text, Unescaped))
        {
            json.WriteStartObject();
            json.WriteString("id", head.Package);
            json.WriteString("from", head.FromDesk);
            json.WriteString("to", head.ToDesk);
            json.WriteString("created", head.Created);
            json.WriteString("kind", outgoing.Kind.ToString().ToLowerInvariant());
            json.WriteString("about", outgoing.AnsweredPackage);
            json.WriteString("title", outgoing.Title);
            json.WriteString("tlp", Marking.Of(tlp).Label);
            json.WritePropertyName("bundle");
            json.WriteRawValue(bundle, skipInputValidation: true);
            json.WriteString("letter", letter);
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(text.WrittenMemory);
        return CanonicalJson.Bytes(document.RootElement);
    }
}

/// <summary>One thing that goes with a letter, in words.</summary>
/// <param name="Item">Our id, for the letter to count by; it stands in no package.</param>
/// <param name="Kind">claim, observable, effect…</param>
/// <param name="Label">Its TLP label, and that of what may be done with it where somebody says.</param>
public sealed record LetterLine(string Item, string Kind, string Text, string Label);
