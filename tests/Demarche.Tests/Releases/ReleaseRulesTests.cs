using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.TwoPeople;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What is allowed of releases, rule by rule. Each rule is broken by itself in a case in which everything else is right.</summary>
public sealed class ReleaseRulesTests
{
    private static readonly DraftCheck Clear = new([], []);

    [Fact]
    public void The_control_a_release_is_proposed_and_approved()
    {
        Assert.IsType<Decision.Allowed>(Propose(Drafted()));
        Assert.IsType<Decision.Allowed>(Approve(Proposed(), Clear));
    }

    [Fact]
    public void A_block_or_an_unanswered_warning_of_the_check_stops_the_proposal_and_the_approval()
    {
        var (block, warning) = (Found(Severity.Block), Found(Severity.Warning));
        Assert.Equal("a-rule", Refused(Propose(Drafted(), block)));
        Assert.Equal("a-rule", Refused(Approve(Proposed(), block)));
        Assert.Equal("warning-must-be-answered", Refused(Propose(Drafted(), warning)));
        Assert.Equal("warning-must-be-answered", Refused(Approve(Proposed(), warning)));
        // The control: a note stops neither, and a warning that was answered does not.
        Assert.IsType<Decision.Allowed>(Approve(Proposed(), Found(Severity.Note)));
        Assert.IsType<Decision.Allowed>(Approve(Proposed([new("a-rule", null, "Found", "Weighed", [])]), warning));
    }

    [Fact]
    public void Nothing_is_proposed_or_approved_in_a_closed_case()
    {
        Assert.Equal("case-must-be-open", Refused(Propose(Drafted().Add(new CaseClosed("Done")))));
        Assert.Equal("case-must-be-open", Refused(Approve(Proposed().Add(new CaseClosed("Done")), Clear)));
    }

    [Fact]
    public void Of_one_draft_one_proposal_at_a_time_waits_for_a_partner()
    {
        Assert.Equal("one-proposal-at-a-time", Refused(Propose(Proposed())));
        Assert.IsType<Decision.Allowed>(Propose(Proposed().Add(new ReleaseRefused("release", "Not so"))));
        Assert.IsType<Decision.Allowed>(Propose(Approved()));
    }

    [Fact]
    public void A_letter_is_as_long_as_every_desk_takes_and_no_longer()
    {
        Composed Of(int letter, int plain) => new(PackageKind.Request, "p", "", Tlp.Amber, new byte[plain], new string('a', letter), [], []) { Objects = [] };
        Assert.Null(ReleaseDecisions.MustBeSmallEnough(Of(Demarche.Exchange.PackageContent.LongestLetter, 10)));
        Assert.Equal("package-must-be-small-enough", ReleaseDecisions.MustBeSmallEnough(Of(Demarche.Exchange.PackageContent.LongestLetter + 1, 10))?.Rule);
        Assert.Equal("package-must-be-small-enough", ReleaseDecisions.MustBeSmallEnough(Of(10, SealedPackage.MaximumPlainBytes + 1))?.Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_refusal_and_a_stop_say_why(string reason)
    {
        Assert.Equal("text-must-be-given", Refused(ReleaseDecisions.Refuse(Proposed().View, new("release", reason))));
        Assert.Equal("text-must-be-given", Refused(ReleaseDecisions.Stop(Approved().View, "release", reason)));
        Assert.IsType<Decision.Allowed>(ReleaseDecisions.Refuse(Proposed().View, new("release", "Too much")));
        Assert.IsType<Decision.Allowed>(ReleaseDecisions.Stop(Approved().View, "release", "Too much"));
    }

    [Fact]
    public void What_left_or_may_have_left_is_not_stopped()
    {
        foreach (var channel in (string[])["exchange", "file"])
        {
            var gone = Approved().Add(new PackageSent("release", channel), author: "desk");
            Assert.Equal("what-may-have-left-is-not-stopped", Refused(ReleaseDecisions.Stop(gone.View, "release", "Too late")));
            // Nor does a journal that no desk wrote call it stopped.
            gone.Add(new DeliveryStopped("release", "Too late"));
            Assert.NotEqual(ReleaseState.Stopped, gone.View.Releases.Find("release")!.Content.State);
            Assert.Equal(channel == "file" ? Departure.Left : Departure.MayHaveLeft, gone.View.Releases.Find("release")!.Content.Departure);
        }
    }

    [Fact]
    public void An_account_that_the_proposer_made_alone_is_no_second_person()
    {
        var others = new PersonAdded("person-cleo", new("Cleo", "cleo", [Role.Administrator], [], false));
        Decision ApproveAt(params Fact[] desk) => ReleaseDecisions.Approve(Proposed().View,
            ListedDesk.With([Ostania, Sudria], [others, .. desk]),
            new("release", null, Ben, "sha", "sealed", 1, Clear));
        Assert.IsType<Decision.Allowed>(ApproveAt());
        Assert.Equal("accounts-must-not-be-one-persons", Refused(ApproveAt(new AccountIssued(Ben, [Ana]), new PasswordSet(Ben))));
        Assert.IsType<Decision.Allowed>(ApproveAt(new AccountIssued(Ben, [Ana, "person-cleo"]), new PasswordSet(Ben)));
        // Nor is it somebody else who could approve.
        bool CouldBeApproved(params Fact[] desk) => Approvers.Exist(Proposed().Add(new AccessGranted(Ben, CaseAccess.Write)).View,
            ListedDesk.With([Ostania, Sudria], [others, .. desk]),
            Ana, "r", new(PackageKind.Request, "p", "", Tlp.Amber, [], "", [], []) { Objects = [] });
        Assert.True(CouldBeApproved());
        Assert.False(CouldBeApproved(new AccountIssued(Ben, [Ana]), new PasswordSet(Ben)));
    }

    [Fact]
    public void What_was_held_back_or_stopped_is_not_handed_over_and_not_given_up()
    {
        Assert.IsType<Decision.Allowed>(ReleaseDecisions.HandOver(Approved().View, "release"));
        Assert.IsType<Decision.Allowed>(Demarche.Exchange.OutboxDecisions.GiveUp(Approved().File, "release", "Nobody there"));
        foreach (var stays in new[] { Approved().Add(new DeliveryHeldBack("release", [])), Approved()
            .Add(new DeliveryStopped("release", "No")) })
        {
            Assert.Equal("delivery-must-be-open", Refused(ReleaseDecisions.HandOver(stays.View, "release")));
            Assert.Equal("what-is-settled-stays", Refused(Demarche.Exchange.OutboxDecisions.GiveUp(stays.File, "release", "Nobody there")));
        }
    }

    // No desk writes these; a journal that was brought here may hold them.
    [Fact]
    public void What_was_received_is_not_held_back_and_what_was_never_approved_did_not_leave()
    {
        var received = Approved().Add(new ReceiptHeld("release", new("package", "sha", "ours", "theirs", Time(60), [])))
            .Add(new DeliveryHeldBack("release", [new("a-rule", null, [])]));
        Assert.Equal((ReleaseState.Received, 0), (received.View.Releases.Find("release")!.Content.State,
            received.View.Releases.Find("release")!.Content.HoldReasons.Count));
        foreach (var fact in new Fact[] { new PackageSent("release", "file"),
            new ReceiptHeld("release", new("package", "sha", "ours", "theirs", Time(60), [])) })
            Assert.Equal((Departure.NotApproved, false), (Proposed().Add(fact).View.Releases.Find("release")!.Content.Departure,
                Proposed().Add(fact).View.Releases.Find("release")!.Content.HasGone));
    }

    [Fact]
    public void Whoever_was_asked_is_not_taken_off_the_request()
    {
        var next = Asked with { Partners = [Sudria] };
        Decision Revise(WrittenCase written) => RequestDecisions.Revise(written.View, Listed(), new("r", next, "Not them", null));
        foreach (var asked in new[] { Proposed(), Approved(), Approved().Add(new PackageSent("release", "exchange")), Approved().Add(new DeliveryHeldBack("release", [])) })
            Assert.Equal("who-was-asked-stays", Refused(Revise(asked)));
        // The control: who was never proposed to, was refused or was stopped before anything left, can be taken off.
        foreach (var never in new[] { Drafted(), Proposed().Add(new ReleaseRefused("release", "No")), Approved().Add(new DeliveryStopped("release", "No")) })
            Assert.IsType<Decision.Allowed>(Revise(never));
    }

    [Fact]
    public void A_draft_is_withdrawn_until_bytes_of_it_left_or_may_have_left()
    {
        Decision Withdraw(WrittenCase written) => RequestDecisions.Withdraw(written.View, new("r", "Wrong", null));
        foreach (var never in new[] { Proposed(), Approved(), Approved().Add(new DeliveryHeldBack("release", [])), Approved().Add(new DeliveryGivenUp("release", "Nobody there")) })
            Assert.IsType<Decision.Allowed>(Withdraw(never));
        Assert.Equal("what-was-sent-stays", Refused(Withdraw(Approved().Add(new PackageSent("release", "exchange")))));
        Assert.Equal("what-was-sent-stays", Refused(Withdraw(Approved().Add(new PackageSent("release", "exchange")).Add(new DeliveryHeldBack("release", [])))));
    }

    [Fact]
    public void Only_a_partner_to_whom_something_went_is_reminded_and_late()
    {
        Decision Remind(WrittenCase written, string partner) => RequestDecisions.Remind(written.View, new("r", partner, "By telephone"));
        var gone = Approved().Add(new PackageSent("release", "exchange"));
        Assert.IsType<Decision.Allowed>(Remind(gone, Ostania));
        Assert.Equal("nothing-to-remind-of", Refused(Remind(gone, Sudria)));
        Assert.Equal("nothing-to-remind-of", Refused(Remind(Approved(), Ostania)));
        bool IsLate(WrittenCase written) => RequestList.Of(written.View, Listed(), "2030-01-01T00:00:00.000Z")[0].Partners[0].IsOverdue;
        Assert.True(IsLate(gone));
        Assert.False(IsLate(Approved()));
        Assert.False(IsLate(Approved().Add(new DeliveryHeldBack("release", []))));
    }

    [Fact]
    public void Only_what_goes_with_a_draft_is_reworded_in_it_and_nothing_of_a_draft_that_is_gone()
    {
        Decision Reword(WrittenCase written, string item, string partner = Ostania) => RewordingDecisions.Reword(written.View, new("words", new("one", partner, item, "Other words"), null));
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim");
        Assert.IsType<Decision.Allowed>(Reword(released.Written, "claim"));
        Assert.Equal("item-must-go-with-the-draft", Refused(Reword(released.Written, "address")));
        Assert.Equal("draft-must-stand", Refused(Reword(released.Written, "claim", Sudria)));
        var withdrawn = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim")
            .Written.Add(new Demarche.Claims.ClaimWithdrawn("claim", "Misread"), ToBoth);
        Assert.Equal("item-must-go-with-the-draft", Refused(Reword(withdrawn, "claim")));
        Assert.Equal("draft-must-stand", Refused(Reword(released.Written.Add(new RequestWithdrawn("one", "Wrong")), "claim")));
    }

    [Fact]
    public void A_receipt_covers_every_object_once_and_nothing_else()
    {
        Receipt Of(params string[] items) => new("package", "sha", "ours", "theirs", Time(1), [.. items.Select(i => new ReceiptItem(i, true, null))]);
        string? Mismatch(params string[] items) => Demarche.Exchange.Courier.Mismatch(Of(items), "package", "sha", "ours", ["a", "b"]);
        Assert.Null(Mismatch("a", "b"));
        foreach (var wrong in (string[][])[[], ["a"], ["a", "a"], ["a", "b", "b"], ["a", "b", "c"], ["a", "c"]])
            Assert.Contains("every item", Mismatch(wrong), StringComparison.Ordinal);
        Assert.Contains("another package", Demarche.Exchange.Courier.Mismatch(Of("a", "b"), "other", "sha", "ours", ["a", "b"]), StringComparison.Ordinal);
        Assert.Contains("other bytes", Demarche.Exchange.Courier.Mismatch(Of("a", "b"), "package", "other", "ours", ["a", "b"]), StringComparison.Ordinal);
    }

    private static readonly Request Asked = new("Logs", "Dear colleagues", [new("a1", "Keep the logs")], "Agreement", Ana, "2026-03-09T12:00:00.000Z", [Ostania, Sudria], []);

    private static Proposal Of(PackageKind kind, string partner) => new(kind, "r", partner, "package", Time(50), "sha", [], []);

    private static DraftCheck Found(Severity severity) => new([], [new("a-rule", severity, null, "Found")]);

    private static WrittenCase Drafted() => new WrittenCase().Add(new RequestDrafted("r", Asked), ToBoth);

    private static WrittenCase Proposed(IReadOnlyList<AnsweredWarning>? answers = null) => Drafted().Add(new ReleaseProposed("release", Of(PackageKind.Request, Ostania) with { Warnings = answers ?? [] }));

    private static WrittenCase Approved() => Proposed().Add(new ReleaseApproved("release", null, "sealed", 1), author: Ben);

    private static Decision Propose(WrittenCase written, DraftCheck? check = null) => ReleaseDecisions.Propose(written.View, Listed(), new("next", Of(PackageKind.Request, Ostania), check ?? Clear));

    private static Decision Approve(WrittenCase written, DraftCheck check) => ReleaseDecisions.Approve(written.View, Listed(), new("release", null, Ben, "sha", "sealed", 1, check));

    private static string Refused(Decision decision) => Assert.IsType<Decision.Refused>(decision).Rule;

    private static DeskFile Listed() => ListedDesk.Of(Ostania, Sudria);
}
