using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What is asked again before a delivery: each change of what the partner may be told is found, and nothing else is.</summary>
public sealed partial class DeliveryCheckTests
{
    private const string Group = "group-north";
    private static readonly Marking ToGroup = new(Tlp.Amber, [Group], []);

    public static TheoryData<string, string> Changes => new()
    {
        { "observable withdrawn", DeliveryCheck.Withdrawn },
        { "observable for nobody", DeliveryCheck.NotForPartner },
        { "observable in a compartment", DeliveryCheck.NotForPartner },
        { "observable corrected", DeliveryCheck.Changed },
        { "note on an observable corrected", DeliveryCheck.Changed },
        { "credibility corrected", DeliveryCheck.Changed },
        { "observable of another level", DeliveryCheck.Level },
        { "proposition corrected", DeliveryCheck.Changed },
        { "source described otherwise", DeliveryCheck.Changed },
        { "source withdrawn", DeliveryCheck.NotForPartner },
        { "copy reworded", DeliveryCheck.Changed },
        { "request revised", DeliveryCheck.Words },
        { "wording of its own", DeliveryCheck.Words },
        { "request withdrawn", DeliveryCheck.DraftGone },
        { "request in a compartment", DeliveryCheck.DraftGone },
        { "partner taken off", DeliveryCheck.DraftGone },
        { "request closed", DeliveryCheck.Closed },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_of_what_is_told_is_found_and_named(string change, string rule)
    {
        var released = Waiting();
        Change(released.Written, change);
        Assert.Contains(rule, Rules(released));
    }

    public static TheoryData<string, string> ChangesOfWords => new()
    {
        { "request for nobody", DeliveryCheck.WordsNotForPartner },
        { "request barred from the partner", DeliveryCheck.WordsNotForPartner },
        { "request under an embargo of others", DeliveryCheck.WordsNotForPartner },
        { "request red and for nobody", DeliveryCheck.WordsNotForPartner },
        { "wording for nobody", DeliveryCheck.WordsNotForPartner },
        { "other words for nobody", DeliveryCheck.WordsNotForPartner },
        { "source of another level", DeliveryCheck.Level },
        { "victim described otherwise", DeliveryCheck.Changed },
        { "somebody in the letter sealed", DeliveryCheck.Warned },
    };

    [Theory, MemberData(nameof(ChangesOfWords))]
    public void A_change_of_whom_its_words_are_for_of_a_level_within_it_or_of_what_the_check_warns_of_is_found(string change, string rule)
    {
        var released = WaitingInOwnWords();
        Assert.Empty(Rules(released));
        Change(released.Written, change);
        Assert.Equal(change == "request red and for nobody" ? [rule, DeliveryCheck.Words] : [rule], Rules(released));
    }

    [Fact]
    public void A_warning_holds_unless_somebody_answered_it_or_it_was_there_before()
    {
        var suspect = ListedDesk.With([Ostania, Sudria], new PartnerCorrected(Ostania, new(Ostania, null, Ostania, "", ListedDesk.CardOf(Ostania), true, [], "Its servers were used", null), "Learned"));
        var released = Waiting();
        Assert.Equal([DeliveryCheck.Warned], Rules(released, now: suspect));
        Assert.Empty(Rules(released, then: suspect, now: suspect));
        var release = released.View.Releases.All[0];
        var answered = release.Content.Proposal with { Warnings = [new("partner-is-suspect", null, "Suspect", "It may help all the same.", [])] };
        Assert.Empty(Rules(released, now: suspect, held: release with { Content = release.Content with { Proposal = answered } }));
    }

    public static TheoryData<string> Others => ["nothing", "hidden item added", "case renamed", "source graded", "item added to nothing", "other partner", "corrected and corrected back"];

    [Theory, MemberData(nameof(Others))]
    public void What_changes_nothing_that_is_told_holds_nothing_back(string change)
    {
        var released = Waiting();
        Change(released.Written, change);
        Assert.Empty(Rules(released));
    }

    [Fact]
    public void Other_words_and_another_format_of_the_program_hold_nothing_back_and_nor_does_another_name_of_the_desk()
    {
        var released = Waiting();
        // The bytes that were approved are other ones than this program composes: as after a change of the program.
        var release = Assert.Single(released.View.Releases.All);
        Assert.NotEqual("other", release.Content.Proposal.PlainSha256);
        Assert.Empty(Rules(released, held: release with { Content = release.Content with { Proposal = release.Content.Proposal with { PlainSha256 = "other" } } }));
        Assert.Empty(Rules(released, now: ListedDesk.With([Ostania, Sudria], new DeskSettingsChanged(new("Another name"), "Renamed"))));
    }

    [Fact]
    public void More_that_the_partner_may_be_told_now_holds_nothing_back()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new ObservableSeen("later", new("ipv4-addr", "203.0.113.99", 2, null, null)));
        released.Draft("one", [Ostania], "claim", "address", "later").Release("one", Ostania, ReleaseState.Approved);
        released.Written.Add(new MarkingChanged("later", ToBoth, "Agreed"));
        Assert.Empty(Rules(released));
    }

    [Fact]
    public void A_partner_that_left_the_group_through_which_it_may_know_is_not_told()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new ObservableSeen("shared", new("ipv4-addr", "203.0.113.42", 2, null, "to the group")), ToGroup);
        var within = ListedDesk.With([Ostania, Sudria], new PartnerGroupMade(Group, new("North", [Ostania])));
        Approve(released.Draft("one", [Ostania], "shared"), within);
        Assert.Empty(Rules(released, then: within, now: within));
        Assert.Equal([DeliveryCheck.NotForPartner], Rules(released, then: within, now: ListedDesk.With([Ostania, Sudria], new PartnerGroupMade(Group, new("North", [Sudria])))));
    }

    [Fact]
    public void A_partner_that_is_gone_and_keys_that_were_replaced_are_found()
    {
        var released = Waiting();
        Assert.Equal([DeliveryCheck.PartnerGone], Rules(released, now: ListedDesk.With([Ostania, Sudria], new PartnerWithdrawn(Ostania, "The treaty ended"))));
        Assert.Equal([DeliveryCheck.PartnerKeys], Rules(released, sealedTo: "another key"));
        var release = released.View.Releases.All[0];
        Assert.Equal([DeliveryCheck.OurKeys], Rules(released, held: release with { Content = release.Content with { SignedBy = "former" } }));
        Assert.Empty(Rules(released, held: release with { Content = release.Content with { SignedBy = "ours" } }));
    }

    [Fact]
    public void What_an_account_approved_that_was_closed_since_is_held_back_until_it_is_opened_again()
    {
        var released = Waiting();
        IReadOnlyList<string> After(params Fact[] desk) => Rules(released, now: ListedDesk.With([Ostania, Sudria], desk));
        var ben = new Person("Ben", "ben", [Role.Releaser], [], true);
        Assert.Equal([DeliveryCheck.WordGone], After(new PersonDisabled(Ben, ben, "Stolen password")));
        Assert.Empty(After(new PersonDisabled(Ben, ben, "Away"), new PersonChanged(Ben, ben with { Disabled = false }, "Back")));
        // The control: the account of who proposed it only. Another person has looked at it since.
        Assert.Empty(After(new PersonDisabled(Ana, new("Ana", "ana", [Role.Analyst, Role.Releaser], [], true), "Left")));
    }

    [Fact]
    public void Fewer_origins_than_at_the_approval_and_a_block_of_the_check_are_found_and_more_origins_are_not()
    {
        var released = WithPublicSecond();
        released.Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Approved);
        Assert.Empty(Rules(released));
        released.Written.Add(new ClaimWithdrawn("second", "It took it back"), Marking.Of(Tlp.Clear));
        Assert.Equal([DeliveryCheck.FewerOrigins, DeliveryCheck.Blocked], Rules(released));
        // The control: a third origin that comes in, and goes again before the approval, was never counted.
        var control = WithPublicSecond();
        control.Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Approved);
        control.Written.Add(new SourceNamed("third", new("Liv Dahl", "An editor", null, Standing.Journalist, null, [], null)), Marking.Of(Tlp.Clear))
            .Add(new ClaimMade("more", new("proposition", "third", Stance.Asserts, Standing.Journalist, true, Nature.Fact, null, null, null)), Marking.Of(Tlp.Clear));
        Assert.Empty(Rules(control));
    }

    [Fact]
    public void What_is_held_back_is_a_task_of_who_proposed_or_approved_it_and_of_everybody_once_its_approver_left()
    {
        const string Cleo = "person-cleo";
        var released = Waiting();
        released.Written.Add(new DeliveryHeldBack("release-one-" + Ostania, [new(DeliveryCheck.Closed, null, [])]), author: "desk");
        string[] Tasked(params Fact[] desk) => [.. new[] { Ana, Ben, Cleo }.Where(p =>
            HeldRelease.For(View.For(released.Written.File, AtDesk(p)), ListedDesk.With([Ostania, Sudria], desk))
                .Any(r => r.Id == "release-one-" + Ostania))];
        Assert.Equal([Ana, Ben], Tasked());
        Assert.Equal([Ana, Ben, Cleo], Tasked(new PersonDisabled(Ben, new("Ben", "ben", [Role.Releaser], [], true), "He left")));
        released.Release("one", Ostania, ReleaseState.Refused, "again");
        Assert.Equal([Ana, Ben], Tasked());
        released.Release("one", Ostania, ReleaseState.Proposed, "anew");
        Assert.Empty(Tasked());
    }

    public static TheoryData<string> Said =>
        ["title", "text", "asks", "legal basis", "due", "level", "answers", "disposition", "package that is answered",
            "object that is answered", "what a notice is about"];

    [Theory, MemberData(nameof(Said))]
    public void Every_word_of_a_letter_is_told_and_compared(string what)
    {
        var question = Question(Waiting());
        var copy = question.Then!;
        var said = copy.Outgoing;
        var other = what switch
        {
            "title" => said with { Title = "Another title" },
            "text" => said with { Text = "Another text" },
            "asks" => said with { Asks = [new("ask-one", "Who paid for it?")] },
            "legal basis" => said with { LegalBasis = "Another treaty" },
            "due" => said with { Due = Time(20_000) },
            "level" => said with { Tlp = Tlp.Red },
            "answers" => said with { Answers = [new("ask-one", Disposition.Accepted, "A travel agency.")] },
            "disposition" => said with { Disposition = Disposition.Declined },
            "package that is answered" => said with { AnsweredPackage = "package" },
            "object that is answered" => said with { AnsweredObject = "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50" },
            _ => said with
            {
                Notices = [new("claim", "claim", "note--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50", Time(1), Time(1), "package",
                Time(1), 0)]
            },
        };
        Assert.Equal(ToldContent.Of(copy).Words, ToldContent.Of(copy with { Outgoing = said with { } }).Words);
        Assert.NotEqual(ToldContent.Of(copy).Words, ToldContent.Of(copy with { Outgoing = other }).Words);
        Assert.Equal([DeliveryCheck.Words], DeliveryCheck.Reasons(question with { Then = copy with { Outgoing = other } })
            .Select(r => r.Rule));
    }

    [Fact]
    public void What_cannot_be_compared_with_what_was_approved_does_not_go()
    {
        var question = Question(Waiting());
        Assert.Empty(DeliveryCheck.Reasons(question));
        Assert.Equal([DeliveryCheck.Words], DeliveryCheck.Reasons(question with { Then = null }).Select(r => r.Rule));
    }

    [Fact]
    public void A_wording_that_was_put_into_a_compartment_since_does_not_go_though_its_approver_still_reads_it()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim");
        released.Written.Add(new RequestWorded("wording", new("one", Ostania, "To you we say this.", null)), ToBoth);
        released.Release("one", Ostania, ReleaseState.Approved);
        Assert.Empty(Rules(released));
        released.Written.Add(new MarkingChanged("wording", new(Tlp.Amber, [Ostania], ["crypto"]), "Sealed"));
        Assert.Contains(DeliveryCheck.WordsNotForPartner, Rules(released));
        Assert.Equal([DeliveryCheck.WordsNotForPartner], Rules(released, sender: AtDesk(Ben, true, "crypto")));
    }

    // An earlier program wrote no signer: what it approved before the keys were changed is signed by a key that we gave up.
    [Fact]
    public void What_was_approved_without_a_signer_before_our_keys_were_changed_does_not_go()
    {
        var released = Waiting();
        var release = released.View.Releases.All[0];
        Assert.Null(release.Content.SignedBy);
        DeskFile Rotated(string at) => ListedDesk.WithAt(at, [Ostania, Sudria], new Demarche.Exchange.DeskKeysRotated("statement"));
        Assert.Equal([DeliveryCheck.OurKeys], Rules(released, now: Rotated(Time(5_000))));
        Assert.Empty(Rules(released, now: Rotated(Time(0))));
    }

    [Fact]
    public void Another_package_to_the_partner_counts_from_when_it_left_and_not_while_it_is_on_its_way()
    {
        var released = new ReleasedCase();
        released.Written.Add(new SourceNamed("source", new(null, "An official", null, Standing.Official, new("k", "n", "c"), [Ana],
            null)), ToBoth)
            .Add(new PropositionStated("proposition", new(ReleasedCase.Said)), ToBoth)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Asserts, Standing.Official, false, Nature.Fact, null, null,
                null)), ToBoth)
            .Add(new SourceNamed("named", new("Ida Lund", "A minister", null, Standing.Official, null, [], null)), ToBoth)
            .Add(new ClaimMade("second", new("proposition", "named", Stance.Asserts, Standing.Official, true, Nature.Fact, null, null,
                null)), ToBoth);
        released.Draft("two", [Ostania], "second").Release("two", Ostania, ReleaseState.Approved)
            .Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Approved);
        // The other package may still be stopped: then the protected source would stand alone.
        Assert.Contains(DeliveryCheck.Blocked, Rules(released));
        released.Written.Add(new PackageSent("release-two-" + Ostania, "exchange"), author: "desk");
        Assert.Empty(Rules(released));
    }

    [Fact]
    public void What_the_partner_was_told_is_void_is_not_told_it_again_though_its_sender_knows_of_no_retraction()
    {
        var hidden = new Marking(Tlp.Amber, [], ["crypto"]);
        ReleasedCase Retracted(Action<WrittenCase> came)
        {
            var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
            released.Written.Add(new NoticeDrafted("notice", new(NoticeKind.Retraction, ["claim"], "It does not hold")), hidden)
                .Add(new ReleaseProposed("retraction", new(PackageKind.Retraction, "notice", Ostania, "p-9", Time(60), "sha", released.View.Releases.All[0].Content.Proposal.Items, [])), hidden);
            came(released.Written);
            return released.Draft("two", [Ostania], "claim").Release("two", Ostania, ReleaseState.Approved);
        }
        var gone = Retracted(w => w.Add(new ReleaseApproved("retraction", null, "s", 1), hidden).Add(new PackageSent("retraction", "exchange"), hidden));
        Assert.Equal([DeliveryCheck.Retracted], Rules(gone, about: "two"));
        // Its sender, who sees nothing of the retraction, reads that it is held back and no reason.
        gone.Written.Add(new DeliveryHeldBack("release-two-" + Ostania, [.. DeliveryCheck.Reasons(Question(gone, about: "two"))]), ToBoth);
        var shown = View.For(gone.Written.File, AtDesk(Ben)).Releases.Find("release-two-" + Ostania)!.Content;
        Assert.Equal(ReleaseState.HeldBack, shown.State);
        Assert.Empty(shown.HoldReasons);
        Assert.Single(View.For(gone.Written.File, AtDesk(Ben, true, "crypto")).Releases.Find("release-two-" + Ostania)!.Content.HoldReasons);

        // A retraction that was never approved, was refused, held back or stopped took nothing back.
        Action<WrittenCase>[] never =
        [
            _ => { },
            w => w.Add(new ReleaseRefused("retraction", "No"), hidden),
            w => w.Add(new ReleaseApproved("retraction", null, "s", 1), hidden).Add(new DeliveryHeldBack("retraction", []), hidden),
            w => w.Add(new ReleaseApproved("retraction", null, "s", 1), hidden).Add(new DeliveryStopped("retraction", "No"), hidden),
        ];
        foreach (var came in never)
        {
            var released = Retracted(came);
            Assert.Empty(Rules(released, about: "two"));
            Assert.False(Holding.IsRetracted(released.Written.File.Releases.All, "claim", Ostania));
        }
    }

    [Theory]
    [InlineData("request")]
    [InlineData("reply")]
    [InlineData("brief")]
    [InlineData("notice")]
    public void A_draft_of_whatever_kind_that_was_withdrawn_does_not_go(string kind)
    {
        var released = ReleasedCase.WithClaim();
        switch (kind)
        {
            case "request": released.Draft("d", [Ostania], "claim"); break;
            case "reply":
                released.Written.Add(new RequestTakenIn("in", new(Ostania, "p-1", new string('a', 64), Time(1), "Help", "Please", [], "Treaty", Time(900), "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50")), ToBoth)
                    .Add(new ReplyDrafted("d", new("in", Disposition.Accepted, "We help.", [], ["claim"])), ToBoth);
                break;
            case "brief": released.Written.Add(new BriefDrafted("d", new(Ostania, "A brief", "We know this. [1]", ["claim"])), ToBoth); break;
            default:
                released.Draft("one", [Ostania], "claim").Release("one", Ostania);
                released.Written.Add(new PropositionCorrected("proposition", new("Servers in Veld were used"), "Misread"), ToBoth);
                released.Notice("d", NoticeKind.Correction, "claim");
                break;
        }
        released.Release("d", Ostania, ReleaseState.Approved);
        Assert.Empty(Rules(released, about: "d"));
        released.Written.Add((Fact)(kind switch
        {
            "request" => new RequestWithdrawn("d", "Wrong"),
            "reply" => new ReplyWithdrawn("d", "Wrong"),
            "brief" => new BriefWithdrawn("d", "Wrong"),
            _ => new NoticeWithdrawn("d", "Wrong"),
        }), ToBoth);
        Assert.Equal([DeliveryCheck.DraftGone], Rules(released, about: "d"));
        Assert.Null(Outgoing.To(Ostania, "d", released.View));
    }

    [Fact]
    public void A_reason_is_told_to_who_sees_all_that_it_tells_of_and_the_check_s_to_the_approver_alone()
    {
        var released = Waiting();
        const string Id = "release-one-" + Ostania;
        released.Written.Add(new MarkingChanged("address", new(Tlp.Amber, [], ["crypto"]), "Sealed"), ToBoth)
            .Add(new DeliveryHeldBack(Id, [new(DeliveryCheck.NotForPartner, "address", []), new(DeliveryCheck.Blocked, "claim", []), new(DeliveryCheck.Closed, null, [])]));
        string[] Told(Audience reader) => [.. View.For(released.Written.File, reader).Releases.Find(Id)!.Content.HoldReasons.Select(r => r.Rule)];
        Assert.Equal([DeliveryCheck.Closed], Told(AtDesk(Ana)));
        // Of a package that is seen in part no reason is told that names what it holds, not even what its reader may see.
        released.Written.Add(new DeliveryHeldBack(Id, [new(DeliveryCheck.Changed, "claim", []), new(DeliveryCheck.Closed, null, [])]));
        Assert.Equal([DeliveryCheck.Closed], Told(AtDesk(Ana)));
        Assert.Equal([DeliveryCheck.Changed, DeliveryCheck.Closed], Told(AtDesk(Ana, true, "crypto")));
        released.Written.Add(new DeliveryHeldBack(Id, [new(DeliveryCheck.NotForPartner, "address", []),
            new(DeliveryCheck.Blocked, "claim", []), new(DeliveryCheck.Closed, null, [])]));
        Assert.Equal([DeliveryCheck.NotForPartner, DeliveryCheck.Closed], Told(AtDesk(Ana, true, "crypto")));
        Assert.Equal([DeliveryCheck.NotForPartner, DeliveryCheck.Blocked, DeliveryCheck.Closed], Told(AtDesk(Ben, true, "crypto")));
        Assert.Null(View.For(released.Written.File, new Audience.Partner(Ostania)).Releases.Find(Id));
    }
}
