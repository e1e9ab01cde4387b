using Demarche.Markings;
using Demarche.Tests.Cases;
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
        string[] times = ["", WrittenCase.Time(0), WrittenCase.Time(90)];
        var audiences = times.SelectMany(at => new Audience[] { new Audience.Public(at), Member(Ostania, at), Member(Sudria, at), new Audience.Partner(Ostania) })
            .Concat([AtDesk(), AtDesk(readsRed: false), AtDesk(compartments: "crypto")]).ToList();
        for (var a = 0; a < 400; a++)
        {
            for (var b = 0; b < 400; b += 7)
            {
                var (one, two) = (Narrowed(a), Narrowed(b));
                foreach (var audience in audiences.Where(x => Seen(one.And(two), x)))
                    Assert.True(Seen(one, audience) && Seen(two, audience), $"{one.ToJson()} and {two.ToJson()} for {audience}");
            }
        }
    }

    [Fact]
    public void What_is_releasable_to_a_group_is_so_to_its_members_alone()
    {
        var marking = Marking.Of(Tlp.Amber, Nordic);
        Assert.True(Seen(marking, Member(Ostania)));
        Assert.False(Seen(marking, new Audience.Partner(Sudria)));
        Assert.Contains("a group that this partner belongs to", Ruling.For(marking, Member(Ostania)).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_a_marking_bars_never_sees_it_by_whatever_name_it_is_barred()
    {
        var marking = Marking.Of(Tlp.Green, Ostania, Nordic);
        Assert.False(Seen(marking with { NotReleasableTo = [Ostania] }, new Audience.Partner(Ostania)));
        Assert.False(Seen(marking with { NotReleasableTo = [Nordic] }, Member(Ostania)));
        Assert.True(Seen(marking with { NotReleasableTo = [Nordic] }, new Audience.Partner(Ostania)));
        // A group that was withdrawn names nobody it may go to, and still everybody it may not.
        var former = new Audience.Partner(Sudria, new HashSet<string>(), new HashSet<string> { Nordic }, "");
        Assert.False(Seen(Marking.Of(Tlp.Green, Nordic), former));
        Assert.False(Seen(Marking.Of(Tlp.Green, Sudria) with { NotReleasableTo = [Nordic] }, former));
        Assert.False(Seen(Marking.Of(Tlp.Clear) with { NotReleasableTo = [Sudria] }, new Audience.Public()));
    }

    [Fact]
    public void An_embargo_keeps_it_among_those_who_keep_it_until_its_hour_or_until_all_of_them_consent()
    {
        var embargo = new Embargo(WrittenCase.Time(60), "Europe/Oslo", [Ostania, Sudria], []);
        var marking = Marking.Of(Tlp.Green, Ostania, Sudria, "partner-third") with { Embargo = embargo };
        Audience Third(string at) => new Audience.Partner("partner-third", new HashSet<string>(), new HashSet<string>(), at);
        Assert.True(Seen(marking, new Audience.Partner(Ostania)));
        Assert.False(Seen(marking, Third("")));
        Assert.False(Seen(marking, Third(WrittenCase.Time(59))));
        Assert.True(Seen(marking, Third(WrittenCase.Time(60))));
        Assert.False(Seen(marking with { Embargo = embargo with { Consented = [Ostania] } }, Third("")));
        Assert.True(Seen(marking with { Embargo = embargo with { Consented = [Ostania, Sudria] } }, Third("")));
        Assert.False(Seen(marking with { Embargo = embargo with { Until = "when it suits" } }, Third(WrittenCase.Time(60))));
        Assert.False(Seen(Marking.Of(Tlp.Clear) with { Embargo = embargo }, new Audience.Public()));
        Assert.True(Seen(Marking.Of(Tlp.Clear) with { Embargo = embargo }, new Audience.Public(WrittenCase.Time(60))));
        Assert.True(Seen(marking, AtDesk()));
    }

    [Fact]
    public void Permissible_actions_say_nothing_of_who_may_see()
    {
        foreach (var pap in Enum.GetValues<Pap>()) Assert.Equal(Row(Marking.Of(Tlp.Amber, Ostania)), Row(Marking.Of(Tlp.Amber, Ostania) with { Pap = pap }));
        Assert.Equal(Pap.Red, (Marking.Of(Tlp.Clear) with { Pap = Pap.Red }).And(Marking.Of(Tlp.Red) with { Pap = Pap.Green }).Pap);
    }

    [Fact]
    public void A_marking_with_everything_is_read_as_it_was_written_and_a_word_that_is_not_known_makes_it_nobodys()
    {
        var marking = new Marking(Tlp.Amber, [Ostania], [], null, [Sudria], new(WrittenCase.Time(1), "UTC", [Ostania], []), Pap.Amber);
        Assert.Equal(marking, Marking.FromJson(marking.ToJson()));
        Assert.Equal(Marking.Nobody, Marking.FromJson(marking.ToJson().Replace("\"pap\":\"amber\"", "\"pap\":\"purple\"", StringComparison.Ordinal)));
        Assert.Equal(Marking.Nobody, Marking.FromJson(marking.ToJson().Replace("\"zone\"", "\"zones\"", StringComparison.Ordinal)));
    }

    private const string Nordic = "group-nordic";

    private static Audience.Partner Member(string partner, string at = "") => new(partner, new HashSet<string> { Nordic }, new HashSet<string>(), at);

    private static Marking Narrowed(int n) => RandomCase.MarkingOf(n) with
    {
        NotReleasableTo = (n % 3) switch { 0 => [Sudria], 1 when n % 2 == 0 => [Nordic], _ => null },
        Embargo = n % 4 == 0 ? new(WrittenCase.Time(n % 5 * 40), "UTC", n % 8 == 0 ? [Ostania, Sudria] : [Ostania], n % 16 == 0 ? [Ostania, Sudria] : n % 12 == 0 ? [Ostania] : []) : null,
    };

    private static (bool, bool, bool, bool, bool) Row(Marking marking) => (
        Seen(marking, new Audience.Public()), Seen(marking, new Audience.Partner(Sudria)), Seen(marking, new Audience.Partner(Ostania)),
        Seen(marking, AtDesk(readsRed: false)), Seen(marking, AtDesk()));

    private static bool Seen(Marking marking, Audience audience) => Ruling.For(marking, audience).Seen;

    [Fact]
    public void Our_reading_of_what_a_partner_gave_is_not_shown_to_it_for_that()
    {
        var given = Marking.Of(Tlp.Amber) with { Originator = Sudria };
        Assert.True(Seen(given, new Audience.Partner(Sudria)));
        Assert.False(Seen(given.OnOurReading(), new Audience.Partner(Sudria)));
        Assert.True(Seen(given.OnOurReading() with { ReleasableTo = [Sudria] }, new Audience.Partner(Sudria)));
        Assert.Equal(given.OnOurReading(), Marking.FromJson(given.OnOurReading().ToJson()));
        Assert.True(given.And(given.OnOurReading()).Derived);
    }

    [Theory]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.Red)]
    public void Why_another_partners_gift_stays_is_said_in_its_words(Tlp tlp) =>
        Assert.Contains("originator control", Assert.Single(Ruling.For(Marking.Of(tlp) with { Originator = Sudria }, new Audience.Partner(Ostania)).Reasons), StringComparison.Ordinal);
}
