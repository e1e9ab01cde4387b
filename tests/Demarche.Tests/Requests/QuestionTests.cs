using System.Text.Json;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Requests;

/// <summary>Questions that partners ask back, our answers, and what we owe.</summary>
public sealed class QuestionTests
{
    private const string Due = "2026-03-09T12:00:00.000Z", Before = "2026-03-09T11:00:00.000Z", After = "2026-03-09T13:00:00.000Z", Ostania = WrittenCase.Ostania;
    private static readonly Request Asked = new("Logs", "Dear colleagues", [new("a1", "Keep the logs"), new("a2", "Name the tenant")], "Agreement", WrittenCase.Ana, Due, [Ostania], []);
    private static readonly string Known = AskId.For(Ostania, "r", "a2");

    [Fact]
    public void A_question_waits_for_us_until_our_answer_has_left_and_then_for_the_partner()
    {
        Assert.Equal(("back", false), Assert.Single(Questions(AskedBack()).Select(q => (q.Reply, q.IsDrafted))));
        Assert.Equal(("back", true), Assert.Single(Questions(Answered()).Select(q => (q.Reply, q.IsDrafted))));
        var gone = Left(Answered(), "answer");
        Assert.Empty(Questions(gone));
        var ask = Row(gone, After).Asks[1];
        Assert.Equal((Progress.Clarified, true, true), (ask.Progress, ask.IsOpen, ask.IsOverdue));
        Assert.Equal("The one in March", ask.Ours!.Text);
        Assert.Single(Questions(gone.Add(Back("again", "2026-03-04T08:00:00.000Z", "Which March?"))), q => q.Reply == "again");
    }

    [Fact]
    public void Closing_with_the_partner_ends_the_question() => Assert.Empty(Questions(AskedBack().Add(new RequestClosed("r", Ostania, "By phone"))));

    [Fact]
    public void Taking_an_entry_back_takes_back_what_it_did_to_the_state()
    {
        var closed = AskedBack().Add(new RequestClosed("r", Ostania, "By phone"));
        Assert.Single(Questions(closed.Add(new EntryUndone(closed.Entries[^1].Number))));
        var revised = AskedBack().Add(new RequestRevised("r", Asked with { Title = "More logs" }, "More"));
        Assert.True(Row(revised, Before).Holds!.IsEarlier);
        Assert.False(Row(revised.Add(new EntryUndone(revised.Entries[^1].Number)), Before).Holds!.IsEarlier);
    }

    [Fact]
    public void Whoever_may_not_see_the_question_sees_neither_the_answer_nor_a_state_that_tells_of_it()
    {
        var reader = WrittenCase.AtDesk(WrittenCase.Ben, readsRed: false);
        string Told(WrittenCase written)
        {
            var view = View.For(written.File, reader);
            var rows = RequestList.Of(view, DeskFile.Fold([]), After);
            return JsonSerializer.Serialize(new { rows, questions = QuestionList.Of(view, DeskFile.Fold([]), rows, After), drafts = view.ReplyDrafts.All, view.LastChange }, FactKinds.Json);
        }
        var hidden = Left(Sent().Add(Back("back", "2026-03-03T08:00:00.000Z", "Which tenant?"), Marking.Of(Tlp.Red))
            .Add(new ReplyDrafted("answer", new("r", Disposition.Answered, "", [new(Known, Disposition.Answered, "The one in March")], [], "back"))), "answer");
        Assert.Equal(Told(Sent()), Told(hidden));
        Assert.Equal(Progress.Clarified, Row(hidden, After).Asks[1].Progress);
    }

    [Fact]
    public void Questions_that_lead_round_in_a_circle_are_shown_to_nobody()
    {
        var written = TakenIn().Add(new ReplyDrafted("d", new("in", Disposition.Question, "Which?", [], [], "x"))).Add(new ReplyReceived("x", new("in", Ostania, "p", "", Due, Disposition.Question, "What?", [], "d")));
        Assert.Empty(written.View.ReplyDrafts.All);
        Assert.Empty(written.View.Replies.All);
    }

    [Fact]
    public void An_answer_names_what_was_asked_back_and_nothing_else()
    {
        var view = AskedBack().View;
        DraftReply Saying(ReplyDraft draft) => new("n", draft, WrittenCase.ToOstania);
        Assert.IsType<Decision.Allowed>(ReplyDecisions.Draft(view, Saying(new("r", Disposition.Answered, "", [new(Known, Disposition.Answered, "March")], [], "back"))));
        Assert.Equal("answer-must-fit-an-ask", Refused(Saying(new("r", Disposition.Answered, "", [new("a1", Disposition.Answered, "March")], [], "back"))));
        Assert.Equal("text-must-be-given", Refused(Saying(new("r", Disposition.Answered, " ", [], [], "back"))));
        Assert.Equal("item-must-exist", Refused(Saying(new("r", Disposition.Answered, "March", [], [], "nothing"))));
        Assert.Equal("item-must-exist", Refused(Saying(new("other", Disposition.Answered, "March", [], [], "back"))));

        string Refused(DraftReply request) => Assert.IsType<Decision.Refused>(ReplyDecisions.Draft(view, request)).Rule;
    }

    [Fact]
    public void The_package_of_an_answer_answers_the_package_of_the_question_and_repeats_it()
    {
        var outgoing = Outgoing.To(Ostania, "answer", Answered().View)!;
        Assert.Equal((PackageKind.Reply, "package-back", "note--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50", "Answer to your question: Logs"),
            (outgoing.Kind, outgoing.AnsweredPackage, outgoing.AnsweredObject, outgoing.Title));
        Assert.Equal([new Ask(Known, "Which tenant?")], outgoing.Asks);
        Assert.Null(Outgoing.To(WrittenCase.Sudria, "answer", Answered().View));
    }

    [Theory]
    [InlineData(Disposition.Declined)]
    [InlineData(Disposition.NotCompetent)]
    [InlineData(Disposition.OnConditions)]
    [InlineData(Disposition.Postponed)]
    [InlineData(Disposition.Partly)]
    [InlineData(Disposition.Question)]
    public void What_is_not_simply_done_needs_words_at_its_own_ask(Disposition disposition)
    {
        var form = new ReplyForm(null, "We regret.", [new("k1", Disposition.Accepted, ""), new("k2", disposition, " ")], null, null);
        Assert.Equal(("reason-must-be-given", "answers[1].text"), form.Unsaid() is { } refused ? (refused.Rule, refused.Field) : default);
        Assert.Equal("reason-must-be-given", Assert.IsType<Decision.Refused>(ReplyDecisions.Draft(TakenIn().View, new("n", form.ToReply("in", 2), WrittenCase.ToOstania))).Rule);
        Assert.Null((form with { Answers = [new("k2", disposition, "As said")] }).Unsaid());
    }

    [Fact]
    public void What_becomes_of_the_whole_follows_from_the_asks_and_is_chosen_only_where_none_is_answered()
    {
        ReplyForm Form(Disposition? whole, params AnswerForm[] answers) => new(whole, "", answers, null, null);
        Assert.Equal(Disposition.Question, Form(Disposition.Accepted, new("k1", Disposition.Accepted, ""), new("k2", Disposition.Question, "Which?")).ToReply("in", 2).Disposition);
        Assert.Equal(Disposition.Partly, Form(null, new("k1", Disposition.Declined, "No"), new("k2", null, "")).ToReply("in", 2).Disposition);
        Assert.Equal(Disposition.Declined, Form(null, new("k1", Disposition.Declined, "No"), new("k2", Disposition.Declined, "No")).ToReply("in", 2).Disposition);
        Assert.Equal(Disposition.Postponed, Form(Disposition.Postponed).ToReply("in", 2).Disposition);
        Assert.Equal("answers[0].disposition", Form(null, new AnswerForm("k1", null, "")).Unsaid()!.Field);
        Assert.Equal("disposition-must-be-chosen", Form(Disposition.Accepted, new AnswerForm("k1", null, "words")).Unsaid()!.Rule);
    }

    [Fact]
    public void What_we_owe_is_open_ask_by_ask_until_a_final_answer_has_left()
    {
        var drafted = TakenIn().Add(new ReplyDrafted("d", new("in", Disposition.Partly, "", [new("k1", Disposition.Answered, "Here"), new("k2", Disposition.Question, "Which?")], [])));
        Assert.All(Owed(drafted), a => Assert.Equal((OwedState.Unanswered, true, true), (a.State, a.IsOverdue, a.IsDrafted)));
        var gone = Left(drafted, "d");
        Assert.Equal([(OwedState.Answered, false), (OwedState.Question, false)], Owed(gone).Select(a => (a.State, a.IsOverdue)));
        var back = gone.Add(new ReplyReceived("x", new("in", Ostania, "p", "", Due, Disposition.Answered, "", [new("k2", Disposition.Answered, "The second")], "d")));
        Assert.Equal((OwedState.TheyAnswered, "The second", true), Owed(back).Select(a => (a.State, a.TheirAnswer, a.IsOpen)).Last());
        Assert.Equal(1, IncomingRow.All(back.View, DeskFile.Fold([]), After)[0].Overdue);
    }

    [Fact]
    public void A_later_version_of_a_partners_request_says_what_is_owed_and_what_was_answered_stays_answered()
    {
        var answered = Left(TakenIn().Add(new ReplyDrafted("d", new("in", Disposition.Partly, "", [new("k1", Disposition.Answered, "Here")], []))), "d");
        var twice = answered.Add(new RequestTakenIn("next", new(Ostania, "theirs-2", "sha", "2026-03-10T12:00:00.000Z", "Help", "", [new("k1", "One"), new("k3", "Three")], "", Due, "grouping--x")));
        var rows = IncomingRow.All(twice.View, DeskFile.Fold([]), After);
        Assert.Equal(["next", "in"], rows.Select(r => r.Request.Id));
        Assert.Equal([OwedState.Answered, OwedState.Unanswered], rows[0].Asks.Select(a => a.State));
        Assert.Equal((1, 0, "next"), (rows[0].Overdue, rows[1].Overdue, rows[1].ReplacedBy));
    }

    [Fact]
    public void What_a_partner_asks_anew_in_other_words_is_owed_again_and_what_we_said_before_is_shown_beside_it()
    {
        var answered = Left(TakenIn().Add(new ReplyDrafted("d", new("in", Disposition.Partly, "", [new("k1", Disposition.Answered, "Here"), new("k2", Disposition.Declined, "No")], []))), "d");
        var again = answered.Add(new RequestTakenIn("next", new(Ostania, "theirs-2", "sha", "2026-03-10T12:00:00.000Z", "Help", "", [new("k1", "One, of May"), new("k2", " Two ")], "", Due, "grouping--x")));
        var asks = IncomingRow.All(again.View, DeskFile.Fold([]), After)[0].Asks;
        Assert.Equal([(OwedState.Unanswered, true, "Here"), (OwedState.Declined, false, null)], asks.Select(a => (a.State, a.IsOverdue, a.Earlier?.Text)));
    }

    [Fact]
    public void A_question_about_the_whole_beside_others_or_about_what_we_did_not_ask_waits_too()
    {
        Assert.Equal(["whole"], Questions(Sent().Add(Said("answers", Disposition.Answered, new("a1", Disposition.Answered, "Here"), new("a2", Disposition.Answered, "Sealand")))
            .Add(Said("whole", Disposition.Question))).Select(q => q.Reply));
        Assert.Equal(["Which disk?"], Questions(Sent().Add(Said("other", Disposition.Question, new Answer("elsewhere", Disposition.Question, "Which disk?")))).Select(q => q.Text));
        Assert.Equal(["Which logs?"], Questions(Two()).Select(q => q.Text));
        // Half an answer leaves the other half waiting, and shows it.
        var half = Left(Two().Add(new ReplyDrafted("half", new("r", Disposition.Answered, "", [new(AskId.For(Ostania, "r", "a1"), Disposition.Answered, "Of May")], [], "two"))), "half");
        Assert.Equal(["Which tenant?"], Questions(half).Select(q => q.Text));
        Assert.Equal([Progress.Clarified, Progress.Question], Row(half, Before).Asks.Select(a => a.Progress));
        Assert.Empty(Questions(Left(half.Add(new ReplyDrafted("rest", new("r", Disposition.Answered, "The one in March", [], [], "two"))), "rest")));
        // What the partner says later to the same ask ends its question.
        Assert.Equal(["Which tenant?"], Questions(Two().Add(Said("then", Disposition.Partly, new Answer("a1", Disposition.Answered, "Found them")))).Select(q => q.Text));

        static WrittenCase Two() => Sent().Add(Said("two", Disposition.Question, new("a1", Disposition.Question, "Which logs?"), new("a2", Disposition.Question, "Which tenant?")));

        static ReplyReceived Said(string id, Disposition whole, params Answer[] answers) => new(id, new("r", Ostania, "package-" + id, "", Due, whole, "In all", answers));
    }

    [Fact]
    public void What_lies_longest_past_its_time_comes_first()
    {
        IncomingRequest Of(string due) => new(Ostania, "package-" + due, "sha", Due, due, "", [new("k", "Help")], "", due, "grouping--x");
        var written = new WrittenCase().Add(new RequestTakenIn("none", Of(""))).Add(new RequestTakenIn("later", Of("2026-03-20T12:00:00.000Z")))
            .Add(new RequestTakenIn("late", Of("2026-03-08T12:00Z"))).Add(new RequestTakenIn("latest", Of("2026-03-07T12:00:00.000Z")));
        Assert.Equal(["latest", "late", "later", "none"], IncomingRow.All(written.View, DeskFile.Fold([]), After).Select(r => r.Request.Id));
        var asked = Left(Sent().Add(new RequestDrafted("later", Asked with { Due = "2026-03-08T12:00Z" })), "later", PackageKind.Request);
        Assert.Equal(["later", "r"], RequestList.WorstFirst(asked.View, DeskFile.Fold([]), After).Select(r => r.Request.Id));
    }

    private static WrittenCase Sent() => Left(new WrittenCase().Add(new RequestDrafted("r", Asked)), "r", PackageKind.Request);

    private static WrittenCase AskedBack() => Sent().Add(Back("back", "2026-03-03T08:00:00.000Z", "Which tenant?"));

    private static WrittenCase Answered() => AskedBack().Add(new ReplyDrafted("answer", new("r", Disposition.Answered, "", [new(Known, Disposition.Answered, "The one in March")], [], "back")));

    private static WrittenCase TakenIn() =>
        new WrittenCase().Add(new RequestTakenIn("in", new(Ostania, "theirs", "sha", Due, "Help", "", [new("k1", "One"), new("k2", "Two")], "", Due, "grouping--x")));

    private static ReplyReceived Back(string id, string sent, string question) => new(id, new("r", Ostania, "package-" + id, "", sent, Disposition.Question, "",
        [new("a2", Disposition.Question, question)], null, "note--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50"));

    private static WrittenCase Left(WrittenCase written, string about, PackageKind kind = PackageKind.Reply) => written
        .Add(new ReleaseProposed("x-" + about, new(kind, about, Ostania, "p-" + about, WrittenCase.Time(written.Entries.Count), "sha-of-plain", [], [])))
        .Add(new ReleaseApproved("x-" + about, null, "sha", 1), author: WrittenCase.Ben).Add(new PackageSent("x-" + about, "exchange"));

    private static PartnerRow Row(WrittenCase written, string now) => RequestList.Of(written.View, DeskFile.Fold([]), now)[0].Partners[0];

    private static IReadOnlyList<OpenQuestion> Questions(WrittenCase written) =>
        QuestionList.Of(written.View, DeskFile.Fold([]), RequestList.Of(written.View, DeskFile.Fold([]), Before), Before);

    private static IReadOnlyList<OwedAsk> Owed(WrittenCase written) => OwedList.Of(written.View, written.View.Incoming.All[0], After);
}
