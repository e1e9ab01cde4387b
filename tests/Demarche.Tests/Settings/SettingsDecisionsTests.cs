using Demarche.Cases;
using Demarche.Settings;

namespace Demarche.Tests.Settings;

public sealed class SettingsDecisionsTests
{
    private static readonly DeskFile Desk = DeskFile.Fold([]);

    [Fact]
    public void Switching_the_second_person_off_is_an_entry_with_its_reason()
    {
        var decision = SettingsDecisions.Change(Desk, new(Desk.Settings with { Name = "Norland CSIRT", TwoPersonRelease = false }, "One person on duty at night", Desk.Settings));
        var fact = Assert.IsType<DeskSettingsChanged>(Assert.Single(Assert.IsType<Decision.Allowed>(decision).Facts).Fact);
        Assert.False(fact.Settings.TwoPersonRelease);
        Assert.Equal("One person on duty at night", fact.Reason);
    }

    [Theory]
    [InlineData("", "why", "text-must-be-given")]
    [InlineData("Norland CSIRT", " ", "text-must-be-given")]
    [InlineData("Unnamed desk", "why", "something-must-change")]
    public void What_says_nothing_is_refused(string name, string reason, string rule) =>
        Assert.Equal(rule, Rule(SettingsDecisions.Change(Desk, new(new(name), reason, Desk.Settings))));

    [Fact]
    public void A_stale_form_is_refused() =>
        Assert.Equal("form-must-be-fresh", Rule(SettingsDecisions.Change(Desk, new(new("Norland CSIRT"), "why", new("What it was called before")))));

    private static string Rule(Decision decision) => Assert.IsType<Decision.Refused>(decision).Rule;
}
