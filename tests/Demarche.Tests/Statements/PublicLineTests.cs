using Demarche.Cases;
using Demarche.Claims;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Statements;

public class PublicLineTests
{
    private static WrittenCase Claimed(Stance stance) => new WrittenCase()
        .Add(new SourceNamed("s", new("The operator", "The operator", null, Standing.Company, null, [], null)))
        .Add(new PropositionStated("p", new("Backups were kept.")))
        .Add(new ClaimMade("c", new("p", "s", stance, Standing.Company, true, Nature.Fact, null, null, null)));

    private static Statement Said(string at, params PublicStance[] stances) => new($"Said on {at}.", new(at), "The minister", stances);

    [Theory]
    [InlineData(Stance.Asserts, Stance.Denies, Bearing.Contradicts)]
    [InlineData(Stance.Suggests, Stance.Denies, Bearing.Contradicts)]
    [InlineData(Stance.Denies, Stance.Asserts, Bearing.Contradicts)]
    [InlineData(Stance.Denies, Stance.Suggests, Bearing.Contradicts)]
    [InlineData(Stance.NoEvidenceFor, Stance.Asserts, Bearing.IsClaimedAlthough)]
    [InlineData(Stance.Asserts, Stance.NoEvidenceFor, null)]
    [InlineData(Stance.Denies, Stance.NoEvidenceFor, null)]
    [InlineData(Stance.NoEvidenceFor, Stance.Denies, null)]
    [InlineData(Stance.Asserts, Stance.Asserts, null)]
    [InlineData(Stance.Denies, Stance.AskedAbout, null)]
    public void A_denial_contradicts_and_the_lack_of_evidence_does_not(Stance said, Stance claimed, Bearing? bearing)
    {
        var line = PublicLine.Of(Claimed(claimed).Add(new StatementMade("st", Said("2026-03-02", new PublicStance("p", said)))).View);
        Assert.Equal(bearing, line.Disagreements.FirstOrDefault()?.Bearing);
    }

    [Fact]
    public void The_latest_statement_on_a_proposition_holds_and_the_earlier_ones_are_kept()
    {
        var written = Claimed(Stance.Asserts)
            .Add(new StatementMade("late", Said("2026-03-05", new PublicStance("p", Stance.Asserts))))
            .Add(new StatementMade("early", Said("2026-03-02", new PublicStance("p", Stance.Denies))));
        var point = Assert.Single(PublicLine.Of(written.View).Points);
        Assert.Equal(("late", Stance.Asserts), (point.Now.Statement, point.Now.Stance));
        Assert.Equal("early", Assert.Single(point.Before).Statement);
        Assert.Empty(PublicLine.Of(written.View).Disagreements);
        written.Add(new StatementWithdrawn("late", "r"));
        Assert.Single(PublicLine.Of(written.View).Disagreements);
    }

    [Fact]
    public void A_withdrawn_claim_disagrees_with_nothing()
    {
        var written = Claimed(Stance.Denies).Add(new StatementMade("st", Said("2026-03-02", new PublicStance("p", Stance.Asserts)))).Add(new ClaimWithdrawn("c", "r"));
        Assert.Empty(PublicLine.Of(written.View).Disagreements);
    }

    [Fact]
    public void A_statement_needs_words_a_speaker_a_real_date_and_stances_on_what_stands()
    {
        var view = Claimed(Stance.Asserts).View;
        Assert.Equal("text-must-be-given", Rule(StatementDecisions.Make(view, new("x", Said("2026-03-02") with { Text = "" }, null))));
        Assert.Equal("text-must-be-given", Rule(StatementDecisions.Make(view, new("x", Said("2026-03-02") with { Speaker = "" }, null))));
        Assert.Equal("time-must-be-real", Rule(StatementDecisions.Make(view, new("x", Said("2026-13-02"), null))));
        Assert.Equal("item-must-exist", Rule(StatementDecisions.Make(view, new("x", Said("2026", new PublicStance("nothing", Stance.Denies)), null))));
        Assert.Equal("one-stance-for-each-proposition", Rule(StatementDecisions.Make(
            view, new("x", Said("2026", new PublicStance("p", Stance.Denies), new PublicStance("p", Stance.Asserts)), null))));
        Assert.IsType<Decision.Allowed>(StatementDecisions.Make(view, new("x", Said("2026", new PublicStance("p", Stance.Denies)), null)));
    }

    [Fact]
    public void Correcting_a_statement_keeps_a_stance_that_its_corrector_may_not_see()
    {
        var written = Claimed(Stance.Asserts).Add(new PropositionStated("red", new("It was us.")), Demarche.Markings.Marking.Of(Tlp.Red))
            .Add(new StatementMade("st", Said("2026", new PublicStance("p", Stance.Denies), new PublicStance("red", Stance.Denies))));
        var view = Demarche.Views.View.For(written.File, AtDesk(readsRed: false));
        Assert.Single(view.Statements.Find("st")!.Content.Stances);
        var allowed = Assert.IsType<Decision.Allowed>(StatementDecisions.Correct(view, new("st", Said("2026", new PublicStance("p", Stance.Asserts)), "r", null)));
        Assert.Equal(["p", "red"], ((StatementCorrected)allowed.Facts[0].Fact).Content.Stances.Select(s => s.Proposition));
    }
}
