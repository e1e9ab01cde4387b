using CsCheck;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Tests.Cases;
using Demarche.Web;

namespace Demarche.Tests.Search;

/// <summary>What a reader may not see moves no hit, no order, no text and no place of a search.</summary>
public sealed class SearchTwinTests
{
    private static readonly int Twins = LongTest.Count(20, 60);

    private static readonly string[] Queries = ["one", "two OR three", "fou*", "harbour", "five -one"];

    [Fact]
    public async Task L01_Twin_cases_that_differ_in_what_a_reader_may_not_see_give_the_same_answer()
    {
        var reader = new Caller(WrittenCase.Ana, "Ana", new HashSet<Capability> { Capability.ReadCases }, false, new HashSet<string>());
        var differed = 0;
        await Gen.Select(RandomCase.Steps, Gen.Int[0, 2].Array[41]).SampleAsync(async (steps, changes) =>
        {
            var facts = RandomCase.Facts(steps.Where(s => s.What is < 14 or > 19 and not 23));
            var one = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(facts.Select(f => (f.Item, (Marked?)f.Fact))));
            var twin = facts.Select((f, n) => Ruling.For(one.MarkingOf(f.Item!)!, reader.Audience).Seen ? f.Fact : RandomCase.Changed(f.Fact, changes[n % changes.Length])).ToList();
            var id = Id.New();
            var (first, second) = (await SearchRig.AnswersAsync(reader, id, facts.Select(f => (Marked?)f.Fact), Queries), await SearchRig.AnswersAsync(reader, id, twin, Queries));
            Assert.Equal(first, second);
            if (!twin.SequenceEqual(facts.Select(f => f.Fact))) differed++;
        }, iter: Twins, threads: 1);
        Assert.True(differed > Twins / 4, $"Only {differed} pairs differed.");
    }
}
