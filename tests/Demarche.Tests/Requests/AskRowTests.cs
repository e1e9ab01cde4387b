using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Requests;

public sealed class AskRowTests
{
    private const string Due = "2026-03-09T12:00:00.000Z", Before = "2026-03-09T11:00:00.000Z", After = "2026-03-09T13:00:00.000Z";
    private static readonly Request Asked = new("Logs", "Dear colleagues", [new("a1", "Keep the logs"), new("a2", "Name the tenant"), new("a3", "Seize the disk")], "Agreement",
        WrittenCase.Ana, Due, [WrittenCase.Ostania, WrittenCase.Sudria], []);

    [Fact]
    public void The_state_of_an_ask_is_the_answer_to_it_and_never_the_word_on_the_whole()
    {
        var row = Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", Disposition.Partly,
            new("a1", Disposition.Accepted, "By Friday"), new("a2", Disposition.Declined, "Our law forbids it"), new("a3", Disposition.Question, "Which disk?"))), Before);
        Assert.Equal([Progress.Accepted, Progress.Declined, Progress.Question], row.Asks.Select(a => a.Progress));
        Assert.Equal(["By Friday", "Our law forbids it", "Which disk?"], row.Asks.Select(a => a.Answer!.Text));
        Assert.Equal(Progress.Question, row.Progress);
        Assert.Equal("a3", Assert.Single(row.AskUs).Ask.Id);
    }

    [Fact]
    public void A_later_answer_to_one_ask_replaces_the_answer_to_that_ask_alone()
    {
        var row = Row(Sent()
            .Add(Reply("one", "2026-03-02T08:00:00.000Z", Disposition.Partly, new("a1", Disposition.Accepted, "Yes"), new("a2", Disposition.Declined, "No"), new("a3", Disposition.Accepted, "Yes")))
            .Add(Reply("two", "2026-03-03T08:00:00.000Z", Disposition.Answered, new Answer("a1", Disposition.Answered, "Here they are"))), After);
        Assert.Equal([Progress.Answered, Progress.Declined, Progress.Accepted], row.Asks.Select(a => a.Progress));
        Assert.Equal(["two", "one", "one"], row.Asks.Select(a => a.Answer!.Reply));
        Assert.Equal([false, false, true], row.Asks.Select(a => a.IsOverdue));
        Assert.Equal(Progress.Mixed, row.Progress);
    }

    [Fact]
    public void What_the_partner_wrote_later_counts_whatever_arrived_first()
    {
        var row = Row(Sent()
            .Add(Reply("late", "2026-02-03T08:00:00.000Z", Disposition.Answered, new Answer("a1", Disposition.Answered, "Here")))
            .Add(Reply("early", "2026-02-02T08:00:00.000Z", Disposition.Postponed, new Answer("a1", Disposition.Postponed, "In May"))), After);
        Assert.Equal("late", row.Asks[0].Answer!.Reply);
    }

    [Fact]
    public void A_reply_that_says_it_was_made_after_it_arrived_counts_from_its_arrival()
    {
        var row = Row(Sent()
            .Add(Reply("tomorrow", "2099-01-01T00:00:00.000Z", Disposition.Accepted, new Answer("a1", Disposition.Accepted, "Yes")))
            .Add(Reply("next", WrittenCase.Time(50), Disposition.Declined, new Answer("a1", Disposition.Declined, "No, after all"))), After);
        Assert.Equal("next", row.Asks[0].Answer!.Reply);
    }

    [Fact]
    public void A_word_on_the_whole_alone_is_said_of_each_ask_and_replaces_no_answer_to_an_ask()
    {
        var whole = Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", Disposition.Declined)), After);
        Assert.All(whole.Asks, a => Assert.Equal((Progress.Declined, true, false), (a.Progress, a.Answer!.IsOfTheWhole, a.IsOverdue)));
        var both = Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", Disposition.Answered, new Answer("a2", Disposition.Answered, "Sealand")))
            .Add(Reply("two", "2026-03-03T08:00:00.000Z", Disposition.Declined)), After);
        Assert.Equal([Progress.Declined, Progress.Answered, Progress.Declined], both.Asks.Select(a => a.Progress));
    }

    [Theory]
    [InlineData(Disposition.Accepted, true)]
    [InlineData(Disposition.Partly, true)]
    [InlineData(Disposition.OnConditions, true)]
    [InlineData(Disposition.Postponed, true)]
    [InlineData(Disposition.Question, true)]
    [InlineData(Disposition.Answered, false)]
    [InlineData(Disposition.Declined, false)]
    [InlineData(Disposition.NotCompetent, false)]
    public void Only_an_answer_after_which_nothing_more_comes_stops_the_clock(Disposition disposition, bool isOpen)
    {
        var row = Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", disposition, new Answer("a1", disposition, "As said"))), After);
        // A question back is open, and it is we who owe the next word.
        Assert.Equal((isOpen, isOpen && disposition != Disposition.Question), (row.Asks[0].IsOpen, row.Asks[0].IsOverdue));
        Assert.False(Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", disposition, new Answer("a1", disposition, "As said"))), Before).IsOverdue);
    }

    [Fact]
    public void What_is_overdue_stays_so_when_the_request_is_proposed_again_refused_or_stopped()
    {
        var again = Sent().Add(new ReleaseProposed("y", Proposed("p2", WrittenCase.Time(9))));
        Assert.All(Row(again, After).Asks, a => Assert.True(a.IsOverdue));
        Assert.All(Row(again, After).Asks, a => Assert.Equal(Progress.Sent, a.Progress));
        Assert.Equal(Progress.Proposed, Row(again, After).Progress);
        Assert.True(Row(Sent().Add(new ReleaseProposed("y", Proposed("p2", WrittenCase.Time(9)))).Add(new ReleaseRefused("y", "No")), After).IsOverdue);
        Assert.True(Row(Sent().Add(new ReleaseProposed("y", Proposed("p2", WrittenCase.Time(9)))).Add(new ReleaseApproved("y", null, "s", 1), author: WrittenCase.Ben), After).IsOverdue);
    }

    [Fact]
    public void An_ask_that_a_revision_adds_is_late_only_once_it_has_left()
    {
        var revised = Sent().Add(new RequestRevised("r", Asked with { Asks = [.. Asked.Asks, new("a4", "Freeze the account")] }, "More"));
        var row = Row(revised, After);
        Assert.Equal([true, true, true, false], row.Asks.Select(a => a.IsOverdue));
        Assert.Equal(Progress.Drafted, row.Asks[3].Progress);
        Assert.Equal([RequestChange.Asks], row.Holds!.Changes);
        var sent = revised.Add(new ReleaseProposed("y", Proposed("p2", WrittenCase.Time(9)))).Add(new ReleaseApproved("y", null, "s", 1), author: WrittenCase.Ben).Add(new PackageSent("y", "exchange"));
        Assert.True(Row(sent, After).Asks[3].IsOverdue);
        Assert.False(Row(sent, After).Holds!.IsEarlier);
    }

    [Fact]
    public void An_ask_that_is_asked_no_more_keeps_its_answer_and_is_never_late()
    {
        var row = Row(Sent().Add(Reply("one", "2026-03-02T08:00:00.000Z", Disposition.Accepted, new Answer("a3", Disposition.Accepted, "Soon")))
            .Add(new RequestRevised("r", Asked with { Asks = [Asked.Asks[0]] }, "Less")), After);
        Assert.Equal(["a1", "a2", "a3"], row.Asks.Select(a => a.Ask.Id).Order());
        Assert.Equal([(false, true), (true, false), (true, false)], row.Asks.OrderBy(a => a.Ask.Id, StringComparer.Ordinal).Select(a => (a.IsDropped, a.IsOverdue)));
        Assert.Equal("Soon", row.Asks.Single(a => a.Ask.Id == "a3").Answer!.Text);
    }

    [Fact]
    public void A_partner_with_asks_of_its_own_is_judged_by_those()
    {
        var row = Row(new WrittenCase().Add(new RequestDrafted("r", Asked)).Add(new RequestWorded("w", new("r", WrittenCase.Ostania, "To you alone", [new("own", "Tell the ministry")])))
            .Add(new ReleaseProposed("x", Proposed("p1", WrittenCase.Time(3)))).Add(new ReleaseApproved("x", null, "s", 1), author: WrittenCase.Ben).Add(new PackageSent("x", "exchange"))
            .Add(Reply("one", Due, Disposition.Answered, new("own", Disposition.Answered, "Told"), new Answer("elsewhere", Disposition.Declined, "What is this?"))), After);
        Assert.Equal(("own", Progress.Answered), Assert.Single(row.Asks.Select(a => (a.Ask.Id, a.Progress))));
        Assert.Equal([("Tell the ministry", "Told"), (null, "What is this?")], row.AnswersIn(row.Replies[0]).Select(a => (a.Asked, a.Answer.Text)));
    }

    [Fact]
    public void A_closed_partner_owes_nothing_and_a_partner_to_whom_nothing_went_is_not_late()
    {
        var written = Sent().Add(new RequestClosed("r", WrittenCase.Ostania, "Done by phone"));
        Assert.All(Row(written, After).Asks, a => Assert.Equal((Progress.Closed, false), (a.Progress, a.IsOverdue)));
        Assert.All(RequestList.Of(written.View, DeskFile.Fold([]), After)[0].Partners[1].Asks, a => Assert.Equal((Progress.Drafted, false), (a.Progress, a.IsOverdue)));
    }

    [Fact]
    public void Who_may_not_see_a_reply_reads_of_every_ask_what_they_would_read_without_it()
    {
        var reader = WrittenCase.AtDesk(WrittenCase.Ben, readsRed: false);
        var with = Sent().Add(Reply("one", Due, Disposition.Answered, new Answer("a1", Disposition.Answered, "Sealand")), Marking.Of(Tlp.Red));
        string Told(WrittenCase written) => System.Text.Json.JsonSerializer.Serialize(RequestList.Of(View.For(written.File, reader), DeskFile.Fold([]), After), FactKinds.Json);
        Assert.Equal(Told(Sent()), Told(with));
        Assert.False(Row(with, After).Asks[0].IsOverdue);
    }

    [Fact]
    public void An_answer_stands_with_the_words_that_it_answers()
    {
        var revised = Sent().Add(Reply("one", Early, Disposition.Declined, new("a1", Disposition.Declined, "Not all logs"), new Answer("a2", Disposition.Answered, "Sealand")))
            .Add(new RequestRevised("r", Asked with { Asks = [new("a1", "Keep the logs of May"), .. Asked.Asks.Skip(1)], Due = After }, "Narrower"));
        // What nobody sent has changed nothing for the partner.
        Assert.Equal(("Keep the logs", Progress.Declined, Due), Row(revised, Before).Asks[0] is var before ? (before.Ask.Text, before.Progress, before.Due) : default);
        var sent = Resent(revised);
        var ask = Row(sent, Before).Asks[0];
        Assert.Equal(("Keep the logs of May", Progress.Sent, true, null, "Not all logs", After), (ask.Ask.Text, ask.Progress, ask.IsOpen, ask.Answer, ask.Earlier!.Text, ask.Due));
        Assert.Equal((Progress.Answered, null), Row(sent, Before).Asks[1] is var other ? (other.Progress, other.Earlier) : default);
        // Made before the new words came, it answers the old ones, whenever it arrives; named, it answers the version that it names.
        Assert.Equal(Progress.Sent, Row(sent.Add(Reply("two", Early, Disposition.Accepted, new Answer("a1", Disposition.Accepted, "So be it"))), Before).Asks[0].Progress);
        Assert.Equal(Progress.Accepted, Row(Resent(Revised()).Add(Reply("two", Early, Disposition.Accepted, new Answer("a1", Disposition.Accepted, "So be it")) is var late
            ? late with { Content = late.Content with { About = "p2" } } : late), Before).Asks[0].Progress);

        static WrittenCase Revised() => Sent().Add(new RequestRevised("r", Asked with { Asks = [new("a1", "Keep the logs of May"), .. Asked.Asks.Skip(1)] }, "Narrower"));
    }

    [Fact]
    public void A_word_on_the_whole_is_said_of_the_asks_of_the_version_that_it_answers()
    {
        var row = Row(Resent(Sent().Add(Reply("one", Early, Disposition.Declined)).Add(new RequestRevised("r", Asked with { Asks = [.. Asked.Asks, new("a4", "Freeze the account")] }, "More"))), After);
        Assert.Equal([Progress.Declined, Progress.Declined, Progress.Declined, Progress.Sent], row.Asks.Select(a => a.Progress));
        Assert.Equal([false, false, false, true], row.Asks.Select(a => a.IsOverdue));
    }

    [Fact]
    public void A_partner_whose_asks_differ_is_said_to_differ_and_never_to_have_accepted_in_part()
    {
        var row = Row(Sent().Add(Reply("one", Early, Disposition.Partly, new("a1", Disposition.Declined, "No"), new Answer("a2", Disposition.Answered, "Sealand"))), Before);
        Assert.Equal(Progress.Mixed, row.Progress);
    }

    [Fact]
    public void Partners_who_are_asked_the_same_in_the_same_words_share_a_line()
    {
        var written = new WrittenCase().Add(new RequestDrafted("r", Asked)).Add(new RequestWorded("w", new("r", WrittenCase.Ostania, "To you alone",
            [new("own", "Name the tenant"), new("more", "Tell the ministry")])));
        var row = RequestList.Of(written.View, DeskFile.Fold([]), Before)[0];
        var lines = AskLine.Of(row);
        Assert.Equal([("Keep the logs", 1), ("Name the tenant", 2), ("Seize the disk", 3), ("Tell the ministry", null)], lines.Select(l => (l.Text, l.Number)));
        Assert.Equal([null, "own", null, "more"], lines.Select(l => l.Of(row.Partners[0])?.Ask.Id));
        Assert.Equal(["a1", "a2", "a3", null], lines.Select(l => l.Of(row.Partners[1])?.Ask.Id));
        // Two of one partner that say the same stay two.
        var twice = RequestList.Of(new WrittenCase().Add(new RequestDrafted("r", Asked with { Asks = [new("a", "Keep the logs"), new("b", "Keep the logs")] })).View, DeskFile.Fold([]), Before)[0];
        Assert.Equal(["a", "b"], AskLine.Of(twice).Select(l => l.Of(twice.Partners[0])!.Ask.Id));
    }

    private const string Early = "2026-01-01T00:00:00.000Z";

    private static WrittenCase Resent(WrittenCase written) => written.Add(new ReleaseProposed("y", Proposed("p2", WrittenCase.Time(written.Entries.Count))))
        .Add(new ReleaseApproved("y", null, "s", 1), author: WrittenCase.Ben).Add(new PackageSent("y", "exchange"));

    private static WrittenCase Sent() => new WrittenCase().Add(new RequestDrafted("r", Asked)).Add(new ReleaseProposed("x", Proposed("p1", WrittenCase.Time(2))))
        .Add(new ReleaseApproved("x", null, "sha", 1), author: WrittenCase.Ben).Add(new PackageSent("x", "exchange"));

    private static Proposal Proposed(string package, string created) => new(PackageKind.Request, "r", WrittenCase.Ostania, package, created, "sha-of-plain", [], []);

    private static ReplyReceived Reply(string id, string sent, Disposition whole, params Answer[] answers) =>
        new(id, new("r", WrittenCase.Ostania, "package-" + id, "", sent, whole, "In all", answers));

    private static PartnerRow Row(WrittenCase written, string now) => RequestList.Of(written.View, DeskFile.Fold([]), now)[0].Partners[0];
}
