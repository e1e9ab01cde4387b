using System.Text;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Stix;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Corrections and retractions: to exactly those who have another version, and valid versions of the objects they know.</summary>
public sealed class NoticeTests
{
    [Fact]
    public void A_correction_goes_to_exactly_those_who_have_the_earlier_version()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania);
        Correct(released);
        released.Draft("two", [Sudria], "claim").Release("two", Sudria);
        released.Notice("notice", NoticeKind.Correction, "claim");
        Assert.Equal([Ostania], Noticed.Partners(released.View, released.View.Notices.Find("notice")!));
        Assert.Null(Outgoing.To(Sudria, "notice", released.View));

        released.Release("notice", Ostania);
        Assert.Equal(HoldingState.Current, released.Had("claim", Ostania).State);
        Assert.Equal(PackageKind.Correction, released.Had("claim", Ostania).Versions[^1].Kind);
        // Nobody is left to tell, so nothing more can be proposed of it.
        Assert.Null(Outgoing.To(Ostania, "notice", released.View));
        Assert.Equal("notice-must-reach-somebody", Assert.IsType<Decision.Refused>(NoticeDecisions.Draft(released.View, new("again", new(NoticeKind.Correction, ["claim"], "Again"), null))).Rule);
    }

    [Fact]
    public void A_correction_is_a_later_version_of_the_object_that_the_partner_has()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        Correct(released);
        released.Notice("notice", NoticeKind.Correction, "claim").Release("notice", Ostania);
        var history = HistoryOf(released, Ostania, "claim");
        Assert.Single(history.Earlier);
        Assert.Empty(history.Rejected);
        Assert.True(history.Current.Modified > history.Earlier[0].Modified);
        Assert.Contains("Veld", history.Current.Text("content")!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_retraction_is_the_next_version_revoked_and_repeats_nothing()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        released.Written.Add(new ClaimWithdrawn("claim", "The source took it back, says our own source"), ToBoth);
        released.Notice("notice", NoticeKind.Retraction, "claim");
        var composed = Composed.Of(released.Written.For(Ostania), Outgoing.To(Ostania, "notice", released.View)!,
            new("package-2", released.Now, "desk-n", "Norland CSIRT", "desk-o", "Ostania"));
        Assert.DoesNotContain(ReleasedCase.Said, Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain("our own source", Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"retraction\"", Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);

        released.Release("notice", Ostania);
        var history = HistoryOf(released, Ostania, "claim");
        Assert.True(history.Current.Revoked);
        Assert.Empty(history.Rejected);
        Assert.Equal((history.Earlier[0].Created, history.Earlier[0].CreatedByRef), (history.Current.Created, history.Current.CreatedByRef));
        var row = released.Had("claim", Ostania);
        Assert.Equal(HoldingState.Retracted, row.State);
        Assert.NotNull(row.Retraction!.Acknowledged);
    }

    [Fact]
    public void A_retraction_is_acknowledged_by_its_receipt_alone()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        released.Written.Add(new ClaimWithdrawn("claim", "Wrong"), ToBoth);
        released.Notice("notice", NoticeKind.Retraction, "claim").Release("notice", Ostania, ReleaseState.Sent);
        var retraction = released.Had("claim", Ostania).Retraction!;
        Assert.Null(retraction.Acknowledged);
        Assert.NotNull(retraction.Left);
    }

    [Fact]
    public void An_address_that_has_no_versions_is_ended_by_the_note_alone()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "address").Release("one", Ostania);
        released.Written.Add(new ObservableWithdrawn("address", "A typing error"), ToBoth);
        released.Notice("notice", NoticeKind.Retraction, "address").Release("notice", Ostania);
        var address = Assert.Single(released.Sent[Ostania], o => o.Type == "ipv4-addr");
        var note = Assert.Single(released.Sent[Ostania], o => o.Type == "note" && o.Text("abstract") == BundleWriter.RetractionAbstract);
        // The note on the address ends as a note does.
        var noted = Assert.Single(ObjectHistory.Of(released.Sent[Ostania]), h => h.Earlier.Any(o => o.Text("abstract") == BundleWriter.ObservableNoteAbstract));
        Assert.True(noted.Current.Revoked);
        Assert.Equal(new[] { address.Id, noted.Current.Id }.OrderBy(i => i.ToString(), StringComparer.Ordinal), note.ObjectRefs.OrderBy(i => i.ToString(), StringComparer.Ordinal));
        Assert.Equal(HoldingState.Retracted, released.Had("address", Ostania).State);
    }

    [Fact]
    public void Narrowing_calls_for_a_retraction_from_those_alone_who_may_no_longer_have_it()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania).Release("one", Sudria);
        released.Written.Add(new MarkingChanged("proposition", Marking.Of(Tlp.Amber, Sudria), "Its originator asked"), ToBoth);
        var list = NoticeList.Of(released.View, DeskFile.Fold([]));
        Assert.Empty(list.Corrections);
        Assert.Equal([Ostania], Assert.Single(list.Retractions).Recipients.Select(r => r.Partner));
        Assert.False(list.Retractions[0].IsWithdrawn);
        released.Notice("notice", NoticeKind.Retraction, "claim").Release("notice", Ostania);
        Assert.Empty(NoticeList.Of(released.View, DeskFile.Fold([])).Retractions);
        Assert.Equal(HoldingState.Current, released.Had("claim", Sudria).State);
    }

    [Fact]
    public void One_id_and_time_never_carry_two_texts_over_all_that_a_partner_was_sent()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim", "address").Release("one", Ostania);
        Correct(released);
        released.Notice("first", NoticeKind.Correction, "claim").Release("first", Ostania);
        released.Draft("two", [Ostania], "claim").Release("two", Ostania);
        released.Written.Add(new PropositionWithdrawn("proposition", "It does not hold"), ToBoth);
        released.Notice("second", NoticeKind.Retraction, "claim").Release("second", Ostania);
        var histories = ObjectHistory.Of(released.Sent[Ostania]);
        Assert.Empty(histories.SelectMany(h => h.Rejected));
        Assert.Contains(histories, h => h is { Current.Revoked: true, Earlier.Count: 2 });
    }

    // Two notices were drafted before either went: the second was stopped, and the first holds.
    [Fact]
    public void A_retraction_that_was_stopped_or_held_back_does_not_undo_the_one_that_went()
    {
        foreach (var ended in new Fact[] { new DeliveryStopped("release-second-" + Ostania, "Once is enough"),
            new DeliveryHeldBack("release-second-" + Ostania, []) })
        {
            var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
            released.Written.Add(new ClaimWithdrawn("claim", "Misread"), ToBoth);
            released.Notice("first", NoticeKind.Retraction, "claim").Notice("second", NoticeKind.Retraction, "claim")
                .Release("first", Ostania, ReleaseState.Proposed).Release("second", Ostania, ReleaseState.Proposed);
            released.Written.Add(new ReleaseApproved("release-first-" + Ostania, null, "sealed", 7), author: Ben)
                .Add(new PackageSent("release-first-" + Ostania, "file"), author: Ben)
                .Add(new ReleaseApproved("release-second-" + Ostania, null, "sealed", 7), author: Ben).Add(ended, author: "desk");
            Assert.Equal(HoldingState.Retracted, released.Had("claim", Ostania).State);
            Assert.Empty(NoticeList.Of(released.View, DeskFile.Fold([])).Retractions);
        }
    }

    [Fact]
    public void What_was_retracted_never_goes_to_that_partner_again()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania);
        released.Written.Add(new ClaimWithdrawn("claim", "Wrong"), ToBoth);
        released.Notice("notice", NoticeKind.Retraction, "claim").Release("notice", Ostania);
        released.Written.Add(new ClaimCorrected("claim", released.View.Claims.Find("claim")!.Content with { Stance = Stance.Asserts }, "It holds after all"), ToBoth);
        released.Draft("two", [Ostania, Sudria], "claim");
        Assert.True(Holding.IsRetracted(released.View.Releases.All, "claim", Ostania));
        Assert.False(Holding.IsRetracted(released.View.Releases.All, "claim", Sudria));
        var again = Composed.Of(released.Written.For(Ostania), Outgoing.To(Ostania, "two", released.View)! with { Retracted = ["claim"] },
            new("package-3", released.Now, "desk-n", "Norland CSIRT", "desk-o", "Ostania"));
        Assert.Empty(again.Items);
        Assert.Equal(["claim"], again.Withheld);
        Assert.Contains("retracted from this partner", string.Join(' ', ItemChoice.WhyWithheld(released.View, "claim", new Audience.Partner(Ostania))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_that_went_is_not_withdrawn_and_one_that_did_not_is()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        Correct(released);
        released.Notice("notice", NoticeKind.Correction, "claim");
        Assert.IsType<Decision.Allowed>(NoticeDecisions.Withdraw(released.View, new("notice", "Not yet", null)));
        released.Release("notice", Ostania, ReleaseState.Sent);
        Assert.Equal("what-was-sent-stays", Assert.IsType<Decision.Refused>(NoticeDecisions.Withdraw(released.View, new("notice", "Not yet", null))).Rule);
    }

    [Fact]
    public void No_audience_outside_the_desk_sees_the_draft_of_a_notice()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        Correct(released);
        released.Notice("notice", NoticeKind.Correction, "claim");
        Assert.Empty(released.Written.For(Ostania).Notices.All);
    }

    private static void Correct(ReleasedCase released) =>
        released.Written.Add(new PropositionCorrected("proposition", new("Servers in Ostania and Veld were used"), "A second report"), ToBoth);

    private static ObjectHistory HistoryOf(ReleasedCase released, string partner, string item)
    {
        var known = released.View.Releases.All.SelectMany(r => r.Content.Proposal.Items).First(i => i.Item == item).As;
        return Assert.Single(ObjectHistory.Of(released.Sent[partner]), h => h.Current.Id.ToString() == known);
    }
}
