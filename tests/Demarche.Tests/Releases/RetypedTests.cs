using System.Security.Cryptography;
using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;
using Reader = Demarche.Reading.Reader;

namespace Demarche.Tests.Releases;

/// <summary>What stood in the case under stricter terms and comes in anew is found by whoever sees what stood there, and by nobody else.</summary>
public sealed class RetypedTests
{
    private static readonly Document Paper = new("report.txt", new('a', 64), new('b', 64), "text/plain", 10, "carried here", null, null, null, null, null, null, null);
    private static readonly Observable Relay = new("ipv4-addr", "192.0.2.7", 2, null, null);
    private static readonly Marking Theirs = Marking.Of(Tlp.AmberStrict) with { Originator = Sudria };

    public static TheoryData<string> Ends => ["stands", "withdrawn", "corrected", "document withdrawn"];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Only_whoever_sees_what_stood_there_is_told(string end)
    {
        var marking = Theirs with { Compartments = ["crypto"] };
        var (with, without) = (Written(end, marking), Written(null, marking));
        var finding = Assert.Single(Findings(with, AtDesk(Ana, true, "crypto")));
        Assert.Equal(end == "document withdrawn" ? "copy-of-a-stricter-document" : "same-value-is-stricter", finding.Rule);
        Assert.Equal(("again", Severity.Warning), (finding.Item, finding.Severity));
        Assert.Contains("TLP:AMBER+STRICT of Sudria", finding.Message, StringComparison.Ordinal);
        Assert.Equal(end == "document withdrawn" ? ["again-doc", "first-doc"] : ["first"], finding.RestsOn);
        // To whoever does not see it, the case is the one in which it never stood.
        Assert.Empty(Findings(with, AtDesk(Ben)));
        Assert.Equal(Said(without, AtDesk(Ben)), Said(with, AtDesk(Ben)));
    }

    [Fact]
    public void What_somebody_let_go_wider_before_it_was_withdrawn_stands_in_nobodys_way()
    {
        Assert.Single(Findings(Written("withdrawn", Marking.Of(Tlp.Red)), AtDesk()));
        Assert.Empty(Findings(Written("withdrawn", Marking.Of(Tlp.Red), new MarkingChanged("first", ToOstania, "It is public.")), AtDesk()));
        // The value that it says now is judged as it is marked now, whatever it was marked before.
        Assert.Empty(Findings(Written("stands", Marking.Of(Tlp.Red), new MarkingChanged("first", ToOstania, "It is public.")), AtDesk()));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Of_the_same_level_but_not_for_this_partner_is_stricter_as_well(string end) =>
        Assert.Single(Findings(Written(end, Internal), AtDesk()));

    [Fact]
    public void A_withdrawn_document_is_known_again_by_its_bytes_alone_and_by_most_of_its_words()
    {
        var report = string.Join(' ', Enumerable.Range(1, 40)
            .Select(n => $"On day {n} the relay answered {n + 7} times and an official of the port wrote it down."));
        string Signed(string text) => Reader.Read(Encoding.UTF8.GetBytes(text), "text/plain", "a.txt").Document!.OriginSignature;
        var scan = Paper with { TextSha256 = Convert.ToHexStringLower(SHA256.HashData([])) };
        var draft = Paper with { Signature = Signed(report) };
        var final = Paper with { Sha256 = Other, TextSha256 = Other, Signature = Signed(report + " So it was.") };
        foreach (var (first, again, isFound) in new[]
        {
            (scan, scan, true), (draft, final, true),
            (scan, scan with { Sha256 = Other }, false), (draft, final with { Signature = Signed("Nothing of this is known.") }, false),
        })
        {
            var written = new WrittenCase().Add(new DocumentTakenIn("first-doc", first), Marking.Of(Tlp.Red))
                .Add(new DocumentWithdrawn("first-doc", "Not needed."), Marking.Of(Tlp.Red));
            Assert.Equal(isFound ? ["copy-of-a-stricter-document"] : [], Findings(Again(written, again), AtDesk()).Select(f => f.Rule));
        }
    }

    private static readonly string Other = new('c', 64);

    [Fact]
    public void What_a_partner_gave_goes_back_to_that_partner_without_a_word() =>
        Assert.Empty(Findings(Written("withdrawn", Marking.Of(Tlp.AmberStrict) with { Originator = Ostania }), AtDesk()));

    [Theory]
    [InlineData("The relay was 192.0.2.7 that night.", "192.0.2.7", true)]
    [InlineData("The relay was 192[.]0[.]2[.]7 that night.", "192.0.2.7", true)]
    [InlineData("See hxxps://zz9.hidden[.]example/a now.", "https://zz9.hidden.example/a", true)]
    [InlineData("See ZZ9.hidden.example.", "zz9.hidden.example", true)]
    [InlineData("The relay was 192.0.2.77 that night.", "192.0.2.7", false)]
    public void A_value_that_nobody_accepted_out_of_a_stricter_document_is_weighed_when_it_is_typed(string text, string value, bool isThere)
    {
        Assert.Equal(isThere ? [("same-value-is-stricter", Severity.Warning, "typed")] : [], Typed(Theirs, isOpenBefore: false).Select(f => (f.Rule, f.Severity, f.Item)));
        // Withdrawn, it is still there to be compared with; what the partner may read is no secret, nor what stood before in a document that it may read.
        Assert.Equal(isThere ? 1 : 0, Typed(Theirs, isOpenBefore: false, isWithdrawn: true).Count);
        Assert.Empty(Typed(ToOstania, isOpenBefore: false));
        Assert.Empty(Typed(Theirs, isOpenBefore: true));
        // Whoever may not see the document is told nothing.
        Assert.Empty(Typed(Theirs with { Compartments = ["crypto"] }, isOpenBefore: false));

        List<Finding> Typed(Marking marking, bool isOpenBefore, bool isWithdrawn = false)
        {
            var written = new WrittenCase();
            if (isOpenBefore) written.Add(new DocumentTakenIn("open", Paper with { Sha256 = new('c', 64), TextSha256 = new('d', 64) }), ToOstania);
            written.Add(new DocumentTakenIn("doc", Paper), marking).Add(new ObservableSeen("typed", new("ipv4-addr", value, 2, null, null)), ToOstania)
                .Add(new RequestDrafted("r", new("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania], ["typed"])), ToOstania);
            if (isWithdrawn) written.Add(new DocumentWithdrawn("doc", "Not needed."), marking);
            var copy = Copy(written, AtDesk());
            var found = new ValuesInTexts(copy).In(text);
            var values = copy.View.Documents.All.ToDictionary(d => d.Id, _ => found);
            return [.. DraftCheck.Of(copy with { DocumentValues = values }).Findings];
        }
    }

    private static WrittenCase Written(string? end, Marking marking, params Fact[] more)
    {
        var written = new WrittenCase();
        if (end is null)
        {
            // As many entries, of which nobody is shown anything.
            foreach (var _ in new[] { 1, 2 }) written.AddRaw("kind-of-tomorrow", "{}");
        }
        else if (end == "document withdrawn") written.Add(new DocumentTakenIn("first-doc", Paper), marking).Add(new DocumentWithdrawn("first-doc", "Not needed."), marking);
        else
        {
            written.Add(new ObservableSeen("first", Relay), marking);
            foreach (var fact in more) written.Add(fact, marking);
            if (end == "withdrawn") written.Add(new ObservableWithdrawn("first", "It was nothing."), marking);
            else if (end == "corrected") written.Add(new ObservableCorrected("first", Relay with { Value = "192.0.2.8" }, "Misread."), marking);
            else written.AddRaw("kind-of-tomorrow", "{}");
        }
        return Again(written, Paper);
    }

    // The value comes in anew, out of a document that goes to the partner.
    private static WrittenCase Again(WrittenCase written, Document paper)
    {
        written.Add(new DocumentTakenIn("again-doc", paper), ToOstania)
            .Add(new ObservableSeen("again", Relay with { Passage = new("again-doc", 0, 9, "192.0.2.7") }), ToOstania);
        var request = new Request("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania], ["again"]);
        return written.Add(new RequestDrafted("r", request), ToOstania);
    }

    private static List<Finding> Findings(WrittenCase written, Audience reader) => [.. DraftCheck.Of(Copy(written, reader)).Findings];

    private static string Said(WrittenCase written, Audience reader) => System.Text.Json.JsonSerializer.Serialize(DraftCheck.Of(Copy(written, reader)), FactKinds.Json);

    private static CheckedCopy Copy(WrittenCase written, Audience reader) =>
        ReleaseDesk.Compose(written.File, Desk, reader, "r", Ostania, new("package", Time(600), "desk-n"))!;

    private static DeskFile Desk { get; } = DeskOf();

    private static DeskFile DeskOf()
    {
        List<Entry> entries = [];
        foreach (var (id, name) in new[] { (Ostania, "Ostania"), (Sudria, "Sudria") })
        {
            var added = new Marked(new PartnerAdded(id, new(name, null, "", "", null, false, [], null, null)), DeskFile.Internal);
            entries.Add(FactKinds.Draft(DeskFile.JournalId, Time(0), Ana, added).After(entries.Count == 0 ? Head.Empty(DeskFile.JournalId) : entries[^1].AsHead()));
        }
        return DeskFile.Fold(entries);
    }
}
