using Demarche.Cases;
using Demarche.Settings;
using Demarche.TwoPeople;

namespace Demarche.Tests.Settings;

public sealed class SettingsDecisionsTests
{
    private static readonly Proposing By = new("change", "a");

    private static readonly DeskFile Desk = DeskFile.Fold([]);

    [Fact]
    public void Switching_the_second_person_off_is_an_entry_with_its_reason()
    {
        var decision = SettingsDecisions.Change(Desk, new(Desk.Settings with { TwoPersonRelease = false }, "One person on duty at night", Desk.Settings, By));
        var fact = Assert.IsType<DeskSettingsChanged>(Assert.Single(Assert.IsType<Decision.Allowed>(decision).Facts).Fact);
        Assert.False(fact.Settings.TwoPersonRelease);
        Assert.Equal("One person on duty at night", fact.Reason);
    }

    [Theory]
    [InlineData("", "why", "text-must-be-given")]
    [InlineData("Norland CSIRT", " ", "text-must-be-given")]
    [InlineData("Unnamed desk", "why", "something-must-change")]
    public void What_says_nothing_is_refused(string name, string reason, string rule) =>
        Assert.Equal(rule, Rule(SettingsDecisions.Change(Desk, new(new(name), reason, Desk.Settings, By))));

    [Fact]
    public void A_stale_form_is_refused() =>
        Assert.Equal("form-must-be-fresh", Rule(SettingsDecisions.Change(Desk, new(new("Norland CSIRT"), "why", new("What it was called before"), By))));

    [Fact]
    public void The_name_is_not_changed_by_what_waits_for_a_second_person() =>
        Assert.Equal("one-change-at-a-time", Rule(SettingsDecisions.Change(Desk, new(new("Norland CSIRT", false), "why", Desk.Settings, By))));

    private static string Rule(Decision decision) => Assert.IsType<Decision.Refused>(decision).Rule;
}
