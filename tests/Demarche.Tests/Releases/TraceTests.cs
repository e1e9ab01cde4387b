using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Reading;
using Demarche.Releases;
using Demarche.Statements;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Where a text could have come from.</summary>
public sealed class TraceTests
{
    private const string Reworded = "The origin of the attack was disguised by going through machines in Ostania, the paper has learned.";

    private static readonly DeskFile Desk = DeskFile.Fold([]);

    [Fact]
    public void A_text_that_repeats_a_released_sentence_in_other_words_is_traced_to_its_recipients()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania);
        var trace = Trace.Of(released.View, Desk, ["Halden, Tuesday. " + Reworded + " Nobody would comment."], "2026-03-05");
        var match = Assert.Single(trace.Matches);
        Assert.Equal(("claim", RetellingManner.Reworded), (match.Passage.Item, match.Manner));
        Assert.Contains(match.Terms, t => t is { Passage: "Servers", Text: "machines", Kind: SharedKind.Meaning });
        Assert.Contains(match.FoundRuns, r => r is { Text: "Ostania", Shared: true });
        var recipient = Assert.Single(trace.Recipients);
        Assert.Equal((Ostania, true, true), (recipient.Partner, recipient.HadAll, recipient.BeforeReport));
    }

    [Fact]
    public void An_unrelated_text_is_traced_to_nobody()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim", "address").Release("one", Ostania).Release("one", Sudria);
        var trace = Trace.Of(released.View, Desk, ["A storm closed the port of Halden for two days. The minister thanked all who helped."], null);
        Assert.Empty(trace.Matches);
        Assert.Empty(trace.Recipients);
    }

    [Fact]
    public void Those_who_had_all_of_it_stand_before_those_who_had_some()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania).Release("one", Sudria);
        released.Draft("two", [Sudria], "address").Release("two", Sudria);
        var trace = Trace.Of(released.View, Desk, [$"{ReleasedCase.Said}. The relay was 203[.]0[.]113[.]7."], "2026-03-01");
        Assert.Equal(2, trace.Narrowing);
        Assert.Equal([(Sudria, 2, true), (Ostania, 1, false)], trace.Recipients.Select(r => (r.Partner, r.Had, r.HadAll)));
        Assert.Equal(RetellingManner.WordForWord, trace.Matches[0].Manner);
        // By when it had all of it: when the last of it left.
        Assert.Equal(released.View.Releases.Latest("two", Sudria)!.Content.SentAt, trace.Recipients[0].Since);
    }

    [Fact]
    public void A_report_that_is_older_than_the_release_says_so()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        Assert.False(Assert.Single(Trace.Of(released.View, Desk, [Reworded], "2026-02-20T09:32-05:00").Recipients).BeforeReport);
        Assert.Null(Assert.Single(Trace.Of(released.View, Desk, [Reworded], null).Recipients).BeforeReport);
    }

    [Theory]
    [InlineData(ReleaseState.Proposed)]
    [InlineData(ReleaseState.Approved)]
    public void What_has_not_left_can_have_come_from_nobody(ReleaseState until)
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania, until);
        Assert.Empty(Trace.Of(released.View, Desk, [Reworded], null).Matches);
    }

    [Fact]
    public void A_sentence_is_traced_in_the_version_that_went()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        released.Written.Add(new PropositionCorrected("proposition", new("A group from Veld rented a house"), "Misread"), ToBoth);
        Assert.Single(Trace.Of(released.View, Desk, [Reworded], null).Matches);
    }

    [Fact]
    public void The_words_of_a_letter_are_traced_too()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania]).Release("one", Ostania);
        var trace = Trace.Of(released.View, Desk, ["In a letter the desk says: \"We ask for your help.\" And it asks: \"Who rented it?\" Sources say no more: we ask for your help."], null);
        Assert.Equal("request", Assert.Single(trace.Matches.Select(m => m.Passage.Kind).Distinct()));
    }

    [Fact]
    public void What_stands_in_the_public_line_narrows_nothing()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new StatementMade("line", new(ReleasedCase.Said, new("2026-03-01"), "The minister", [])), ToBoth);
        released.Draft("one", [Ostania], "claim").Release("one", Ostania);
        var trace = Trace.Of(released.View, Desk, [Reworded], null);
        Assert.True(Assert.Single(trace.Matches).Passage.IsPublic);
        Assert.Equal(0, trace.Narrowing);
        Assert.Empty(trace.Recipients);
    }

    [Fact]
    public void What_was_taken_from_the_very_document_was_there_before_it_left()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new DocumentTakenIn("report", new("report.txt", "sha", "sha", "text/plain", 1, "web", null, null, null, null, null, null, null)), ToBoth)
            .Add(new ClaimCorrected("claim", released.View.Claims.Find("claim")!.Content with { Passage = new("report", 0, 4, "Serv") }, "Its place"), ToBoth);
        released.Draft("one", [Ostania], "claim").Release("one", Ostania);
        var own = Trace.Of(released.View, Desk, [Reworded], null, "report");
        Assert.True(Assert.Single(own.Matches).IsTakenFromIt);
        Assert.Empty(own.Recipients);
        Assert.Single(Trace.Of(released.View, Desk, [Reworded], null, "another report").Recipients);
    }

    [Fact]
    public void A_reader_who_may_not_see_what_went_is_told_of_no_trace()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        released.Written.Add(new MarkingChanged("proposition", new(Tlp.Amber, [], ["crypto"]), "Narrowed"), ToBoth);
        Assert.Empty(Trace.Of(View.For(released.Written.File, AtDesk(Ben)), Desk, [Reworded], null).Matches);
        // The control: whoever is in the compartment is told.
        Assert.Single(Trace.Of(View.For(released.Written.File, AtDesk(Ana, true, "crypto")), Desk, [Reworded], null).Matches);
    }
}
