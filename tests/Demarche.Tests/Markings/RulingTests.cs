using Demarche.Markings;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Markings;

public class RulingTests
{
    // One row a level: the public, a partner it is not releasable to, a partner it is releasable to, the desk without red, the desk with red.
    [Theory]
    [InlineData(Tlp.Clear, true, true, true, true, true)]
    [InlineData(Tlp.Green, false, false, true, true, true)]
    [InlineData(Tlp.Amber, false, false, true, true, true)]
    [InlineData(Tlp.AmberStrict, false, false, true, true, true)]
    [InlineData(Tlp.Red, false, false, true, false, true)]
    public void Our_own_material(Tlp tlp, bool toPublic, bool toOther, bool toNamed, bool toDesk, bool toRedDesk)
    {
        var marking = Marking.Of(tlp, Ostania);
        Assert.Equal((toPublic, toOther, toNamed, toDesk, toRedDesk), Row(marking));
    }

    // Originated by Sudria and consented on to Ostania; then to nobody.
    [Theory]
    [InlineData(Tlp.Clear, true, true)]
    [InlineData(Tlp.Green, true, false)]
    [InlineData(Tlp.Amber, true, false)]
    [InlineData(Tlp.AmberStrict, true, false)]
    [InlineData(Tlp.Red, true, false)]
    public void A_partners_material_goes_on_only_where_it_consents(Tlp tlp, bool consented, bool unconsented)
    {
        Assert.Equal(consented, Seen(Marking.Of(tlp, Ostania) with { Originator = Sudria }, new Audience.Partner(Ostania)));
        Assert.Equal(unconsented, Seen(Marking.Of(tlp) with { Originator = Sudria }, new Audience.Partner(Ostania)));
        Assert.True(Seen(Marking.Of(tlp) with { Originator = Sudria }, new Audience.Partner(Sudria)));
    }

    [Theory]
    [InlineData(Tlp.Clear)]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.AmberStrict)]
    [InlineData(Tlp.Red)]
    public void What_stands_in_a_compartment_is_for_its_members_alone(Tlp tlp)
    {
        foreach (var originator in new[] { null, Ostania, Sudria })
        {
            var marking = new Marking(tlp, [Ostania], ["crypto", "sigint"], originator);
            Assert.False(Seen(marking, new Audience.Public()));
            Assert.False(Seen(marking, new Audience.Partner(Ostania)));
            Assert.False(Seen(marking, AtDesk()));
            Assert.False(Seen(marking, AtDesk(compartments: "crypto")));
            Assert.True(Seen(marking, AtDesk(compartments: ["crypto", "sigint"])));
        }
    }

    [Fact]
    public void An_empty_list_of_partners_means_no_partner()
    {
        foreach (var tlp in new[] { Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red }) Assert.False(Seen(Marking.Of(tlp), new Audience.Partner(Ostania)));
    }

    [Fact]
    public void Nobody_is_nobody() => Assert.Equal((false, false, false, false, false), Row(Marking.Nobody));

    [Fact]
    public void A_refusal_says_every_rule_that_refused()
    {
        var ruling = Ruling.For(new(Tlp.Red, [], ["crypto"]), AtDesk(readsRed: false));
        Assert.False(ruling.Seen);
        Assert.Equal(2, ruling.Reasons.Count);
    }

    [Fact]
    public void A_marking_is_read_as_it_was_written()
    {
        var marking = new Marking(Tlp.AmberStrict, [Ostania], ["crypto"], Sudria);
        Assert.Equal(marking, Marking.FromJson(marking.ToJson()));
        Assert.Equal("TLP:AMBER+STRICT", marking.Label);
    }

    [Fact]
    public void Two_markings_together_are_no_wider_than_either()
    {
        var audiences = new[] { new Audience.Public(), new Audience.Partner(Ostania), new Audience.Partner(Sudria), AtDesk(), AtDesk(readsRed: false), AtDesk(compartments: "crypto") };
        for (var a = 0; a < 400; a++)
        {
            for (var b = 0; b < 400; b += 7)
            {
                var (one, two) = (Cases.RandomCase.MarkingOf(a), Cases.RandomCase.MarkingOf(b));
                foreach (var audience in audiences.Where(x => Seen(one.And(two), x)))
                    Assert.True(Seen(one, audience) && Seen(two, audience), $"{one.ToJson()} and {two.ToJson()} for {audience}");
            }
        }
    }

    private static (bool, bool, bool, bool, bool) Row(Marking marking) => (
        Seen(marking, new Audience.Public()), Seen(marking, new Audience.Partner(Sudria)), Seen(marking, new Audience.Partner(Ostania)),
        Seen(marking, AtDesk(readsRed: false)), Seen(marking, AtDesk()));

    private static bool Seen(Marking marking, Audience audience) => Ruling.For(marking, audience).Seen;
}
