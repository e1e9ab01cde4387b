using CsCheck;
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
        Assert.Contains("south", ChangeList.Of(desk.File, desk.File.People.Find("rita")!).Waiting.Single(c => c.Id == "d").To, StringComparison.Ordinal);
        Assert.Null(Rule(desk.Confirm("d", "rita")));
    }

    [Fact]
    public void A_compartment_whose_members_can_not_confirm_is_opened_by_nobody_else_and_a_new_password_opens_it_as_well()
    {
        var desk = OfTwo().Person("mia", ["north"], Role.SourceHandler).Person("max", Role.Analyst);
        // The proposer has every role that the member has: nobody is fit, so nobody confirms.
        var all = desk.Person("bo2", Role.Administrator, Role.SourceHandler);
        Assert.Equal("somebody-must-be-able-to-confirm",
            Rule(PersonDecisions.Change(all.File, new("bo2", "bo2", [Role.Administrator, Role.SourceHandler], ["north"], "I want in.", null, new("c", "bo2")))));
        // Whoever gets a member's new password is let in: another member confirms it, while there is one.
        desk.Person("mo", ["north"], Role.Releaser);
        desk.Take("ada", file => PersonDecisions.Reset(file, new("mia", "Lost.", new("d", "ada"))));
        Assert.Equal("compartment-must-admit-its-members", Rule(desk.Confirm("d", "rita")));
        Assert.Null(Rule(desk.Confirm("d", "mo")));
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
    public void An_account_that_one_made_stays_one_with_its_maker_whoever_issues_it_again()
    {
        var desk = OfTwo();
        Assert.True(SecondPerson.MayBeOne(desk.File, "ada", "hat"));
        desk.Take("ada", file => PersonDecisions.Reset(file, new("hat", "It is her own from now on.", new("c", "ada")))).Take("rita", _ => desk.Confirm("c", "rita"));
        Assert.True(SecondPerson.MayBeOne(desk.File, "ada", "hat"));
        // Through others it is the same hand.
        desk.Person("far", Role.Analyst).Add(new AccountIssued("far", ["mid"])).Person("mid", Role.Analyst).Add(new AccountIssued("mid", ["ada"]));
        Assert.True(SecondPerson.MayBeOne(desk.File, "far", "ada"));
        // Who was made by two stands for themselves.
        Assert.False(SecondPerson.MayBeOne(desk.File, "rita", "ada"));
    }

    /// <summary>A ring of links, however long and in whatever order it is closed, makes nobody of another hand.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Accounts_that_issue_each_other_are_one_person(int count)
    {
        List<string> ring = [.. Enumerable.Range(0, count).Select(i => "p" + i)];
        var desk = new PeopledDesk();
        foreach (var person in ring) desk.Person(person, Role.Administrator, Role.Releaser);
        foreach (var person in ring) desk.Add(new AccountIssued(ring[(ring.IndexOf(person) + 1) % count], [person])).Add(new PasswordSet(person));
        Assert.All(ring, one => Assert.All(ring, other => Assert.True(SecondPerson.MayBeOne(desk.File, one, other))));
        Assert.False(SecondPerson.IsThere(desk.File));
    }

    [Fact]
    public void Who_may_be_whom_is_an_equivalence_that_no_later_entry_ends() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 6]).Array[1, 12].Sample(links =>
    {
        var desk = new PeopledDesk();
        var names = Enumerable.Range(0, 6).Select(i => "p" + i).ToList();
        foreach (var name in names) desk.Person(name, Role.Administrator);
        List<(string, string)> before = [];
        foreach (var (to, one, second) in links)
        {
            desk.Add(new AccountIssued(names[to], second < 6 ? [names[one], names[second]] : [names[one]]));
            var file = desk.File;
            List<(string, string)> now = [.. from a in names from b in names where SecondPerson.MayBeOne(file, a, b) select (a, b)];
            Assert.All(names, n => Assert.Contains((n, n), now));
            Assert.All(now, p => Assert.Contains((p.Item2, p.Item1), now));
            Assert.All(now, p => Assert.All(now.Where(q => q.Item1 == p.Item2), q => Assert.Contains((p.Item1, q.Item2), now)));
            Assert.All(before, p => Assert.Contains(p, now));
            if (second == 6) Assert.Contains((names[to], names[one]), now);
            before = now;
        }
    }, iter: 200);

    [Fact]
    public void What_one_person_decided_at_a_desk_of_one_holds_no_more_when_two_are_there_until_they_decide_it()
    {
        var desk = OfOne();
        desk.Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada")).Take("ada", file => Propose(file, ChangeKind.TurnOffSecondPerson, "ada"));
        desk.Add(new KeepersNamed(["ada", "hat"], "Nights."), "ada");
        Assert.True(Holds(desk.File, ChangeKind.PinKeys) && Holds(desk.File, ChangeKind.TurnOffSecondPerson) && Holds(desk.File, ChangeKind.NameKeepers));
        Assert.Equal(3, ChangeList.Of(desk.File, desk.File.People.Find("ada")!).Alone.Count);
        desk.Person("rita", Role.Releaser).Add(new VaultKeyMade("key-rita", new("rita", new string('A', 43)))).Add(new VaultKeyMade("key-ada", new("ada", new string('A', 43))));
        foreach (var what in new[] { ChangeKind.PinKeys, ChangeKind.TurnOffSecondPerson, ChangeKind.NameKeepers }) Assert.False(Holds(desk.File, what), what.ToString());
        Assert.Null(Pins.CardOf(desk.File, "w"));
        Assert.Empty(BreakGlassDecisions.Keepers(desk.File));
        Assert.Equal(3, ChangeList.Of(desk.File, desk.File.People.Find("rita")!).Alone.Count);
        // Two decide it again.
        desk.Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada", "one")).Take("rita", _ => desk.Confirm("one", "rita"));
        desk.Take("ada", file => Propose(file, ChangeKind.TurnOffSecondPerson, "ada", "two")).Take("rita", _ => desk.Confirm("two", "rita"));
        desk.Take("ada", file => BreakGlassDecisions.Propose(file, ["ada", "rita"], "Nights.", new("three", "ada"))).Take("rita", _ => desk.Confirm("three", "rita"));
        Assert.True(Holds(desk.File, ChangeKind.PinKeys) && Holds(desk.File, ChangeKind.TurnOffSecondPerson) && Holds(desk.File, ChangeKind.NameKeepers));
        Assert.Empty(ChangeList.Of(desk.File, desk.File.People.Find("rita")!).Alone);
    }

    [Fact]
    public void A_name_or_an_address_that_one_person_changed_at_a_desk_of_one_ends_the_pin_that_two_gave()
    {
        foreach (var moved in new Func<Partner, Partner>[] { p => p with { Name = "Sudria" }, p => p with { Card = p.Card! with { Address = "https://eve.example" } } })
        {
            var desk = OfOne().Person("rita", Role.Releaser);
            desk.Take("ada", file => Propose(file, ChangeKind.PinKeys, "ada")).Take("rita", _ => desk.Confirm("c", "rita"));
            var account = desk.File.People.Find("rita")!.Content;
            desk.Add(new PersonDisabled("rita", account with { Disabled = true }, "Away."), "rita");
            desk.Add(new PartnerCorrected("w", moved(desk.File.Partners.Find("w")!.Content), "x"), "ada");
            Assert.NotNull(Pins.CardOf(desk.File, "w"));
            desk.Add(new PersonChanged("rita", account, "Back."), "desk");
            Assert.Null(Pins.CardOf(desk.File, "w"));
        }
    }

    // Ada alone, with an account of her own making, and a partner whose card waits.
    private static PeopledDesk OfOne() => new PeopledDesk().Person("ada", Role.Administrator).Person("hat", Role.Releaser).Add(new AccountIssued("hat", ["ada"])).Add(new PasswordSet("hat"))
        .Add(new PartnerAdded("w", new("Westmark", null, "", "", Card, false, [], null, null)));

    [Fact]
    public void The_last_member_of_a_compartment_is_not_sent_out_of_it_by_one()
    {
        var desk = OfTwo().Person("mia", ["north"], Role.SourceHandler);
        foreach (var (id, act) in new (string, Func<DeskFile, Proposing, Decision>)[]
        {
            ("out", (file, by) => PersonDecisions.Change(file, new("mia", "mia", [Role.SourceHandler], [], "Not needed.", null, by))),
            ("closed", (file, by) => PersonDecisions.Disable(file, new("mia", true, "Left.", null, by))),
            ("reader", (file, by) => PersonDecisions.Change(file, new("mia", "mia", [Role.Reader], ["north"], "Reads.", null, by))),
        })
        {
            desk.Take("ada", file => act(file, new(id, "ada")));
            Assert.True(SecondPerson.IsGuarded(desk.File, "north"), id);
            Assert.Null(Rule(desk.Confirm(id, "mia")));
            desk.Take("ada", file => ChangeDecisions.Refuse(file, id, "ada", "Another road."));
        }
        // Where another member stays, one is enough.
        desk.Person("max", ["north"], Role.Analyst).Take("ada", file => PersonDecisions.Disable(file, new("mia", true, "Left.", null, new("x", "ada"))));
        Assert.True(desk.File.People.Find("mia")!.Content.Disabled);
    }

    [Fact]
    public void A_new_password_that_nobody_could_confirm_is_refused_and_said_beforehand()
    {
        var desk = new PeopledDesk().Person("ada", Role.Administrator).Person("ada2", Role.Administrator).Person("rita", Role.Releaser);
        foreach (var by in new[] { "ada", "ada2", SecondPerson.Shell })
            Assert.Equal("somebody-must-be-able-to-confirm", Rule(PersonDecisions.Reset(desk.File, new("rita", "Lost.", new("c", by)))));
        Assert.Equal(["rita"], SecondPerson.Stranded(desk.File).Select(p => p.Id));
        desk.Person("sam", Role.Analyst);
        Assert.Empty(SecondPerson.Stranded(desk.File));
        Assert.Null(Rule(PersonDecisions.Reset(desk.File, new("rita", "Lost.", new("c", "ada")))));
    }

    [Fact]
    public void Nobody_is_called_what_somebody_else_is_called_and_one_person_renames_nobody()
    {
        var desk = OfTwo();
        foreach (var name in new[] { "rita", "RITA", " rita  ", "r\u0456ta" })
            Assert.Equal("name-must-be-its-own", Rule(PersonDecisions.Change(desk.File, new("ron", name, [Role.Reader], [], "x", null, new("c", "ada")))));
        desk.Take("ada", file => PersonDecisions.Change(file, new("ron", "Ronald", [Role.Reader], [], "Married.", null, new("c", "ada"))));
        Assert.Equal("ron", desk.File.People.Find("ron")!.Content.Name);
        Assert.Null(Rule(desk.Confirm("c", "rita")));
        Assert.Equal("name-must-be-its-own", Rule(PersonDecisions.Add(desk.File, new("n", "Rita", "nn", [Role.Reader], [], new("d", "ada")))));
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
