using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Hypotheses;

public sealed class AssessmentTests
{
    private readonly WrittenCase written = RivalCase.Written();

    [Theory]
    [InlineData("We judge with high confidence that the group is likely behind it.", "likelihood-and-confidence-apart")]
    [InlineData("It is likely, or at least probable but perhaps unlikely, that it was a clerk.", "one-band-for-one-judgement")]
    [InlineData("It is highly likely that it was a clerk.", "a-term-of-the-seven-bands")]
    [InlineData("There is a 70 % chance of it.", "a-term-of-the-seven-bands")]
    [InlineData("The code proves that a clerk did it.", "no-words-of-certainty")]
    [InlineData("A clerk was undoubtedly involved.", "no-words-of-certainty")]
    [InlineData("A clerk could have done it.", "an-open-word-needs-a-band")]
    [InlineData("We can't rule out that a clerk did it.", "an-open-word-needs-a-band")]
    public void A_sentence_that_could_be_misread_names_the_rule(string sentence, string rule) =>
        Assert.Contains(AssessmentCheck.Sentence(sentence), w => w.Rule == rule);

    [Theory]
    [InlineData("It is very unlikely that a clerk did it.")]
    [InlineData("It is almost certain that the wiper was built for this registry.")]
    [InlineData("A clerk probably, and likely one of the night shift, did it.")]
    [InlineData("In May the servers were rented again.")]
    [InlineData("We have moderate confidence in this judgement.")]
    [InlineData("The remote servers answered on port 8443.")]
    public void A_sentence_in_the_terms_of_the_standard_passes(string sentence) => Assert.Empty(AssessmentCheck.Sentence(sentence));

    [Fact]
    public void The_terms_of_the_table_are_read_as_their_bands()
    {
        Likelihood[] Bands(string text) => [.. EstimativeWords.In(text).Select(t => t.Band)];
        Assert.Equal([Likelihood.AlmostNoChance, Likelihood.AlmostNoChance], Bands("There is almost no chance; a remote possibility."));
        Assert.Equal([Likelihood.VeryUnlikely, Likelihood.VeryUnlikely], Bands("Very unlikely, highly improbable."));
        Assert.Equal([Likelihood.Unlikely, Likelihood.Unlikely], Bands("Unlikely, improbable."));
        Assert.Equal([Likelihood.RoughlyEvenChance, Likelihood.RoughlyEvenChance], Bands("A roughly even chance, roughly even odds."));
        Assert.Equal([Likelihood.Likely, Likelihood.Likely], Bands("Likely, probable."));
        Assert.Equal([Likelihood.VeryLikely, Likelihood.VeryLikely], Bands("Very likely, highly probable."));
        Assert.Equal([Likelihood.AlmostCertain, Likelihood.AlmostCertain], Bands("Almost certain, nearly certain."));
        Assert.Equal(2, EstimativeWords.Sentences("U.S. officials said so. They were right.").Count());
    }

    [Fact]
    public void A_judgement_stronger_than_the_evidence_is_told_so()
    {
        string[] Rules(string about, Likelihood likelihood) => [.. AssessmentSupport.Of(written.View, about).Against(likelihood).Select(w => w.Rule)];
        Assert.Equal(["no-stronger-than-the-evidence"], Rules("group", Likelihood.Likely));
        Assert.Empty(Rules("group", Likelihood.RoughlyEvenChance));
        // An analyst's suggestion in one paper.
        Assert.Equal(["no-stronger-than-one-origin", "no-stronger-than-an-inference"], Rules("inside", Likelihood.AlmostCertain));
        written.Rate("c1", "group", Consistency.C);
        Assert.Equal(["no-stronger-than-one-origin"], Rules("group", Likelihood.Likely));
        written.Add(new FindingRecorded("f", RivalCase.Found(FindingKind.CodeLikeness))).Rate("f", "group", Consistency.CC);
        Assert.Empty(Rules("group", Likelihood.VeryLikely));
    }

    [Fact]
    public void Only_protected_sources_are_named_as_such_and_no_evidence_is_not_against()
    {
        written.Add(new Demarche.Sources.SourceNamed("anon", new(null, "A Norland official", null, Demarche.Sources.Standing.Anonymous, null, [], null)))
            .Add(new PropositionStated("x", new("A clerk was paid."))).Add(new ClaimMade("x1", RivalCase.Said("x", "anon", Stance.Asserts, null)))
            .Add(new PropositionStated("y", new("Westmark's government ordered it."))).Add(new ClaimMade("y1", RivalCase.Said("y", "norland", Stance.NoEvidenceFor, null)));
        Assert.Contains(AssessmentSupport.Of(written.View, "x").Against(Likelihood.Likely), w => w.Rule == "no-stronger-than-a-protected-source");
        Assert.Equal("no-evidence-for-is-not-against", Assert.Single(AssessmentSupport.Of(written.View, "y").Against(Likelihood.Unlikely)).Rule);
    }

    [Fact]
    public void Warnings_are_no_blocks_but_a_persons_choice()
    {
        var refused = RivalCase.Refused(AssessmentDecisions.Make(written.View, new("a", Judged("A clerk proves it."), false, null)));
        Assert.Equal("warnings-must-be-read", refused.Rule);
        Assert.Contains("proves", refused.Message, StringComparison.Ordinal);
        RivalCase.Allowed(AssessmentDecisions.Make(written.View, new("a", Judged("A clerk proves it."), true, null)));
        Assert.Equal("item-must-exist", RivalCase.Refused(AssessmentDecisions.Make(written.View, new("a", Judged("x") with { About = "nothing" }, true, null))).Rule);
    }

    [Fact]
    public void A_dissent_stays_when_the_assessment_is_corrected_and_is_its_authors_alone()
    {
        written.Add(new AssessmentMade("a", Judged("It is likely that a clerk did it.")));
        Assert.Equal("text-must-be-given", RivalCase.Refused(AssessmentDecisions.Dissent(written.View, new("a", WrittenCase.Ben, " ", null))).Rule);
        Take(AssessmentDecisions.Dissent(written.View, new("a", WrittenCase.Ben, "The passwords were sold.", null)));
        Take(AssessmentDecisions.Correct(written.View, new("a", Judged("It is very likely that a clerk did it.") with { About = "group" }, true, "More logs.", null)));
        var held = written.View.Assessments.Find("a")!.Content;
        Assert.Equal(("insider", "It is very likely that a clerk did it."), (held.About, held.Text));
        Assert.Equal([new Dissent(WrittenCase.Ben, "The passwords were sold.")], held.Dissents);
        Take(AssessmentDecisions.Dissent(written.View, new("a", WrittenCase.Ana, "Nor I.", null)));
        Take(AssessmentDecisions.Dissent(written.View, new("a", WrittenCase.Ben, "", null)));
        Assert.Equal([WrittenCase.Ana], written.View.Assessments.Find("a")!.Content.Dissents.Select(d => d.Author));
    }

    [Fact]
    public void An_assessment_is_corrected_and_withdrawn_by_its_author_alone()
    {
        written.Add(new AssessmentMade("a", Judged("It is likely that a clerk did it.")));
        var bens = Demarche.Views.View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ben));
        Assert.Equal("a-judgement-is-its-authors", RivalCase.Refused(AssessmentDecisions.Correct(bens, new("a", Judged("It is unlikely."), true, "r", null))).Rule);
        Assert.Equal("a-judgement-is-its-authors", RivalCase.Refused(AssessmentDecisions.Withdraw(bens, new("a", "r", null))).Rule);
        RivalCase.Allowed(AssessmentDecisions.Withdraw(written.View, new("a", "r", null)));
    }

    [Fact]
    public void Whoever_dissented_in_a_circle_is_not_the_author_of_the_assessment_once_others_see_it()
    {
        var circle = new Demarche.Markings.Marking(Demarche.Stix.Tlp.Red, [], ["circle"]);
        var judged = Judged("It is likely that a clerk did it.");
        var dissented = judged with { Dissents = [new(WrittenCase.Ben, "The passwords were sold.")] };
        written.Add(new AssessmentMade("a", judged), circle)
            .Add(new AssessmentDissented("a", dissented, "A dissent."), circle, WrittenCase.Ben)
            .Add(new MarkingChanged("a", WrittenCase.Internal, "For all."));
        var bens = Demarche.Views.View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ben));
        // A page shows who wrote the first version that its reader sees.
        Assert.Equal(WrittenCase.Ben, bens.Assessments.Find("a")!.Author);
        var correction = new CorrectAssessment("a", Judged("It is unlikely."), true, "r", null);
        Assert.Equal("a-judgement-is-its-authors", RivalCase.Refused(AssessmentDecisions.Correct(bens, correction)).Rule);
        Assert.Equal("a-judgement-is-its-authors", RivalCase.Refused(AssessmentDecisions.Withdraw(bens, new("a", "r", null))).Rule);
        RivalCase.Allowed(AssessmentDecisions.Withdraw(written.View, new("a", "r", null)));
    }

    [Fact]
    public void What_an_assessment_rests_on_is_no_longer_than_any_text()
    {
        string? Field(Assessment assessment) => RivalCase.Refused(AssessmentDecisions.Make(written.View, new("a", assessment, true, null))) is { Rule: "text-must-be-short-enough" } refused ? refused.Field : null;
        var tooLong = new string('a', Demarche.Cases.Rules.LongestText + 1);
        Assert.Equal("reasons", Field(Judged("It is likely.") with { Reasons = tooLong }));
        Assert.Equal("changeOfMind", Field(Judged("It is likely.") with { ChangeOfMind = tooLong }));
    }

    [Fact]
    public void An_assessment_of_what_the_reader_may_not_see_is_not_there()
    {
        var vault = new Demarche.Markings.Marking(Tlp.Amber, [], ["vault"]);
        written.Add(new HypothesisStated("secret", RivalCase.Rival("A secret one")), vault).Add(new AssessmentMade("a", Judged("x") with { About = "secret" }))
            .Add(new AssessmentMade("b", Judged("y") with { Alternatives = ["secret", "group"] }));
        Assert.Equal("b", Assert.Single(written.View.Assessments.All).Id);
        Assert.Equal(["group"], written.View.Assessments.Find("b")!.Content.Alternatives);
    }

    private static Assessment Judged(string text) => new("insider", Likelihood.Likely, Confidence.Low, text, "The logs of the night shift.", ["group"], "Another account in the logs.", []);

    private void Take(Demarche.Cases.Decision decision)
    {
        foreach (var marked in RivalCase.Allowed(decision).Facts) written.Add(marked.Fact, marked.Marking);
    }
}
