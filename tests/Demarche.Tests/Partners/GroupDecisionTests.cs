using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;

namespace Demarche.Tests.Partners;

public sealed class GroupDecisionTests
{
    private readonly List<Entry> entries = [];

    public GroupDecisionTests()
    {
        foreach (var name in new[] { "westmark", "sudria" }) Take(new PartnerAdded(name, new(name, null, "", "", null, false, [], null, null)));
    }

    private DeskFile Desk => DeskFile.Fold(entries);

    [Fact]
    public void A_group_has_a_name_of_its_own_and_members_of_the_directory()
    {
        Refused("text-must-be-given", GroupDecisions.Make(Desk, new("g", " ", ["westmark"])));
        Refused("empty-means-nobody", GroupDecisions.Make(Desk, new("g", "Nordic", [])));
        Refused("partner-must-be-listed", GroupDecisions.Make(Desk, new("g", "Nordic", ["westmark", "nowhere"])));
        Take(GroupDecisions.Make(Desk, new("g", " Nordic ", ["westmark", "westmark"])));
        Assert.Equal(["westmark"], Desk.Groups.Find("g")!.Content.Members);
        Refused("name-must-be-its-own", GroupDecisions.Make(Desk, new("h", "NORDIC", ["sudria"])));
    }

    [Fact]
    public void A_change_of_members_changes_at_once_who_sees()
    {
        Take(GroupDecisions.Make(Desk, new("g", "Nordic", ["westmark"])));
        var marking = Marking.Of(Tlp.Amber, "g");
        Assert.True(Sees(marking, "westmark"));
        Assert.False(Sees(marking, "sudria"));
        Refused("form-must-be-fresh", GroupDecisions.Correct(Desk, new("g", "Nordic", ["sudria"], "joined", 7)));
        Take(GroupDecisions.Correct(Desk, new("g", "Nordic", ["sudria"], "Westmark left, Sudria joined.", null)));
        Assert.False(Sees(marking, "westmark"));
        Assert.True(Sees(marking, "sudria"));
    }

    [Fact]
    public void A_withdrawn_group_gives_nobody_anything_and_frees_nobody()
    {
        Take(GroupDecisions.Make(Desk, new("g", "Nordic", ["westmark"])));
        Take(GroupDecisions.Withdraw(Desk, new("g", "The group was dissolved.", null)));
        Assert.False(Sees(Marking.Of(Tlp.Amber, "g"), "westmark"));
        Assert.False(Sees(Marking.Of(Tlp.Amber, "westmark") with { NotReleasableTo = ["g"] }, "westmark"));
    }

    [Fact]
    public void A_marking_that_cannot_hold_is_refused_whatever_wrote_it()
    {
        Assert.Null(Rules.MarkingMustBeSound(Desk, Marking.Of(Tlp.Amber, "westmark") with { NotReleasableTo = ["sudria"] }));
        Assert.Equal("partner-must-be-listed", Rules.MarkingMustBeSound(Desk, Marking.Of(Tlp.Amber) with { NotReleasableTo = ["sudira"] })!.Rule);
        Assert.Equal("what-is-public-is-everybodys", Rules.MarkingMustBeSound(Desk, Marking.Of(Tlp.Clear) with { NotReleasableTo = ["sudria"] })!.Rule);
        Assert.Equal("consent-is-a-participants", Rules.MarkingMustBeSound(Desk, Marking.Of(Tlp.Green) with { Embargo = new("2026-03-02T08:00:00.000Z", "UTC", ["westmark"], ["sudria"]) })!.Rule);
    }

    private bool Sees(Marking marking, string partner) => Ruling.For(marking, Desk.AudienceOf(partner, "")).Seen;

    private void Take(Fact fact) => Take(Decision.Allow(fact, DeskFile.Internal));

    private void Take(Decision decision)
    {
        foreach (var fact in Assert.IsType<Decision.Allowed>(decision).Facts)
            entries.Add(FactKinds.Draft("desk", "2026-03-01T08:00:00.000Z", "person-ana", fact).After(entries.Count == 0 ? Head.Empty("desk") : entries[^1].AsHead()));
    }

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, Assert.IsType<Decision.Refused>(decision).Rule);
}
