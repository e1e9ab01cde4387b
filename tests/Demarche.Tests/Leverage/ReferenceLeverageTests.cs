using System.Globalization;
using Demarche.Leverage;
using Demarche.Parties;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Leverage;

/// <summary>Who could move each country of the shipped set: each criterion by itself, and no figure that stands for another.</summary>
public sealed class ReferenceLeverageTests
{
    private static readonly IReadOnlyDictionary<string, string> States = ReferenceSet.Shipped.Countries.Codes.ToDictionary(c => c, c => c);

    private static readonly TieSet Set = TieSet.Of(
        ReferenceSet.Shipped.Rows.Select((r, i) => new StatedTie(
            i.ToString("d6", CultureInfo.InvariantCulture), r.From, r.To, r.Kind, Tie.AmountOf(r.Figure), r.Unit, r.At, null, "2026-03-01T08:00:00.000Z")
        { Citation = r.Citation, Listed = r.Listed }),
        "2014", States);

    [Fact]
    public void Mongolia_has_a_long_border_with_Russia_and_no_place_in_its_trade()
    {
        Influencer Mongolia(Criterion? order) => Movers("RU", order).Single(i => i.Party == "MN");
        var border = Mongolia(null).Under(Criterion.Border);
        Assert.Equal((3452m, true), (border.Value, border.Place <= 4));
        foreach (var criterion in new[] { Criterion.Exports, Criterion.Imports })
        {
            var trade = Mongolia(null).Under(criterion);
            Assert.Equal((null, null), (trade.Value, trade.Place));
            var least = Set.ListOf("RU", criterion == Criterion.Exports ? TieKind.ExportsShare : TieKind.ImportsShare)!.Least;
            Assert.Equal(least, trade.Below);
            Assert.InRange(least, 1, 10);
            // Behind everybody of whom a share is stated, however short their borders.
            var movers = Movers("RU", criterion).ToList();
            var stated = movers.FindAll(i => i.Under(criterion).Value is not null);
            Assert.True(stated.Count >= 3);
            Assert.Equal(stated, movers.Take(stated.Count));
            Assert.True(movers.FindIndex(i => i.Party == "MN") >= stated.Count);
        }
    }

    // Its siblings: for no country and under no criterion does what is known under another one move anybody.
    [Fact]
    public void For_no_country_does_a_place_under_one_criterion_outweigh_a_figure_under_another()
    {
        var (asked, placed, below) = (0, 0, 0);
        foreach (var country in States.Keys)
        {
            var byName = Movers(country, null);
            Assert.Equal(byName.Select(i => i.Party).Order(StringComparer.Ordinal), byName.Select(i => i.Party));
            foreach (var criterion in Influence.Criteria)
            {
                var movers = Movers(country, criterion);
                Assert.Equal(byName.Select(i => i.Party).Order(StringComparer.Ordinal), movers.Select(i => i.Party).Order(StringComparer.Ordinal));
                var said = movers.Select(i => i.Under(criterion)).ToList();
                foreach (var (first, second) in said.Zip(said.Skip(1)))
                    Assert.True(second.Value is null || first.Value >= second.Value, $"{country}, {criterion}: {first.Value} before {second.Value}");
                Assert.All(said, p => Assert.Equal(p.Value is null, p.Place is null));
                Assert.All(said, p => Assert.False(p.Below is { } least && (p.Value is not null || said.Exists(o => o.Value < least))));
                foreach (var one in said.Where(p => p.Value is not null))
                    Assert.Equal(1 + said.Count(o => o.Value > one.Value), one.Place);
                // Who stands where under it is the same, whatever else is known of them.
                Assert.Equal(
                    said.Where(p => p.Value is not null).Select(p => p.Value), byName.Select(i => i.Under(criterion).Value).Where(v => v is not null).OrderDescending());
                (asked, placed, below) = (asked + 1, placed + said.Count(p => p.Place is not null), below + said.Count(p => p.Below is not null));
            }
        }
        Assert.True(asked > 1_000 && placed > 5_000 && below > 300, $"{asked} asked, {placed} placed, {below} below a list");
    }

    [Fact]
    public void Who_is_on_no_list_has_less_than_the_smallest_on_it_and_bounds_say_so()
    {
        var exports = TradeAnswer.Of(Set, "RU", TieKind.ExportsShare, "MN", []);
        var list = Set.ListOf("RU", TieKind.ExportsShare)!;
        Assert.Equal(list.Least, exports.Below);
        Assert.Equal(new Bounds(0, list.Least), exports.Alone);
        // Two of them have at most twice as much, and never more than what is left.
        Assert.Equal(new Bounds(0, 2 * list.Least), TradeAnswer.Of(Set, "RU", TieKind.ExportsShare, "MN", ["PE"]).Together);
        Assert.Equal(exports.Shares.Unknown, exports.Shares.Reach([.. States.Keys.Except(list.Partners)], p => Set.Below("RU", TieKind.ExportsShare, p)).Most);
        // The rest is no one partner: its squares are those of many small ones.
        Assert.True(exports.Concentration!.Most < exports.Concentration.Least + exports.Shares.Unknown * list.Least + 0.001m);
        Assert.True(exports.Concentration.Most > exports.Concentration.Least);
    }

    [Theory]
    [InlineData("whole", true)]
    [InlineData("a row is missing", false)]
    [InlineData("a row was withdrawn", false)]
    [InlineData("a row was put under another date", false)]
    [InlineData("taken by an earlier program", false)]
    [InlineData("the other is no country", false)]
    [InlineData("the other is a listed country by another name", false)]
    public void Only_a_whole_list_says_anything_of_who_is_not_on_it(string state, bool isKnown)
    {
        var made = new WrittenCase();
        foreach (var party in new[] { "A", "B", "C" }) made.Add(new PartyNamed(party, new(party, PartyKind.State, "A" + party, "")));
        var country = state == "the other is a listed country by another name" ? "AC" : "AX";
        made.Add(new PartyNamed("X", new("X", state == "the other is no country" ? PartyKind.Organisation : PartyKind.State, country, "")));
        Tie Share(string to, string figure) => new("A", to, TieKind.ExportsShare, figure, "%", new("2014"), null, "A list", null, null, null, state == "taken by an earlier program" ? null : 2);
        made.Add(new TieRecorded("b", Share("B", "40")));
        if (state != "a row is missing") made.Add(new TieRecorded("c", Share("C", "4")));
        if (state == "a row was withdrawn") made.Add(new TieWithdrawn("c", "Wrong."));
        if (state == "a row was put under another date") made.Add(new TieCorrected("c", Share("C", "4") with { At = new("2013") }, "Of the year before."));
        made.Add(new TieRecorded("x", new("A", "X", TieKind.LandBorder, "12", "km", null, null, "A map", null, null, null)));
        var answer = LeverageAnswer.Of(made.View, new("A", null, "X", [], Criterion.Exports), TiedCase.Today);
        var placing = answer.Influencers.Single(i => i.Party == "X").Under(Criterion.Exports);
        Assert.Equal((isKnown ? 4m : (decimal?)null, (int?)null), (placing.Below, placing.Place));
        Assert.Equal(isKnown ? "under 4\u202f%" : "no tie known", LeverageWords.Figure(placing));
        Assert.Equal(isKnown ? 4m : answer.Exports!.Shares.Unknown, answer.Exports!.Alone!.Most);
        Assert.Equal(isKnown, answer.Why.Any(w => w.Contains("is not on the list of the largest partners of A's exports", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_correction_of_a_figure_keeps_the_list_and_a_profile_that_was_read_in_part_makes_none()
    {
        var made = new WrittenCase().Add(new PartyNamed("A", new("A", PartyKind.State, "AA", ""))).Add(new PartyNamed("B", new("B", PartyKind.State, "AB", "")));
        var tie = new Tie("A", "B", TieKind.ExportsShare, "40", "%", new("2014"), null, "A list", null, null, null, 1);
        made.Add(new TieRecorded("b", tie));
        var corrected = Assert.IsType<Demarche.Cases.Decision.Allowed>(TieDecisions.Correct(made.View, new("b", tie with { Figure = "41", Listed = null }, "A slip.", null)));
        Assert.Equal(1, Assert.IsType<TieCorrected>(Assert.Single(corrected.Facts).Fact).Content.Listed);
        static IReadOnlyList<int?> Read(string partners)
        {
            object Text(string text) => new { text };
            var profile = new Dictionary<string, object>
            {
                ["Government"] = new Dictionary<string, object> { ["Country name"] = new Dictionary<string, object> { ["conventional short form"] = Text("Russia") } },
                ["Communications"] = new Dictionary<string, object> { ["Internet country code"] = Text(".ru") },
                ["Economy"] = new Dictionary<string, object> { ["Exports - partners"] = Text(partners) },
            };
            using var json = System.Text.Json.JsonDocument.Parse(System.Text.Json.JsonSerializer.Serialize(profile));
            return [.. FactbookProfile.Read(json.RootElement, ReferenceSet.Shipped.Countries, "A profile").Rows.Select(r => r.Listed)];
        }
        Assert.Equal([2, 2], Read("China 14%, Germany 6.6% (2021)"));
        Assert.Equal([null, null], Read("China 14%, Atlantis 9%, Germany 6.6% (2021)"));
    }

    private static IReadOnlyList<Influencer> Movers(string on, Criterion? order) => Influence.On(Set, on, order, p => p);
}
