namespace Demarche.Reading.Tests;

public class ClaimTests
{
    private static readonly ReadDocument Story = Texts.Read(WireStory.Plain());

    [Theory]
    [InlineData("two Norland officials", Standings.Official, "Norland has asked Ostania and Sudria for help", Stances.Asserts)]
    [InlineData("the government in Halden", Standings.Government, "on Westmark", Stances.Asserts)]
    [InlineData("Marta Lindqvist", Standings.HeadOfState, "her government would answer “in a measured way”", Stances.Asserts)]
    [InlineData("Marta Lindqvist", Standings.HeadOfState, "they would be “visible to those who need to see them.”", Stances.Asserts)]
    [InlineData("Jonas Perrin", Standings.Analyst, "the malware had been compiled", Stances.Asserts)]
    [InlineData("Jonas Perrin", Standings.Analyst, "That tells you where a keyboard was bought, not who sat at it", Stances.Asserts)]
    [InlineData("Jonas Perrin", Standings.Analyst, "the servers in Ostania “were rented by the hour.”", Stances.Asserts)]
    [InlineData("another Norland official", Standings.Official, "the attackers might have had help", Stances.Suggests)]
    [InlineData("officials in Halden", Standings.Official, "they have no evidence of involvement", Stances.NoEvidenceFor)]
    [InlineData("Marta Lindqvist", Standings.HeadOfState, "there was “no indication that Ostania knew of the operation.”", Stances.NoEvidenceFor)]
    [InlineData("a spokeswoman for the Westmark embassy in Halden", Standings.Embassy, "Westmark had any part in the attack", Stances.Denies)]
    [InlineData("a spokeswoman for the Westmark embassy in Halden", Standings.Embassy, "Westmark does not attack harbours.", Stances.Asserts)]
    [InlineData("one diplomat", Standings.Official, "the naming of rented servers may be a way", Stances.Suggests)]
    public void Each_speaker_of_a_wire_story_keeps_standing_content_and_stance(string speaker, string standing, string content, string stance)
    {
        var claim = Assert.Single(Story.Claims, c => c.Content.StartsWith(content, StringComparison.Ordinal));

        Assert.Equal((speaker, standing, stance), (claim.Speaker, claim.Standing, claim.Stance));
    }

    [Fact]
    public void Nothing_else_in_the_story_is_taken_for_a_claim_but_the_quotation_of_the_anonymous_official() =>
        Assert.Equal(14, Story.Claims.Count);

    [Fact]
    public void Two_anonymous_officials_are_two_voices_off_the_record()
    {
        var anonymous = Story.Claims.Where(c => c.Anonymous).ToList();

        Assert.Equal(2, anonymous.Count);
        Assert.Equal(2, anonymous.Select(c => c.Voice).Distinct().Count());
        Assert.All(anonymous, c => Assert.False(c.OnRecord));
        Assert.Equal("a Norland official who spoke on condition of anonymity because the talks were continuing", anonymous[0].SpeakerWritten);
    }

    [Fact]
    public void A_surname_and_a_pronoun_go_back_to_the_one_who_was_named()
    {
        Assert.Equal(3, Story.Claims.Where(c => c.Speaker == "Jonas Perrin").Count());
        Assert.Single(Story.Claims.Where(c => c.Speaker == "Jonas Perrin").Select(c => c.Voice).Distinct());
        Assert.Contains(Story.Claims, c => c is { Speaker: "Marta Lindqvist", SpeakerWritten: "She" });
    }

    [Fact]
    public void The_proposition_of_a_lack_of_evidence_is_what_there_is_no_evidence_for()
    {
        var claim = Story.Claims.First(c => c.Stance == Stances.NoEvidenceFor);

        Assert.Equal("involvement by the Ostanian government", Story.Text[claim.PropositionStart..claim.PropositionEnd]);
        Assert.Equal("stressed", claim.Cue);
    }

    [Fact]
    public void An_unnamed_diplomats_guess_is_an_inference()
    {
        Assert.Equal(Natures.Inference, Story.Claims.Single(c => c.Speaker == "one diplomat").Nature);
    }

    [Theory]
    [InlineData("The police in Halden declined to comment on the matter.")]
    [InlineData("She refused to say whether the cranes were insured.")]
    [InlineData("The harbour was said to be empty.")]
    [InlineData("A report of the losses lay on the table.")]
    [InlineData("The so-called statement of claims was filed in March.")]
    public void What_says_nothing_is_no_claim(string sentence) => Assert.Empty(Texts.Read(sentence).Claims);

    [Theory]
    [InlineData("\"We know this,\" Anna Holt said.", "We know this")]
    [InlineData("“We know this,” said Anna Holt, a lawyer for the port.", "We know this")]
    [InlineData("``We know this,'' said Anna Holt.", "We know this")]
    [InlineData("Anna Holt said: “We know this.”", "We know this.")]
    [InlineData("Said harbour lawyer Anna Holt, “We know this.”", "We know this.")]
    [InlineData("According to Anna Holt, the port knew this.", "the port knew this")]
    [InlineData("The port knew this, according to Anna Holt.", "The port knew this")]
    [InlineData("Anna Holt, who sits on the board, told reporters that the port knew this.", "the port knew this")]
    [InlineData("Anna Holt (Westmark) said on Friday that the port knew this.", "the port knew this")]
    [InlineData("In a letter, Anna Holt was quoted as saying that the port knew this.", "the port knew this")]
    [InlineData("“Who knew this?” Anna Holt asked.", "Who knew this?")]
    public void An_attribution_is_found_wherever_it_stands(string sentence, string content)
    {
        var claim = Assert.Single(Texts.Read(sentence).Claims);

        Assert.Equal("Anna Holt", claim.Speaker);
        Assert.Equal(content, claim.Content);
    }

    [Fact]
    public void A_quotation_that_goes_on_after_the_attribution_is_said_by_the_same()
    {
        var claims = Texts.Read("“It was late,” Holt said. “Nobody was at the gate.”").Claims;

        Assert.Equal(["It was late", "Nobody was at the gate."], claims.Select(c => c.Content));
        Assert.Single(claims.Select(c => c.Voice).Distinct());
    }

    [Fact]
    public void A_condition_stated_in_the_next_sentence_makes_the_speaker_anonymous()
    {
        var claim = Assert.Single(Texts.Read("An official said the port had been warned. The official spoke on condition of anonymity.").Claims);

        Assert.True(claim.Anonymous);
        Assert.False(claim.OnRecord);
    }

    [Fact]
    public void A_source_is_anonymous_without_saying_so() =>
        Assert.True(Assert.Single(Texts.Read("The log was wiped twice, a source familiar with the matter said.").Claims).Anonymous);

    [Fact]
    public void A_story_in_another_language_gets_no_claims_by_English_rules() =>
        Assert.Empty(Texts.Read("Der Hafen ist nicht mehr zu benutzen und die Kräne stehen still, sagte der Sprecher der Regierung am Freitag. Das war von der Regierung nicht zu hören und ist auf den Straßen ein Thema.").Claims);
}
