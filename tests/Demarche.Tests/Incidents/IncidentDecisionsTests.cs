using Demarche.Cases;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Incidents;

public class IncidentDecisionsTests
{
    private static readonly Incident Wiped = new("The registry was wiped.", new("2026-03-01"), null, null);
    private static readonly Effect Lost = new("p", "data deleted", "All deeds.", new("2026-03"));
    private static readonly Party Norland = new("Norland", PartyKind.State, "NL", "victim");

    [Fact]
    public void A_case_has_one_incident_which_is_corrected_not_told_twice()
    {
        var written = new WrittenCase();
        Assert.IsType<Decision.Allowed>(IncidentDecisions.Describe(written.View, new("i", Wiped, null)));
        written.Add(new IncidentDescribed("i", Wiped));
        Assert.Equal("a-case-has-one-incident", Rule(IncidentDecisions.Describe(written.View, new("j", Wiped, null))));
        Assert.IsType<Decision.Allowed>(IncidentDecisions.Correct(written.View, new CorrectIncident("i", Wiped, "clearer", null)));
        Assert.Equal("form-must-be-fresh", Rule(IncidentDecisions.Correct(written.View, new CorrectIncident("i", Wiped, "clearer", 2))));
        written.Add(new IncidentWithdrawn("i", "r"));
        Assert.Equal("item-must-stand", Rule(IncidentDecisions.Correct(written.View, new CorrectIncident("i", Wiped, "clearer", null))));
        Assert.IsType<Decision.Allowed>(IncidentDecisions.Describe(written.View, new("j", Wiped, null)));
    }

    [Fact]
    public void One_of_two_descriptions_is_not_shown_to_those_who_read_the_other()
    {
        var desk = DeskFile.Fold([]);
        var written = new WrittenCase().Add(new IncidentDescribed("hidden", Wiped), Marking.Of(Tlp.Red)).Add(new IncidentDescribed("seen", Wiped));
        Assert.Equal("a-case-has-one-incident", Rule(CaseDecisions.Mark(written.View, desk, new("hidden", Internal, "r", null))));
        // Stricter is no fault, and neither is it once the other is withdrawn.
        Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(written.View, desk, new("seen", Marking.Of(Tlp.Red), "r", null)));
        written.Add(new IncidentWithdrawn("seen", "r"));
        Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(written.View, desk, new("hidden", Internal, "r", null)));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-02-28", "what-ends-began-before")]
    [InlineData("2026-03-01", "2026", null)]
    [InlineData("2026-03", "2026-03-01", null)]
    [InlineData("2026-03-40", null, "time-must-be-real")]
    public void Times_are_compared_as_far_as_they_are_precise(string began, string? ended, string? rule) => Assert.Equal(
        rule, Rule(IncidentDecisions.Describe(new WrittenCase().View, new("i", Wiped with { Began = new(began), Ended = ended is null ? null : new(ended) }, null))));

    [Fact]
    public void A_victim_is_a_party_that_stands()
    {
        var written = new WrittenCase();
        Assert.Equal("item-must-exist", Rule(IncidentDecisions.Record(written.View, new("e", Lost, null))));
        written.Add(new PartyNamed("p", Norland));
        Assert.IsType<Decision.Allowed>(IncidentDecisions.Record(written.View, new("e", Lost, null)));
        written.Add(new PartyWithdrawn("p", "r"));
        Assert.Equal("item-must-stand", Rule(IncidentDecisions.Record(written.View, new("e", Lost, null))));
    }

    [Fact]
    public void Correcting_an_effect_keeps_a_victim_that_its_corrector_may_not_see()
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland), Marking.Of(Tlp.Red)).Add(new EffectRecorded("e", Lost));
        var view = Demarche.Views.View.For(written.File, AtDesk(readsRed: false));
        var allowed = Assert.IsType<Decision.Allowed>(IncidentDecisions.Correct(view, new CorrectEffect("e", Lost with { Victim = null }, "r", null)));
        Assert.Equal("p", ((EffectCorrected)allowed.Facts[0].Fact).Content.Victim);
        // Who sees the victim may say that there was none.
        var cleared = Assert.IsType<Decision.Allowed>(IncidentDecisions.Correct(written.View, new CorrectEffect("e", Lost with { Victim = null }, "r", null)));
        Assert.Null(((EffectCorrected)cleared.Facts[0].Fact).Content.Victim);
    }

    [Fact]
    public void A_party_is_named_once_with_a_country_code_or_none()
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland)).View;
        Assert.Equal("a-party-is-named-once", Rule(PartyDecisions.Name(view, new("q", Norland with { Name = "NORLAND" }, null))));
        Assert.Equal("country-must-be-a-code", Rule(PartyDecisions.Name(view, new("q", Norland with { Name = "Sudria", Country = "SUD" }, null))));
        Assert.IsType<Decision.Allowed>(PartyDecisions.Name(view, new("q", Norland with { Name = "Sudria", Country = null }, null)));
        Assert.IsType<Decision.Allowed>(PartyDecisions.Correct(view, new("p", Norland with { Role = "asked" }, "r", null)));
    }
}
