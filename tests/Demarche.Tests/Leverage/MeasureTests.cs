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
    public void Under_each_rule_the_reader_sees_what_put_whom_where()
    {
        var tied = TiedCase.OfTheSound();
        var byPlaces = tied.Ask("ostania").Influencers;
        Assert.Equal(["sudria", "kasteria", "westmark"], byPlaces.Select(i => i.Party));
        Assert.Equal([1, 2, 3], byPlaces.Select(i => i.Place));
        Assert.All(byPlaces, i => Assert.Equal(i.RankSum, i.Placings.Sum(p => p.Place)));
        Assert.Equal((60m, 1), byPlaces[0].Placings.Where(p => p.Criterion == Criterion.Exports).Select(p => (p.Value, p.Place)).Single());
        Assert.Equal((1m, "tie-7"), byPlaces[0].Placings.Where(p => p.Criterion == Criterion.Bonds).Select(p => (p.Value, p.Ties.Single())).Single());
        var byImports = tied.Ask("ostania", rule: RankRule.Lexicographic, order: [Criterion.Imports, Criterion.Border]).Influencers;
        Assert.Equal(["sudria", "westmark", "kasteria"], byImports.Select(i => i.Party));
    }

    [Fact]
    public void Equals_share_a_place_and_stand_by_their_names()
    {
        var tied = new TiedCase().Party("X").Party("B").Party("A").Party("C").Tie("x", "b", TieKind.Treaty).Tie("x", "a", TieKind.Treaty).Tie("x", "c", TieKind.Aid);
        Assert.Equal([("A", 1), ("B", 1), ("C", 3)], tied.Ask("x").Influencers.Select(i => (tied.View.Parties.Find(i.Party)!.Content.Name, i.Place)));
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
        Assert.Equal("sudria", tied.Ask("ostania").Influencers[0].Party);
        foreach (var tie in new[] { "tie-1", "tie-3", "tie-5", "tie-7" }) tied.Written.Add(new TieWithdrawn(tie, "r"));
        Assert.Equal(["kasteria", "westmark"], tied.Ask("ostania").Influencers.Select(i => i.Party));
        Assert.Null(new TiedCase().Party("A").Ask("nobody").Question.On);
    }
}
