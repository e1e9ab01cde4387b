using System.Text.Json.Nodes;
using Demarche.Briefs;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// Writes what a partner may see as STIX 2.1. Objects of a case get ids of their own for each partner, derived from the item's random id:
/// the same item has another id at another partner, and the same id and modification time never carry two texts (STIX 2.1 section 3.6).
/// </summary>
internal sealed partial class BundleWriter
{
    private readonly View view;
    private readonly Outgoing outgoing;
    private readonly Letterhead head;
    private readonly string partner;
    private readonly HashSet<string> includes;
    private readonly List<StixObject> objects = [];
    private readonly HashSet<StixId> written = [];
    private readonly Dictionary<string, StixId> speakers = [];
    private readonly List<StixId> content = [];
    private readonly StixObject self;
    private readonly StixObject addressee;

    public BundleWriter(View view, Outgoing outgoing, Letterhead head)
    {
        (this.view, this.outgoing, this.head) = (view, outgoing, head);
        partner = ((Audience.Partner)view.Audience).Id;
        includes = [.. outgoing.Includes.Except(outgoing.Retracted).Except(outgoing.SeenInPart)];
        Strictest = outgoing.Tlp;
        self = Desk(head.FromDesk, head.FromName);
        addressee = Desk(head.ToDesk, head.ToName);
    }

    /// <summary>The strictest level of the draft and of what goes with it.</summary>
    public Tlp Strictest { get; private set; }

    public List<ReleasedItem> Items { get; } = [];

    /// <summary>What goes with the letter, in words.</summary>
    public List<LetterLine> Lines { get; } = [];

    public StixBundle Write()
    {
        Put(DemarcheExtensions.Author);
        foreach (var definition in DemarcheExtensions.Definitions) Put(definition);
        Put(self);
        Put(addressee);
        WriteIncidents();
        WriteParties();
        WriteClaims();
        WriteObservables();
        WriteStatements();
        if (outgoing.Kind == PackageKind.Request) WriteRequest();
        else if (outgoing.Kind == PackageKind.Reply) WriteReply();
        else if (outgoing.Kind == PackageKind.Brief) WriteBrief();
        else WriteNotice();
        return StixBundle.Of(StixId.DerivedFrom("bundle", head.Package), objects);
    }

    private void WriteRequest()
    {
        var extensions = new JsonObject();
        new RequestExtension([.. outgoing.Asks.Select(a => new Ask(a.Id, a.Text))], head.Package)
        {
            LegalBasis = outgoing.LegalBasis,
            Due = Times.Parse(outgoing.Due) is { } due ? Stamp(Times.Text(due)) : null,
            AskedOf = addressee.Id,
        }.Write(extensions);
        var words = string.Join("\n\n", outgoing.Asks.Select((a, i) => $"{i + 1}. {a.Text}").Prepend(outgoing.Text).Where(t => t.Length > 0));
        var header = Header("grouping", outgoing.About, outgoing.Drafted, head.Created, outgoing.Tlp) with { Extensions = extensions };
        Put(StixObjects.Grouping(header, outgoing.Title, content.Count > 0 ? content : [addressee.Id], words));
    }

    private void WriteReply()
    {
        var extensions = new JsonObject();
        List<Stix.Answer> answers = [.. outgoing.Answers!.Where(a => a.Disposition != Requests.Disposition.Partly)
            .Select(a => new Stix.Answer(a.Ask, Enum.Parse<AskDisposition>(a.Disposition.ToString()), a.Text.Length > 0 ? a.Text : null))];
        new ReplyExtension(outgoing.AnsweredPackage!, Enum.Parse<ReplyDisposition>(outgoing.Disposition!.Value.ToString()), answers).Write(extensions);
        var header = Header("note", outgoing.About, outgoing.Drafted, head.Created, outgoing.Tlp) with { Extensions = extensions };
        List<StixId> about = StixId.TryParse(outgoing.AnsweredObject, out var asked) ? [asked] : [];
        var words = outgoing.Text.Length > 0 ? outgoing.Text : outgoing.Disposition.Value.ToString();
        Put(StixObjects.Note(header, words, [.. about, .. content.Count + about.Count > 0 ? content : [addressee.Id]], $"Reply: {outgoing.Title}"));
    }

    // What the letter cites stands beside it; the words are whole in the description for whoever has no letter.
    private void WriteBrief()
    {
        var header = Header("report", outgoing.About, outgoing.Drafted, head.Created, outgoing.Tlp);
        var words = string.Join("\n\n", BriefText.Read(outgoing.Text).Select(Plain).Where(t => t.Length > 0));
        Put(StixObjects.Report(header, outgoing.Title, Stamp(head.Created), content.Count > 0 ? content : [addressee.Id], words));
    }

    private static string Plain(BriefBlock block) => block is BriefBlock.Heading heading ? heading.Text
        : block is BriefBlock.Points points ? string.Join('\n', points.Items.Select(i => "- " + string.Concat(i.Where(r => r.Cite is null).Select(r => r.Text)).Trim()))
        : string.Concat(BriefText.RunsOf(block).Where(r => r.Cite is null).Select(r => r.Text)).Trim();

    private void Released(string item, string kind, StixId id, Tlp tlp, string words)
    {
        content.Add(id);
        // The partner's history is not its sender's to count: no version is numbered here.
        Items.Add(new(item, kind, id.ToString(), 0));
        Lines.Add(new(item, kind, words, Marking.Of(tlp).Label));
        if (tlp > Strictest) Strictest = tlp;
    }

    private void Put(StixObject item)
    {
        if (!written.Add(item.Id)) return;
        foreach (var marking in item.ObjectMarkingRefs)
        {
            if (TlpMarkings.TryRead(marking, out var level, out _)) Put(level.Definition());
        }
        objects.Add(item);
    }

    private StixHeader Header(string type, string item, string created, string modified, Tlp tlp) =>
        // To a reader who sees only its later versions, a draft is younger than the package that is composed again.
        new(StixId.DerivedFrom(type, partner, item), Stamp(string.CompareOrdinal(created, modified) > 0 ? modified : created), Stamp(modified)) { CreatedBy = self.Id, Markings = [tlp.MarkingId()] };

    private StixHeader Header<T>(string type, Held<T> item) where T : notnull => Header(type, item.Id, item.Time, item.Changed, item.Marking.Tlp);

    // A desk may be renamed: each package carries the name of its own moment, so one id and time never carry two names.
    private StixObject Desk(string desk, string name) => StixObjects.Identity(
        new StixHeader(StixId.DerivedFrom("identity", desk), Stamp("2026-01-01T00:00:00.000Z"), Stamp(head.Created)), name.Length > 0 ? name : desk);

    private static StixTimestamp Stamp(string time) => StixTimestamp.Parse(time);
}
