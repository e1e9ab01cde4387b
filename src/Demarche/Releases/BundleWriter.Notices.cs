using System.Text.Json.Nodes;
using Demarche.Stix;

namespace Demarche.Releases;

internal sealed partial class BundleWriter
{
    /// <summary>Stands as the abstract of the note that says what a package corrects or retracts (docs/protocol/exchange.md, X27).</summary>
    public const string CorrectionAbstract = "Correction", RetractionAbstract = "Retraction";

    // A corrected item was written with what goes along; here are the objects that end, and the words.
    private void WriteNotice()
    {
        var isRetraction = outgoing.Kind == PackageKind.Retraction;
        foreach (var one in outgoing.Notices.Where(_ => isRetraction))
        {
            Items.Add(new(one.Item, one.Kind, one.As, one.Revision));
            if (Ended(StixId.Parse(one.As), one) is { } ended) Put(ended);
        }
        WriteOwn("note", outgoing.About, outgoing.Tlp, header => StixObjects.Note(
            header with { Others = new JsonObject { ["external_references"] = References() } }, outgoing.Text,
            outgoing.Notices.Select(n => StixId.Parse(n.As)).Distinct(), isRetraction ? RetractionAbstract : CorrectionAbstract));
    }

    // In which packages the reader finds what this is about, and what that was.
    private JsonArray References() => new([.. outgoing.Notices.Select(n => new JsonObject
    {
        ["source_name"] = "demarche-package",
        ["external_id"] = n.Package,
        ["description"] = $"{n.Kind}: {n.As}, sent {n.Sent}{(n.BeforeExactly is { } before ? $". We said: {before}" : "")}",
    })]);

    // The next version of an object, revoked, without what it said. A cyber-observable has no versions and no creator: the note alone ends it.
    private StixObject? Ended(StixId id, Noticed one)
    {
        var modified = GivenObjects.Later(one.Modified, head.Created);
        var header = new StixHeader(id, Stamp(one.Created), Stamp(modified)) { CreatedBy = self.Id, Markings = [outgoing.Tlp.MarkingId()], Revoked = true };
        const string gone = "Retracted.";
        var ended = id.Type switch
        {
            "note" => StixObjects.Note(header, gone, [self.Id]),
            "incident" => StixObjects.Incident(header, gone),
            "identity" => StixObjects.Identity(header, gone),
            _ => null,
        };
        if (ended is not null) Objects.Add(new(one.Item, one.As, one.Created, modified, "", false));
        return ended;
    }
}
