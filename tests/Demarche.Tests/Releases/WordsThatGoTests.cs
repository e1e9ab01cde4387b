using System.Text;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Words that a person wrote for a package: none in a compartment goes, and the strictest of them gives the level.</summary>
public sealed class WordsThatGoTests
{
    private static readonly Marking Sealed = new(Tlp.Amber, [Ostania], ["crypto"]);

    /// <summary>A draft that says something, and each item of the case whose words go with it.</summary>
    public static TheoryData<string, string> Words => new()
    {
        { "request", "request" }, { "request", "wording" }, { "request", "rewording" }, { "request", "described" }, { "reply", "reply" }, { "brief", "brief" }, { "notice", "notice" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_in_a_compartment_are_neither_proposed_nor_approved(string draft, string words)
    {
        var open = Written();
        Assert.IsType<Decision.Allowed>(Propose(open, draft));
        var closed = Written().Add(new MarkingChanged(words, Sealed, "Its circle alone"));
        Assert.Equal("compartments-stay-here", Assert.IsType<Decision.Refused>(Propose(closed, draft)).Rule);

        // Put into the compartment between proposal and approval.
        var proposed = Written();
        var composed = Compose(proposed, draft)!;
        proposed.Add(new ReleaseProposed("release", Proposal(composed, draft)));
        Assert.IsType<Decision.Allowed>(Approve(proposed, composed));
        proposed.Add(new MarkingChanged(words, Sealed, "Its circle alone"));
        Assert.Equal("compartments-stay-here", Assert.IsType<Decision.Refused>(Approve(proposed, composed)).Rule);
    }

    /// <summary>Markings under which Ostania is told nothing, each of one rule.</summary>
    private static Marking[] Keeping(bool isNotice) =>
    [
        // A notice goes to whoever had something: an empty list names them all.
        isNotice ? Marking.Of(Tlp.Amber, Sudria) : Marking.Of(Tlp.Amber),
        isNotice ? Marking.Of(Tlp.Red, Sudria) : Marking.Of(Tlp.Red),
        ToBoth with { NotReleasableTo = [Ostania] },
        ToBoth with { Embargo = new(Time(90_000), "UTC", [Sudria], []) },
        Marking.Of(Tlp.Clear) with { NotReleasableTo = [Ostania] },
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_that_their_marking_keeps_from_the_partner_are_neither_proposed_nor_approved(string draft, string words)
    {
        foreach (var marking in Keeping(draft == "notice"))
        {
            var kept = Written().Add(new MarkingChanged(words, marking, "Not for them"));
            Assert.Equal("words-must-be-for-the-partner", Assert.IsType<Decision.Refused>(Propose(kept, draft)).Rule);
            var proposed = Written();
            var composed = Compose(proposed, draft)!;
            proposed.Add(new ReleaseProposed("release", Proposal(composed, draft))).Add(new MarkingChanged(words, marking, "Not for them"));
            Assert.Equal("words-must-be-for-the-partner", Assert.IsType<Decision.Refused>(Approve(proposed, composed)).Rule);
        }
        // The controls: what names it, what everybody may see, and an embargo that it keeps itself.
        foreach (var marking in (Marking[])[ToBoth, Marking.Of(Tlp.Clear), Marking.Of(Tlp.Red, Ostania), ToBoth with { Embargo = new(Time(90_000), "UTC", [Ostania], []) }])
            Assert.IsType<Decision.Allowed>(Propose(Written().Add(new MarkingChanged(words, marking, "For them")), draft));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void The_strictest_words_give_the_level_of_the_package(string draft, string words)
    {
        Assert.Equal(Tlp.Amber, Compose(Written(), draft)!.Tlp);
        Assert.Equal(Tlp.Red, Compose(Written().Add(new MarkingChanged(words, Marking.Of(Tlp.Red, Ostania), "Stricter")), draft)!.Tlp);
    }

    /// <summary>What an item says is said of others too: each of them has a level.</summary>
    public static TheoryData<string> Named => ["source", "proposition", "claim", "effect", "victim"];

    [Theory]
    [MemberData(nameof(Named))]
    public void Whatever_an_item_names_counts_for_its_level_and_that_of_the_package(string stricter)
    {
        var written = Written().Add(new MarkingChanged(stricter, Marking.Of(Tlp.Red, Ostania), "Stricter"));
        Assert.Equal(Tlp.Red, Compose(written, "request")!.Tlp);
    }

    [Fact]
    public void Other_words_of_what_does_not_go_do_not_go()
    {
        var written = Written().Add(new MarkingChanged("claim", Internal, "Narrowed")).Add(new MarkingChanged("described-claim", Internal, "Narrowed"));
        var composed = Compose(written, "request")!;
        Assert.DoesNotContain("In other words", Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain("somebody at sea", Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);
        Assert.Contains("claim", composed.Withheld);
        // The control: where they go, they are there and the item's own are not.
        var whole = Encoding.UTF8.GetString(Compose(Written(), "request")!.Plain);
        Assert.Contains("In other words", whole, StringComparison.Ordinal);
        Assert.Contains("somebody at sea", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("An engineer", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("they rented them", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("a harbour office", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_two_items_hold_is_one_object_at_the_stricter_level()
    {
        var written = Written();
        var composed = Compose(written, "request")!;
        Assert.Equal(Tlp.Amber, composed.Tlp);
        var stricter = Compose(Written().Add(new MarkingChanged("address-2", Marking.Of(Tlp.Red, Ostania), "Stricter")), "request")!;
        using var plain = System.Text.Json.JsonDocument.Parse(stricter.Plain);
        var one = Assert.Single(plain.RootElement.GetProperty("bundle").GetProperty("objects").EnumerateArray(), o => o.GetProperty("type").GetString() == "ipv4-addr");
        Assert.Equal(Tlp.Red.MarkingId().ToString(), Assert.Single(one.GetProperty("object_marking_refs").EnumerateArray()).GetString());
    }

    [Fact]
    public void A_notice_can_say_in_other_words_what_it_corrects()
    {
        var written = Written().Add(new CopyReworded("in-notice", new("notice", Ostania, "statement", "The line has changed.")));
        var text = Encoding.UTF8.GetString(Compose(written, "notice")!.Plain);
        Assert.Contains("The line has changed.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Soon.", text, StringComparison.Ordinal);
        Assert.Contains("Soon.", Encoding.UTF8.GetString(Compose(Written(), "notice")!.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_another_partner_was_given_word_for_word_is_pointed_out()
    {
        var written = Written().Add(new MarkingChanged("other-source", ToBoth, "For both")).Add(new MarkingChanged("proposition", ToBoth, "For both"));
        Assert.DoesNotContain(Check(written).Findings, f => f.Rule == "description-joins-partners");
        var composed = Composed.Of(written.For(Sudria), Outgoing.To(Sudria, "to-sudria", written.View)!, Head);
        written.Add(new ReleaseProposed("given", new(composed.Kind, "to-sudria", Sudria, composed.Package, Time(written.Entries.Count), composed.Sha256, composed.Items, [], composed.Objects)))
            .Add(new ReleaseApproved("given", null, "sealed", 7)).Add(new PackageSent("given", "file"));
        // It is another source: that two are described alike joins them all the same.
        Assert.DoesNotContain(Check(written).Findings, f => f.Rule == "description-joins-partners");
        written.Add(new SourceCorrected("plain-source", written.View.Sources.Find("plain-source")!.Content with { Description = "A  clerk of the PORT" }, "Better"), Marking.Of(Tlp.Amber, Ostania));
        var finding = Assert.Single(Check(written).Findings, f => f.Rule == "description-joins-partners");
        Assert.Equal(("plain-source", Severity.Note), (finding.Item, finding.Severity));
        Assert.Equal(["other-source"], finding.RestsOn);
        // In other words in this copy, nothing joins.
        written.Add(new CopyReworded("rw", new("request", Ostania, "plain-source", "somebody ashore")));
        Assert.DoesNotContain(Check(written).Findings, f => f.Rule == "description-joins-partners");
    }

    private static readonly Letterhead Head = new("package00000000000000000a", Time(500), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT");

    private static WrittenCase Written()
    {
        var to = Marking.Of(Tlp.Amber, Ostania);
        var written = new WrittenCase()
            .Add(new PartyNamed("victim", new("The harbour", PartyKind.State, "NO", "")), to)
            .Add(new EffectRecorded("effect", new("victim", "disruption", "Three harbours stood still.", null)), to)
            .Add(new SourceNamed("source", new(null, "An engineer of a port", "a harbour office", Standing.Technical, null, [Ana], null)), to)
            .Add(new SourceNamed("plain-source", new(null, "A sailor", null, Standing.Technical, null, [Ana], null)), to)
            .Add(new SourceNamed("other-source", new(null, "a clerk of the port", null, Standing.Technical, null, [Ana], null)), to)
            .Add(new PropositionStated("proposition", new("Servers were rented.")), to)
            .Add(new Demarche.Documents.DocumentTakenIn("d", Stories.Document(Stories.Paper)), to)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Suggests, Standing.Technical, true, Nature.Inference, "said", new("d", 0, 9, "they rented them"), null)), to)
            .Add(new ClaimMade("described-claim", new("proposition", "source", Stance.Asserts, Standing.Technical, true, Nature.Inference, "said", null, null)), to)
            .Add(new ClaimMade("plain-claim", new("proposition", "plain-source", Stance.Asserts, Standing.Technical, true, Nature.Fact, "said", null, null)), to)
            .Add(new ClaimMade("other-claim", new("proposition", "other-source", Stance.Asserts, Standing.Technical, true, Nature.Fact, "said", null, null)), ToBoth)
            .Add(new Demarche.Observables.ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, null)), to)
            .Add(new Demarche.Observables.ObservableSeen("address-2", new("ipv4-addr", "203.0.113.7", 3, null, null)), to)
            .Add(new Demarche.Statements.StatementMade("statement", new("We are looking into it.", new("2026-02-19"), "The minister", [])), to)
            .Add(new RequestDrafted("request", new("Logs", "Please help.", [new("a1", "Who?")], "Treaty", Ana, Time(9_000), [Ostania], ["effect", "claim", "described-claim", "plain-claim", "address", "address-2"])), to)
            .Add(new RequestDrafted("to-sudria", new("Logs", "Please help.", [new("a1", "Who?")], "Treaty", Ana, Time(9_000), [Sudria], ["other-claim"])))
            .Add(new RequestWorded("wording", new("request", Ostania, "Dear friends.", null)), to)
            .Add(new CopyReworded("rewording", new("request", Ostania, "claim", "In other words, somebody rented servers.")), to)
            .Add(new CopyReworded("described", new("request", Ostania, "source", "somebody at sea")), to)
            .Add(new RequestTakenIn("incoming", new(Ostania, "their-package", "sha", Time(1), "Help us", "Dear colleagues", [new("a1", "Do you keep logs?")], "Treaty", "", "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c51")))
            .Add(new ReplyDrafted("reply", new("incoming", Disposition.Partly, "We looked.", [new("a1", Disposition.Partly, "Some.")], [])), to)
            .Add(new BriefDrafted("brief", new(Ostania, "Where we are", "Harbours stood still [1].", ["effect"])), to)
            .Add(new RequestDrafted("before", new("Before", "Please help.", [new("a1", "Who?")], "Treaty", Ana, Time(9_000), [Ostania], ["statement"])));
        var first = Composed.Of(written.For(Ostania), Outgoing.To(Ostania, "before", written.View)!, Head with { Package = "first", Created = Time(written.Entries.Count) });
        return written.Add(new ReleaseProposed("went", new(first.Kind, "before", Ostania, first.Package, first.Created, first.Sha256, first.Items, [], first.Objects)))
            .Add(new ReleaseApproved("went", null, "sealed", 7)).Add(new PackageSent("went", "file"))
            .Add(new Demarche.Statements.StatementCorrected("statement", new("We are looking into it. Soon.", new("2026-02-19"), "The minister", []), "Better"), to)
            .Add(new NoticeDrafted("notice", new(NoticeKind.Correction, ["statement"], "It is other than we wrote.")));
    }

    private static Composed? Compose(WrittenCase written, string draft) => Outgoing.To(Ostania, draft, Sender(written)) is { } outgoing ? Composed.Of(written.For(Ostania), outgoing, Head) : null;

    private static DraftCheck Check(WrittenCase written) => DraftCheck.Of(ReleaseDesk.Compose(written.File, Desk.Value, AtDesk(), "request", Ostania, new("package", Time(600), "desk-n"))!);

    private static View Sender(WrittenCase written) => Demarche.Views.View.For(written.File, AtDesk(Ana, true, "crypto"));

    private static Proposal Proposal(Composed composed, string draft) =>
        new(composed.Kind, draft, Ostania, composed.Package, composed.Created, composed.Sha256, composed.Items, [], composed.Objects);

    private static Decision Propose(WrittenCase written, string draft) =>
        ReleaseDecisions.Propose(Sender(written), Desk.Value, new("release", Proposal(Compose(written, draft)!, draft), new([], [])));

    private static Decision Approve(WrittenCase written, Composed composed) =>
        ReleaseDecisions.Approve(Sender(written), Desk.Value, new("release", null, Ben, composed.Sha256, "sealed", 7, new([], [])));

    private static readonly Lazy<DeskFile> Desk = new(() =>
    {
        using var keys = DeskKeys.Create();
        var card = keys.Card("Ostania CERT", "https://ostania.example");
        var partner = new Partner("Ostania CERT", "OS", "", "", card, true, [], null, null);
        var head = Journal.Head.Empty(DeskFile.JournalId);
        List<Entry> entries = [];
        foreach (var fact in (Fact[])[new PartnerAdded(Ostania, partner), new PartnerAdded(Sudria, partner with { Name = "Sudria CERT", Card = null, Confirmed = false })])
        {
            entries.Add(FactKinds.Draft(DeskFile.JournalId, Time(0), Ana, new(fact, DeskFile.Internal)).After(head));
            head = entries[^1].AsHead();
        }
        return DeskFile.Fold(entries);
    });
}
