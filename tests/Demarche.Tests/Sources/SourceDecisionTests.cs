using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Web;

namespace Demarche.Tests.Sources;

public sealed class SourceDecisionTests
{
    private static readonly Source Official = new(null, "A Norland official", null, Standing.Official, new SealedField("k", "n", "c"), [WrittenCase.Ben], null);
    private readonly WrittenCase written = new WrittenCase()
        .Add(new SourceNamed("official", Official))
        .Add(new SourceNamed("mara", new("Mara Lindqvist", "", "Fjord Institute", Standing.Analyst, null, [], null)))
        .Add(new PropositionStated("p", new("The registry was wiped from Westmark.")))
        .Add(new ClaimMade("c", new("p", "mara", Stance.Suggests, Standing.Analyst, true, Nature.Inference, "said", null, null)));

    [Fact]
    public void A_source_whose_claims_stand_stays() => Assert.Equal("source-with-claims-must-stay",
        Refusal(SourceDecisions.Withdraw(written.View, new("mara", "Mistake.", null))).Rule);

    [Fact]
    public void A_source_can_be_withdrawn_when_its_claims_are()
    {
        written.Add(new ClaimWithdrawn("c", "She took it back."));
        Assert.IsType<Decision.Allowed>(SourceDecisions.Withdraw(written.View, new("mara", "Mistake.", null)));
    }

    [Theory]
    [InlineData("official", "Alba Serrano")]
    [InlineData("mara", null)]
    public void A_correction_changes_nothing_about_protection(string source, string? name) => Assert.Equal("protection-must-stay",
        Refusal(SourceDecisions.Correct(written.View, new(source, name, "Somebody", null, Standing.Official, "More exact.", null))).Rule);

    [Fact]
    public void A_correction_on_a_view_keeps_seal_and_handlers()
    {
        var decision = SourceDecisions.Correct(written.View, new("official", null, "A senior official", null, Standing.Official, "More exact.", null));
        var corrected = (SourceCorrected)Assert.IsType<Decision.Allowed>(SourceSeal.Carry(written.File, decision)).Facts[0].Fact;
        Assert.Equal(Official.Identity, corrected.Content.Identity);
        Assert.Equal(Official.Handlers, corrected.Content.Handlers);
        Assert.Equal("A senior official", corrected.Content.Description);
    }

    [Fact]
    public void Whoever_named_a_source_names_its_first_handlers_in_an_entry_that_nobody_else_reads()
    {
        written.Add(new SourceNamed("bare", Official with { Identity = null, Handlers = [] })).Add(new AccessGranted(WrittenCase.Ben, CaseAccess.Write));
        var to = new Entrusted(new HashSet<string> { WrittenCase.Ben }, new HashSet<string> { WrittenCase.Ben }, false)
        {
            People = new Dictionary<string, Caller> { [WrittenCase.Ben] = new(WrittenCase.Ben, "Ben", new HashSet<Capability>(), true, new HashSet<string>()) },
        };
        Decision Entrust(string by, string source = "bare", bool handled = false) =>
            SealDecisions.Entrust(written.View, new(source, by, [WrittenCase.Ben], to, "Of this port."), handled);
        var fact = Assert.Single(Assert.IsType<Decision.Allowed>(Entrust(WrittenCase.Ana)).Facts);
        Assert.IsType<SourceHandlersChanged>(fact.Fact);
        Assert.Equal(Demarche.Markings.Marking.Nobody, fact.Marking);
        // For anybody else the source is not there, and a named source never has handlers.
        Assert.Equal(Refusal(Entrust(WrittenCase.Ana, "nothing")), Refusal(Entrust(WrittenCase.Ben)));
        Assert.Equal(Refusal(Entrust(WrittenCase.Ana, "nothing")), Refusal(Entrust(WrittenCase.Ana, "mara")));
        Assert.Equal("source-must-have-no-handler", Refusal(Entrust(WrittenCase.Ana, handled: true)).Rule);
    }

    [Fact]
    public void A_grade_has_its_evaluator_its_time_and_its_reason()
    {
        var decision = SourceDecisions.Grade(written.View, new("mara", Reliability.B, WrittenCase.Ana, "2026-03-01T09:00:00.000Z", "Right three times.", null));
        var graded = (SourceGraded)Assert.IsType<Decision.Allowed>(decision).Facts[0].Fact;
        Assert.Equal(new Grade(Reliability.B, WrittenCase.Ana, "2026-03-01T09:00:00.000Z", "Right three times."), graded.Content.Grade);
        Assert.Equal("text-must-be-given", Refusal(SourceDecisions.Grade(written.View, new("mara", Reliability.B, WrittenCase.Ana, "", " ", null))).Rule);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_said_of_a_protected_source_is_not_undone_sealed_or_not(bool isSealed)
    {
        var source = Official with { Identity = isSealed ? Official.Identity : null };
        var last = new WrittenCase().Add(new SourceNamed("x", source));
        Assert.False(Undo.IsOffered(last.File, last.View, WrittenCase.Ana));
        last.Add(new SourceCorrected("x", source, "More exact."));
        Assert.False(Undo.IsOffered(last.File, last.View, WrittenCase.Ana));
        last.Add(new SourceNamed("y", source with { Name = "Mara Lindqvist" }));
        Assert.True(Undo.IsOffered(last.File, last.View, WrittenCase.Ana));
    }

    [Fact]
    public void A_stale_form_is_refused() => Assert.Equal("form-must-be-fresh",
        Refusal(SourceDecisions.Correct(written.View, new("mara", "Mara Lindqvist", "", null, Standing.Analyst, "x", 7))).Rule);

    [Fact]
    public void An_identity_needs_a_handler_who_is_one()
    {
        var ben = new Caller(WrittenCase.Ben, "Ben", new HashSet<Capability>(), true, new HashSet<string>());
        var people = new Entrusted(new HashSet<string> { WrittenCase.Ben }, new HashSet<string> { WrittenCase.Ben }, true)
        {
            People = new Dictionary<string, Caller> { [WrittenCase.Ben] = ben },
        };
        var source = Official with { Identity = null };
        Assert.Equal("identity-must-have-a-handler",
            Refusal(SourceDecisions.Name(written.View, new("x", source with { Handlers = [] }, null, "Alba Serrano", people, null))).Rule);
        Assert.Equal("handler-must-be-a-source-handler",
            Refusal(SourceDecisions.Name(written.View, new("x", source with { Handlers = [WrittenCase.Ana] }, null, "Alba Serrano", people, null))).Rule);
        Assert.Equal("handler-must-have-a-vault-key",
            Refusal(SourceDecisions.Name(written.View, new("x", source, null, "Alba Serrano", people with { Keyed = new HashSet<string>() }, null))).Rule);
        Assert.Equal("keepers-must-be-named",
            Refusal(SourceDecisions.Name(written.View, new("x", source, null, "Alba Serrano", people with { HasKeepers = false }, null))).Rule);
        Decision Named(Demarche.Markings.Marking? marking, Entrusted to) =>
            SourceDecisions.Name(written.View, new("x", source, null, "Alba Serrano", to, marking));
        foreach (var access in new[] { CaseAccess.None, CaseAccess.Read })
        {
            written.Add(new AccessGranted(WrittenCase.Ben, access));
            Assert.Equal("handler-must-see-the-source", Refusal(Named(null, people)).Rule);
        }
        written.Add(new AccessGranted(WrittenCase.Ben, CaseAccess.Write));
        Assert.IsType<Decision.Allowed>(Named(null, people));
        var blind = people with { People = new Dictionary<string, Caller> { [WrittenCase.Ben] = ben with { ReadsRed = false } } };
        var red = Demarche.Markings.Marking.Of(Demarche.Stix.Tlp.Red);
        Assert.StartsWith("Ben: ", Refusal(Named(red, blind)).Message, StringComparison.Ordinal);
        Assert.IsType<Decision.Allowed>(Named(null, blind));
    }

    private static Decision.Refused Refusal(Decision decision) => Assert.IsType<Decision.Refused>(decision);
}
