using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.Sources;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Claims;

public sealed class ClaimDecisionTests
{
    private static readonly Document Paper = new("paper.txt", "a", "b", "text/plain", 9, "a newsstand", null, null, null, null, null, null, null);
    private static readonly Claim Said = new("p", "s", Stance.Asserts, Standing.Official, true, Nature.Fact, "said", null, new("2026-03-20"));
    private readonly WrittenCase written = new WrittenCase()
        .Add(new SourceNamed("s", new("Norland's government", "", null, Standing.Official, null, [], null)))
        .Add(new PropositionStated("p", new("The registry was wiped from Westmark.")));

    [Fact]
    public void A_claim_in_the_words_of_a_standing_proposition_is_on_that_one()
    {
        var allowed = Allowed(ClaimDecisions.Make(written.View, new("c", null, "the registry was wiped from Westmark", "new", Said with { Proposition = "" }, null)));
        Assert.Equal("p", ((ClaimMade)Assert.Single(allowed.Facts).Fact).Content.Proposition);
    }

    [Fact]
    public void A_claim_takes_its_documents_marking_where_none_is_given()
    {
        var red = Marking.Of(Tlp.Red);
        written.Add(new DocumentTakenIn("d", Paper), red);
        var allowed = Allowed(ClaimDecisions.Make(written.View, new("c", "p", null, "", Said with { Passage = new("d", 0, 3, "why") }, null)));
        Assert.Equal(red, allowed.Facts[0].Marking);
    }

    [Fact]
    public void Words_out_of_a_partners_document_inherit_the_partner_and_are_not_the_partners_own()
    {
        written.Add(new DocumentTakenIn("d", Paper), new Marking(Tlp.Amber, [WrittenCase.Sudria], [], WrittenCase.Ostania));
        var claim = Said with { Passage = new("d", 0, 3, "why") };
        foreach (var given in new[] { null, Marking.Of(Tlp.Red) })
        {
            var marking = Allowed(ClaimDecisions.Make(written.View, new("c", "p", null, "", claim, given))).Facts[0].Marking;
            Assert.Equal((WrittenCase.Ostania, true), (marking.Originator, marking.Derived));
            // It is our reading: the partner does not see it for having given us the document.
            Assert.False(Ruling.For(marking, new Audience.Partner(WrittenCase.Ostania)).Seen);
        }
    }

    [Fact]
    public void A_claim_is_not_corrected_onto_a_proposition_that_was_withdrawn()
    {
        written.Add(new ClaimMade("c", Said)).Add(new PropositionStated("q", new("It was otherwise.")));
        // The control: while it stands, it is.
        Assert.IsType<Decision.Allowed>(ClaimDecisions.Correct(written.View, new("c", Said with { Proposition = "q" }, "Misread.", null)));
        written.Add(new PropositionWithdrawn("q", "Nobody says it."));
        Assert.Equal("item-must-stand", Assert.IsType<Decision.Refused>(ClaimDecisions.Correct(written.View, new("c", Said with { Proposition = "q" }, "Misread.", null))).Rule);
    }

    [Fact]
    public void A_correction_keeps_the_passage_even_one_that_its_writer_may_not_see()
    {
        var vault = new Marking(Tlp.Amber, [], ["vault"]);
        written.Add(new DocumentTakenIn("d", Paper), vault).Add(new ClaimMade("c", Said with { Passage = new("d", 0, 3, "why") }));
        Assert.Equal("", written.View.Claims.Find("c")!.Content.Passage!.Document);
        var decision = ClaimDecisions.Correct(written.View, new("c", Said with { Stance = Stance.Denies }, "Misread.", null));
        var corrected = (ClaimCorrected)Allowed(ClaimDecisions.Carry(written.File, decision)).Facts[0].Fact;
        Assert.Equal(new PassageRef("d", 0, 3, "why"), corrected.Content.Passage);
        Assert.Equal(Stance.Denies, corrected.Content.Stance);
    }

    [Fact]
    public void Withdrawing_a_claim_keeps_its_history()
    {
        written.Add(new ClaimMade("c", Said));
        foreach (var fact in Allowed(ClaimDecisions.Withdraw(written.View, new("c", "The source took it back.", null))).Facts) written.Add(fact.Fact, fact.Marking);
        var held = written.View.Claims.Find("c")!;
        Assert.True(held.IsWithdrawn);
        Assert.Equal(Said, held.Content);
        Assert.Equal(["claim-made", "claim-withdrawn"], held.History.Select(h => h.What));
        Assert.Equal("The source took it back.", held.History[1].Reason);
        Assert.Equal("item-must-stand", Assert.IsType<Decision.Refused>(ClaimDecisions.Withdraw(written.View, new("c", "Again.", 2))).Rule);
    }

    [Fact]
    public void A_proposition_with_claims_stays_and_the_same_words_are_stated_once()
    {
        written.Add(new ClaimMade("c", Said));
        Assert.Equal("proposition-with-claims-must-stay", Assert.IsType<Decision.Refused>(PropositionDecisions.Withdraw(written.View, new("p", "x", null))).Rule);
        Assert.Equal("proposition-must-be-new", Assert.IsType<Decision.Refused>(
            PropositionDecisions.State(written.View, new("q", "THE REGISTRY was wiped from Westmark", null))).Rule);
    }

    [Fact]
    public void Nothing_is_claimed_of_a_source_that_the_writer_may_not_see()
    {
        written.Add(new SourceNamed("hidden", new("Somebody", "", null, Standing.Official, null, [], null)), new Marking(Tlp.Amber, [], ["vault"]));
        var hidden = Assert.IsType<Decision.Refused>(ClaimDecisions.Make(written.View, new("c", "p", null, "", Said with { Source = "hidden" }, null)));
        var missing = Assert.IsType<Decision.Refused>(ClaimDecisions.Make(written.View, new("c", "p", null, "", Said with { Source = "no such" }, null)));
        Assert.Equal(missing, hidden);
    }

    private static Decision.Allowed Allowed(Decision decision) => Assert.IsType<Decision.Allowed>(decision);
}
