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
            End(one.Item, StixId.Parse(one.As), one.Created, one.Modified);
        }
        WriteOwn("note", outgoing.About, own, header => StixObjects.Note(
            header with { Others = new JsonObject { ["external_references"] = References() } }, outgoing.Text,
            outgoing.Notices.Select(n => StixId.Parse(n.As)).Distinct(), isRetraction ? RetractionAbstract : CorrectionAbstract));
        WriteContainer(outgoing.Title, outgoing.Text);
    }

    // In which packages the reader finds what this is about, and what that was.
    private JsonArray References() => new([.. outgoing.Notices.Select(n => new JsonObject
    {
        ["source_name"] = PackageReference,
        ["external_id"] = n.Package,
        ["description"] = $"{n.Kind}: {n.As}, sent {n.Sent}{(n.BeforeExactly is { } before ? $". We said: {before}" : "")}",
    })]);

    // What the item says now has fewer objects than the partner has of it: the others end, or they would say on what no longer holds.
    private void EndOthers(string item)
    {
        foreach (var one in given.Of(item).Where(g => !written.Contains(StixId.Parse(g.As))).ToList()) End(item, StixId.Parse(one.As), one.Created, one.Modified);
    }

    // The next version of an object, revoked, without what it said. A cyber-observable has no versions and no creator: the note alone ends it.
    private void End(string item, StixId id, string created, string last)
    {
        var modified = GivenObjects.Later(last, head.Created);
        var header = new StixHeader(id, Stamp(created), Stamp(modified)) { CreatedBy = self.Id, Markings = own.Ids, Revoked = true };
        const string gone = "Retracted.";
        var ended = id.Type switch
        {
            "note" => StixObjects.Note(header, gone, [self.Id]),
            "incident" => StixObjects.Incident(header, gone),
            "identity" => StixObjects.Identity(header, gone),
            "vulnerability" => StixObjects.Create(header, new JsonObject { ["name"] = gone }),
            // STIX wants a pattern: this one finds nothing that there is.
            "indicator" => StixObjects.Indicator(header, $"[{StixPattern.Equal("mutex:name", gone)}]", Stamp(created)),
            "observed-data" when given.SeenAs(item) is { } seen => StixObjects.ObservedData(header, Stamp(created), Stamp(created), 1, [seen]),
            _ => null,
        };
        if (ended is null) return;
        Objects.Add(new(item, id.ToString(), created, modified, "", false, Ended: true));
        Put(ended);
    }
}
