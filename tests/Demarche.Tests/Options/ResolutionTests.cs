using Demarche.Cases;
using Demarche.Markings;
using Demarche.Options;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Options;

public sealed class ResolutionTests
{
    private static readonly Resolution Chosen = new(["sanction"], "Its banks are cut off.", "The council", "It was wiped.", [new("The envoy", "Too soon.")], "2026-03-01", false);

    [Fact]
    public void A_decision_chooses_options_and_says_by_what_authority_and_why()
    {
        var view = new OptionCase().View;
        string? Taking(Resolution resolution) => Rule(ResolutionDecisions.Take(view, new("x", resolution, null)));
        Assert.Null(Taking(Chosen));
        Assert.Equal("option-must-be-chosen", Taking(Chosen with { Options = [] }));
        Assert.Equal("item-must-exist", Taking(Chosen with { Options = ["nothing"] }));
        Assert.Equal("text-must-be-given", Taking(Chosen with { Authority = "" }));
        Assert.Equal("text-must-be-given", Taking(Chosen with { Reasons = "" }));
        Assert.Equal("text-must-be-given", Taking(Chosen with { Dissents = [new("", "No.")] }));
        Assert.Equal("review-must-be-a-day", Taking(Chosen with { ReviewOn = "soon" }));
        Assert.Equal("review-must-be-a-day", Taking(Chosen with { ReviewOn = "2026-02-30" }));
    }

    [Fact]
    public void An_undisclosed_decision_goes_to_no_partner_now_or_later()
    {
        var options = new OptionCase();
        const string rule = "an-undisclosed-decision-goes-to-no-partner";
        Assert.Equal(rule, Rule(ResolutionDecisions.Take(options.View, new("x", Chosen, ToOstania))));
        Assert.Equal(rule, Rule(ResolutionDecisions.Take(options.View, new("x", Chosen, Marking.Of(Tlp.Clear)))));
        Assert.IsType<Decision.Allowed>(ResolutionDecisions.Take(options.View, new("x", Chosen with { Disclosed = true }, ToOstania)));
        options.Add(new DecisionTaken("d", Chosen));
        Assert.Equal(rule, Rule(CaseDecisions.Mark(options.View, OptionCase.Desk, new("d", ToOstania, "r", null))));
        Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(options.View, OptionCase.Desk, new("d", Marking.Of(Tlp.Red), "r", null)));
        // What was disclosed and released by its marking is not made undisclosed under that marking.
        options.Add(new DecisionTaken("told", Chosen with { Disclosed = true }), ToOstania);
        Assert.Equal(rule, Rule(ResolutionDecisions.Correct(options.View, new CorrectDecision("told", Chosen, "r", null))));
        Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(options.View, OptionCase.Desk, new("told", ToBoth, "r", null)));
    }

    [Fact]
    public void The_cases_default_marking_is_taken_without_its_partners_where_a_decision_is_undisclosed()
    {
        var options = new OptionCase().Add(new DefaultMarkingSet(ToBoth, "r"));
        var allowed = Assert.IsType<Decision.Allowed>(ResolutionDecisions.Take(options.View, new("x", Chosen, null)));
        Assert.Equal(Internal, allowed.Facts[0].Marking);
        Assert.Equal(ToBoth, Assert.IsType<Decision.Allowed>(ResolutionDecisions.Take(options.View, new("x", Chosen with { Disclosed = true }, null))).Facts[0].Marking);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nobody_outside_the_desk_is_shown_a_decision_whatever_its_marking_says_later(bool disclosed)
    {
        // A journal that some other program wrote may release it all the same.
        var options = new OptionCase().Add(new DecisionTaken("d", Chosen with { Disclosed = disclosed })).Add(new MarkingChanged("d", ToBoth, "r"));
        foreach (var marking in new[] { ToBoth, Marking.Of(Tlp.Clear) })
        {
            options.Add(new MarkingChanged("d", marking, "r")).Add(new MarkingChanged("sanction", marking, "r"));
            foreach (var view in new[] { options.Written.For(Ostania), Demarche.Views.View.For(options.Written.File, new Audience.Public(Time(200))) })
            {
                Assert.Null(view.Item("d"));
                Assert.Empty(view.Resolutions.All);
                Assert.Null(view.Item("sanction"));
                Assert.DoesNotContain(view.Items(), i => i.Kind is "resolution" or "option" or "weighing");
            }
        }
        Assert.False(options.View.Explain("d", new Audience.Partner(Ostania))!.Seen);
    }

    [Fact]
    public void A_review_is_due_from_its_day_on_while_the_decision_stands_and_the_case_is_open()
    {
        var options = new OptionCase().Add(new DecisionTaken("d", Chosen)).Add(new DecisionTaken("later", Chosen with { ReviewOn = "2026-03-02" })).Add(new DecisionTaken("never", Chosen with { ReviewOn = null }));
        Assert.Equal(["d"], ResolutionRow.Due(options.View, OptionCase.Desk, OptionCase.Now).Select(r => r.Decision.Id));
        Assert.Empty(ResolutionRow.Due(options.View, OptionCase.Desk, "2026-02-28T23:59:59.999Z"));
        Assert.Equal(["d", "later"], ResolutionRow.Due(options.View, OptionCase.Desk, "2026-03-02T00:00:00.000Z").Select(r => r.Decision.Id));
        Assert.Equal((1, 1), (CaseRow.Of(options.View, OptionCase.Desk, CaseAccess.Read, OptionCase.Now).Reviews, CaseOverview.Of(options.View, OptionCase.Desk, OptionCase.Now, false).Reviews.Count));
        options.Add(new DecisionCorrected("d", Chosen with { ReviewOn = "2026-06-01" }, "Looked at: it holds."));
        Assert.Empty(ResolutionRow.Due(options.View, OptionCase.Desk, OptionCase.Now));
        options.Add(new CaseClosed("Done."));
        Assert.Empty(ResolutionRow.Due(options.View, OptionCase.Desk, "2027-01-01T00:00:00.000Z"));
    }

    [Fact]
    public void An_option_that_was_chosen_may_be_withdrawn_and_the_decision_still_corrected_and_a_hidden_one_is_kept()
    {
        var options = new OptionCase().Add(new OptionProposed("secret", OptionCase.Sanction), OptionCase.Secret).Add(new DecisionTaken("d", Chosen with { Options = ["sanction", "secret"] }))
            .Add(new OptionWithdrawn("sanction", "Done."));
        Assert.Equal(["sanction"], options.View.Resolutions.Find("d")!.Content.Options);
        var allowed = Assert.IsType<Decision.Allowed>(ResolutionDecisions.Correct(options.View, new CorrectDecision("d", Chosen with { ReviewOn = null }, "r", null)));
        Assert.Equal(["sanction", "secret"], ((DecisionCorrected)allowed.Facts[0].Fact).Content.Options);
    }
}
