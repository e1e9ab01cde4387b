using CsCheck;
using Demarche.Leverage;

namespace Demarche.Tests.Leverage;

public sealed class MeasureTests
{
    private static readonly string[] Names = ["party-0", "party-1", "party-2", "party-3", "party-4", "party-5", "party-6"];

    // Shares of party-0's exports as sources state them: rounded, so that they may add up to a little more than the whole.
    private static Gen<Shares> Stated { get; } = Gen.Int[0, 200].Array[0, 6].Select(parts =>
    {
        List<StatedTie> ties = [.. parts.Select((p, i) => new StatedTie($"t{i}", "party-0", Names[i + 1], TieKind.ExportsShare, p / 10m, "%", null, null, ""))];
        return Shares.Of(TieSet.Of(ties, null), "party-0", TieKind.ExportsShare);
    });

    [Fact]
    public void Concentration_lies_between_two_bounds_that_meet_where_nothing_is_unknown() => Stated.Sample(shares =>
    {
        if (shares.Concentration() is not { } index)
        {
            Assert.False(shares.IsStated);
            return;
        }
        Assert.True(index.Least <= index.Most);
        Assert.True(index.Least >= shares.Sum * shares.Sum / shares.Stated.Count - 0.0001m);
        Assert.True(index.Most <= 10_000);
        Assert.Equal(shares.Unknown == 0, index.Least == index.Most);
    });

    [Fact]
    public void Whoever_joins_a_coalition_takes_nothing_from_its_reach() =>
        Gen.Select(Stated, Gen.Int[0, 127], Gen.Int[0, 6]).Sample((shares, members, joining) =>
        {
            List<string> coalition = [.. Names.Where((_, i) => (members & (1 << i)) != 0)];
            var (before, after) = (shares.Reach(coalition), shares.Reach([.. coalition, Names[joining]]));
            Assert.True(before.Least <= after.Least && before.Most <= after.Most && after.Least <= after.Most && after.Most <= 100);
        });

    [Fact]
    public void A_figure_that_the_shares_leave_open_is_told_as_bounds()
    {
        var answer = TiedCase.OfTheSound().Ask("ostania", by: "norland", with: ["sudria"]);
        Assert.Equal((new Bounds(0, 20), new Bounds(60, 80)), (answer.Exports!.Alone, answer.Exports.Together));
        Assert.Equal((new Bounds(0, 19.5m), new Bounds(50, 69.5m)), (answer.Imports!.Alone, answer.Imports.Together));
        Assert.Equal(new Bounds(4000, 4400), answer.Exports.Concentration);
        Assert.Contains(answer.Why, w => w == "Norland is named in no stated share of Ostania's exports; what the figures leave open gives it between 0 and 20\u202f%.");
        Assert.Equal(new Bounds(60, 60), TiedCase.OfTheSound().Ask("ostania", by: "sudria").Exports!.Alone);
    }

    [Fact]
    public void Shares_of_different_years_stand_together_say_so_and_make_no_index_beyond_the_whole()
    {
        var tied = new TiedCase().Party("A").Party("B").Party("C").Tie("a", "b", TieKind.ExportsShare, "90", "2012").Tie("a", "c", TieKind.ExportsShare, "80", "2014-06");
        var exports = tied.Ask("a").Exports!;
        Assert.Equal([("b", "2012"), ("c", "2014-06")], exports.Shares.Stated.Select(s => (s.Party, s.At)));
        Assert.True(exports.Shares is { IsMixed: true, IsOver: true, Sum: 170, Unknown: 0 });
        Assert.Equal(new Bounds(10_000, 10_000), exports.Concentration);
        Assert.False(TiedCase.OfTheSound().Ask("ostania").Exports!.Shares.IsMixed);
    }

    [Fact]
    public void They_stand_by_name_or_by_the_one_criterion_that_the_reader_names_and_nothing_is_added()
    {
        var tied = TiedCase.OfTheSound();
        Assert.Equal(["kasteria", "sudria", "westmark"], tied.Ask("ostania").Influencers.Select(i => i.Party));
        var byImports = tied.Ask("ostania", order: Criterion.Imports).Influencers;
        Assert.Equal(["sudria", "westmark", "kasteria"], byImports.Select(i => i.Party));
        Assert.Equal([1, 2, null], byImports.Select(i => i.Under(Criterion.Imports).Place));
        // The same places, whatever the order.
        foreach (var order in Influence.Criteria)
        {
            var sudria = tied.Ask("ostania", order: order).Influencers.Single(i => i.Party == "sudria");
            Assert.Equal([1, 1, 1, 1, null], sudria.Placings.Select(p => p.Place));
            Assert.Equal([120m, 60m, 50m, 1m, null], sudria.Placings.Select(p => p.Value));
            Assert.Equal(["tie-7"], sudria.Under(Criterion.Bonds).Ties);
        }
    }

    [Fact]
    public void Who_has_no_figure_under_a_criterion_has_no_place_there()
    {
        var kasteria = TiedCase.OfTheSound().Ask("ostania").Influencers.Single(i => i.Party == "kasteria").Under(Criterion.Imports);
        Assert.Equal((null, null), (kasteria.Value, kasteria.Place));
        Assert.Equal("no tie known", LeverageWords.Figure(kasteria));
        // A border whose length nobody states is a tie, and no length.
        var border = new TiedCase().Party("A").Party("B").Party("C").Tie("a", "b", TieKind.LandBorder).Tie("a", "c", TieKind.LandBorder, "3").Ask("a", order: Criterion.Border).Influencers;
        Assert.Equal([("c", (int?)1, "3\u00a0km"), ("b", null, "no figure stated")], border.Select(i => (i.Party, i.Under(Criterion.Border).Place, LeverageWords.Figure(i.Under(Criterion.Border)))));
    }

    [Fact]
    public void Equals_share_a_place_and_stand_by_their_names()
    {
        var tied = new TiedCase().Party("X").Party("B").Party("A").Party("C").Tie("x", "b", TieKind.Treaty).Tie("x", "a", TieKind.Treaty).Tie("x", "c", TieKind.Aid);
        Assert.Equal([("a", (int?)1), ("b", 1), ("c", null)], tied.Ask("x", order: Criterion.Bonds).Influencers.Select(i => (i.Party, i.Under(Criterion.Bonds).Place)));
    }

    [Theory]
    [InlineData(TieKind.War)]
    [InlineData(TieKind.BrokenRelations)]
    public void Who_is_at_war_or_without_relations_is_excluded_with_the_reason_whatever_it_trades(TieKind kind)
    {
        foreach (var (from, to) in new[] { ("ostania", "sudria"), ("sudria", "ostania") })
        {
            var tied = TiedCase.OfTheSound().Tie(from, to, kind, at: "2014-03", until: "2016");
            var answer = tied.Ask("ostania", "2014-06", by: "norland", order: Criterion.Exports);
            Assert.Equal(["kasteria", "westmark"], answer.Influencers.Select(i => i.Party));
            // Nor does it take anybody's place.
            Assert.Equal(1, answer.Influencers[0].Under(Criterion.Exports).Place);
            var excluded = Assert.Single(answer.Excluded);
            Assert.Equal(("sudria", "tie-8"), (excluded.Party, Assert.Single(excluded.Ties)));
            Assert.Contains(kind == TieKind.War ? "are at war (2014-03)" : "have no relations (2014-03)", answer.Ties["tie-8"].Says, StringComparison.Ordinal);
            Assert.DoesNotContain(answer.Isolation!.Kinds, k => k.Kind == kind);
            // Before it began and after it ended it excludes nobody.
            Assert.All([tied.Ask("ostania", "2013"), tied.Ask("ostania", "2017")], a => Assert.Empty(a.Excluded));
            Assert.Contains(tied.Ask("ostania", "2017").Influencers, i => i.Party == "sudria");
            Assert.Single(tied.Ask("sudria", "2014-06").Excluded);
        }
    }

    // Who keeps sanctions could lift them, and its share may be of a year before them.
    [Fact]
    public void Sanctions_exclude_nobody_have_no_place_and_bind_nobody()
    {
        var tied = TiedCase.OfTheSound().Tie("ostania", "westmark", TieKind.Sanctions, at: "2014-06").Tie("ostania", "norland", TieKind.Sanctions, at: "2014-06");
        var answer = tied.Ask("ostania", order: Criterion.Imports);
        Assert.Empty(answer.Excluded);
        Assert.Equal((2, 2), (answer.Influencers.First(i => i.Party == "westmark").Under(Criterion.Imports).Place!.Value,
            answer.Influencers.First(i => i.Party == "westmark").Under(Criterion.Imports).Among));
        var norland = answer.Influencers.First(i => i.Party == "norland");
        Assert.All(norland.Placings, p => Assert.Null(p.Place));
        Assert.Equal("Ostania is under sanctions of Norland (2014-06)", answer.Ties[Assert.Single(norland.Ties)].Says);
        Assert.DoesNotContain(answer.Isolation!.Kinds, k => k.Kind == TieKind.Sanctions);
        Assert.Equal(TiedCase.OfTheSound().Ask("ostania").Isolation!.Parties, answer.Isolation.Parties);
        // One way: whom one keeps sanctions on one is not moved by.
        Assert.DoesNotContain(tied.Ask("norland").Influencers, i => i.Party == "ostania");
    }

    [Fact]
    public void A_place_says_among_how_many()
    {
        var exports = TiedCase.OfTheSound().Ask("ostania", order: Criterion.Exports).Influencers[0].Under(Criterion.Exports);
        Assert.Equal((1, 2, "exports, %: 60\u202f%, 2014 place 1 of 2"), (exports.Place!.Value, exports.Among, LeverageWords.Said(exports)));
    }

    [Fact]
    public void Nobody_moves_a_third_with_whom_it_is_at_war()
    {
        var tied = TiedCase.OfTheSound().Tie("sudria", "norland", TieKind.ExportsShare, "19", "2014");
        Assert.Single(tied.Ask("ostania", by: "norland").Ways);
        Assert.Empty(tied.Tie("norland", "sudria", TieKind.War).Ask("ostania", by: "norland").Ways);
    }

    [Fact]
    public void What_one_depends_on_another_for_lets_the_other_move_it_and_not_the_reverse()
    {
        var tied = new TiedCase().Party("A").Party("B").Tie("a", "b", TieKind.Aid, "30");
        Assert.Equal(["b"], tied.Ask("a").Influencers.Select(i => i.Party));
        Assert.Empty(tied.Ask("b").Influencers);
        Assert.Equal(["a"], tied.Tie("a", "b", TieKind.History).Ask("b").Influencers.Select(i => i.Party));
    }

    [Fact]
    public void Who_is_not_tied_to_a_party_may_move_somebody_who_is()
    {
        var answer = TiedCase.OfTheSound().Tie("sudria", "norland", TieKind.ExportsShare, "19", "2014").Tie("sudria", "westmark", TieKind.ExportsShare, "10", "2014").Tie("norland", "kasteria", TieKind.ExportsShare, "9", "2014").Ask("ostania", by: "norland");
        var way = Assert.Single(answer.Ways);
        Assert.Equal(("norland", "sudria", "ostania"), (way.By, way.Through, way.On));
        Assert.Equal("Sudria sends 19\u202f% of its exports to Norland (2014)", answer.Ties[Assert.Single(way.First)].Says);
        Assert.Equal(["ostania", "sudria"], answer.Compared.Select(c => c.Party));
    }

    [Fact]
    public void Taking_a_tie_away_changes_the_answer_and_an_empty_case_has_none()
    {
        var tied = TiedCase.OfTheSound();
        Assert.Equal("sudria", tied.Ask("ostania", order: Criterion.Exports).Influencers[0].Party);
        foreach (var tie in new[] { "tie-1", "tie-3", "tie-5", "tie-7" }) tied.Written.Add(new TieWithdrawn(tie, "r"));
        Assert.Equal(["kasteria", "westmark"], tied.Ask("ostania").Influencers.Select(i => i.Party));
        Assert.Null(new TiedCase().Party("A").Ask("nobody").Question.On);
    }
}
