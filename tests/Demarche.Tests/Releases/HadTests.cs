using Demarche.Cases;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Who has had an item, since when, in which version.</summary>
public sealed class HadTests
{
    [Fact]
    public void Each_recipient_is_told_with_the_first_time_and_the_version()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania);
        var first = released.View.Releases.All[0].Content.SentAt;
        released.Written.Add(new PropositionCorrected("proposition", new("Servers in Ostania and Veld were used"), "A second report"), ToBoth);
        released.Draft("two", [Sudria], "claim").Release("two", Sudria);

        var (ostania, sudria) = (released.Had("claim", Ostania), released.Had("claim", Sudria));
        Assert.Equal((HoldingState.Earlier, first), (ostania.State, ostania.Since));
        Assert.Contains(ReleasedCase.Said, Assert.Single(ostania.Versions).Text, StringComparison.Ordinal);
        Assert.False(ostania.Versions[0].IsCurrent);
        Assert.Equal(HoldingState.Current, sudria.State);
        Assert.Contains("Veld", Assert.Single(sudria.Versions).Text, StringComparison.Ordinal);

        // Sent anew, the first partner has both versions, and the same first time.
        released.Draft("three", [Ostania], "claim").Release("three", Ostania);
        ostania = released.Had("claim", Ostania);
        Assert.Equal((HoldingState.Current, first, 2), (ostania.State, ostania.Since, ostania.Versions.Count));
        Assert.Equal([false, true], ostania.Versions.Select(v => v.IsCurrent));
    }

    [Fact]
    public void What_rests_within_something_was_had_with_it()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new PartyNamed("victim", new("The registry", PartyKind.Organisation, null, "victim")), ToBoth)
            .Add(new EffectRecorded("effect", new("victim", "data deleted", "The registry's data were deleted.", null)), ToBoth);
        released.Draft("one", [Ostania], "claim", "effect").Release("one", Ostania);
        foreach (var (within, item) in new[] { ("claim", "proposition"), ("claim", "source"), ("effect", "victim") })
            Assert.Equal(within, released.Had(item, Ostania).Item);
        Assert.Empty(HadModel.Of(released.View, DeskFile.Fold([]), "address")!.Rows);
        Assert.Single(HadModel.Of(released.View, DeskFile.Fold([]), "one")!.Words);
    }

    [Fact]
    public void A_claim_that_named_another_proposition_when_it_went_carried_that_one()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        var moved = released.View.Claims.Find("claim")!.Content with { Proposition = "other" };
        released.Written.Add(new PropositionStated("other", new("A group from Veld did it")), ToBoth).Add(new ClaimCorrected("claim", moved, "Misread"), ToBoth);
        Assert.Equal(HoldingState.Earlier, released.Had("proposition", Ostania).State);
        Assert.Empty(HadModel.Of(released.View, DeskFile.Fold([]), "other")!.Rows);
    }

    [Fact]
    public void What_was_approved_and_has_not_left_is_the_present_version_until_something_changes()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Approved);
        Assert.Equal((HoldingState.Nothing, true), (released.Had("claim", Ostania).State, Assert.Single(released.Had("claim", Ostania).Versions).IsCurrent));
        released.Written.Add(new PropositionCorrected("proposition", new("Servers in Veld were used"), "A second report"), ToBoth);
        Assert.False(Assert.Single(released.Had("claim", Ostania).Versions).IsCurrent);
    }

    [Theory]
    [InlineData(ReleaseState.Proposed)]
    [InlineData(ReleaseState.Refused)]
    public void What_was_never_approved_was_had_by_nobody(ReleaseState until)
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania, until);
        Assert.Empty(HadModel.Of(released.View, DeskFile.Fold([]), "claim")!.Rows);
    }

    [Fact]
    public void L44_Nothing_is_called_received_before_a_receipt()
    {
        foreach (var until in new[] { ReleaseState.Approved, ReleaseState.Sent, ReleaseState.Undeliverable })
        {
            var row = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania, until).Had("claim", Ostania);
            Assert.Null(row.Received);
            Assert.Null(Assert.Single(row.Versions).Received);
            Assert.Equal(until == ReleaseState.Approved, row.Since is null);
            Assert.Equal(until, row.Versions[0].State);
            Assert.Equal(until == ReleaseState.Approved ? HoldingState.Nothing : HoldingState.Current, row.State);
        }
        // The control: with the receipt it is.
        Assert.NotNull(ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania).Had("claim", Ostania).Received);
    }

    [Fact]
    public void What_the_partners_desk_did_not_store_was_not_received()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Sent);
        var held = released.View.Releases.All[0];
        released.Written.Add(new ReceiptHeld(held.Id, new(held.Content.Proposal.Package, "sha", "n", "o", released.Now,
            [new(held.Content.Proposal.Items[0].As, false, "broken")])));
        var row = released.Had("claim", Ostania);
        Assert.Null(row.Received);
        Assert.False(Assert.Single(row.Versions).Stored);
    }

    [Fact]
    public void Narrowed_and_withdrawn_items_no_longer_stand_for_who_has_them()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim", "address").Release("one", Ostania).Release("one", Sudria);
        released.Written.Add(new MarkingChanged("claim", Marking.Of(Tlp.Amber, Sudria), "Only for Sudria"), ToBoth);
        Assert.Equal((HoldingState.Gone, HoldingState.Current), (released.Had("claim", Ostania).State, released.Had("claim", Sudria).State));
        // The source as a whole goes with it: the claim rests on it.
        released.Written.Add(new SourceWithdrawn("source", "Not an engineer"), ToBoth);
        Assert.Equal(HoldingState.Gone, released.Had("claim", Sudria).State);
        Assert.False(Assert.Single(released.Had("claim", Sudria).Versions).IsCurrent);
        Assert.Equal(HoldingState.Current, released.Had("address", Ostania).State);
    }

    [Fact]
    public void A_change_that_no_package_tells_of_calls_for_no_correction()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim", "address").Release("one", Ostania);
        released.Written.Add(new SourceGraded("source", released.View.Sources.Find("source")!.Content with { Grade = new(Reliability.B, Ana, released.Now, "Tested") }, "Tested"), ToBoth)
            .Add(new Demarche.Observables.ObservableCorrected("address", released.View.Observables.Find("address")!.Content, "Seen again"), ToBoth);
        Assert.Equal((HoldingState.Current, HoldingState.Current), (released.Had("claim", Ostania).State, released.Had("address", Ostania).State));
        // The control: how credible it is, is told.
        released.Written.Add(new Demarche.Observables.ObservableCorrected("address", released.View.Observables.Find("address")!.Content with { Credibility = 1 }, "Seen again"), ToBoth);
        Assert.Equal(HoldingState.Earlier, released.Had("address", Ostania).State);
    }

    [Fact]
    public void A_victim_that_the_partner_was_never_told_of_is_in_no_version_it_has()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new PartyNamed("victim", new("The registry", PartyKind.Organisation, null, "victim")))
            .Add(new EffectRecorded("effect", new("victim", "data deleted", "Data were deleted.", null)), ToBoth);
        released.Draft("one", [Ostania], "effect").Release("one", Ostania);
        released.Written.Add(new PartyCorrected("victim", new("The land registry", PartyKind.Organisation, null, "victim"), "Full name"));
        Assert.Equal(HoldingState.Current, released.Had("effect", Ostania).State);
    }

    [Fact]
    public void L18_A_reader_learns_of_no_recipient_of_what_the_reader_may_not_see()
    {
        var secret = new Marking(Tlp.Amber, [Ostania], ["crypto"]);
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new PropositionStated("hidden", new("Only for the compartment")), secret)
            .Add(new ClaimMade("hidden-claim", new("hidden", "source", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), secret);
        released.Draft("one", [Ostania], "claim").Release("one", Ostania);
        var outside = View.For(released.Written.File, AtDesk(Ben));
        Assert.Null(HadModel.Of(outside, DeskFile.Fold([]), "hidden-claim"));
        Assert.Null(HadModel.Of(View.For(released.Written.File, new Audience.Partner(Ostania)), DeskFile.Fold([]), "claim")?.Rows.FirstOrDefault());
        Assert.Empty(LedgerList.Of(View.For(released.Written.File, new Audience.Public()), DeskFile.Fold([]), new(null, null, null, null, null, null, null)).Rows);
    }
}
