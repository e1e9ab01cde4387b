using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Hypotheses;

public sealed class RatingDecisionTests
{
    private readonly WrittenCase written = RivalCase.Written();

    [Fact]
    public void Where_a_machine_stands_can_only_be_rated_N_for_responsibility()
    {
        written.Add(new FindingRecorded("f", RivalCase.Found(FindingKind.WhereItStands)))
            .Add(new HypothesisStated("how", RivalCase.Rival("Through rented servers") with { Kind = HypothesisKind.Means, Question = "How?" }));
        var refused = RivalCase.Refused(Rate("f", new RateCell("r", "group", Consistency.C, "The servers stand in Westmark.", null)));
        Assert.Equal(("where-a-machine-stands-is-not-who-did-it", "consistency"), (refused.Rule, refused.Field));
        RivalCase.Allowed(Rate("f", new RateCell("r", "group", Consistency.N, "It says whom to ask.", null)));
        RivalCase.Allowed(Rate("f", new RateCell("r", "how", Consistency.CC, "They stand where it says.", null)));
        RivalCase.Allowed(Rate("c1", new RateCell("r", "group", Consistency.C, "It fits.", null)));
    }

    [Fact]
    public void A_rating_that_came_to_break_a_rule_counts_as_N_and_says_so()
    {
        written.Add(new FindingRecorded("f", RivalCase.Found(FindingKind.Behaviour))).Rate("f", "insider", Consistency.II);
        Assert.Equal(2, written.Matrix().Scores()[1]);
        written.Add(new FindingCorrected("f", RivalCase.Found(FindingKind.WhereItStands), "It is only an address."));
        var rating = written.Matrix().Rows.Single(r => r.Evidence.Id == "f").Cells[1].Ratings[0];
        Assert.Equal((Consistency.II, Consistency.N, "where-a-machine-stands-is-not-who-did-it"), (rating.Given, rating.Counted, rating.Rule));
        Assert.Equal(0, written.Matrix().Scores()[1]);
    }

    [Fact]
    public void No_evidence_for_is_N_unless_a_search_would_have_found_it()
    {
        written.Add(new ClaimMade("none", RivalCase.Said("inside", "westmark", Stance.NoEvidenceFor, null))).Add(new ClaimMade("silent", RivalCase.Said("inside", "norland", Stance.AskedAbout, null)));
        foreach (var evidence in (string[])["none", "silent"])
        {
            Assert.Equal("no-evidence-needs-a-search", RivalCase.Refused(Rate(evidence, new RateCell("r", "group", Consistency.I, "They found nothing.", " "))).Rule);
            RivalCase.Allowed(Rate(evidence, new RateCell("r", "group", Consistency.N, "They found nothing.", null)));
            RivalCase.Allowed(Rate(evidence, new RateCell("r", "group", Consistency.I, "They found nothing.", "All logs of March were read, which hold every sign-in.")));
        }
    }

    [Fact]
    public void A_rater_has_one_rating_in_a_cell_whichever_copy_is_rated()
    {
        written.Add(new ClaimMade("copy", RivalCase.Said("relay", "norland", Stance.Asserts, "wire"))).Rate("c1", "group", Consistency.I);
        var first = written.View.Ratings.All[0];
        var changed = Assert.IsType<RatingChanged>(Assert.Single(RivalCase.Allowed(Rate("copy", new RateCell("new", "group", Consistency.C, "Read again.", null))).Facts).Fact);
        Assert.Equal((first.Id, "c1", Consistency.C), (changed.Id, changed.Content.Evidence, changed.Content.Consistency));
        // Another rater's is another one.
        Assert.IsType<RatingGiven>(Assert.Single(RivalCase.Allowed(RatingDecisions.Rate(written.View,
            new("copy", [new("new", "group", Consistency.C, "I differ.", null)], WrittenCase.Ben, null))).Facts).Fact);
        Assert.Equal("something-must-change", RivalCase.Refused(Rate("c1", new RateCell("new", "group", Consistency.I, "Because.", null))).Rule);
    }

    [Fact]
    public void A_withdrawn_rating_is_given_again_as_the_same_one()
    {
        written.Rate("c1", "group", Consistency.I);
        var id = written.View.Ratings.All[0].Id;
        written.Add(new RatingWithdrawn(id, "Too quick."));
        Assert.Null(written.Matrix().Rows.Single(r => r.Evidence.Id == "c1").Cells[0].Points);
        foreach (var marked in RivalCase.Allowed(Rate("c1", new RateCell("new", "group", Consistency.I, "Because.", null))).Facts) written.Add(marked.Fact, marked.Marking);
        Assert.Equal((id, 1d), (Assert.Single(written.View.Ratings.Standing).Id, written.Matrix().Scores()[0]));
    }

    [Fact]
    public void Nobody_withdraws_anothers_rating()
    {
        written.Rate("c1", "group", Consistency.I, WrittenCase.Ben);
        var id = written.View.Ratings.All[0].Id;
        Assert.Equal("a-rating-is-its-raters", RivalCase.Refused(RatingDecisions.Withdraw(written.View, new(id, WrittenCase.Ana, "No.", null))).Rule);
        RivalCase.Allowed(RatingDecisions.Withdraw(written.View, new(id, WrittenCase.Ben, "Too quick.", null)));
    }

    [Fact]
    public void A_row_is_rated_whole_or_not_at_all_and_each_rating_has_its_reason()
    {
        Assert.Equal("text-must-be-given", RivalCase.Refused(Rate("c1", new RateCell("r", "group", Consistency.C, "It fits.", null), new RateCell("s", "insider", Consistency.I, " ", null))).Rule);
        Assert.Equal("one-rating-for-each-rater-and-cell", RivalCase.Refused(Rate("c1", new RateCell("r", "group", Consistency.C, "x", null), new RateCell("s", "group", Consistency.I, "y", null))).Rule);
        Assert.Equal("item-must-exist", RivalCase.Refused(Rate("relay", new RateCell("r", "group", Consistency.C, "x", null))).Rule);
        Assert.Equal("rating-must-be-given", RivalCase.Refused(Rate("c1")).Rule);
    }

    [Fact]
    public void A_rating_keeps_its_marking_until_that_is_changed()
    {
        written.Rate("c1", "group", Consistency.I);
        Decision Again(Marking? marking, Consistency consistency = Consistency.C) =>
            RatingDecisions.Rate(written.View, new("c1", [new("new", "group", consistency, "Read again.", null)], WrittenCase.Ana, marking));
        var refused = RivalCase.Refused(Again(Marking.Of(Tlp.Red)));
        Assert.Equal(("a-rating-keeps-its-marking", "marking"), (refused.Rule, refused.Field));
        Assert.Contains("TLP:AMBER", refused.Message, StringComparison.Ordinal);
        Assert.Equal("a-rating-keeps-its-marking", RivalCase.Refused(Again(Marking.Of(Tlp.Red), Consistency.I)).Rule);
        Assert.Equal(WrittenCase.Internal, Assert.Single(RivalCase.Allowed(Again(WrittenCase.Internal)).Facts).Marking);
        RivalCase.Allowed(Again(null));
    }

    [Fact]
    public void No_judgement_withdraws_the_raters_own_rating_and_nothing_else()
    {
        written.Rate("c1", "group", Consistency.I).Rate("c1", "group", Consistency.C, WrittenCase.Ben);
        var own = written.View.Ratings.All.Single(r => r.Author == WrittenCase.Ana);
        var cells = new RatingForm([new("group", null, "Because.", null), new("insider", Consistency.C, null, null), new("rest", null, null, null)], "The log was another day's.", null).ToCells();
        var facts = RivalCase.Allowed(Rate("c1", [.. cells])).Facts;
        Assert.Equal(2, facts.Count);
        Assert.Equal(new RatingWithdrawn(own.Id, "The log was another day's."), facts[0].Fact);
        Assert.Equal("insider", Assert.IsType<RatingGiven>(facts[1].Fact).Content.Hypothesis);
        Assert.NotEqual("", Assert.IsType<RatingWithdrawn>(Assert.Single(RivalCase.Allowed(Rate("c1", new RateCell("r", "group", null, "", null))).Facts).Fact).Reason);
        Assert.Equal("rating-must-be-given", RivalCase.Refused(Rate("c1", new RateCell("r", "rest", null, "", null))).Rule);
    }

    [Fact]
    public void What_somebody_searched_is_no_longer_than_any_text() => Assert.Equal("text-must-be-short-enough",
        RivalCase.Refused(Rate("c1", new RateCell("r", "group", Consistency.C, "It fits.", new string('s', Rules.LongestText + 1)))).Rule);

    private Decision Rate(string evidence, params RateCell[] cells) => RatingDecisions.Rate(written.View, new(evidence, cells, WrittenCase.Ana, null));
}
