using System.Text.Json;
using Demarche.Options;
using Demarche.Tests.Twins;

namespace Demarche.Tests.Options;

public sealed class NcissTests
{
    /// <summary>A destroyed network of a film studio, worked by hand: 6·70 + 5·100 + 4·40 + 4·80 + 2·60 + 4·60 + 3·80 + 6·50 = 2300.</summary>
    private static readonly ImpactInput[] Studio =
    [
        In(ImpactCategory.FunctionalImpact, "significant-impact-to-critical-services"), In(ImpactCategory.ObservedActivity, "effect"),
        In(ImpactCategory.LocationOfObservedActivity, "level-2-business-network"), In(ImpactCategory.ActorCharacterization, "advanced-persistent-threat"),
        In(ImpactCategory.InformationImpact, "destruction-of-non-critical-system"), In(ImpactCategory.Recoverability, "extended"),
        In(ImpactCategory.CrossSectorDependency, "information-technology"), In(ImpactCategory.PotentialImpact, "moderate"),
    ];

    private static ImpactInput In(ImpactCategory category, string choice) => new(category, choice, [], "because");

    [Fact]
    public void The_bounds_are_those_of_the_table()
    {
        // 6·0 + 5·0 + 4·30 + 4·20 + 2·0 + 4·20 + 3·15 + 6·0, and a hundred times the weights.
        Assert.Equal((325, 3400), (Nciss.LeastSum, Nciss.GreatestSum));
        Assert.Equal(34, Nciss.Scales.Sum(s => s.Weight));
        Assert.Equal(Enum.GetValues<ImpactCategory>(), Nciss.Scales.Select(s => s.Category));
    }

    [Fact]
    public void A_score_is_the_weighted_mean_worked_by_hand()
    {
        var result = ImpactResult.Of(Studio);
        Assert.Equal((2300, 2300), (result.LeastSum, result.MostSum));
        // 100 · (2300 − 325) / (3400 − 325) = 64.2276…
        Assert.Equal((64.2m, 64.2m), (result.Least, result.Most));
        Assert.Equal((PriorityLevel.High, PriorityLevel.High), (result.From, result.To));
        Assert.True(result.IsWhole);
        Assert.Equal([420, 500, 160, 320, 120, 240, 240, 300], result.Lines.Select(l => l.LeastWeighted));
    }

    [Fact]
    public void The_least_answers_make_0_and_the_greatest_100()
    {
        static ImpactInput[] All(Func<ImpactScale, int> value) => [.. Nciss.Scales.Select(s => In(s.Category, s.Options.First(o => o.Value == value(s)).Key))];
        Assert.Equal((0m, PriorityLevel.Baseline), (ImpactResult.Of(All(s => s.Least)).Most, ImpactResult.Of(All(s => s.Least)).To));
        Assert.Equal((100m, PriorityLevel.Emergency), (ImpactResult.Of(All(s => s.Most)).Least, ImpactResult.Of(All(s => s.Most)).From));
    }

    [Fact]
    public void What_nobody_answered_leaves_a_range()
    {
        var result = ImpactResult.Of([.. Studio.Where(i => i.Category != ImpactCategory.PotentialImpact)]);
        // 100 · (2000 − 325) / 3075 = 54.47…, 100 · (2600 − 325) / 3075 = 73.98…
        Assert.Equal((54.5m, 74.0m), (result.Least, result.Most));
        Assert.Equal((PriorityLevel.High, PriorityLevel.Severe), (result.From, result.To));
        Assert.False(result.IsWhole);
        var nothing = ImpactResult.Of([]);
        Assert.Equal((0m, 100m), (nothing.Least, nothing.Most));
    }

    [Fact]
    public void A_category_answered_twice_or_with_an_unknown_word_is_not_answered()
    {
        var once = ImpactResult.Of([.. Studio.Where(i => i.Category != ImpactCategory.Recoverability)]);
        Assert.Equal(once.Lines, ImpactResult.Of([.. Studio, In(ImpactCategory.Recoverability, "regular")]).Lines);
        Assert.Equal(once.Lines, ImpactResult.Of([.. Studio.Where(i => i.Category != ImpactCategory.Recoverability), In(ImpactCategory.Recoverability, "tomorrow")]).Lines);
    }

    [Fact]
    public void A_score_rises_with_each_answer_and_hangs_on_no_order()
    {
        var dice = new Dice(7);
        for (var i = 0; i < 500; i++)
        {
            ImpactInput[] inputs = [.. Nciss.Scales.Where(_ => !dice.OneIn(4)).Select(s => In(s.Category, dice.Of(s.Options).Key))];
            var result = ImpactResult.Of(inputs);
            Assert.InRange(result.Least, 0m, 100m);
            Assert.True(result.Least <= result.Most && result.From <= result.To);
            var shuffled = ImpactResult.Of([.. inputs.OrderBy(_ => dice.Next())]);
            Assert.Equal((result.LeastSum, result.MostSum), (shuffled.LeastSum, shuffled.MostSum));
            Assert.Equal(result.Lines, shuffled.Lines);
            if (inputs.Length == 0) continue;
            var at = dice.Below(inputs.Length);
            var scale = Nciss.Of(inputs[at].Category);
            var value = scale.Find(inputs[at].Choice)!.Value;
            foreach (var higher in scale.Options.Where(o => o.Value >= value))
            {
                var raised = ImpactResult.Of([.. inputs.Select((x, n) => n == at ? x with { Choice = higher.Key } : x)]);
                Assert.True(raised.LeastSum >= result.LeastSum && raised.MostSum >= result.MostSum && raised.From >= result.From);
            }
            // What was answered narrows: without one answer the range holds this one.
            var wider = ImpactResult.Of([.. inputs.Where((_, n) => n != at)]);
            Assert.True(wider.LeastSum <= result.LeastSum && wider.MostSum >= result.MostSum);
        }
    }

    [Fact]
    public void Weights_and_values_are_those_that_another_program_transcribed()
    {
        using var theirs = JsonDocument.Parse(File.ReadAllText(Shared.PathOf("data", "standards", "nciss", "nciss.json")));
        var categories = theirs.RootElement.GetProperty("categories").EnumerateArray().ToList();
        Assert.Equal(categories.Select(c => c.GetProperty("weight").GetInt32()), Nciss.Scales.Select(s => s.Weight));
        foreach (var (scale, category) in Nciss.Scales.Zip(categories))
            Assert.Equal(category.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("value").GetInt32()), scale.Options.Select(o => o.Value));
    }

    [Fact]
    public void Levels_are_named_as_the_priority_level_taxonomy_names_them()
    {
        using var theirs = JsonDocument.Parse(File.ReadAllText(Shared.PathOf("data", "standards", "misp-taxonomies", "priority-level", "machinetag.json")));
        var names = theirs.RootElement.GetProperty("predicates").EnumerateArray().Select(p => p.GetProperty("value").GetString()!.Split('-')[0]).Distinct().Reverse();
        Assert.Equal(names, Nciss.Levels.Select(l => OptionWords.Key(l.Level)));
    }

    [Fact]
    public void Varieties_are_those_that_the_veris_taxonomy_lists()
    {
        using var theirs = JsonDocument.Parse(File.ReadAllText(Shared.PathOf("data", "standards", "misp-taxonomies", "veris", "machinetag.json")));
        foreach (var (attribute, predicate) in new[]
        {
            (SecurityProperty.Confidentiality, "attribute:confidentiality:data:variety"), (SecurityProperty.Integrity, "attribute:integrity:variety"), (SecurityProperty.Availability, "attribute:availability:variety"),
        })
        {
            var entries = theirs.RootElement.GetProperty("values").EnumerateArray().Single(v => v.GetProperty("predicate").GetString() == predicate).GetProperty("entry");
            Assert.Equal(entries.EnumerateArray().Select(e => e.GetProperty("value").GetString()!).Order(StringComparer.Ordinal), Veris.VarietiesOf(attribute).Order(StringComparer.Ordinal));
        }
        Assert.Equal(new[] { "major", "minor", "moderate", "none", "unknown" }, Enum.GetValues<LossRating>().Select(OptionWords.Key).Order(StringComparer.Ordinal));
    }
}
