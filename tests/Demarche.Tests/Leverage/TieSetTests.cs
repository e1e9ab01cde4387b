using CsCheck;
using Demarche.Documents;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Leverage;

public sealed class TieSetTests
{
    private static Gen<StatedTie> Tie { get; } = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<TieKind>(), Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 1000]).Select((from, to, kind, figure, year, id) => new StatedTie(
        $"tie-{id}", $"party-{from}", $"party-{to}", kind, figure == 0 ? null : figure * 10, figure == 0 ? null : "%", year == 0 ? null : new(year == 5 ? "2014-06" : $"{2010 + year}"),
        year == 4 ? new("2020") : null, "2026-03-01T08:00:00.000Z"));

    private static Gen<StatedTie[]> Several { get; } = Tie.Array[0, 25].Select(ties => ties.DistinctBy(t => t.Id).ToArray());

    [Fact]
    public void The_order_in_which_ties_were_recorded_changes_nothing() =>
        Several.SelectMany(ties => Gen.Shuffle(ties).Select(other => (ties, other))).Sample((ties, other) =>
        {
            Assert.Equal(TieSet.Of(ties, "2014").Ties, TieSet.Of(other, "2014").Ties);
            Assert.Equal(TieSet.Of(ties, null).Ties, TieSet.Of(other, null).Ties);
        });

    [Fact]
    public void Of_one_figure_one_counts_and_it_is_the_latest_by_the_date() => Several.Sample(ties =>
    {
        foreach (var group in TieSet.Of(ties, "2013").Ties.Where(t => t.Kind == TieKind.ExportsShare).GroupBy(t => (t.From, t.To, t.Unit)))
        {
            var counted = Assert.Single(group);
            Assert.True(counted.At is null || string.CompareOrdinal(counted.At.Value, "2013") <= 0);
            Assert.DoesNotContain(ties, t => t.Kind == counted.Kind && (t.From, t.To, t.Unit) == group.Key && t.Until is null && t.At is { } at
                && string.CompareOrdinal(at.Value, "2013") <= 0 && string.CompareOrdinal(at.Value, counted.At?.Value ?? "") > 0);
        }
    });

    [Theory]
    [InlineData("2013", "54", null)]
    [InlineData("2014", "54", "50")]
    [InlineData("2014-01-01", "54", "50")]
    [InlineData("2022", "54", "50")]
    [InlineData("2023", "54", "74")]
    [InlineData(null, "54", "74")]
    public void A_date_chooses_among_the_figures(string? asOf, string border, string? share)
    {
        var answer = new TiedCase().Party("A").Party("B").Tie("a", "b", TieKind.ExportsShare, "74", "2023").Tie("a", "b", TieKind.ExportsShare, "50", "2014").Tie("b", "a", TieKind.LandBorder, "54").Ask("a", asOf);
        Assert.Equal(decimal.Parse(border, System.Globalization.CultureInfo.InvariantCulture), answer.Isolation!.Border);
        Assert.Equal(share, answer.Exports!.Shares.With("b")?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_treaty_counts_from_its_date_until_its_end_beside_other_treaties()
    {
        var tied = new TiedCase().Party("A").Party("B").Tie("a", "b", TieKind.Treaty, at: "1961").Tie("a", "b", TieKind.Treaty, at: "1994", until: "2002");
        Assert.Equal(1, tied.Ask("b", "1990").Isolation!.Ties);
        Assert.Equal(2, tied.Ask("b", "2002-05").Isolation!.Ties);
        Assert.Equal(1, tied.Ask("b", "2003").Isolation!.Ties);
        Assert.Equal(1, tied.Ask("b").Isolation!.Ties);
    }

    [Fact]
    public void A_figure_that_has_ended_does_not_bring_back_the_one_before_it()
    {
        var tied = new TiedCase().Party("A").Party("B").Tie("a", "b", TieKind.ExportsShare, "40", "2010").Tie("a", "b", TieKind.ExportsShare, "50", "2014", until: "2016");
        Assert.Equal([40m, 50m, 50m, null, null], new[] { "2012", "2014", "2016", "2017", null }.Select(asOf => tied.Ask("a", asOf).Exports!.Shares.With("b")));
    }

    [Fact]
    public void A_border_told_from_both_sides_is_one()
    {
        var tied = new TiedCase().Party("A").Party("B").Tie("a", "b", TieKind.LandBorder, "1352").Tie("b", "a", TieKind.LandBorder, "1352");
        Assert.Equal((1, 1352m), (tied.Ask("a").Isolation!.Ties, tied.Ask("b").Isolation!.Border));
    }

    [Fact]
    public void A_tie_whose_source_or_document_or_party_was_withdrawn_does_not_count()
    {
        var tied = new TiedCase().Party("A").Party("B").Party("C");
        tied.Written.Add(new SourceNamed("s", new("The yearbook", "The yearbook", null, Standing.Company, null, [], null)))
            .Add(new DocumentTakenIn("d", new("table.csv", "x", "y", "text/plain", 1, "us", null, null, null, null, null, null, null)))
            .Add(new TieRecorded("by-source", TiedCase.Of("a", "b", TieKind.ExportsShare, "40", "2014", source: "s")))
            .Add(new TieRecorded("by-document", TiedCase.Of("a", "c", TieKind.ExportsShare, "30", "2014") with { Passage = new("d", 0, 2, "30") }));
        Assert.Equal(70, tied.Ask("a").Exports!.Shares.Sum);
        tied.Written.Add(new SourceWithdrawn("s", "It was made up."));
        Assert.Equal(30, tied.Ask("a").Exports!.Shares.Sum);
        Assert.Equal(1, tied.Ask("a").NotCounted);
        Assert.Contains(TieList.Of(tied.View, Demarche.Tests.Twins.Seats.Desk, new(null, null, false, null), true).Ties, t => !t.Counts && t.Tie.Id == "by-source");
        tied.Written.Add(new DocumentWithdrawn("d", "It was another edition."));
        Assert.False(tied.Ask("a").Exports!.Shares.IsStated);
        tied.Written.Add(new PartyWithdrawn("b", "Named twice."));
        Assert.Empty(TieSet.Of(tied.View, null).Parties);
    }

    [Fact]
    public void A_tie_to_a_party_that_the_reader_may_not_see_is_not_there_and_moves_no_figure()
    {
        var red = Marking.Of(Tlp.Red);
        var tied = new TiedCase().Party("A").Party("B").Party("Hidden", marking: red).Tie("a", "b", TieKind.ExportsShare, "40").Tie("a", "hidden", TieKind.ExportsShare, "60");
        var blind = View.For(tied.Written.File, AtDesk(readsRed: false));
        Assert.Equal(["tie-1"], blind.Ties.All.Select(t => t.Id));
        Assert.Equal((40m, 60m), (LeverageAnswer.Of(blind, new("a", null, null, [], null), TiedCase.Today).Exports!.Shares.Sum, LeverageAnswer.Of(blind, new("a", null, null, [], null), TiedCase.Today).Exports!.Shares.Unknown));
        Assert.Empty(tied.Written.For(Ostania).Ties.All);
    }

    [Fact]
    public void What_is_hidden_of_a_ties_ground_changes_nothing_for_whoever_may_not_see_it()
    {
        var tied = new TiedCase().Party("A").Party("B");
        tied.Written.Add(new SourceNamed("s", new("The yearbook", "The yearbook", null, Standing.Company, null, [], null)), Marking.Of(Tlp.Red))
            .Add(new TieRecorded("t", TiedCase.Of("a", "b", TieKind.ExportsShare, "40", source: "s")));
        View Blind() => View.For(tied.Written.File, AtDesk(readsRed: false));
        Assert.Null(Blind().Ties.Find("t")!.Content.Source);
        Assert.Equal("s", tied.View.Ties.Find("t")!.Content.Source);
        tied.Written.Add(new SourceWithdrawn("s", "r"), Marking.Of(Tlp.Red));
        Assert.Single(TieSet.Of(Blind(), null).Ties);
        Assert.Empty(TieSet.Of(tied.View, null).Ties);
    }
}
