using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Search;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Views;

/// <summary>Words that are no version of an item have the marking of their time too: why something was closed, refused or graded, who did not share a judgement.</summary>
public sealed class ReasonTests
{
    private static readonly Marking Kept = new(Tlp.Amber, [], ["crypto"]);
    private static readonly Audience Reader = AtDesk(Ben);
    private static readonly Audience Member = AtDesk(Ben, true, "crypto");
    private static readonly Request Asks = new("Logs", "Please.", [new("ask", "Which?")], "Treaty", Ana, Time(999), [Ostania], []);

    [Fact]
    public void A_request_closed_while_it_was_kept_is_to_its_later_readers_closed_without_a_word()
    {
        var written = Lowered(w => w.Add(new RequestClosed("request", Ostania, "zqwhy"), Kept).Add(new PartnerReminded("request", Ostania, "zqhow"), Kept));
        AssertHidden(written, "zqwhy", "zqhow");
        var closed = View.For(written.File, Reader).ClosedWith("request", Ostania)!;
        Assert.Equal((written.Entries[^1].Time, "", ""), (closed.Time, closed.Author, closed.Reason));
        Assert.DoesNotContain(CaseHistory.Of(View.For(written.File, Reader), DeskFile.Fold([]), null, null).Rows, r => r.What is "request-closed" or "partner-reminded");
        // The control: what was said since is read.
        var open = Lowered(w => w).Add(new RequestClosed("request", Ostania, "zqopen"));
        Assert.Equal("zqopen", View.For(open.File, Reader).ClosedWith("request", Ostania)!.Reason);
    }

    [Fact]
    public void What_was_said_under_a_stricter_marking_after_a_lifted_version_stays_hidden()
    {
        var written = new WrittenCase().Add(new RequestDrafted("request", Asks)).Add(new MarkingChanged("request", Kept, "r"), Kept).Add(new RequestClosed("request", Ostania, "zqwhy"), Kept)
            .Add(new MarkingChanged("request", Internal, "r")).Add(new VersionLifted("request", 2, null, "It may be read."), Kept);
        Assert.Equal(2, View.For(written.File, Reader).Requests.Find("request")!.History.Count);
        AssertHidden(written, "zqwhy");
    }

    public static TheoryData<string> Steps => ["refused", "approved", "stopped", "given up"];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Why_a_release_was_decided_so_is_for_those_who_see_it_whole_under_the_marking_of_that_time(string step)
    {
        WrittenCase Decided(WrittenCase written, Marking marking) => step switch
        {
            "refused" => written.Add(new ReleaseRefused("release", "zqwhy"), marking),
            "approved" => written.Add(new ReleaseApproved("release", "zqwhy", "sealed", 7), marking),
            "stopped" => written.Add(new ReleaseApproved("release", null, "sealed", 7), marking).Add(new DeliveryStopped("release", "zqwhy"), marking),
            _ => written.Add(new ReleaseApproved("release", null, "sealed", 7), marking).Add(new DeliveryGivenUp("release", "zqwhy"), marking),
        };
        Proposal proposal = new(PackageKind.Request, "request", Ostania, "package", Time(50), "sha", [], [], []);
        // Decided while the draft was kept, which is lowered now.
        AssertHidden(Lowered(w => Decided(w.Add(new ReleaseProposed("release", proposal with { Created = Time(3) }), Kept), Kept)), "zqwhy");
        // Proposed while it was open, decided while it was kept.
        var raised = new WrittenCase().Add(new RequestDrafted("request", Asks)).Add(new ReleaseProposed("release", proposal with { Created = Time(2) }))
            .Add(new MarkingChanged("request", Kept, "r"), Kept);
        AssertHidden(Decided(raised, Kept).Add(new MarkingChanged("request", Internal, "r")), "zqwhy");
        // Open, and it holds something that is kept.
        var partly = new WrittenCase().Add(new PropositionStated("p", new("Hidden.")), Kept).Add(new RequestDrafted("request", Asks with { Includes = ["p"] }))
            .Add(new ReleaseProposed("release", proposal with { Created = Time(3), Items = [new("p", "proposition", "note--x", 0)] }));
        AssertHidden(Decided(partly, Internal), "zqwhy");
        // The control: whoever sees all of it reads why.
        var whole = Decided(new WrittenCase().Add(new RequestDrafted("request", Asks)).Add(new ReleaseProposed("release", proposal with { Created = Time(2) })), Internal);
        Assert.Contains("zqwhy", ViewText.Of(View.For(whole.File, Reader)), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_the_case_was_changed_is_for_those_whom_the_entrys_marking_allows()
    {
        var written = new WrittenCase().Add(new DefaultMarkingSet(Kept, "zqdefault"), Kept).Add(new CaseRetitled("New", "", "zqtitle"), Kept).Add(new CaseClosed("zqclose"), Kept)
            .Add(new CaseReopened("zqopen"), Kept).Add(new AccessGranted(Ben, CaseAccess.Read), Kept);
        AssertHidden(written, "zqdefault", "zqtitle", "zqclose", "zqopen");
        Assert.Equal(["read"], View.For(written.File, Reader).Events.Where(e => e.What == "access-granted").Select(e => e.Reason));
    }

    [Fact]
    public void Why_and_by_whom_a_source_was_graded_keeps_the_marking_of_the_grading()
    {
        Source named = new("Ada Berg", "zqdescription", null, Standing.Official, null, [], null);
        var graded = named with { Grade = new(Reliability.C, Ana, Time(2), "zqgrade") };
        var written = new WrittenCase().Add(new SourceNamed("s", named), Kept).Add(new SourceGraded("s", graded, "zqgrade"), Kept)
            .Add(new SourceCorrected("s", graded with { Description = "A clerk" }, "r"), Kept).Add(new MarkingChanged("s", Internal, "r"));
        AssertHidden(written, "zqgrade");
        var told = View.For(written.File, Reader).Sources.Find("s")!.Content.Grade!;
        Assert.Equal((Reliability.C, "", written.Entries[^1].Time, ""), (told.Reliability, told.Evaluator, told.Time, told.Reason));
        // Lifted with the version that said it.
        written.Add(new VersionLifted("s", 3, null, "It may be read."), Kept);
        Assert.Equal("zqgrade", View.For(written.File, Reader).Sources.Find("s")!.Content.Grade!.Reason);
    }

    [Fact]
    public void A_dissent_keeps_the_marking_under_which_it_was_written_and_is_not_found_by_others()
    {
        Assessment said = new("p", Likelihood.Likely, Confidence.Low, "It rained.", "r", [], "m", []);
        var dissented = said with { Dissents = [new("person-sven", "zqdissent")] };
        var written = new WrittenCase().Add(new PropositionStated("p", new("Rain."))).Add(new AssessmentMade("a", said), Kept).Add(new AssessmentDissented("a", dissented, "A dissent."), Kept)
            .Add(new AssessmentCorrected("a", dissented with { Text = "It drizzled." }, "r"), Kept).Add(new MarkingChanged("a", Internal, "r"));
        AssertHidden(written, "zqdissent");
        Assert.DoesNotContain(Rows(written), r => r.Contains("zqdissent"));
        written.Add(new VersionLifted("a", 4, null, "It may be read."), Kept);
        Assert.Single(View.For(written.File, Reader).Assessments.Find("a")!.Content.Dissents);
        Assert.Contains(Rows(written), r => r.Contains("zqdissent"));
    }

    [Fact]
    public void A_correction_of_a_part_that_its_reader_may_not_see_is_to_that_reader_no_change()
    {
        Source named = new("Ada Berg", "A clerk", "Open office", Standing.Official, null, [], null);
        var written = new WrittenCase().Add(new SourceNamed("s", named)).Add(new FieldMarked("s", "organisation", Kept, "r"), Kept);
        var (before, number) = (ViewText.Of(View.For(written.File, Reader)), View.For(written.File, Reader).Sources.Find("s")!.Revision);
        written.Add(new SourceCorrected("s", named with { Organisation = "zqoffice" }, "zqwhy"));
        Assert.Equal((before, number), (ViewText.Of(View.For(written.File, Reader)), View.For(written.File, Reader).Sources.Find("s")!.Revision));
        Assert.IsType<Decision.Allowed>(SourceDecisions.Correct(View.For(written.File, Reader), new("s", "Ada Berg", "A new clerk", null, Standing.Official, "r", number)));
        written.Add(new FieldUnmarked("s", "organisation", "open now"));
        AssertHidden(written, "zqwhy");
        // The control: what is said otherwise of what the reader sees is told, and the reader's own words.
        written.Add(new SourceCorrected("s", named with { Description = "Another" }, "zqseen"));
        Assert.Contains("zqseen", ViewText.Of(View.For(written.File, Reader)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compartment_is_not_named_to_who_is_not_in_it_nor_who_of_others_is_not()
    {
        Source named = new("Ada Berg", "A clerk", "Office", Standing.Official, null, [], null);
        var written = new WrittenCase().Add(new SourceNamed("s", named)).Add(new AccessGranted(Ben, CaseAccess.Write)).Add(new FieldMarked("s", "organisation", Kept, "r"), Kept);
        string Why(Audience reader) => System.Text.Json.JsonSerializer.Serialize(ItemReaders.Of(View.For(written.File, reader), DeskFile.Fold([]), "s", null, Time(99), true), FactKinds.Json)
            + ViewText.Of(View.For(written.File, reader)) + string.Join(' ', View.For(written.File, reader).Kept("s", AtDesk("person-cal")).SelectMany(k => k.Reasons));
        Assert.DoesNotContain("crypto", Why(Reader), StringComparison.Ordinal);
        Assert.Contains("The reader is not in the compartment crypto.", Why(Member), StringComparison.Ordinal);
        Assert.Empty(View.For(written.File, Reader).Kept("s", Member));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(WrittenCase written) =>
        SearchText.RowsOf(written.File.ItemOf("a")!, written.File.ItemsOf, null).Select(r => r.Words);

    private static void AssertHidden(WrittenCase written, params string[] words)
    {
        foreach (var word in words)
        {
            Assert.DoesNotContain(word, ViewText.Of(View.For(written.File, Reader)), StringComparison.Ordinal);
            Assert.Contains(word, ViewText.Of(View.For(written.File, Member)), StringComparison.Ordinal);
        }
    }

    // Drafted under a stricter marking, at work, sanitised and lowered.
    private static WrittenCase Lowered(Func<WrittenCase, WrittenCase> work) =>
        work(new WrittenCase().Add(new RequestDrafted("request", Asks with { Text = "zqtext" }), Kept)).Add(new RequestRevised("request", Asks, "r"), Kept).Add(new MarkingChanged("request", Internal, "r"));
}
