using Demarche.Cases;
using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Web;

namespace Demarche.Tests.People;

public sealed class PersonDecisionTests
{
    private static readonly Proposing By = new("change", "a");

    private static readonly AddPerson Ada = new("a", "Ada Nord", "ada", [Role.Administrator], [], By);

    [Fact]
    public void The_first_person_of_a_desk_is_its_administrator_and_there_is_only_one_first()
    {
        var desk = new WrittenDesk().Take(d => PersonDecisions.Found(d, new("a", "Norland's desk", "Ada Nord", "ada"))).File;
        Assert.Equal("Norland's desk", desk.Settings.Name);
        Assert.Equal([Role.Administrator], desk.People.Find("a")!.Content.Roles);
        Assert.Equal("desk-must-have-nobody", Rule(PersonDecisions.Found(desk, new("b", "Ours now", "Bo", "bo"))));
    }

    [Theory]
    [InlineData("Ada")]
    [InlineData("a")]
    [InlineData("ada nord")]
    [InlineData("аda")]
    [InlineData("ada\n")]
    [InlineData(".ada")]
    public void A_login_that_could_be_taken_for_another_is_refused(string login) =>
        Assert.Equal("login-must-be-simple", Rule(PersonDecisions.Add(new(), Ada with { Login = login })));

    [Fact]
    public void A_login_is_given_once_even_when_its_account_is_closed()
    {
        var desk = Two();
        desk.Take(d => PersonDecisions.Disable(d, new("b", true, "Left the desk.", null, By)));
        Assert.Equal("login-must-be-free", Rule(PersonDecisions.Add(desk.File, Ada with { Id = "c", Login = "bo" })));
    }

    [Fact]
    public void The_last_administrator_can_be_neither_closed_nor_demoted()
    {
        var desk = Two();
        Assert.Equal("an-administrator-must-stay", Rule(PersonDecisions.Disable(desk.File, new("a", true, "Away.", null, By))));
        Assert.Equal("an-administrator-must-stay", Rule(PersonDecisions.Change(desk.File, new("a", "Ada Nord", [Role.Analyst], [], "Wants to work on cases.", null, By))));
        desk.Take(d => PersonDecisions.Change(d, new("b", "Bo Vest", [Role.Administrator], [], "Takes over.", null, By)));
        Assert.IsType<Decision.Allowed>(PersonDecisions.Disable(desk.File, new("a", true, "Away.", null, By)));
    }

    [Fact]
    public void A_change_made_from_an_old_page_is_refused()
    {
        var desk = Two();
        var seen = desk.File.People.Find("b")!.Revision;
        desk.Take(d => PersonDecisions.Change(d, new("b", "Bo Vest", [Role.Releaser], [], "Approves now.", seen, By)));
        Assert.Equal("form-must-be-fresh", Rule(PersonDecisions.Change(desk.File, new("b", "Bo Vest", [Role.Reader], [], "Reads only.", seen, By))));
    }

    [Fact]
    public void Roles_and_compartments_are_kept_in_one_order()
    {
        var desk = new WrittenDesk().Take(d => PersonDecisions.Add(d, Ada with { Roles = [Role.Releaser, Role.Analyst, Role.Releaser], Compartments = ["north", "east", "north"] })).File;
        Assert.Equal([Role.Analyst, Role.Releaser], desk.People.Find("a")!.Content.Roles);
        Assert.Equal(["east", "north"], desk.People.Find("a")!.Content.Compartments);
        Assert.Equal("compartment-must-be-named", Rule(PersonDecisions.Add(new(), Ada with { Compartments = ["?"] })));
    }

    [Fact]
    public void Only_a_named_role_gives_a_capability_and_a_closed_account_has_none()
    {
        var person = new Person("Ada", "ada", [], [], false);
        Assert.Empty(Roles.CapabilitiesOf(person));
        Assert.DoesNotContain(Capability.ReadCases, Roles.CapabilitiesOf(person with { Roles = [Role.Administrator] }));
        Assert.Contains(Capability.ApproveReleases, Roles.CapabilitiesOf(person with { Roles = [Role.Releaser] }));
        Assert.Empty(Roles.CapabilitiesOf(person with { Roles = [.. Enum.GetValues<Role>()], Disabled = true }));
        Assert.False(Roles.ReadRed(person with { Roles = [Role.Reader, Role.Administrator] }));
    }

    private static WrittenDesk Two() => new WrittenDesk()
        .Take(desk => PersonDecisions.Add(desk, Ada)).Take(desk => PersonDecisions.Add(desk, new("b", "Bo Vest", "bo", [Role.Analyst], [], By)));

    private static string Rule(Decision decision) => Assert.IsType<Decision.Refused>(decision).Rule;
}
