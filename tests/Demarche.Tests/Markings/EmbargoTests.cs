using CsCheck;
using Demarche.Markings;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Markings;

/// <summary>Two embargoes together: what either keeps, both keep.</summary>
public sealed class EmbargoTests
{
    private static readonly string[] Partners = ["a", "b", "c"];

    private static readonly Gen<Embargo> Any = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 7], Gen.Int[0, 7], (until, participants, consented) =>
        new Embargo(until == 3 ? "when it suits" : WrittenCase.Time(until * 30), "UTC", Of(participants), [.. Of(consented & participants)]));

    [Fact]
    public void Joined_embargoes_keep_no_consent_of_one()
    {
        Embargo one = new(WrittenCase.Time(60), "UTC", ["a", "b"], ["a"]), two = new(WrittenCase.Time(90), "UTC", ["a", "b"], []);
        Assert.Empty(one.And(two).Consented);
        Assert.Empty(two.And(one).Consented);
        Assert.False(one.And(two).IsLifted);
    }

    [Fact]
    public void What_binds_in_either_binds_in_both_together_and_nobody_keeps_it_who_keeps_only_one() => Gen.Select(Any, Any, Gen.Int[0, 3]).Sample((one, two, at) =>
    {
        var (both, now) = (one.And(two), at == 3 ? "" : WrittenCase.Time((at * 30) + 1));
        if (one.BindsAt(now) || two.BindsAt(now)) Assert.True(both.BindsAt(now), $"{one} and {two} at {now}");
        if (!one.IsLifted && !two.IsLifted)
        {
            Assert.All(both.Participants, p => Assert.True(one.Participants.Contains(p) && two.Participants.Contains(p)));
            if (one != two) Assert.Empty(both.Consented);
        }
        Assert.Equal(both.BindsAt(now), two.And(one).BindsAt(now));
    }, iter: 20_000);

    [Fact]
    public void An_embargo_that_all_ended_adds_nothing_and_one_that_nobody_keeps_never_ends_by_consent()
    {
        Embargo over = new(WrittenCase.Time(60), "UTC", ["a"], ["a"]), binding = new(WrittenCase.Time(30), "UTC", ["b"], []);
        Assert.Equal(binding, over.And(binding));
        Assert.Equal(binding, binding.And(over));
        Assert.Equal(binding, binding.And(null));
        Assert.False(new Embargo(WrittenCase.Time(60), "UTC", [], []).IsLifted);
        Assert.True(binding.BindsAt(WrittenCase.Time(29)));
        Assert.False(binding.BindsAt(WrittenCase.Time(30)));
    }

    private static string[] Of(int bits) => [.. Partners.Where((_, i) => (bits & (1 << i)) != 0)];
}
