using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Hypotheses;

public sealed class HypothesisDecisionTests
{
    private static readonly Marking Vault = new(Tlp.Amber, [], ["vault"]);
    private readonly WrittenCase written = RivalCase.Written();

    [Fact]
    public void A_correction_keeps_propositions_that_its_author_may_not_see()
    {
        written.Add(new PropositionStated("hidden", new("A hidden one.")), Vault)
            .Add(new HypothesisStated("h", RivalCase.Rival("With more") with { Propositions = [new("hidden", false), new("relay", true)] }));
        Assert.Equal(["relay"], written.View.Hypotheses.Find("h")!.Content.Propositions.Select(p => p.Proposition));
        var corrected = (HypothesisCorrected)RivalCase.Allowed(HypothesisDecisions.Correct(written.View,
            new("h", RivalCase.Rival("With more, said anew") with { Propositions = [new("inside", false)] }, "Said better.", null))).Facts[0].Fact;
        Assert.Equal([new("inside", false), new("hidden", false)], corrected.Content.Propositions);
    }

    [Fact]
    public void A_finding_keeps_its_passage_and_observables_that_its_author_may_not_see()
    {
        written.Add(new ObservableSeen("seen", new("domain-name", "relay.example", 2, null, null))).Add(new ObservableSeen("hidden", new("domain-name", "secret.example", 2, null, null)), Vault)
            .Add(new DocumentTakenIn("report", Documents.Stories.Document(Documents.Stories.Other)), Vault)
            .Add(new FindingRecorded("f", RivalCase.Found(FindingKind.Behaviour) with { Observables = ["seen", "hidden"], Passage = new("report", 0, 3, "why") }));
        var shown = written.View.Findings.Find("f")!.Content;
        Assert.Equal((1, ""), (shown.Observables.Count, shown.Passage!.Document));
        var corrected = (FindingCorrected)RivalCase.Allowed(FindingDecisions.Correct(written.View, new("f", RivalCase.Found(FindingKind.Timing), "Another kind.", null))).Facts[0].Fact;
        Assert.Equal(["hidden"], corrected.Content.Observables);
        Assert.Equal("report", corrected.Content.Passage!.Document);
    }

    [Fact]
    public void The_desk_says_where_a_set_leaves_no_room_for_somebody_else()
    {
        Assert.False(Assert.Single(HypothesisList.Rivals(written.View)).NoRoom);
        written.Add(new HypothesisWithdrawn("rest", "To see."));
        Assert.True(Assert.Single(HypothesisList.Rivals(written.View)).NoRoom);
        written.Add(new HypothesisWithdrawn("insider", "To see."));
        Assert.Equal((false, true), (HypothesisList.Rivals(written.View)[0].NoRoom, HypothesisList.Rivals(written.View)[0].NoRival));
    }

    [Fact]
    public void A_hypothesis_names_what_its_author_sees_once_and_is_stated_once()
    {
        Assert.Equal("item-must-exist", State(RivalCase.Rival("x") with { Propositions = [new("nothing", false)] }));
        Assert.Equal("a-proposition-is-so-or-not", State(RivalCase.Rival("x") with { Propositions = [new("relay", false), new("relay", true)] }));
        Assert.Equal("hypothesis-must-be-new", State(RivalCase.Rival("a CLERK of the registry")));
        Assert.Equal("text-must-be-given", State(RivalCase.Rival("x") with { Question = "" }));
    }

    private string State(Hypothesis hypothesis) => RivalCase.Refused(HypothesisDecisions.State(written.View, new("new", hypothesis, null))).Rule;
}
