using Demarche.Cases;
using Demarche.Contacts;
using Demarche.Incidents;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Requests;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Options;

public sealed class OptionDecisionTests
{
    private static readonly ImpactScore Score = new([new(ImpactCategory.PotentialImpact, "high", ["network"], "It could have been worse.")], null);

    private static Demarche.Views.View As(OptionCase options, string person) => Demarche.Views.View.For(options.Written.File, AtDesk(person));

    [Fact]
    public void An_option_has_a_title_a_text_and_names_only_what_is_there()
    {
        var view = new OptionCase().View;
        string? Proposing(Option option) => Rule(OptionDecisions.Propose(view, OptionCase.Desk, new("x", option, null)));
        Assert.Null(Proposing(OptionCase.Sanction));
        Assert.Equal("text-must-be-given", Proposing(OptionCase.Sanction with { Title = " " }));
        Assert.Equal("title-must-be-short", Proposing(OptionCase.Sanction with { Title = new('a', OptionDecisions.LongestTitle + 1) }));
        Assert.Equal("name-must-be-plain", Proposing(OptionCase.Sanction with { Title = "San\u202ection" }));
        Assert.Equal("text-must-be-given", Proposing(OptionCase.Sanction with { Text = "" }));
        Assert.Equal("item-must-exist", Proposing(OptionCase.Sanction with { Against = "nobody" }));
        Assert.Equal("item-must-exist", Proposing(OptionCase.Sanction with { Answers = ["nothing"] }));
        Assert.Equal("partner-must-be-listed", Proposing(OptionCase.Sanction with { ReliesOn = ["nobody"] }));
    }

    [Fact]
    public void A_correction_keeps_the_party_and_the_effects_that_its_author_may_not_see()
    {
        var options = new OptionCase().Add(new PartyNamed("hidden", new("Westmark", PartyKind.State, null, "a part")), OptionCase.Secret)
            .Add(new EffectRecorded("secret", new(null, "data stolen", "The cables.", null)), OptionCase.Secret)
            .Add(new OptionProposed("other", OptionCase.Sanction with { Against = "hidden", Answers = ["network", "secret"] }));
        var view = As(options, Ben);
        Assert.Null(view.Options.Find("other")!.Content.Against);
        Assert.Equal(["network"], view.Options.Find("other")!.Content.Answers);
        var allowed = Assert.IsType<Decision.Allowed>(OptionDecisions.Correct(view, OptionCase.Desk, new CorrectOption("other", OptionCase.Sanction with { Against = null, Answers = ["film"] }, "r", null)));
        var said = ((OptionCorrected)allowed.Facts[0].Fact).Content;
        Assert.Equal("hidden", said.Against);
        Assert.Equal(["film", "secret"], said.Answers);
    }

    [Fact]
    public void A_correction_puts_nothing_in_the_place_of_what_its_author_may_not_see()
    {
        var options = new OptionCase().Asked().Answered(Disposition.Declined).Add(new PartyNamed("hidden", new("Westmark", PartyKind.State, null, "a part")), OptionCase.Secret)
            .Add(new OptionProposed("other", OptionCase.Sanction with { Against = "hidden" }))
            .Add(new CommitmentMade("theirs", new(Ostania, "It will help.", false, null, null, null))).Add(new CommitmentJudged("j", new("theirs", CommitmentState.Broken, "reply", "It declined.")))
            .Add(new ReplyReceived("second", new("request", Ostania, "q", new('0', 64), "2026-03-01T10:00:00.000Z", Disposition.Declined, "No.", [])))
            .Add(new MarkingChanged("reply", OptionCase.Secret, "r"));
        Assert.Equal("field-must-be-seen", Rule(OptionDecisions.Correct(options.View, OptionCase.Desk, new CorrectOption("other", OptionCase.Sanction, "r", null))));
        Assert.Equal("field-must-be-seen", Rule(JudgementDecisions.Correct(options.View, new CorrectCommitmentJudgement("j", new("theirs", CommitmentState.Open, "second", "It declined."), "r", null))));
        Assert.IsType<Decision.Allowed>(OptionDecisions.Correct(options.View, OptionCase.Desk, new CorrectOption("sanction", OptionCase.Sanction with { Against = "ostania" }, "r", null)));
    }

    [Fact]
    public void Nobody_withdraws_anothers_judgement()
    {
        var options = new OptionCase().Weighed(Bearing.Crosses).Add(new ProportionalityJudged("p", new("sanction", "In proportion.", "Nobody was hurt."))).Add(new ImpactScored("s", Score))
            .Add(new CommitmentMade("theirs", new(Ostania, "It will help.", false, null, null, null))).Add(new CommitmentJudged("j", new("theirs", CommitmentState.Broken, null, "It declined.")));
        Decision[] Withdrawing(Demarche.Views.View view) =>
        [
            JudgementDecisions.Withdraw(view, new WithdrawWeighing("weighing", "sanction", "r", null)), JudgementDecisions.Withdraw(view, new WithdrawProportionality("p", "sanction", "r", null)),
            JudgementDecisions.Withdraw(view, new WithdrawCommitmentJudgement("j", "theirs", "r", null)), ScoreDecisions.Withdraw(view, new WithdrawScore("s", "r", null)),
        ];
        Assert.All(Withdrawing(As(options, Ben)), d => Assert.Equal("a-judgement-is-its-authors", Rule(d)));
        Assert.All(Withdrawing(options.View), d => Assert.IsType<Decision.Allowed>(d));
    }

    [Fact]
    public void A_person_weighs_once_gives_a_reason_and_corrects_only_their_own()
    {
        var options = new OptionCase().Weighed(Bearing.Crosses);
        var mine = new Weighing("sanction", "no-collapse", Bearing.Neutral, "Not its banks alone.");
        Assert.Equal("a-person-weighs-once", Rule(JudgementDecisions.Weigh(options.View, new("x", mine, null))));
        Assert.IsType<Decision.Allowed>(JudgementDecisions.Weigh(As(options, Ben), new("x", mine, null)));
        Assert.Equal("text-must-be-given", Rule(JudgementDecisions.Weigh(As(options, Ben), new("x", mine with { Reason = "" }, null))));
        Assert.Equal("item-must-exist", Rule(JudgementDecisions.Weigh(As(options, Ben), new("x", mine with { Interest = "nothing" }, null))));
        Assert.Equal("a-judgement-is-its-authors", Rule(JudgementDecisions.Correct(As(options, Ben), new CorrectWeighing("weighing", mine, "r", null))));
        Assert.Equal("a-weighing-stays-of-the-same", Rule(JudgementDecisions.Correct(options.View, new CorrectWeighing("weighing", mine with { Interest = "trade" }, "r", null))));
        Assert.IsType<Decision.Allowed>(JudgementDecisions.Correct(options.View, new CorrectWeighing("weighing", mine, "r", null)));
        Assert.Equal("item-must-exist", Rule(JudgementDecisions.Withdraw(options.View, new WithdrawWeighing("weighing", "another", "r", null))));
        Assert.IsType<Decision.Allowed>(JudgementDecisions.Withdraw(options.View, new WithdrawWeighing("weighing", "sanction", "r", null)));
        options.Add(new ProportionalityJudged("p", new("sanction", "In proportion.", "Nobody was hurt.")));
        Assert.Equal("a-person-judges-once", Rule(JudgementDecisions.Judge(options.View, new JudgeProportionality("x", new("sanction", "Too much.", "r"), null))));
        Assert.Equal("text-must-be-given", Rule(JudgementDecisions.Judge(As(options, Ben), new JudgeProportionality("x", new("sanction", "Too much.", ""), null))));
        Assert.Equal("a-judgement-is-its-authors", Rule(JudgementDecisions.Correct(As(options, Ben), new CorrectProportionality("p", new("sanction", "Too much.", "r"), "r", null))));
    }

    [Fact]
    public void An_effect_is_said_in_terms_that_VERIS_lists_and_in_each_once()
    {
        var options = new OptionCase();
        var terms = new EffectTerms("network", SecurityProperty.Availability, "Destruction", LossRating.Major, "All workstations");
        Assert.IsType<Decision.Allowed>(ScoreDecisions.Classify(options.View, new("x", terms, null)));
        Assert.Equal("variety-must-be-of-veris", Rule(ScoreDecisions.Classify(options.View, new("x", terms with { Attribute = SecurityProperty.Confidentiality }, null))));
        Assert.Equal("item-must-exist", Rule(ScoreDecisions.Classify(options.View, new("x", terms with { Effect = "nothing" }, null))));
        options.Add(new EffectClassified("t", terms));
        Assert.Equal("a-term-is-said-once", Rule(ScoreDecisions.Classify(options.View, new("x", terms with { Loss = LossRating.Minor }, null))));
        Assert.Equal("a-classification-stays-its-effects", Rule(ScoreDecisions.Correct(options.View, new CorrectClassification("t", terms with { Effect = "film" }, "r", null))));
    }

    [Fact]
    public void A_score_answers_categories_with_reasons_and_is_its_scorers()
    {
        var options = new OptionCase();
        Assert.IsType<Decision.Allowed>(ScoreDecisions.Score(options.View, new("x", Score, null)));
        string? Scoring(params ImpactInput[] inputs) => Rule(ScoreDecisions.Score(options.View, new("x", new(inputs, null), null)));
        var input = Score.Inputs[0];
        Assert.Equal("a-score-needs-an-answer", Scoring());
        Assert.Equal("a-category-has-one-answer", Scoring(input, input with { Choice = "low" }));
        Assert.Equal("choice-must-be-of-nciss", Scoring(input with { Choice = "very-high" }));
        Assert.Equal("text-must-be-given", Scoring(input with { Reason = "" }));
        Assert.Equal("item-must-exist", Scoring(input with { RestsOn = ["nothing"] }));
        options.Add(new ImpactScored("s", Score));
        Assert.Equal("a-person-scores-once", Scoring(input));
        Assert.IsType<Decision.Allowed>(ScoreDecisions.Score(As(options, Ben), new("x", Score, null)));
        Assert.Equal("a-judgement-is-its-authors", Rule(ScoreDecisions.Correct(As(options, Ben), new CorrectScore("s", Score, "r", null))));
    }

    [Fact]
    public void A_score_keeps_the_effects_that_its_scorer_sees_no_more_and_shows_them_to_nobody_who_may_not()
    {
        var options = new OptionCase().Add(new ImpactScored("s", Score with { Inputs = [Score.Inputs[0] with { RestsOn = ["network", "film"] }] }))
            .Add(new MarkingChanged("film", OptionCase.Secret, "r"));
        Assert.Equal(["network"], options.View.ImpactScores.Find("s")!.Content.Inputs[0].RestsOn);
        var allowed = Assert.IsType<Decision.Allowed>(ScoreDecisions.Correct(options.View, new CorrectScore("s", Score, "r", null)));
        Assert.Equal(["network", "film"], ((ImpactScoreCorrected)allowed.Facts[0].Fact).Content.Inputs[0].RestsOn);
    }

    [Fact]
    public void A_response_says_who_what_and_where_it_stands()
    {
        var response = new Response(OptionKind.Sanction, "Westmark", new("2025-02"), "It froze accounts.", "Official journal L 12");
        string? Recording(Response said) => Rule(OptionDecisions.Record(new OptionCase().View, new("r", said, null)));
        Assert.Null(Recording(response));
        Assert.Equal("text-must-be-given", Recording(response with { By = "" }));
        Assert.Equal("text-must-be-given", Recording(response with { Citation = "" }));
        Assert.Equal("time-must-be-real", Recording(response with { At = new("last year") }));
    }

    [Fact]
    public void A_commitment_is_judged_by_a_reply_of_the_partner_who_gave_its_word_and_of_nobody_else()
    {
        var options = new OptionCase().Asked().Answered(Disposition.Declined)
            .Add(new CommitmentMade("theirs", new(Ostania, "It will help.", false, null, null, null))).Add(new CommitmentMade("others", new(Sudria, "It will help.", false, null, null, null)));
        var judged = new CommitmentJudgement("theirs", CommitmentState.Broken, "reply", "It declined.");
        Assert.IsType<Decision.Allowed>(JudgementDecisions.Judge(options.View, new JudgeCommitment("j", judged, null)));
        Assert.Equal("the-reply-must-be-the-partners", Rule(JudgementDecisions.Judge(options.View, new JudgeCommitment("j", judged with { Commitment = "others" }, null))));
        Assert.Equal("text-must-be-given", Rule(JudgementDecisions.Judge(options.View, new JudgeCommitment("j", judged with { Reason = "" }, null))));
        options.Add(new CommitmentJudged("j", judged));
        Assert.Equal("a-person-judges-once", Rule(JudgementDecisions.Judge(options.View, new JudgeCommitment("k", judged, null))));
        options.Add(new MarkingChanged("reply", OptionCase.Secret, "r"));
        Assert.Null(options.View.CommitmentJudgements.Find("j")!.Content.Reply);
        var kept = Assert.IsType<Decision.Allowed>(JudgementDecisions.Correct(options.View, new CorrectCommitmentJudgement("j", judged with { Reply = null, State = CommitmentState.Open }, "r", null)));
        Assert.Equal("reply", ((CommitmentJudgementCorrected)kept.Facts[0].Fact).Content.Reply);
        var contacts = ContactList.Of(As(options, Ben), OptionCase.Desk, null, true);
        Assert.Equal([(CommitmentState.Broken, false)], contacts.Loose.Single(c => c.Commitment.Id == "theirs").Judgements.Select(j => (j.Judgement.Content.State, j.IsMine)));
    }
}
