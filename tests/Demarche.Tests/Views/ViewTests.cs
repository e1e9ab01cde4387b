using CsCheck;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Views;

public class ViewTests
{
    private static readonly Party Norland = new("Norland", PartyKind.State, "NL", "victim");
    private static readonly Source Official = new(null, "an official of Norland", null, Standing.Official, new("key-7", "nonce-7", "cipher-7"), [Ana], null);

    private static WrittenCase Whole() => new WrittenCase()
        .Add(new AccessGranted(Ben, CaseAccess.Read))
        .Add(new PartyNamed("party", Norland), ToBoth)
        .Add(new SourceNamed("source", Official), ToBoth)
        .Add(new SourceGraded("source", Official with { Grade = new(Reliability.B, Ben, Time(3), "grade-reason") }, "grade-reason"), ToBoth)
        .Add(new PropositionStated("proposition", new("The registry was wiped from outside.")), ToBoth)
        .Add(new DocumentTakenIn("document", new("secret-name", "a", "b", "text/plain", 1, "secret-from", null, null, null, null, null, null, null)))
        .Add(new ClaimMade("claim", new("proposition", "source", Stance.Asserts, Standing.Official, false, Nature.Fact, "said", new("document", 4, 8, "wipe"), null)), ToBoth)
        .Add(new ClaimCorrected("claim", new("proposition", "source", Stance.Suggests, Standing.Official, false, Nature.Fact, "said", new("document", 4, 8, "wipe"), null), "correct-reason"), ToBoth, Ben)
        .Add(new RequestDrafted("request", new("Logs", "Send logs.", [new("ask", "The logs")], "Treaty", Ana, Time(99), [Ostania, Sudria], ["claim"])), ToBoth)
        .Add(new RequestWorded("wording", new("request", Sudria, "sudria-words", null)), ToBoth)
        .Add(new RequestClosed("request", Sudria, "closed-reason"), ToBoth)
        .Add(new PartnerReminded("request", Sudria, "reminded-how"), ToBoth)
        .Add(new ReplyReceived("reply", new("request", Sudria, "sudria-package", "c", Time(0), Disposition.Answered, "sudria-answer", [])), ToBoth)
        .Add(new ContactHeld("contact", new(Sudria, new("2026"), "", "call", "sudria-people", "", "", "request")), ToBoth)
        .Add(new CommitmentMade("commitment", new(Sudria, "Logs are kept for a year.", true, null, "contact", null)), ToBoth)
        .Add(new WiderMarkingJustified("claim", "wider-reason"), ToBoth)
        .Add(new WiderMarkingJustified("commitment", "wider-reason"), ToBoth)
        .Add(new SourcesJoined("same", new(new("key-8", "nonce-8", "cipher-8"), new("key-9", "nonce-9", "cipher-9"))), ToBoth)
        .Add(new MarkingChanged("party", Marking.Of(Tlp.Amber, Ostania, Sudria), "marking-reason"), ToBoth);

    [Fact]
    public void A_partner_is_told_what_is_releasable_to_it()
    {
        var view = Whole().For(Ostania);
        Assert.Equal("Norland", view.Parties.Find("party")?.Content.Name);
        Assert.Equal(Stance.Suggests, view.Claims.Find("claim")?.Content.Stance);
        Assert.Equal("Logs are kept for a year.", view.Commitments.Find("commitment")?.Content.Text);
        Assert.Equal("an official of Norland", view.Sources.Find("source")?.Content.PublicName);
    }

    [Theory]
    [InlineData(Ana)]
    [InlineData(Ben)]
    [InlineData(Sudria)]
    [InlineData("-reason")]
    [InlineData("cipher-")]
    [InlineData("key-")]
    [InlineData("secret-")]
    [InlineData("sudria-")]
    [InlineData("reminded-how")]
    [InlineData("Norland's registry")]
    public void A_partner_is_told_no_author_no_reason_no_other_partner_and_no_sealed_identity(string word)
    {
        var written = Whole();
        Assert.DoesNotContain(word, ViewText.Of(written.For(Ostania)), StringComparison.Ordinal);
        // The control: the words stand in the case, so that their absence says something.
        Assert.Contains(written.Entries, e => (e.Author + e.Body + e.Marking).Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void No_view_holds_a_sealed_identity()
    {
        var file = Whole().File;
        foreach (var audience in new[] { AtDesk(), AtDesk(Ben), new Audience.Partner(Ostania), new Audience.Public(), new Audience.Desk() })
            Assert.Null(View.For(file, audience).Sources.Find("source")?.Content.Identity);
    }

    [Fact]
    public void A_handler_is_told_that_it_is_one_and_nobody_else_is()
    {
        var file = Whole().File;
        Assert.Equal([Ana], View.For(file, AtDesk()).Sources.Find("source")!.Content.Handlers);
        Assert.Empty(View.For(file, AtDesk(Ben)).Sources.Find("source")!.Content.Handlers);
    }

    [Fact]
    public void A_claim_is_not_shown_without_its_source_and_its_proposition()
    {
        var written = Whole().Add(new MarkingChanged("source", Internal, "r"));
        Assert.Null(written.For(Ostania).Claims.Find("claim"));
        Assert.NotNull(written.View.Claims.Find("claim"));
    }

    [Fact]
    public void A_passage_of_a_hidden_document_is_shown_as_its_words_alone() =>
        Assert.Equal(new PassageRef("", 0, 0, "wipe"), Whole().For(Ostania).Claims.Find("claim")!.Content.Passage);

    [Fact]
    public void What_only_changed_its_marking_or_its_grade_has_not_changed_for_a_partner()
    {
        var written = Whole();
        var before = ViewText.Of(written.For(Ostania));
        written.Add(new MarkingChanged("claim", Marking.Of(Tlp.Amber, Ostania), "narrowed"))
            .Add(new SourceGraded("source", Official with { Grade = new(Reliability.A, Ana, Time(50), "r") }, "r"), ToBoth);
        Assert.Equal(before, ViewText.Of(written.For(Ostania)));
        Assert.Equal(2, written.For(Ostania).Claims.Find("claim")!.History.Count);
    }

    [Fact]
    public void A_withdrawn_item_is_gone_for_a_partner_and_marked_withdrawn_at_the_desk()
    {
        var written = Whole().Add(new PartyWithdrawn("party", "r"));
        Assert.Null(written.For(Ostania).Parties.Find("party"));
        Assert.True(written.View.Parties.Find("party")!.IsWithdrawn);
    }

    [Fact]
    public void The_public_sees_what_is_clear_and_nothing_else()
    {
        var view = View.For(Whole().Add(new EffectRecorded("effect", new("party", "wiped", "All deeds.", null)), Marking.Of(Tlp.Clear)).File, new Audience.Public());
        Assert.Null(Assert.Single(view.Effects.All).Content.Victim);
        Assert.Empty(view.Parties.All);
        Assert.Empty(view.Claims.All);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"compartments":[],"releasableTo":["partner-ostania"]}""")]
    [InlineData("""{"compartments":[],"releasableTo":[],"tlp":"white"}""")]
    [InlineData("""{"compartments":[],"releasableTo":[],"tlp":"clear","until":"2027"}""")]
    [InlineData("""{"compartments":null,"releasableTo":[],"tlp":"clear"}""")]
    [InlineData("""{"releasableTo":[],"tlp":"clear"}""")]
    [InlineData("""{"compartments":[null],"releasableTo":[],"tlp":"clear"}""")]
    public void What_bears_an_unreadable_marking_is_seen_by_nobody(string marking)
    {
        var file = new WrittenCase().AddRaw("party-named", FactKinds.Draft(CaseId, Time(0), Ana, new(new PartyNamed("p", Norland), Internal)).Body, marking).File;
        Assert.NotNull(file.Parties.Find("p"));
        foreach (var audience in new[] { AtDesk(compartments: ["crypto", ""]), new Audience.Partner(Ostania), new Audience.Public() })
            Assert.Null(View.For(file, audience).Parties.Find("p"));
    }

    [Fact]
    public void The_same_case_and_audience_give_the_same_view() => RandomCase.Steps.Sample(steps =>
    {
        var entries = RandomCase.Entries(RandomCase.Facts(steps).Select(f => (f.Item, (Marked?)f.Fact)));
        foreach (var audience in new[] { AtDesk(readsRed: false), new Audience.Partner(Ostania), new Audience.Public() })
        {
            var file = CaseFile.Fold(CaseId, entries);
            var once = ViewText.Of(View.For(file, audience));
            Assert.Equal(once, ViewText.Of(View.For(file, audience)));
            Assert.Equal(once, ViewText.Of(View.For(CaseFile.Fold(CaseId, entries), audience)));
        }
    }, iter: 200);
}
