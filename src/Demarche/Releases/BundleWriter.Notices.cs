using Demarche.Stix;

namespace Demarche.Releases;

internal sealed partial class BundleWriter
{
    /// <summary>Stands as the abstract of the note that says what a package corrects or retracts (docs/protocol/exchange.md, X27).</summary>
    public const string CorrectionAbstract = "Correction", RetractionAbstract = "Retraction";

    // A corrected item was written anew with what goes along; here stand the objects that end, and the words.
    private void WriteNotice()
    {
        var isRetraction = outgoing.Kind == PackageKind.Retraction;
        foreach (var one in outgoing.Notices.Where(_ => isRetraction))
        {
            Items.Add(new(one.Item, one.Kind, one.As, one.Revision));
            if (Ended(StixId.Parse(one.As), one) is { } ended) Put(ended);
        }
        var header = Header("note", outgoing.About, outgoing.Drafted, head.Created, outgoing.Tlp);
        Put(StixObjects.Note(header, outgoing.Text, outgoing.Notices.Select(n => StixId.Parse(n.As)).Distinct(), isRetraction ? RetractionAbstract : CorrectionAbstract));
    }

    // The next version of an object, revoked, without what it said. A cyber-observable has no versions and no creator: the note alone ends it.
    private StixObject? Ended(StixId id, Noticed one)
    {
        var header = new StixHeader(id, Stamp(one.Created), Stamp(head.Created)) { CreatedBy = self.Id, Markings = [outgoing.Tlp.MarkingId()], Revoked = true };
        const string gone = "Retracted.";
        return id.Type switch
        {
            "note" => StixObjects.Note(header, gone, [self.Id]),
            "incident" => StixObjects.Incident(header, gone),
            "identity" => StixObjects.Identity(header, gone),
            _ => null,
        };
    }
}
