using Demarche.Cases;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Leverage;

public sealed class TieDecisionTests
{
    private static readonly Tie Good = TiedCase.Of("ostania", "norland", TieKind.ExportsShare, "5", "2014");

    private static string? Recording(Tie tie) => TieDecisions.Record(TiedCase.OfTheSound().View, new("x", tie, null)) is Decision.Refused refused ? refused.Rule : null;

    [Fact]
    public void A_tie_needs_two_parties_a_citation_a_real_date_and_a_figure_that_fits()
    {
        Assert.Null(Recording(Good));
        Assert.Equal("party-must-be-chosen", Recording(Good with { To = "" }));
        Assert.Equal("item-must-exist", Recording(Good with { To = "nobody" }));
        Assert.Equal("tie-needs-two", Recording(Good with { To = "ostania" }));
        Assert.Equal("text-must-be-given", Recording(Good with { Citation = " " }));
        Assert.Equal("time-must-be-real", Recording(Good with { At = new("2014-13") }));
        Assert.Equal("end-must-come-after", Recording(Good with { Until = new("2013") }));
        Assert.Equal("figure-must-be-a-number", Recording(Good with { Figure = "many" }));
        Assert.Equal("figure-must-be-a-number", Recording(Good with { Figure = "-5" }));
        Assert.Equal("figure-must-not-be-too-large", Recording(Good with { Figure = "5." + new string('1', TieDecisions.LongestFigure - 1) }));
        Assert.Equal("figure-must-not-be-too-large", Recording(Good with { Kind = TieKind.Aid, Figure = "1000000000000000.1", Unit = "USD" }));
        Assert.Null(Recording(Good with { Kind = TieKind.Aid, Figure = "1000000000000000", Unit = "USD" }));
        Assert.Equal("share-must-be-a-percentage", Recording(Good with { Figure = "100.1" }));
        Assert.Equal("share-must-be-a-percentage", Recording(Good with { Figure = null, Unit = null }));
        Assert.Equal("unit-must-be-given", Recording(Good with { Unit = null }));
        Assert.Equal("border-must-be-in-kilometres", Recording(Good with { Kind = TieKind.LandBorder }));
        Assert.Equal("other-tie-must-be-said", Recording(Good with { Kind = TieKind.Other, Figure = null, Unit = null }));
        Assert.Equal("item-must-exist", Recording(Good with { Source = "nobody" }));
        Assert.Equal("passage-must-stand-in-the-document", TieDecisions.Record(WithDocument().View, new("x", Good with { Passage = new("d", 0, 0, "words") }, null)) is Decision.Refused r ? r.Rule : null);
    }

    [Fact]
    public void A_figure_is_challenged_with_a_reason_and_its_history_shows_both()
    {
        var tied = TiedCase.OfTheSound();
        var allowed = Assert.IsType<Decision.Allowed>(TieDecisions.Correct(tied.View, new("tie-3", TiedCase.Of("ostania", "sudria", TieKind.ExportsShare, "66.5", "2014"), "The customs' own table.", null)));
        tied.Written.Add(allowed.Facts[0].Fact);
        Assert.Equal(["60", "66.5"], tied.View.Ties.Find("tie-3")!.History.Select(h => h.Content.Figure));
        Assert.Equal(66.5m, tied.Ask("ostania").Exports!.Shares.With("sudria"));
        Assert.Equal("text-must-be-given", Rule(TieDecisions.Correct(tied.View, new("tie-3", Good, "", null))));
        Assert.Equal("form-must-be-fresh", Rule(TieDecisions.Correct(tied.View, new("tie-3", Good, "r", 1))));
        Assert.Equal("tie-must-bind-the-same", Rule(TieDecisions.Correct(tied.View, new("tie-3", Good, "r", null))));
    }

    [Fact]
    public void A_correction_keeps_the_source_and_the_passage_that_its_author_may_not_see()
    {
        var red = Marking.Of(Tlp.Red);
        var tied = WithDocument(red);
        tied.Written.Add(new SourceNamed("s", new("A clerk", "A clerk", null, Standing.Anonymous, null, [], null)), red)
            .Add(new TieRecorded("t", Good with { Source = "s", Passage = new("d", 0, 5, "words") }));
        var blind = View.For(tied.Written.File, AtDesk(readsRed: false));
        Assert.Equal((null, ""), (blind.Ties.Find("t")!.Content.Source, blind.Ties.Find("t")!.Content.Passage!.Document));
        var allowed = Assert.IsType<Decision.Allowed>(TieDecisions.Correct(blind, new("t", Good with { Figure = "6" }, "r", null)));
        var said = ((TieCorrected)allowed.Facts[0].Fact).Content;
        Assert.Equal(("6", "s", "d"), (said.Figure, said.Source, said.Passage!.Document));
    }

    [Fact]
    public void A_correction_puts_nothing_in_the_place_of_what_its_author_may_not_see()
    {
        var red = Marking.Of(Tlp.Red);
        var tied = WithDocument(red);
        var interest = new Interest("ostania", "It must not collapse.", true, "An analyst", "s", new("d", 0, 5, "words"));
        tied.Written.Add(new SourceNamed("s", new("A clerk", "A clerk", null, Standing.Anonymous, null, [], null)), red)
            .Add(new SourceNamed("other", new("A paper", "A paper", null, Standing.Anonymous, null, [], null)))
            .Add(new Demarche.Documents.DocumentTakenIn("e", new("other.csv", "x", "y", "text/plain", 1, "us", null, null, null, null, null, null, null)))
            .Add(new TieRecorded("t", Good with { Source = "s", Passage = new("d", 0, 5, "words") })).Add(new InterestRecorded("i", interest));
        var blind = View.For(tied.Written.File, AtDesk(readsRed: false));
        string?[] Fields(params Decision[] decisions) => [.. decisions.Select(d => Assert.IsType<Decision.Refused>(d) is { Rule: "field-must-be-seen" } refused ? refused.Field : "another rule")];
        Assert.Equal(["source", "passage", "source", "passage"], Fields(
            TieDecisions.Correct(blind, new("t", Good with { Source = "other" }, "r", null)), TieDecisions.Correct(blind, new("t", Good with { Passage = new("e", 0, 5, "words") }, "r", null)),
            InterestDecisions.Correct(blind, new("i", interest with { Source = "other", Passage = null }, "r", null)),
            InterestDecisions.Correct(blind, new("i", interest with { Source = null, Passage = new("e", 0, 5, "words") }, "r", null))));
        Assert.IsType<Decision.Allowed>(InterestDecisions.Correct(blind, new("i", interest with { Source = null, Passage = null }, "r", null)));
        Assert.IsType<Decision.Allowed>(TieDecisions.Correct(tied.View, new("t", Good with { Source = "other" }, "r", null)));
    }

    [Fact]
    public void What_quotes_a_document_is_marked_like_it_unless_a_person_says_otherwise()
    {
        var red = Marking.Of(Tlp.Red);
        var tied = WithDocument(red);
        var quoting = Good with { Passage = new("d", 0, 5, "words") };
        var interest = new Interest("ostania", "It must not collapse.", true, "An analyst", null, quoting.Passage);
        var algeria = new Demarche.Parties.Party("Algeria", Demarche.Parties.PartyKind.State, "DZ", "tied");
        Marking[] Marked(Decision decision) => [.. Assert.IsType<Decision.Allowed>(decision).Facts.Where(f => f.Fact is not BasisRecorded).Select(f => f.Marking)];
        Assert.Equal([red], Marked(TieDecisions.Record(tied.View, new("t", quoting, null))));
        Assert.Equal([Marking.Of(Tlp.Green)], Marked(TieDecisions.Record(tied.View, new("t", quoting, Marking.Of(Tlp.Green)))));
        Assert.Equal([red], Marked(InterestDecisions.Record(tied.View, new("i", interest, null))));
        Assert.Equal([red, red, tied.View.Default, red],
            Marked(TieDecisions.Take(tied.View, [new("t", quoting with { To = "new" }, null, algeria), new("u", Good), new("v", Good with { Figure = "6" }, Document: "d")], null)));
    }

    [Fact]
    public void What_somebody_took_in_meanwhile_does_not_come_twice()
    {
        var tied = TiedCase.OfTheSound();
        var algeria = new Demarche.Parties.Party("Algeria", Demarche.Parties.PartyKind.State, "DZ", "tied");
        TakeTie Row(string id, string to, string figure) => new(id, Good with { To = to, Figure = figure }, null, algeria);
        foreach (var fact in Assert.IsType<Decision.Allowed>(TieDecisions.Take(tied.View, [Row("one", "theirs", "3")], null)).Facts) tied.Written.Add(fact.Fact, fact.Marking);
        var rest = Assert.Single(Assert.IsType<Decision.Allowed>(TieDecisions.Take(tied.View, [Row("two", "ours", "3"), Row("three", "ours", "4")], null)).Facts).Fact;
        Assert.Equal(("three", "theirs"), (((TieRecorded)rest).Id, ((TieRecorded)rest).Content.To));
        Assert.Equal("rows-must-be-new", Rule(TieDecisions.Take(tied.View, [Row("two", "ours", "3")], null)));
    }

    [Fact]
    public void Rows_come_in_together_with_the_parties_that_they_name_or_not_at_all()
    {
        var view = TiedCase.OfTheSound().View;
        TakeTie Row(string id, string figure) => new(id, TiedCase.Of("ostania", "new", TieKind.ExportsShare, figure, "2014"), null, new("Algeria", Demarche.Parties.PartyKind.State, "DZ", "tied to Ostania"));
        var allowed = Assert.IsType<Decision.Allowed>(TieDecisions.Take(view, [Row("one", "3"), Row("two", "4")], null));
        Assert.Equal(["PartyNamed", "TieRecorded", "TieRecorded"], allowed.Facts.Select(f => f.Fact.GetType().Name));
        Assert.Equal("share-must-be-a-percentage", Rule(TieDecisions.Take(view, [Row("one", "3"), Row("two", "400")], null)));
        Assert.Equal("rows-must-be-chosen", Rule(TieDecisions.Take(view, [], null)));
        Assert.Equal("rows-must-be-few-enough", Rule(TieDecisions.Take(view, [.. Enumerable.Range(0, TieDecisions.MostTaken + 1).Select(i => Row($"r{i}", "3"))], null)));
    }

    [Fact]
    public void An_interest_is_a_partys_and_stays_its()
    {
        var tied = TiedCase.OfTheSound();
        var red = new Interest("ostania", "It must not collapse.", true, "An analyst, 21 December 2014", null, null);
        tied.Written.Add(Assert.IsType<Decision.Allowed>(InterestDecisions.Record(tied.View, new("i", red, null))).Facts[0].Fact);
        Assert.True(Assert.Single(tied.Ask("ostania").Interests).Interest.Content.IsRedLine);
        Assert.Equal("party-must-be-chosen", Rule(InterestDecisions.Record(tied.View, new("j", red with { Party = "" }, null))));
        Assert.Equal("text-must-be-given", Rule(InterestDecisions.Record(tied.View, new("j", red with { Text = "" }, null))));
        Assert.Equal("interest-stays-its-partys", Rule(InterestDecisions.Correct(tied.View, new("i", red with { Party = "norland" }, "r", null))));
        tied.Written.Add(Assert.IsType<Decision.Allowed>(InterestDecisions.Withdraw(tied.View, new("i", "r", null))).Facts[0].Fact);
        Assert.Empty(tied.Ask("ostania").Interests);
    }

    private static TiedCase WithDocument(Marking? marking = null)
    {
        var tied = TiedCase.OfTheSound();
        tied.Written.Add(new Demarche.Documents.DocumentTakenIn("d", new("table.csv", "x", "y", "text/plain", 1, "us", null, null, null, null, null, null, null)), marking);
        return tied;
    }
}
