using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.Settings;
using Demarche.TwoPeople;
using Demarche.Vault;
using static Demarche.Tests.TwoPeople.PeopledDesk;

namespace Demarche.Tests.TwoPeople;

/// <summary>Every kind of change that takes two people, and every way in which one could be both.</summary>
public sealed class ChangeDecisionTests
{
    public static TheoryData<ChangeKind> Kinds => [.. Enum.GetValues<ChangeKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_one_proposes_holds_only_when_another_of_another_role_confirms_it(ChangeKind what)
    {
        var desk = OfTwo();
        Assert.False(Holds(desk.File, what));
        desk.Take("ada", file => Propose(file, what, "ada"));
        Assert.False(Holds(desk.File, what));
        Assert.Equal("a-second-person-must-confirm", Rule(desk.Confirm("c", "ada")));
        Assert.Equal("confirmer-must-be-of-another-role", Rule(desk.Confirm("c", "bo")));
        Assert.Equal("accounts-must-not-be-one-persons", Rule(desk.Confirm("c", "hat")));
        Assert.Equal("confirmer-must-be-of-this-desk", Rule(desk.Confirm("c", "ron")));
        Assert.Equal("item-must-exist", Rule(desk.Confirm("c", "nobody")));
        Assert.Equal("text-must-be-given", Rule(desk.Confirm("c", "rita", " ")));
        Assert.Equal("one-proposal-at-a-time", Rule(Propose(desk.File, what, "bo", "d")));
        desk.Take("rita", _ => desk.Confirm("c", "rita"));
        Assert.True(Holds(desk.File, what));
        Assert.Equal("proposal-must-wait", Rule(desk.Confirm("c", "rita")));
        Assert.Equal("rita", desk.File.Changes.Find("c")!.Content.Confirmer);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_refused_has_a_reason_and_comes_to_nothing(ChangeKind what)
    {
        var desk = OfTwo().Take("ada", file => Propose(file, what, "ada"));
        Assert.Equal("text-must-be-given", Rule(ChangeDecisions.Refuse(desk.File, "c", "rita", "")));
        desk.Take("rita", file => ChangeDecisions.Refuse(file, "c", "rita", "Not like this."));
        Assert.Equal("proposal-must-wait", Rule(desk.Confirm("c", "rita")));
        Assert.False(Holds(desk.File, what));
        Assert.Null(Rule(Propose(desk.File, what, "ada", "d")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void At_a_desk_of_one_person_it_holds_at_once_and_an_account_of_ones_own_making_is_nobody_else(ChangeKind what)
    {
        foreach (var person in new[] { "ada", "hat" })
        {
            var desk = OfTwo();
            foreach (var other in new[] { "bo", "rita" }) desk.Add(new PersonDisabled(other, desk.File.People.Find(other)!.Content with { Disabled = true }, "Left."));
            Assert.False(SecondPerson.IsThere(desk.File));
            if (what == ChangeKind.NameKeepers) continue;
            desk.Take(person, file => Propose(file, what, person));
            Assert.Empty(desk.File.Changes.All);
            Assert.True(what == ChangeKind.ReplaceCard ? !desk.File.Partners.Find("s")!.Content.Confirmed : Holds(desk.File, what));
        }
    }

    [Fact]
    public void A_role_that_the_proposer_gave_up_meanwhile_is_no_other_role()
    {
        var desk = OfTwo().Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada")).Add(new PersonChanged("ada", new("ada", "ada", [Role.Analyst], [], false), "Works on cases now."));
        Assert.Equal("confirmer-must-be-of-another-role", Rule(desk.Confirm("c", "bo")));
        Assert.Null(Rule(desk.Confirm("c", "rita")));
    }

    [Fact]
    public void A_role_that_the_proposer_got_meanwhile_is_no_other_role_either()
    {
        var desk = OfTwo().Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada"));
        Assert.Null(Rule(desk.Confirm("c", "rita")));
        desk.Add(new PersonChanged("ada", new("ada", "ada", [Role.Administrator, Role.Releaser], [], false), "Releases too."));
        Assert.Equal("confirmer-must-be-of-another-role", Rule(desk.Confirm("c", "rita")));
    }

    [Fact]
    public void To_read_beside_ones_role_makes_no_other_role()
    {
        var desk = OfTwo().Person("rea", Role.Administrator, Role.Reader).Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada"));
        Assert.Equal("confirmer-must-be-of-another-role", Rule(desk.Confirm("c", "rea")));
    }

    [Fact]
    public void What_nobody_at_the_desk_could_confirm_is_not_proposed()
    {
        var desk = OfTwo().Person("zoe", Role.Administrator, Role.Releaser);
        Assert.True(SecondPerson.IsThere(desk.File));
        Assert.Equal("somebody-must-be-able-to-confirm", Rule(Propose(desk.File, ChangeKind.PinKeys, "zoe")));
        desk.Person("ann", Role.Analyst, Role.Releaser, Role.SourceHandler, Role.Administrator);
        Assert.Null(Rule(Propose(desk.File, ChangeKind.PinKeys, "zoe")));
    }

    [Fact]
    public void What_changed_since_it_was_proposed_is_not_confirmed()
    {
        var desk = OfTwo().Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada"));
        desk.Take("ada", file => PartnerDecisions.Correct(file, new("w", new("Westmark CERT", null, null, null, null, null), "its name", null, new("x", "ada"))));
        Assert.Equal("form-must-be-fresh", Rule(desk.Confirm("c", "rita")));
        Assert.Equal(ChangeState.Void, Assert.Single(ChangeList.Of(desk.File, desk.File.People.Find("rita")!).Waiting).State);
        // What can't come to be any more is in nobody's way.
        Assert.Null(Rule(Propose(desk.File, ChangeKind.PinKeys, "ada", "d")));
    }

    [Fact]
    public void Another_card_is_not_confirmed_by_the_fingerprint_of_this_one()
    {
        var desk = OfTwo().Take("ada", file => Propose(file, ChangeKind.ReplaceCard, "ada"));
        Assert.Equal("fingerprint-must-match", Rule(ChangeDecisions.Confirm(desk.File, new("c", "rita", Card.Fingerprint, "By phone."))));
        Assert.True(desk.File.Partners.Find("s")!.Content.Confirmed);
    }

    [Fact]
    public void Nobody_sends_the_second_person_away_alone()
    {
        var desk = OfTwo();
        // As long as two are left, it is one person's to do.
        desk.Take("ada", file => PersonDecisions.Disable(file, new("bo", true, "Left.", null, new("x", "ada"))));
        Assert.True(desk.File.People.Find("bo")!.Content.Disabled);
        foreach (var (id, send) in new (string, Func<DeskFile, Proposing, Decision>)[]
        {
            ("close", (file, by) => PersonDecisions.Disable(file, new("rita", true, "Left.", null, by))),
            ("narrow", (file, by) => PersonDecisions.Change(file, new("rita", "rita", [Role.Reader], [], "Reads only.", null, by))),
        })
        {
            desk.Take("ada", file => send(file, new(id, "ada")));
            Assert.True(SecondPerson.IsThere(desk.File));
            Assert.Equal("a-second-person-must-confirm", Rule(desk.Confirm(id, "ada")));
            desk.Take("ada", file => ChangeDecisions.Refuse(file, id, "ada", "Not now."));
        }
    }

    [Fact]
    public void Somebody_is_admitted_to_a_compartment_by_its_members()
    {
        var desk = OfTwo().Person("mia", ["north"], Role.SourceHandler);
        desk.Take("ada", file => PersonDecisions.Change(file, new("ada", "ada", [Role.Administrator], ["north"], "I want in.", null, new("c", "ada"))));
        Assert.Equal("item-must-exist", Rule(desk.Confirm("c", "rita")));
        Assert.Empty(ChangeList.Of(desk.File, desk.File.People.Find("rita")!).Waiting);
        // Who manages people sees it, and is no member all the same.
        desk.Person("max", Role.Administrator, Role.Releaser);
        Assert.Equal("compartment-must-admit-its-members", Rule(desk.Confirm("c", "max")));
        Assert.Null(Rule(desk.Confirm("c", "mia")));
        // A compartment that has nobody yet is opened by any second person.
        desk.Take("ada", file => PersonDecisions.Change(file, new("bo", "bo", [Role.Administrator], ["south"], "A new circle.", null, new("d", "ada"))));
        Assert.Null(Rule(desk.Confirm("d", "rita")));
    }

    [Fact]
    public void The_shell_proposes_and_an_administrator_is_nobody_else_beside_it()
    {
        var desk = OfTwo();
        foreach (var what in Enum.GetValues<ChangeKind>())
        {
            desk.Take("desk", file => Propose(file, what, SecondPerson.Shell, what.ToString()));
            Assert.False(Holds(desk.File, what));
            Assert.Equal("confirmer-must-be-of-another-role", Rule(desk.Confirm(what.ToString(), "ada")));
            Assert.Null(Rule(desk.Confirm(what.ToString(), "rita")));
        }
    }

    [Fact]
    public void The_shell_acts_alone_at_first_start_and_to_let_the_one_person_in_again_and_never_else()
    {
        var desk = new PeopledDesk().Take("ada", file => PersonDecisions.Found(file, new("ada", "Norland CSIRT", "Ada Nord", "ada")));
        desk.Take("desk", file => Propose(file, ChangeKind.AddPerson, SecondPerson.Shell));
        Assert.Empty(desk.File.Changes.All);
        // Invited is not there: until the second person came, the desk is of one.
        Assert.False(SecondPerson.IsThere(desk.File));
        Assert.True(SecondPerson.IsThere(OfOne().Add(new PasswordSet("new")).File));
        desk = OfOne().Add(new PartnerAdded("w", new("Westmark", null, "", "", Card, false, [], null, null)));
        desk.Take("desk", file => PersonDecisions.Reset(file, new("ada", "Lost.", new("x", SecondPerson.Shell))));
        Assert.Empty(desk.File.Changes.All);
        foreach (var what in new[] { ChangeKind.PinKeys, ChangeKind.TurnOffSecondPerson })
        {
            desk.Take("desk", file => Propose(file, what, SecondPerson.Shell, what.ToString()));
            Assert.False(Holds(desk.File, what));
            Assert.Null(Rule(desk.Confirm(what.ToString(), "ada")));
        }

        static PeopledDesk OfOne() => new PeopledDesk().Take("ada", file => PersonDecisions.Found(file, new("ada", "Norland CSIRT", "Ada Nord", "ada")))
            .Take("desk", file => Propose(file, ChangeKind.AddPerson, SecondPerson.Shell));
    }

    [Fact]
    public void An_account_that_one_made_counts_for_itself_when_two_have_issued_it_again()
    {
        var desk = OfTwo();
        Assert.True(SecondPerson.MayBeOne(desk.File, "ada", "hat"));
        desk.Take("ada", file => PersonDecisions.Reset(file, new("hat", "It is her own from now on.", new("c", "ada")))).Take("rita", _ => desk.Confirm("c", "rita"));
        Assert.False(SecondPerson.MayBeOne(desk.File, "ada", "hat"));
        // Through others it is the same hand still.
        desk.Person("far", Role.Analyst).Add(new AccountIssued("far", ["mid"])).Person("mid", Role.Analyst).Add(new AccountIssued("mid", ["ada"]));
        Assert.True(SecondPerson.MayBeOne(desk.File, "far", "ada"));
    }

    private static Decision Propose(DeskFile file, ChangeKind what, string by, string id = "c")
    {
        var proposing = new Proposing(id, by);
        return what switch
        {
            ChangeKind.PinKeys => PinDecisions.Confirm(file, new("w", Card.Fingerprint, "By phone.", null, proposing)),
            ChangeKind.ReplaceCard => PinDecisions.Replace(file, new("s", NewCard(file).ToJson(), "They lost the old keys.", null, "ours", proposing)),
            ChangeKind.RenamePartner => PartnerDecisions.Correct(file, new("s", new("Westmark CSIRT", null, null, null, null, null), "They merged.", null, proposing)),
            ChangeKind.TurnOffSecondPerson => SettingsDecisions.Change(file, new(file.Settings with { TwoPersonRelease = false }, "Nights.", file.Settings, proposing)),
            ChangeKind.AddPerson => PersonDecisions.Add(file, new("new", "New", "new", [Role.Analyst], [], proposing)),
            ChangeKind.ChangePerson => PersonDecisions.Change(file, new("ron", "ron", [Role.Reader, Role.Releaser], [], "Releases now.", null, proposing)),
            ChangeKind.ResetSignIn => PersonDecisions.Reset(file, new("ron", "Lost.", proposing)),
            ChangeKind.NameKeepers => BreakGlassDecisions.Propose(file, ["bo", "rita"], "Nights.", proposing),
            _ => throw new NotImplementedException($"Say how {what} is proposed, and when it holds."),
        };
    }

    private static bool Holds(DeskFile file, ChangeKind what) => what switch
    {
        ChangeKind.PinKeys => file.Partners.Find("w")!.Content.Confirmed,
        ChangeKind.ReplaceCard => Pins.CardOf(file, "s") == NewCard(file),
        ChangeKind.RenamePartner => file.Partners.Find("s")!.Content.Name == "Westmark CSIRT",
        ChangeKind.TurnOffSecondPerson => !file.Settings.TwoPersonRelease,
        ChangeKind.AddPerson => file.People.Find("new") is not null,
        ChangeKind.ChangePerson => file.People.Find("ron")!.Content.Roles.Contains(Role.Releaser),
        ChangeKind.ResetSignIn => file.Issued.ContainsKey("ron"),
        ChangeKind.NameKeepers => file.Keepers.Count > 0,
        _ => throw new NotImplementedException(),
    };

    // Sudria's card with other keys; the keys are another desk's, its id is its own.
    private static DeskCard NewCard(DeskFile file) => Next with { Desk = file.Partners.Find("s")!.Content.Retired.Append(file.Partners.Find("s")!.Content.Card!).First().Desk };

    private static readonly DeskCard Next = DeskKeys.Create().Card("Sudria", "https://sudria.example");
}
