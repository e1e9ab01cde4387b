using CsCheck;
using Demarche.Sources;

namespace Demarche.Tests.Sources;

public sealed class PersonGroupsTests
{
    [Fact]
    public void Nobody_said_anything_and_every_source_is_somebody()
    {
        Assert.Equal(3, PersonGroups.None.Count(["a", "b", "c", "a"]));
        Assert.Equal("b", PersonGroups.None.PersonOf("b"));
    }

    [Fact]
    public void Two_pairs_with_one_in_common_are_one_person()
    {
        var groups = PersonGroups.Of([("c", "d"), ("a", "b"), ("d", "a")]);
        Assert.Equal(2, groups.Count(["a", "b", "c", "d", "e"]));
        Assert.Equal(groups.PersonOf("b"), groups.PersonOf("c"));
        Assert.NotEqual(groups.PersonOf("b"), groups.PersonOf("e"));
    }

    [Fact]
    public void Neither_the_order_of_the_pairs_nor_that_within_one_changes_anything() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 12].SelectMany(pairs => Gen.Shuffle(pairs).Select(other => (pairs, other))).Sample((pairs, other) =>
        {
            var (one, two) = (PersonGroups.Of(pairs.Select(Named)), PersonGroups.Of(other.Select(p => Named((p.Item2, p.Item1)))));
            return Enumerable.Range(0, 10).All(i => one.PersonOf($"s{i}") == two.PersonOf($"s{i}"))
                && pairs.Select(Named).All(p => one.PersonOf(p.First) == one.PersonOf(p.Second));
        });

    private static (string First, string Second) Named((int First, int Second) pair) => ($"s{pair.First}", $"s{pair.Second}");
}
