using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What partners corrected or retracted: marked wherever it counts, decided by a person, and known to nobody who may not see it.</summary>
public sealed class RecallTests
{
    private const string Crypto = "crypto";

    private static readonly DeskFile Desk = ListedDesk.Of(Ostania, Sudria);

    private readonly WrittenCase written = new WrittenCase()
        .Add(new SourceNamed("berg", new("Ada Berg", "An engineer", null, Standing.Technical, null, [], null)), ToBoth)
        .Add(new SourceNamed("lund", new("Ida Lund", "Minister", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new PropositionStated("proposition", new("Servers in Ostania relayed the mail.")), ToBoth)
        .Add(new ClaimMade("given", Says("berg")), ToBoth)
        .Add(new ClaimMade("ours", Says("lund")), ToBoth);

    [Fact]
    public void A_retraction_is_open_until_the_item_is_withdrawn_and_a_correction_of_it_is_not_enough()
    {
        Retracted();
        Assert.Equal(RecallState.Open, State());
        written.Add(new ClaimCorrected("given", Says("berg") with { Nature = Nature.Opinion }, "Typing error"), ToBoth);
        Assert.Equal(RecallState.Open, State());
        written.Add(new ClaimWithdrawn("given", "Taken back"), ToBoth);
        Assert.Equal(RecallState.Followed, State());
        Assert.Null(RecallList.Of(written.View).Find("given"));
    }

    [Fact]
    public void A_correction_is_followed_by_a_later_correction_of_the_item_or_of_what_it_says()
    {
        written.Add(new PropositionCorrected("proposition", new("Servers relayed the mail."), "Earlier, for another reason"), ToBoth);
        Corrected();
        Assert.Equal(RecallState.Open, State());
        Assert.Equal("Ada Berg asserts: Servers in Sudria relayed the mail.", Assert.Single(RecallList.Of(written.View).All).Now);
        written.Add(new MarkingChanged("given", Internal, "Narrower"), ToBoth);
        Assert.Equal(RecallState.Open, State());
        written.Add(new PropositionCorrected("proposition", new("Servers in Sudria relayed the mail."), "As Ostania says"), ToBoth);
        Assert.Equal(RecallState.Followed, State());
    }

    [Fact]
    public void A_decision_to_keep_it_needs_a_reason_is_taken_once_and_holds_for_that_notice_alone()
    {
        Corrected();
        Assert.Equal("text-must-be-given", Refused(new("k", "corrected", "given", " ", null)));
        Assert.Equal("item-must-exist", Refused(new("k", "corrected", "ours", "Ours", null)));
        Assert.Equal("form-must-be-fresh", Refused(new("k", "corrected", "given", "Ours", written.View.Claims.Find("given")!.Revision + 1)));
        Add(RecallDecisions.Keep(written.View, new("k", "corrected", "given", "Our logs show it.", null)));
        Assert.Equal(RecallState.Kept, State());
        Assert.Equal("a-recall-is-decided-once", Refused(new("again", "corrected", "given", "Ours", null)));
        Retracted();
        Assert.Equal((RecallState.Open, NoticeKind.Retraction), (RecallList.Of(written.View).Find("given")!.State, RecallList.Of(written.View).Find("given")!.Kind));
        Add(RecallDecisions.Withdraw(written.View, new("k", "Read again", null)));
        Assert.Equal(2, RecallList.Of(written.View).Open.Count());
    }

    [Fact]
    public void An_origin_of_which_the_speaker_took_everything_back_is_counted_and_named()
    {
        Assert.Equal([new StanceCount(Stance.Asserts, 2, 2)], Counts());
        Retracted();
        Assert.Equal([new StanceCount(Stance.Asserts, 2, 2) { Recalled = 1 }], Counts());
        Assert.Equal("asserted from 2 origins (1 of them corrected or retracted since)", BriefWords.Counted(Counts()));
        // Another claim of that origin that still holds speaks for it.
        written.Add(new ClaimMade("more", Says("berg")), ToBoth);
        Assert.Equal(0, Assert.Single(Counts()).Recalled);
    }

    [Fact]
    public void An_assessment_that_rests_on_nothing_else_is_told_so()
    {
        written.Add(new ClaimWithdrawn("ours", "Wrong"), ToBoth);
        Assert.DoesNotContain(Warnings(), w => w.Rule == "no-stronger-than-what-was-taken-back");
        Retracted();
        Assert.Contains(Warnings(), w => w.Rule == "no-stronger-than-what-was-taken-back");

        IEnumerable<AssessmentWarning> Warnings() => AssessmentSupport.Of(written.View, "proposition").Against(Likelihood.Likely);
    }

    [Fact]
    public void A_brief_that_cites_it_is_remarked_and_one_that_is_composed_now_cites_the_notice()
    {
        Brief brief = new(null, "Paper", "Servers in Ostania relayed the mail, said Ada Berg. [1]", ["given"]);
        Assert.DoesNotContain(BriefCheck.Of(written.View, Desk, brief).Remarks, r => r.Rule == BriefRule.RestsOnRecalled);
        Retracted();
        var remark = Assert.Single(BriefCheck.Of(written.View, Desk, brief).Remarks, r => r.Rule == BriefRule.RestsOnRecalled);
        Assert.Equal("given", remark.About);
        Assert.Contains("It was misread.", remark.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(BriefCheck.Of(written.View, Desk, brief with { Text = "Servers relayed the mail, said Ada Berg. [1] [2]", Cites = ["given", "retracted"] }).Remarks,
            r => r.Rule == BriefRule.RestsOnRecalled);
    }

    [Fact]
    public void Who_may_not_see_the_notice_or_the_item_is_told_of_neither()
    {
        // The notice is for a compartment: to Ben the claim stands as it did.
        written.Add(new NoticeTakenIn("retracted", Notice(NoticeKind.Retraction, "given")), Internal with { Compartments = [Crypto] });
        Assert.NotNull(RecallList.Of(For(Crypto)).Find("given"));
        Assert.Empty(RecallList.Of(For()).All);
        Assert.Equal(0, Assert.Single(StanceCount.Of(For().Claims.Standing, For())).Recalled);
        Assert.Equal("item-must-exist", Assert.IsType<Decision.Refused>(RecallDecisions.Keep(For(), new("k", "retracted", "given", "Ours", null))).Rule);

        // The item is: to Ben no partner wrote anything, not even that something was retracted.
        written.Add(new ClaimMade("secret", Says("berg")), Internal with { Compartments = [Crypto] })
            .Add(new NoticeTakenIn("of-secret", Notice(NoticeKind.Retraction, "secret"))).Add(new NoticeTakenIn("of-both", Notice(NoticeKind.Correction, "secret", "ours")));
        Assert.Null(For().PartnerNotices.Find("of-secret"));
        Assert.Equal(["ours"], For().PartnerNotices.Find("of-both")!.Content.Concerns);
        Assert.Equal(["ours"], For().PartnerNotices.Find("of-both")!.Content.Now!.Select(w => w.Item));
        Assert.Equal(["ours"], RecallList.Of(For()).All.Select(r => r.Item));

        // Why it stays is seen by those who see both.
        Add(RecallDecisions.Keep(For(Crypto), new("k", "of-both", "secret", "Our logs show it.", null)), "secret");
        Assert.Null(For().NoticeJudgements.Find("k"));
        Assert.NotNull(For(Crypto).NoticeJudgements.Find("k"));
        Assert.Empty(written.For(Ostania).PartnerNotices.All);
    }

    private static Claim Says(string source) => new("proposition", source, Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null);

    private static PartnerNotice Notice(NoticeKind kind, params string[] items) => new(kind, Ostania, "package-" + string.Join('-', items), new('a', 64), "2026-03-02T09:00:00.000Z",
        "It was misread.", items, kind == NoticeKind.Retraction ? null : [.. items.Select(i => new CorrectedWords(i, "Ada Berg asserts: Servers in Sudria relayed the mail."))]);

    private void Retracted() => written.Add(new NoticeTakenIn("retracted", Notice(NoticeKind.Retraction, "given")), author: "partner:" + Ostania);

    private void Corrected() => written.Add(new NoticeTakenIn("corrected", Notice(NoticeKind.Correction, "given")), author: "partner:" + Ostania);

    private RecallState State() => RecallList.Of(written.View).All[0].State;

    private IReadOnlyList<StanceCount> Counts() => StanceCount.Of(written.View.Claims.Standing, written.View);

    private View For(params string[] compartments) => View.For(written.File, AtDesk(Ben, true, compartments));

    private string Refused(KeepRecalled request) => Assert.IsType<Decision.Refused>(RecallDecisions.Keep(written.View, request)).Rule;

    private void Add(Decision decision, string? markedAs = null)
    {
        var marked = Assert.Single(Assert.IsType<Decision.Allowed>(decision).Facts);
        if (markedAs is not null) Assert.Equal([Crypto], marked.Marking.Compartments);
        written.Add(marked.Fact, marked.Marking);
    }
}
