using System.Text;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Paper;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Briefs;

/// <summary>What a brief that is older than its case says of what has changed.</summary>
public sealed class BriefSinceTests
{
    // Numbers of what it cites: 1 masked-1, 2 denied, 3 none, 4 request, 5 incident, 6 line.
    private static WrittenCase Written() => SeedCase.Written().Add(new BriefDrafted("a-brief",
        new(null, "A brief", "One [1]. Two [2]. Three [3]. Four [4]. Five [5]. Six [6].",
        ["masked-1", "denied", "none", "request", "id-incident-0", "line"])), Internal);

    [Fact]
    public void A_brief_of_a_case_that_stands_still_says_nothing() => Assert.Empty(Since(Written()));

    [Fact]
    public void What_was_corrected_withdrawn_answered_claimed_said_decided_or_taken_back_since_is_said_with_what_it_was_and_what_it_is()
    {
        var written = Written();
        var denied = written.View.Claims.Find("denied")!.Content;
        written.Add(new ClaimCorrected("denied", denied with { Stance = Stance.NoEvidenceFor }, "Misread."), ToBoth)
            .Add(new ClaimWithdrawn("none", "Said by somebody else."), ToBoth)
            .Add(new PropositionCorrected("id-masked-0", new("Servers in another state masked the origin"), "More exact."), ToBoth)
            .Add(new ReplyReceived("late", new("request", Ostania, "p-late", "", "2026-03-03T08:00:00.000Z", Disposition.Answered, "",
                [new("know", Disposition.Answered, "Nothing more.")])), ToOstania)
            .Add(new ClaimMade("newer", new("id-involved-0", "id-lewis-0", Stance.Suggests, Standing.Analyst, true, Nature.Opinion, null,
                null, null)), ToBoth)
            .Add(new NoticeTakenIn("back", new(NoticeKind.Retraction, Sudria, "p-back", new('e', 64), "2026-03-03T10:00:00.000Z",
                "It was another studio", ["id-incident-0"])), Internal)
            .Add(new DecisionTaken("then", new([], "We say so in public", "The President", "", [], null, false)), Internal);
        var since = Since(written);
        foreach (var (text, was, now) in ((string, string?, string?)[])[
            ("[2] was corrected on 1 March 2026", "denies “China's government took part”",
                "says that there is no evidence for “China's government took part”"), ("[3] was withdrawn", null, null),
            ("What [1] is about was corrected", "Chinese servers masked", "Servers in another state masked"),
                ("It answered “What do you know” with “answered” (“Nothing more”)", null, null),
            ("A researcher (Think tank in Washington, analyst) suggests “China's government took part”; that came into the case on 1 March 2026", null, null),
            ("retracted on 3 March 2026, 10:00 UTC what [5] was taken from.", null, "It was another studio"),
                ("It was decided: “We say so in public”.", null, null)])
        {
            var change = Assert.Single(since, c => c.Text.Contains(text, StringComparison.Ordinal));
            if (was is not null) Assert.Contains(was, change.Was!, StringComparison.Ordinal);
            if (now is not null) Assert.Contains(now, change.Is!, StringComparison.Ordinal);
        }
        Assert.Equal(7, since.Count);
        // In print too, at its head and in a section of its own, in each format.
        var paper = BriefPaper.Of(written.View, SeedCase.Desk, written.View.Briefs.Find("a-brief")!, Time(200));
        Assert.Contains(paper.Lines, l => l.Value.Plain.StartsWith("7 changes", StringComparison.Ordinal));
        var text2 = Encoding.UTF8.GetString(PaperWriter.Write(paper, PaperFormat.Html).Written!.Bytes);
        Assert.Contains("It said:", text2, StringComparison.Ordinal);
        Assert.Contains("What has changed since this brief was written", text2, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_into_the_case_or_left_this_desk_since_is_said_whatever_the_brief_cites()
    {
        var written = Written().Add(new EffectRecorded("later", new(null, "Mail down", "For a day.", new("2014-12"))), ToBoth)
            .Add(new PropositionStated("new-0", new("A firm was paid")), ToBoth)
            .Add(new ClaimMade("on-new", new("new-0", "id-lewis-0", Stance.Asserts, Standing.Analyst, true, Nature.Fact, null, null, null)),
                ToBoth)
            .Add(new HypothesisStated("third", new("Somebody inside", "Who did it", HypothesisKind.Responsibility, true, false, [])),
                Internal)
            .Add(new OptionProposed("later-option", new(OptionKind.Statement, "Say so", "", null, "", Reversibility.Reversible, "", "", "",
                "", "", [], [])), Internal)
            .Add(new CommitmentMade("law", new(Sudria, "Logs are kept a year.", true, new("2015"), null, null)), Internal)
            .Add(new RequestTakenIn("asks-us", new(Sudria, "p-asks", new('c', 64), "2026-03-04T09:00:00.000Z", "A second question", "",
                [new("q", "Whose?")], "", "", "grouping--1")), Internal)
            .Add(new ReleaseApproved("r-waits", null, new('b', 64), 1), Internal, Ben).Add(new PackageSent("r-waits", "mail"), Internal);
        var since = Since(written);
        foreach (var text in (string[])["An effect in December 2014 is recorded as “Mail down: For a day”. That came into the case on",
            "A researcher (Think tank in Washington, analyst) asserts “A firm was paid”; that came into the case on",
            "“Somebody inside” is one explanation for “Who did it”.", "“Say so” is an option (statement).",
            "Japan's computer emergency team said in 2015 that its law is “Logs are kept a year”.",
            "Japan's computer emergency team asked us on 4 March 2026, 09:00 UTC under the title “A second question”.",
            "The request “Help after the attack on the studio” went to Japan's computer emergency team on 1 March 2026,"])
            Assert.Single(since, c => c.Text.Contains(text, StringComparison.Ordinal));
        Assert.Equal(7, since.Count);
        Assert.All(since.SelectMany(c => BriefText.Sentences(c.Text)), s => Assert.Null(SentenceForms.Wrong(s.Sentence)));
    }

    [Fact]
    public void A_change_of_marking_is_no_change_and_neither_is_one_before_the_brief_was_revised()
    {
        var written = Written().Add(new MarkingChanged("denied", Internal, "Fewer."), Internal)
            .Add(new MarkingChanged("a-brief", ToBoth, "More."), Internal);
        Assert.Empty(Since(written));
        written.Add(new ClaimWithdrawn("none", "Said by somebody else."), ToBoth);
        Assert.Single(Since(written));
        var brief = written.View.Briefs.Find("a-brief")!.Content;
        Assert.Empty(Since(written.Add(new BriefRevised("a-brief", brief with { Title = "Anew" }, "Anew."), Internal)));
    }

    [Fact]
    public void Who_may_not_see_a_change_is_not_told_that_there_was_one()
    {
        IReadOnlyList<BriefChange> Seen(WrittenCase written) =>
            BriefSince.Of(Demarche.Views.View.For(written.File, AtDesk(Ben, readsRed: false)), SeedCase.Desk,
                Demarche.Views.View.For(written.File, AtDesk(Ben, readsRed: false)).Briefs.Find("a-brief")!);
        var hidden = Written().Add(new DecisionTaken("then", new([], "We say so in public", "The President", "", [], null, false)),
            Marking.Of(Tlp.Red))
            .Add(new ClaimMade("newer", new("id-involved-0", "id-lewis-0", Stance.Suggests, Standing.Analyst, true, Nature.Opinion, null,
                null, null)), Marking.Of(Tlp.Red));
        Assert.Equal(2, Since(hidden).Count);
        Assert.Empty(Seen(hidden));
        // The paper bears the brief's level, whoever prints it.
        Assert.DoesNotContain(BriefPaper.Of(hidden.View, SeedCase.Desk, hidden.View.Briefs.Find("a-brief")!, Time(200)).Lines, l =>
            l.Name == Demarche.Web.Words.Say("briefs.since.line"));
    }

    private static IReadOnlyList<BriefChange> Since(WrittenCase written) => BriefSince.Of(written.View, SeedCase.Desk,
        written.View.Briefs.Find("a-brief")!);
}
