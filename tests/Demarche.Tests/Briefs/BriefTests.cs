using System.Text;
using System.Text.Json;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Briefs;

/// <summary>A brief from the case to the partner's letter.</summary>
public sealed class BriefTests
{
    private static readonly DeskFile Desk = DeskFile.Fold(
        [.. new[] { Ostania, Sudria }.Select((id, i) => FactKinds.Draft(DeskFile.JournalId, Time(i), Ana, new(new PartnerAdded(id, new Partner("Partner " + id, "OS", id, "", null, false, [], null, null)), DeskFile.Internal)))
            .Aggregate(new List<Entry>(), (all, draft) => [.. all, draft.After(all.Count == 0 ? Head.Empty(DeskFile.JournalId) : all[^1].AsHead())])]);

    private static WrittenCase Whole() => new WrittenCase()
        .Add(new IncidentDescribed("incident", new("The registry was wiped", new("2026-02-17"), null, null)), ToBoth)
        .Add(new SourceNamed("minister", new("Ida Lund", "Minister", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new SourceNamed("secret", new(null, "A senior official", null, Standing.Anonymous, null, [Ana], null)), Internal)
        .Add(new PropositionStated("servers", new("Servers in Veld were used")), ToBoth)
        .Add(new ClaimMade("open", new("servers", "minister", Stance.Suggests, Standing.Official, true, Nature.Inference, "said", null, new("2026-02-20"))), ToBoth)
        .Add(new ClaimMade("none", new("servers", "minister", Stance.NoEvidenceFor, Standing.Official, true, Nature.Fact, "said", null, new("2026-02-21"))), ToBoth)
        .Add(new ClaimMade("hidden", new("servers", "secret", Stance.Asserts, Standing.Anonymous, false, Nature.Fact, "said", null, null)), Internal);

    [Fact]
    public void It_says_what_its_reader_may_know_and_cites_each_sentence()
    {
        var (ours, theirs) = (Compose(Whole(), BriefDesk.ForMe), Compose(Whole(), Ostania));
        Assert.Contains("A senior official", ours.Text, StringComparison.Ordinal);
        Assert.Contains("hidden", ours.Cites);
        Assert.DoesNotContain("senior official", theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", theirs.Cites);
        // By stance, and never added up.
        Assert.Contains("“Servers in Veld were used” is suggested from 1 origin. From 1 origin it is said that there is no evidence for it.", theirs.Text, StringComparison.Ordinal);
        Assert.Contains("“Servers in Veld were used” is asserted from 1 origin and suggested from 1 origin.", ours.Text, StringComparison.Ordinal);
        Assert.All(BriefText.CitesIn(theirs.Text), n => Assert.InRange(n, 1, theirs.Cites.Count));
        Assert.Contains("- Ida Lund (Minister, official) said on the record that there is no evidence for it, on 21 February 2026.", theirs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_text_of_a_brief_cites_no_more_leaves_no_gap_in_its_list()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(null, "Who", "One [1]. Two [2]. Three [3].", ["hidden", "minister", "open"])), Internal);
        var revised = Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(written.View, new("brief", "Who", "Two [2], and three [3][2].", [], "Shorter.", null)));
        var content = ((BriefRevised)revised.Facts[0].Fact).Content;
        Assert.Equal(["minister", "open"], content.Cites);
        Assert.Equal("Two [1], and three [2][1].", content.Text);
        // What is given just now gets its number, which the text has not yet.
        var more = Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(written.View, new("brief", "Who", "Three [3].", ["none"], "More.", null)));
        Assert.Equal(["open", "none"], ((BriefRevised)more.Facts[0].Fact).Content.Cites);
    }

    [Fact]
    public void Nobody_writes_into_a_brief_what_they_may_not_see()
    {
        var written = Whole().Add(new MarkingChanged("open", new(Tlp.Red, [Ostania], []), "Named readers."), ToBoth);
        Assert.DoesNotContain("open", BriefDesk.Compose(written.File, Desk, AtDesk(Ben, false), Ostania, Time(90), out _)!.Cites);
        Assert.Contains("open", BriefDesk.Compose(written.File, Desk, AtDesk(), Ostania, Time(90), out _)!.Cites);
    }

    [Fact]
    public void Its_marking_is_the_strictest_of_what_it_cites()
    {
        var written = Whole().Add(new MarkingChanged("hidden", new(Tlp.Red, [], ["crypto"]), "Few."), Internal);
        var view = View.For(written.File, AtDesk(Ana, true, "crypto"));
        var brief = BriefDesk.Compose(written.File, Desk, AtDesk(Ana, true, "crypto"), BriefDesk.ForMe, Time(90), out _)!;
        var drafted = Assert.IsType<Decision.Allowed>(BriefDecisions.Draft(view, Desk, new("brief", brief, null)));
        Assert.Equal((Tlp.Red, "crypto"), (drafted.Facts[0].Marking.Tlp, Assert.Single(drafted.Facts[0].Marking.Compartments)));
    }

    [Fact]
    public void Citing_something_stricter_later_makes_it_as_strict_and_so_are_its_papers_where_what_it_cites_was_marked_since()
    {
        var written = Whole().Add(new MarkingChanged("hidden", new(Tlp.Red, [], ["crypto"]), "Few."), Internal)
            .Add(new BriefDrafted("brief", new(null, "A brief", "It was asked about. [1]", ["open"])), Internal);
        var reader = AtDesk(Ana, true, "crypto");
        var revised = Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(View.For(written.File, reader),
            new("brief", "A brief", "It was asked about. [1] An official said so. [2]", ["hidden"], "More.", null)));
        Assert.All(revised.Facts, f => Assert.Equal((Tlp.Red, "crypto"), (f.Marking.Tlp, Assert.Single(f.Marking.Compartments))));
        Assert.Equal((Tlp.Red, "More."), revised.Facts.Select(f => f.Fact).OfType<MarkingChanged>().Single() is var raised ? (raised.To.Tlp, raised.Reason) : default);
        // What is no stricter changes nothing.
        Assert.Single(Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(View.For(written.File, reader),
            new("brief", "A brief", "It was asked about. [1] There is none. [2]", ["none"], "More.", null))).Facts);
        // Marked again after it was written: the paper of whoever sees that bears the marking, with the compartment.
        written.Add(new MarkingChanged("open", new(Tlp.Red, [], ["crypto"]), "Few."), Internal);
        var view = View.For(written.File, reader);
        var brief = view.Briefs.Find("brief")!;
        Assert.Equal("TLP:RED · crypto", BriefPaper.Of(view, Desk, brief, Time(90)).Marking.Label);
        Assert.Equal(Tlp.Red, BriefPart.Of(view, Desk, "brief", Time(90), true)!.Stricter!.Tlp);
        // Whoever does not see it reads the brief as it is marked.
        Assert.Equal(brief.Marking.Label, BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)).Marking.Label);
    }

    [Fact]
    public void A_citation_of_what_the_partner_is_not_given_stops_it_and_leaves_no_gap_in_the_numbers()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(Ostania, "A brief", "We know this. [1] And that. [2]", ["hidden", "open"])), ToBoth);
        Assert.Equal("cites-what-stays-here", Assert.Single(Check(written), f => f.Severity == Severity.Block && f.Rule.StartsWith("cites", StringComparison.Ordinal)).Rule);
        var letter = Copy(written).Composed.Letter;
        Assert.Contains("We know this. And that. [1]", letter.Replace("</p>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("[2]", letter, StringComparison.Ordinal);
        written.Add(new BriefRevised("brief", new(Ostania, "A brief", "And that. [2]", ["hidden", "open"]), "Less."), ToBoth);
        Assert.DoesNotContain(Check(written), f => f.Rule.StartsWith("cites", StringComparison.Ordinal));
    }

    [Fact]
    public void It_goes_to_the_partner_it_is_for_and_to_nobody_else()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(Ostania, "A brief", "And that. [1]", ["open"])), ToBoth);
        Assert.NotNull(Outgoing.To(Ostania, "brief", written.View));
        Assert.Null(Outgoing.To(Sudria, "brief", written.View));
        Assert.Null(written.For(Ostania).Briefs.Find("brief"));
        var plain = Encoding.UTF8.GetString(Copy(written).Composed.Plain);
        Assert.Contains("\"kind\":\"brief\"", plain, StringComparison.Ordinal);
        var read = Demarche.Exchange.PackageContent.Read(Copy(written).Composed.Plain);
        Assert.Equal(PackageKind.Brief, read.Content?.Kind);
        Assert.Contains(read.Content!.Bundle.Objects, o => o.Type == "report");
    }

    [Fact]
    public void What_a_reader_may_not_see_is_kept_by_a_revision_for_as_long_as_the_text_cites_it()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(null, "A brief", "This. [1] That. [2]", ["hidden", "open"])), Internal)
            .Add(new MarkingChanged("hidden", new(Tlp.Amber, [], ["crypto"]), "Few."), Internal);
        Assert.Equal(["", "open"], written.View.Briefs.Find("brief")!.Content.Cites);
        var revised = Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(written.View, new("brief", "A brief", "That. [2] More. [3]", ["none"], "Shorter.", null)));
        Assert.Equal(["open", "none"], ((BriefRevised)revised.Facts[0].Fact).Content.Cites);
        var kept = Assert.IsType<Decision.Allowed>(BriefDecisions.Revise(written.View, new("brief", "A brief", "This. [1] That. [2] More. [3]", ["none"], "Longer.", null)));
        Assert.Equal(["hidden", "open", "none"], ((BriefRevised)kept.Facts[0].Fact).Content.Cites);
        Assert.Equal("citation-must-be-there", (BriefDecisions.Revise(written.View, new("brief", "A brief", "That. [4]", [], "Shorter.", null)) as Decision.Refused)?.Rule);
    }

    [Theory]
    [InlineData("Servers in Veld were used. [1]", BriefRule.StrongerThanItsSource)]
    [InlineData("Servers in Veld were not used, the minister denies it. [2]", BriefRule.NoEvidenceIsNoDenial)]
    [InlineData("The registry fell to a group from Veld.", BriefRule.NothingCited)]
    [InlineData("The minister suggests that servers in Veld were used. [1]", null)]
    [InlineData("The minister says that there is no evidence for it. [2]", null)]
    public void A_sentence_that_says_more_than_the_case_is_remarked_on(string text, BriefRule? rule)
    {
        var remarks = Remarks(Whole(), new(null, "A brief", text, ["open", "none"]));
        Assert.Equal(rule is null ? [] : [rule.Value], remarks.Select(r => r.Rule));
    }

    [Fact]
    public void A_judgement_in_words_outside_the_seven_bands_is_remarked_on()
    {
        var written = Whole().Add(new HypothesisStated("hypothesis", new("A group from Veld", "Who?", HypothesisKind.Responsibility, true, false, [])), Internal);
        var remark = Assert.Single(Remarks(written, new(null, "A brief", "A group from Veld possibly did it. [1]", ["hypothesis"])));
        Assert.Equal(BriefRule.EstimativeLanguage, remark.Rule);
        Assert.Contains("possibly", remark.Message, StringComparison.Ordinal);
        Assert.Empty(Remarks(written, new(null, "A brief", "A group from Veld likely did it. [1]", ["hypothesis"])));
    }

    [Fact]
    public void What_it_rests_on_and_is_withdrawn_is_remarked_on()
    {
        var written = Whole().Add(new ClaimWithdrawn("open", "Misread."), ToBoth);
        Assert.Equal([BriefRule.RestsOnWithdrawn], Remarks(written, new(null, "A brief", "The minister suggests it. [1]", ["open"])).Select(r => r.Rule));
    }

    [Fact]
    public void It_is_written_in_every_format_with_pictures_of_what_its_reader_sees()
    {
        var written = Whole().Add(new BriefDrafted("brief", Compose(Whole(), BriefDesk.ForMe) with { Text = "## When\n{timeline}\n{matrix}\n\nA senior official said so. [1]" }), Internal);
        foreach (var format in Enum.GetValues<Paper.PaperFormat>())
        {
            var result = Paper.PaperWriter.Write(BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)), format);
            Assert.True(result.Written?.Bytes.Length > 200, string.Join(" ", result.Problems));
            Assert.Equal(result.Written!.Bytes, Paper.PaperWriter.Write(BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(91)), format).Written!.Bytes);
        }
        var html = Encoding.UTF8.GetString(Paper.PaperWriter.Write(BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)), Paper.PaperFormat.Html).Written!.Bytes);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("A senior official said so.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_approved_brief_on_paper_says_what_went_and_one_that_waits_says_nothing()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(Ostania, "A brief", "We know this. [1] And that. [2]", ["hidden", "open"])), ToBoth);
        var proposal = new Proposal(PackageKind.Brief, "brief", Ostania, "package", Time(100), new('a', 64), Copy(written).Composed.Items, []);
        var plain = Copy(written).Composed.Plain;
        var package = JsonSerializer.Deserialize<JsonElement>(plain);
        written.Add(new ReleaseProposed("release", proposal), ToBoth);
        Assert.Null(BriefPaper.OfRelease(written.View, Desk, written.View.Releases.Find("release")!, Cleared(plain)));
        written.Add(new ReleaseApproved("release", null, new('b', 64), 10), ToBoth);
        var paper = BriefPaper.OfRelease(written.View, Desk, written.View.Releases.Find("release")!, Cleared(plain))!;
        Assert.Equal(package.GetProperty("tlp").GetString(), paper.Marking.Label);
        var note = Assert.Single(paper.Notes);
        Assert.Contains("Ida Lund", note.Text.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("senior official", Encoding.UTF8.GetString(Paper.PaperWriter.Write(paper, Paper.PaperFormat.Markdown).Written!.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void On_paper_what_was_said_in_other_words_is_said_in_them()
    {
        var written = Whole().Add(new BriefDrafted("brief", new(Ostania, "A brief", "And that. [1]", ["open"])), ToBoth)
            .Add(new CopyReworded("rewording", new("brief", Ostania, "minister", "Somebody in office")), ToBoth).Add(new CopyReworded("other", new("brief", Ostania, "open", "It was suggested in office.")), ToBoth);
        var paper = Approved(written);
        var note = Assert.Single(paper.Notes).Text.Plain;
        Assert.StartsWith("It was suggested in office. (a source of ", note, StringComparison.Ordinal);
        Assert.DoesNotContain("Ida Lund", note, StringComparison.Ordinal);
    }

    [Fact]
    public void On_paper_two_effects_may_have_one_victim()
    {
        var written = Whole().Add(new PartyNamed("port", new("The port", PartyKind.Organisation, "XN", "victim")), ToBoth)
            .Add(new EffectRecorded("one", new("port", "Stop", "It stood still.", null)), ToBoth).Add(new EffectRecorded("two", new("port", "Loss", "It lost its lists.", null)), ToBoth)
            .Add(new BriefDrafted("brief", new(Ostania, "A brief", "It stopped. [1] It lost. [2] [3]", ["one", "two", "port"])), ToBoth);
        Assert.Equal(3, Approved(written).Notes.Count);
    }

    [Fact]
    public void What_it_is_made_from_and_does_not_cite_binds_its_marking_too()
    {
        var red = Whole().Add(new MarkingChanged("minister", new(Tlp.Red, [Ostania, Sudria], []), "Named readers."), ToBoth);
        Assert.NotNull(BriefDesk.Compose(red.File, Desk, AtDesk(), Ostania, Time(90), out var ofSource));
        Assert.Equal(Tlp.Red, ofSource.Tlp);
        var part = Whole().Add(new FieldMarked("incident", "began", new(Tlp.Amber, [], ["crypto"]), "Few know when."), Internal);
        BriefDesk.Compose(part.File, Desk, AtDesk(Ana, true, "crypto"), BriefDesk.ForMe, Time(90), out var told);
        BriefDesk.Compose(part.File, Desk, AtDesk(), BriefDesk.ForMe, Time(90), out var untold);
        Assert.Equal(("crypto", 0), (Assert.Single(told.Compartments), untold.Compartments.Count));
    }

    [Fact]
    public void Nobody_gives_it_a_wider_marking_than_what_it_cites()
    {
        var written = Whole().Add(new MarkingChanged("hidden", new(Tlp.Red, [], []), "Few."), Internal);
        var drafted = Assert.IsType<Decision.Allowed>(BriefDecisions.Draft(written.View, Desk, new("brief", new(null, "A brief", "This. [1]", ["hidden"]), Marking.Of(Tlp.Clear))));
        Assert.Equal(Tlp.Red, drafted.Facts[0].Marking.Tlp);
    }

    [Fact]
    public void A_paper_holds_nothing_that_is_stricter_than_its_label_whoever_prints_it()
    {
        var written = Whole().Add(new EffectRecorded("red", new(null, "Tapped lines", "Nobody else knows.", new("2026-02-18"))), Marking.Of(Tlp.Red))
            .Add(new BriefDrafted("brief", new(null, "A brief", "{timeline}\nIt began. [1]", ["incident"])), Internal);
        Assert.NotNull(written.View.Effects.Find("red"));
        var html = Encoding.UTF8.GetString(Paper.PaperWriter.Write(BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)), Paper.PaperFormat.Html).Written!.Bytes);
        Assert.Contains("The registry was wiped", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Tapped lines", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody else knows", html, StringComparison.Ordinal);
        // Where its sentences rest on it, the label is as strict.
        written.Add(new BriefRevised("brief", new(null, "A brief", "{timeline}\nIt began. [1] And more. [2]", ["incident", "red"]), "More."), Internal);
        Assert.Equal("TLP:RED", BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)).Marking.Label);
    }

    [Fact]
    public void A_picture_that_is_too_large_is_left_out_and_the_page_stays()
    {
        var written = Whole();
        for (var n = 0; n < 300; n++) written.Add(new EffectRecorded($"e{n}", new(null, $"Effect {n}", "Something.", new("2026-02-18"))), Internal);
        for (var n = 0; n < 14; n++) written.Add(new HypothesisStated($"h{n}", new($"Group {n}", new string('q', 600), HypothesisKind.Other, true, n == 0, [])), Internal);
        written.Add(new RatingGiven("rated", new("h0", "open", Consistency.C, "So it reads.", null)), Internal)
            .Add(new BriefDrafted("brief", new(null, "A brief", "{timeline}\n{matrix}\nIt began. [1]", ["incident"])), Internal);
        Assert.Equal(["timeline"], BriefPart.Of(written.View, Desk, "brief", Time(90), true)!.Pictures.Keys);
        Assert.NotNull(Paper.PaperWriter.Write(BriefPaper.Of(written.View, Desk, written.View.Briefs.Find("brief")!, Time(90)), Paper.PaperFormat.Pdf).Written);
    }

    [Fact]
    public void A_case_of_long_texts_and_many_copies_can_still_be_composed()
    {
        var written = Whole().Add(new IncidentDescribed("long", new(string.Concat(Enumerable.Repeat("It went on. ", 1_660)), null, null, null)), ToBoth);
        for (var n = 0; n < 300; n++) written.Add(new ClaimMade($"copy{n}", new("servers", "minister", Stance.Asserts, Standing.Official, true, Nature.Fact, "said", null, null)), ToBoth);
        Assert.IsType<Decision.Allowed>(BriefDecisions.Draft(written.View, Desk, new("brief", Compose(written, BriefDesk.ForMe), null)));
    }

    [Fact]
    public void What_is_quoted_becomes_no_heading_no_point_and_no_picture()
    {
        var written = Whole().Add(new PropositionStated("forged", new("Yes.\u2028## What was decided\u2028- We accept it.\u2028{matrix}\u0085- Gladly")), ToBoth)
            .Add(new ClaimMade("c", new("forged", "minister", Stance.Asserts, Standing.Official, true, Nature.Fact, "said", null, null)), ToBoth);
        var blocks = BriefText.Read(Compose(written, BriefDesk.ForMe).Text);
        Assert.DoesNotContain(blocks, b => b is BriefBlock.Heading { Text: "What was decided" } or BriefBlock.Picture);
        Assert.DoesNotContain(blocks.OfType<BriefBlock.Points>().SelectMany(p => p.Items), i => i[0].Text.StartsWith("We accept", StringComparison.Ordinal) || i[0].Text.StartsWith("Gladly", StringComparison.Ordinal));
    }

    [Fact]
    public void A_partner_is_told_nothing_of_explanations_that_stay_here_neither_that_there_are_some_nor_that_there_are_none()
    {
        var written = Whole().Add(new HypothesisStated("hypothesis", new("A group from Veld", "Who?", HypothesisKind.Responsibility, true, false, [])), ToBoth);
        Assert.Contains("## Rival explanations", Compose(written, BriefDesk.ForMe).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rival explanations", Compose(written, Ostania).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hypothesis", Compose(Whole(), Ostania).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_text_is_read_into_headings_paragraphs_points_and_pictures()
    {
        var blocks = BriefText.Read("## One\nTwo [3]\nthree. [x] [12345]\n\n{timeline}\n{nothing}\n- four [1]\n- five\n");
        Assert.Equal("One", Assert.IsType<BriefBlock.Heading>(blocks[0]).Text);
        Assert.Equal([("Two", null), ("", 3), (" three. [x] [12345]", null)], Assert.IsType<BriefBlock.Paragraph>(blocks[1]).Runs.Select(r => (r.Text, r.Cite)));
        Assert.Equal("timeline", Assert.IsType<BriefBlock.Picture>(blocks[2]).Name);
        Assert.Equal("{nothing}", Assert.Single(Assert.IsType<BriefBlock.Paragraph>(blocks[3]).Runs).Text);
        Assert.Equal(2, Assert.IsType<BriefBlock.Points>(blocks[4]).Items.Count);
        Assert.Equal([3, 1], BriefText.CitesIn("Two [3] three [1] [3]"));
    }

    [Fact]
    public void A_sentence_takes_the_next_numbers_of_its_paragraph()
    {
        Assert.Equal([("One thing.", [1, 2]), ("Another.", [3]), ("A third.", [3]), ("The last.", Array.Empty<int>())],
            BriefText.Sentences("One thing. [1] [2] Another. A third. [3] The last.").Select(s => (s.Sentence, s.Cites.ToArray())), Same);
    }

    private static bool Same((string, int[]) one, (string, int[]) two) => one.Item1 == two.Item1 && one.Item2.SequenceEqual(two.Item2);

    private static IReadOnlyList<BriefRemark> Remarks(WrittenCase written, Brief brief) => BriefCheck.Of(written.View, Desk, brief).Remarks;

    private static Brief Compose(WrittenCase written, string audience) => BriefDesk.Compose(written.File, Desk, AtDesk(), audience, Time(90), out _)!;

    private static Paper.ShortPaper Approved(WrittenCase written)
    {
        var composed = Copy(written).Composed;
        written.Add(new ReleaseProposed("release", new(PackageKind.Brief, "brief", Ostania, "package", Time(400), new('a', 64), composed.Items, [])), ToBoth)
            .Add(new ReleaseApproved("release", null, new('b', 64), 10), ToBoth);
        return BriefPaper.OfRelease(written.View, Desk, written.View.Releases.Find("release")!, Cleared(composed.Plain))!;
    }

    private static Package Cleared(byte[] plain) => new("case", "release", "package", Ostania, "", "", plain);

    private static CheckedCopy Copy(WrittenCase written) => ReleaseDesk.Compose(written.File, Desk, AtDesk(), "brief", Ostania, new("package", Time(500), "desk"))!;

    private static IReadOnlyList<Demarche.Releases.Finding> Check(WrittenCase written) => DraftCheck.Of(Copy(written)).Findings;
}
