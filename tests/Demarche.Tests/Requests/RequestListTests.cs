using Demarche.Cases;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Requests;

public sealed class RequestListTests
{
    private const string Due = "2026-03-09T12:00:00.000Z";
    private static readonly Request Asked = new("Logs", "Dear colleagues", [new("a1", "Keep the logs")], "Agreement", WrittenCase.Ana, Due,
        [WrittenCase.Ostania, WrittenCase.Sudria], []);

    [Fact]
    public void A_partner_who_has_not_answered_stays_unanswered_and_becomes_overdue_with_time()
    {
        var view = Sent().View;
        var before = Row(view, "2026-03-09T11:59:59.000Z");
        Assert.Equal(Progress.Sent, before.Progress);
        Assert.False(before.IsOverdue);
        Assert.True(Row(view, "2026-03-09T12:00:01.000Z").IsOverdue);
    }

    [Fact]
    public void Nothing_is_overdue_that_never_went() =>
        Assert.False(Row(Drafted().View, "2030-01-01T00:00:00.000Z").IsOverdue);

    [Fact]
    public void What_a_partner_said_of_the_whole_is_the_state_of_that_partner_and_of_no_other()
    {
        var written = Sent().Add(new ReplyReceived("reply", new("r", WrittenCase.Ostania, "p2", "", Due, Disposition.Partly, "In part", [])), author: "partner:" + WrittenCase.Ostania);
        var rows = RequestList.Of(written.View, DeskFile.Fold([]), Due)[0].Partners;
        Assert.Equal([Progress.Partly, Progress.Drafted], rows.Select(r => r.Progress));
    }

    [Fact]
    public void Closing_with_a_partner_outranks_what_it_answered()
    {
        var written = Sent().Add(new RequestClosed("r", WrittenCase.Ostania, "No longer needed"));
        Assert.Equal(Progress.Closed, Row(written.View, Due).Progress);
    }

    [Fact]
    public void A_refused_release_is_said_to_be_refused_and_never_overdue()
    {
        var row = Row(Proposed().Add(new ReleaseRefused("x", "Not like this")).View, "2030-01-01T00:00:00.000Z");
        Assert.Equal(Progress.Refused, row.Progress);
        Assert.False(row.IsOverdue);
    }

    [Fact]
    public void A_request_that_went_out_is_not_withdrawn_but_closed()
    {
        var decision = RequestDecisions.Withdraw(Sent().View, new("r", "Changed our mind", null));
        Assert.Equal("what-was-sent-stays", Assert.IsType<Decision.Refused>(decision).Rule);
        Assert.IsType<Decision.Allowed>(RequestDecisions.Withdraw(Proposed().View, new("r", "Changed our mind", null)));
    }

    [Fact]
    public void A_request_includes_only_what_its_author_sees()
    {
        var desk = DeskFile.Fold([]);
        var decision = RequestDecisions.Revise(Drafted().View, desk, new("r", Asked with { Partners = [WrittenCase.Ostania], Includes = ["nothing"] }, "More", null));
        Assert.IsType<Decision.Refused>(decision);
    }

    private static WrittenCase Drafted() => new WrittenCase().Add(new RequestDrafted("r", Asked));

    private static WrittenCase Proposed() => Drafted().Add(new ReleaseProposed("x", new(PackageKind.Request, "r", WrittenCase.Ostania, "p1", Due, "", [], [])));

    private static WrittenCase Sent() => Proposed().Add(new ReleaseApproved("x", null, "sha", 1), author: WrittenCase.Ben).Add(new PackageSent("x", "exchange"));

    private static PartnerRow Row(Demarche.Views.View view, string now) => RequestList.Of(view, DeskFile.Fold([]), now)[0].Partners[0];
}
