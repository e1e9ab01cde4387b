using Demarche.Briefs;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Briefs;

/// <summary>What the check of a brief's words finds, and what it says that it can't.</summary>
public sealed class BriefCheckTests
{
    private static readonly IReadOnlyList<string> Cites = ["denied", "id-incident-0", "request", "judged"];

    [Theory]
    // The number is of another item.
    [InlineData("Somebody said that the harvest was poor in the northern provinces. [1]", BriefRule.NoWordInCommon)]
    [InlineData("Wheat prices rose. [2]", BriefRule.NoWordInCommon)]
    [InlineData("The harvest was poor, wrote somebody. [3]", BriefRule.NoWordInCommon)]
    // What any footnote says is no word in common: that one denies, and the other is a denial.
    [InlineData("Somebody denies that the wheat was bad. [1]", BriefRule.NoWordInCommon)]
    [InlineData("It is recorded that a document of the wheat board was seen in evidence. [2]", BriefRule.NoWordInCommon)]
    // In other words, by the speaker alone, by the date alone, or pointing back to the sentence before.
    [InlineData("The embassy denied that the Chinese authorities were involved. [1]", null)]
    [InlineData("A spokesman denied it. [1]", null)]
    [InlineData("On 24 November 2014 everything stopped. [2]", null)]
    [InlineData("A film studio was wiped. It hurt. [2]", null)]
    [InlineData("It hurt badly. [2]", BriefRule.NoWordInCommon)]
    // What somebody wrote is not ours to put into bands.
    [InlineData("Ana judges: “We think it possibly acted alone, no doubt”. [4]", null)]
    [InlineData("North Korea possibly acted alone. [4]", BriefRule.EstimativeLanguage)]
    public void A_sentence_is_compared_with_what_it_rests_on(string text, BriefRule? rule)
    {
        var check = Check(text);
        Assert.Equal(rule is null ? [] : [rule.Value], check.Remarks.Select(r => r.Rule).Distinct());
        Assert.Empty(check.Unread);
    }

    [Theory]
    [InlineData("Der Sprecher der Botschaft hat die Vorwürfe zurückgewiesen und von einer Kampagne gegen sein Land gesprochen. [1]")]
    [InlineData("Les serveurs ont été effacés dans la nuit et personne ne sait encore qui est responsable pour les pertes. [2]")]
    [InlineData("Посольство отрицает, что правительство участвовало в нападении. [1]")]
    [InlineData("大使館は関与を否定した。 [1]")]
    public void Of_a_sentence_in_another_language_it_says_that_it_could_not_read_it_and_finds_no_fault(string text)
    {
        var check = Check(text);
        Assert.Empty(check.Remarks);
        Assert.Equal(BriefText.Sentences(text).Select(s => s.Sentence), check.Unread);
    }

    // What a sentence quotes may be in any language, and is compared letter by letter.
    [Fact]
    public void A_quotation_in_another_language_leaves_an_english_sentence_read() =>
        Assert.Equal([BriefRule.NoWordInCommon], Check("The wheat board of the province wrote in a letter: “Die Vorwürfe sind nicht wahr und wir weisen sie zurück”. [2]")
            .Remarks.Select(r => r.Rule));

    [Fact]
    public void What_it_does_not_have_to_read_it_finds_in_any_language()
    {
        var written = SeedCase.Written().Add(new Demarche.Claims.ClaimWithdrawn("denied", "Misread."), WrittenCase.ToBoth);
        var check = BriefCheck.Of(written.View, SeedCase.Desk, new(null, "Papier",
            "Der Sprecher der Botschaft hat die Vorwürfe zurückgewiesen und nicht von einer Kampagne gesprochen. [1]", Cites));
        Assert.Equal([BriefRule.RestsOnWithdrawn], check.Remarks.Select(r => r.Rule));
    }

    [Fact]
    public void A_full_stop_within_quotation_marks_ends_no_sentence_of_the_brief() => Assert.Equal(
        ["He said: “It is over. Nobody knows why.” on Monday.", "Then he left."],
        BriefText.Sentences("He said: “It is over. Nobody knows why.” on Monday. Then he left. [1]").Select(s => s.Sentence));

    [Theory]
    [InlineData("## Known\n\nOne. [1]", "", "## Known\n\nOne. [1]")]
    [InlineData("Decide today.\n\n## Known\n\nOne. [1]", "Decide today.", "## Known\n\nOne. [1]")]
    [InlineData("One. [1]\n\nTwo.", "", "One. [1]\n\nTwo.")]
    public void The_lead_paragraph_is_what_stands_before_the_first_heading(string text, string lead, string body)
    {
        Assert.Equal((lead, body), BriefText.Led(text));
        Assert.Equal(text, BriefText.Joined(lead, body));
    }

    // Of the seed case's incident a partner sent a correction; RecallTests ask what is said of that.
    private static BriefCheck Check(string text)
    {
        var check = BriefCheck.Of(SeedCase.Written().View, SeedCase.Desk, new(null, "A brief", text, Cites));
        return check with { Remarks = [.. check.Remarks.Where(r => r.Rule != BriefRule.RestsOnRecalled)] };
    }
}
