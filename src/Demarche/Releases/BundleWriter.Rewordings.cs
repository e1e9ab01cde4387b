using System.Text.Json.Nodes;
using Demarche.Claims;
using Demarche.Sources;
using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>
/// What a partner's copy says in other words. The object has an id of its own, derived from the draft too, so that it can be joined neither with
/// the item's own words in another package nor with another partner's copy, and one id and time never carry two texts (STIX 2.1 section 3.6).
/// </summary>
internal sealed partial class BundleWriter
{
    private bool WriteReworded<T>(Held<T> item, string kind, string title, Tlp tlp) where T : notnull
    {
        if (!outgoing.Rewordings.TryGetValue(item.Id, out var reworded)) return false;
        var header = CopyHeader("note", item, reworded, tlp);
        if (item.Content is Claim claim) header = header with { Extensions = WithoutItsSource(claim, reworded.Content.Text) };
        Put(StixObjects.Note(header, reworded.Content.Text, [self.Id], title));
        Released(item.Id, kind, header.Id, tlp, reworded.Content.Text);
        return true;
    }

    // The stance is what is told; who took it, when and in which words is what is kept.
    private JsonObject WithoutItsSource(Claim claim, string text)
    {
        var extensions = new JsonObject();
        new ClaimExtension(text, (ClaimStance)(int)claim.Stance, false, (ClaimNature)(int)claim.Nature)
        {
            SourceDescription = $"A source of {(head.FromName.Length > 0 ? head.FromName : head.FromDesk)}",
            Protected = true,
        }.Write(extensions);
        return extensions;
    }

    private StixObject? RewordedSpeaker(Held<Source> source) => !outgoing.Rewordings.TryGetValue(source.Id, out var reworded) ? null
        : StixObjects.Identity(CopyHeader("identity", source, reworded, source.Marking.Tlp), reworded.Content.Text, "unknown", null);

    private string PublicName(Held<Source> source) =>
        outgoing.Rewordings.TryGetValue(source.Id, out var reworded) ? reworded.Content.Text : source.Content.PublicName;

    // Who at the desk may see a rewording is nothing to its reader: a change of its marking is no new version.
    private static string SaidAt(Held<Rewording> reworded) => reworded.History.Reverse().TakeWhile(c => c.Content == reworded.Content).Last().Time;

    private StixHeader CopyHeader<T>(string type, Held<T> item, Held<Rewording> reworded, Tlp tlp) where T : notnull =>
        new(StixId.DerivedFrom(type, partner, item.Id, outgoing.About), Stamp(item.Time), Stamp(string.CompareOrdinal(SaidAt(reworded), item.Changed) > 0 ? SaidAt(reworded) : item.Changed))
        {
            CreatedBy = self.Id,
            Markings = [tlp.MarkingId()],
        };
}
