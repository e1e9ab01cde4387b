using System.Text.Json.Nodes;
using Demarche.Briefs;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// Writes what a partner may see as STIX 2.1. Objects of a case get ids and times of their own for each partner (<see cref="GivenObjects"/>):
/// the same item has another id at another partner, and the same id and modification time never carry two texts (STIX 2.1 section 3.6).
/// What goes is sorted by what it says and by the ids that this partner knows, never by when it was added to the case.
/// </summary>
internal sealed partial class BundleWriter
{
    private readonly View view;
    private readonly Outgoing outgoing;
    private readonly Letterhead head;
    private readonly GivenObjects given;
    private readonly HashSet<string> includes;
    private readonly List<StixObject> objects = [];
    private readonly HashSet<StixId> written = [];
    private readonly Dictionary<string, StixId> speakers = [];
    private readonly List<Told> told = [];
    private IReadOnlyList<StixId> content = [];
    private readonly List<StixId> hung = [];
    private readonly Dictionary<string, StixId> parties = [];
    private readonly StixObject self;

    // Of the words of the package.
    private readonly SentMarking own;

    public BundleWriter(View view, Outgoing outgoing, Letterhead head)
    {
        (this.view, this.outgoing, this.head) = (view, outgoing, head);
        given = new(view, outgoing, head);
        includes = [.. outgoing.Includes.Except(outgoing.Retracted).Except(outgoing.SeenInPart)];
        own = new(outgoing.Tlp, outgoing.Pap);
        Strictest = outgoing.Tlp;
        self = Desk(head.FromDesk, head.FromName);
    }

    /// <summary>The strictest level of the draft and of what goes with it.</summary>
    public Tlp Strictest { get; private set; }

    public List<ReleasedItem> Items { get; } = [];

    /// <summary>Every object of our own, as this partner has it from this package on.</summary>
    public List<GivenObject> Objects { get; } = [];

    /// <summary>What goes with the letter, in words.</summary>
    public IReadOnlyList<LetterLine> Lines { get; private set; } = [];

    public StixBundle Write()
    {
        Put(self);
        WriteIncidents();
        WriteParties();
        WriteEffects();
        WriteClaims();
        WriteObservables();
        WriteStatements();
        List<Told> sorted = [.. told.OrderBy(t => Array.IndexOf(Kinds, t.Line.Kind)).ThenBy(t => t.Line.Text, StringComparer.Ordinal).ThenBy(t => t.Items[0].As, StringComparer.Ordinal)];
        Lines = [.. sorted.Select(t => t.Line)];
        Items.AddRange(sorted.SelectMany(t => t.Items));
        content = [.. sorted.Select(t => t.Id).OrderBy(i => i.ToString(), StringComparer.Ordinal)];
        if (outgoing.Kind == PackageKind.Request) WriteRequest();
        else if (outgoing.Kind == PackageKind.Reply) WriteReply();
        else if (outgoing.Kind == PackageKind.Brief) WriteBrief();
        else WriteNotice();
        // Of the extensions those that something here uses, and nothing about the program that defines them.
        var used = objects.SelectMany(o => o.Extensions.Keys).ToHashSet();
        var definitions = DemarcheExtensions.Definitions.Where(d => used.Contains(d.Id.ToString()));
        return StixBundle.Of(StixId.DerivedFrom("bundle", head.Package), [.. definitions, self, .. objects.Skip(1).OrderBy(o => o.Id.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>Names a package where an object refers to one.</summary>
    public const string PackageReference = "demarche-package";

    private void WriteRequest()
    {
        var extensions = new JsonObject();
        var due = Times.Parse(outgoing.Due) is { } day ? Times.Text(day) : null;
        var partner = ((Audience.Partner)view.Audience).Id;
        new RequestExtension([.. outgoing.Asks.Select(a => new Ask(Requests.AskId.For(partner, outgoing.About, a.Id), a.Text))], head.Package)
        {
            LegalBasis = outgoing.LegalBasis,
            Due = due is null ? null : Stamp(due),
            AskedOf = StixId.DerivedFrom("identity", head.ToDesk),
        }.Write(extensions);
        WriteContainer(outgoing.Title, (outgoing.Text + LetterWords.Asks([.. outgoing.Asks.Select(a => a.Text)], outgoing.LegalBasis, due)).TrimStart('\n'), extensions);
    }

    private void WriteReply()
    {
        var extensions = new JsonObject();
        var asks = outgoing.Asks.ToDictionary(a => a.Id, a => a.Text);
        var reply = new ReplyExtension(outgoing.AnsweredPackage!, outgoing.Disposition!.Value, [.. outgoing.Answers!.Select(a => new Stix.Answer(a.Ask, a.Disposition, a.Text.Length > 0 ? a.Text : null, asks.GetValueOrDefault(a.Ask, a.Ask)))]);
        reply.Write(extensions);
        List<StixId> about = StixId.TryParse(outgoing.AnsweredObject, out var asked) ? [asked] : [];
        var words = (outgoing.Text + LetterWords.Answers(reply, outgoing.Whole!)).TrimStart('\n');
        WriteOwn("note", outgoing.About, own, header => StixObjects.Note(
            header with { Extensions = extensions }, words, [.. about, .. content.Count + about.Count > 0 ? content : [self.Id]], $"Reply: {outgoing.Title}"));
        WriteContainer($"Reply: {outgoing.Title}", words);
    }

    // Whoever reads STIX and nothing else finds here what the package is called, what it says and all that is in it.
    private void WriteContainer(string title, string words, JsonObject? extensions = null) => WriteOwn("grouping", outgoing.About, own, header => StixObjects.Grouping(
        header with { Others = OfThisPackage(), Extensions = extensions }, title, Everything(), words.Length > 0 ? words : null));

    private IReadOnlyList<StixId> Everything()
    {
        List<StixId> all = [.. objects.Skip(1).Select(o => o.Id).Where(i => i.Type != "marking-definition").OrderBy(i => i.ToString(), StringComparer.Ordinal)];
        return all.Count > 0 ? all : [self.Id];
    }

    // Which package it is, between whom, and what it answers.
    private JsonObject OfThisPackage()
    {
        var references = new JsonArray(Reference(head.Package, $"This package, from {NameOf(head.FromName, head.FromDesk)} to {NameOf(head.ToName, head.ToDesk)}"));
        if (outgoing.Kind == PackageKind.Reply) references.Add(Reference(outgoing.AnsweredPackage!, "The package that this answers"));
        return new() { ["external_references"] = references };
    }

    private static JsonObject Reference(string package, string what) => new() { ["source_name"] = PackageReference, ["external_id"] = package, ["description"] = what };

    // What the letter cites goes with it; the description has all the words, for a reader without the letter.
    private void WriteBrief()
    {
        var cited = new Citations(outgoing, Lines);
        List<string> words = [.. BriefText.Read(outgoing.Text).Select(b => Plain(b, cited)).Where(t => t.Length > 0)];
        var rests = cited.InOrder();
        if (rests.Count > 0) words.Add("Rests on\n" + string.Join('\n', rests.Select((l, i) => $"[{i + 1}] {l.Kind}: {l.Text} ({l.Label})")));
        WriteOwn("report", outgoing.About, own, header => StixObjects.Report(
            header with { Others = OfThisPackage() }, outgoing.Title, Stamp(head.Created), Everything(), words.Count > 0 ? string.Join("\n\n", words) : null));
    }

    private static string Plain(BriefBlock block, Citations cited) => block is BriefBlock.Heading heading ? heading.Text
        : block is BriefBlock.Points points ? string.Join('\n', points.Items.Select(i => "- " + cited.Words(i).Trim()))
        : cited.Words([.. BriefText.RunsOf(block)]).Trim();

    /// <summary>One thing that goes, in words, and what of the case the partner is given by it.</summary>
    private sealed record Told(LetterLine Line, StixId Id, IReadOnlyList<ReleasedItem> Items);

    private static readonly string[] Kinds = ["incident", "effect", "party", "claim", "observable", "statement", "proposition"];

    private void Released(string item, string kind, StixId id, SentMarking marking, string words, params IEnumerable<ReleasedItem> within)
    {
        // The partner's history is not its sender's to count: no version is numbered here.
        told.Add(new(new(item, kind, words, marking.Label), id, [new(item, kind, id.ToString(), 0, outgoing.Rewordings.ContainsKey(item)), .. within]));
        if (marking.Tlp > Strictest) Strictest = marking.Tlp;
        if (!outgoing.Rewordings.ContainsKey(item)) EndOthers(item);
    }

    // Every object of our own that has versions is written here: so its id and times are this partner's, and the ledger has them.
    private StixId WriteOwn(string type, string item, SentMarking marking, Func<StixHeader, StixObject> write, string? copy = null)
    {
        var (one, known) = given.Next(type, item, copy, header => write(header with { CreatedBy = self.Id, Markings = marking.Ids }));
        Objects.Add(known);
        Put(one);
        return one.Id;
    }

    private void Put(StixObject item)
    {
        if (!written.Add(item.Id)) return;
        foreach (var marking in item.ObjectMarkingRefs)
        {
            if (TlpMarkings.TryRead(marking, out var level, out _)) Put(level.Definition());
            else if (PapMarkings.TryRead(marking, out var pap)) Put(pap.Definition());
        }
        objects.Add(item);
    }

    // A desk may be renamed: each package carries the name of its own moment, so one id and time never carry two names.
    private StixObject Desk(string desk, string name) => StixObjects.Identity(
        new StixHeader(StixId.DerivedFrom("identity", desk), Stamp("2026-01-01T00:00:00.000Z"), Stamp(head.Created)), NameOf(name, desk));

    private static string NameOf(string name, string desk) => name.Length > 0 ? name : desk;

    private static StixTimestamp Stamp(string time) => StixTimestamp.Parse(time);
}
