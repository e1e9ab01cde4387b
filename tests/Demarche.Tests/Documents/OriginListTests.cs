using Demarche.Cases;
using Demarche.Documents;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Documents;

public sealed class OriginListTests
{
    private readonly WrittenCase written = new WrittenCase()
        .Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper)))
        .Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)))
        .Add(new DocumentTakenIn("other", Stories.Document(Stories.Other)));

    [Fact]
    public void The_same_story_in_other_furniture_is_one_origin_and_another_story_is_not() =>
        Assert.Equal([["paper", "wire"], ["other"]], Groups());

    [Fact]
    public void A_persons_word_that_they_are_not_copies_outranks_the_texts()
    {
        written.Add(new OriginJudged("word", new("wire", "paper", false, "Two desks wrote it.")));
        Assert.Equal([["paper"], ["wire"], ["other"]], Groups());
    }

    [Fact]
    public void A_persons_word_that_they_are_copies_joins_what_the_texts_do_not()
    {
        written.Add(new OriginJudged("word", new("other", "paper", true, "The agency told us.")));
        Assert.Equal([["paper", "wire", "other"]], Groups());
    }

    [Fact]
    public void A_word_that_is_taken_back_counts_no_more()
    {
        written.Add(new OriginJudged("word", new("wire", "paper", false, "Two desks wrote it."))).Add(new OriginJudgementWithdrawn("word", "They did not."));
        Assert.Equal([["paper", "wire"], ["other"]], Groups());
    }

    [Fact]
    public void Two_that_a_person_keeps_apart_are_not_joined_by_way_of_a_third()
    {
        var third = new WrittenCase()
            .Add(new DocumentTakenIn("a", Stories.Document(Stories.Paper))).Add(new DocumentTakenIn("b", Stories.Document(Stories.Wire)))
            .Add(new DocumentTakenIn("c", Stories.Document(Stories.Wire + "\nNorland has no other comment on it at this time.\n")))
            .Add(new OriginJudged("word", new("a", "b", false, "Two desks wrote it.")));
        var list = OriginList.Of(third.View);
        Assert.NotEqual(list.Find("a")!.Id, list.Find("b")!.Id);
    }

    [Fact]
    public void A_word_that_contradicts_an_earlier_one_about_a_third_document_is_refused()
    {
        written.Add(new OriginJudged("one", new("paper", "other", true, "Same."))).Add(new OriginJudged("two", new("other", "wire", true, "Same.")));
        var refused = Assert.IsType<Decision.Refused>(DocumentDecisions.Judge(written.View, new("three", "paper", "wire", false, "Not the same.")));
        Assert.Equal("word-on-origins-must-agree", refused.Rule);
    }

    [Fact]
    public void A_withdrawn_document_is_in_no_origin()
    {
        written.Add(new DocumentWithdrawn("paper", "Taken in by mistake."));
        Assert.Equal([["wire"], ["other"]], Groups());
    }

    private string[][] Groups() => [.. OriginList.Of(written.View).Groups.Select(g => g.Documents.ToArray())];
}
