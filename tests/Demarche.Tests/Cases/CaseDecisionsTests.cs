using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.People;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

public class CaseDecisionsTests
{
    private static readonly Party Norland = new("Norland", PartyKind.State, "NL", "victim");

    internal static DeskFile OurDesk { get; } = Fold(
        new PartnerAdded(Ostania, new("Ostania", null, "", "", null, false, [], null, null)),
        new PartnerAdded(Sudria, new("Sudria", null, "", "", null, false, [], null, null)),
        new PartnerAdded("gone", new("Gone", null, "", "", null, false, [], null, null)),
        new PartnerWithdrawn("gone", "r"),
        new PersonAdded(Ana, new("Ana", "ana", [Role.Analyst], [], false)),
        new PersonAdded(Ben, new("Ben", "ben", [Role.Analyst], [], false)),
        new PersonAdded("rea", new("Rea", "rea", [Role.Reader], [], false)),
        new PersonAdded("dis", new("Dis", "dis", [Role.Analyst], [], true)));

    private static DeskFile Fold(params Fact[] facts)
    {
        List<Entry> entries = [];
        var head = Head.Empty(DeskFile.JournalId);
        foreach (var fact in facts)
        {
            var entry = FactKinds.Draft(DeskFile.JournalId, Time(0), Ana, new(fact, DeskFile.Internal)).After(head);
            head = entry.AsHead();
            entries.Add(entry);
        }
        return DeskFile.Fold(entries);
    }

    internal static string? Rule(Decision decision) => (decision as Decision.Refused)?.Rule;

    [Fact]
    public void Narrowing_an_item_of_ours_is_allowed_and_keeps_its_id()
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), ToBoth).View;
        var allowed = Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(view, OurDesk, new("p", ToOstania, "r", null)));
        Assert.Equal(new MarkingChanged("p", ToOstania, "r"), allowed.Facts[0].Fact);
        Assert.Equal(ToOstania, allowed.Facts[0].Marking);
    }

    [Fact]
    public void A_marking_change_is_refused_where_a_rule_says_so()
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), ToOstania).View;
        Assert.Equal("item-must-exist", Rule(CaseDecisions.Mark(view, OurDesk, new("q", Internal, "r", null))));
        Assert.Equal("form-must-be-fresh", Rule(CaseDecisions.Mark(view, OurDesk, new("p", Internal, "r", 2))));
        Assert.Equal("text-must-be-given", Rule(CaseDecisions.Mark(view, OurDesk, new("p", Internal, " ", null))));
        Assert.Equal("marking-must-be-given", Rule(CaseDecisions.Mark(view, OurDesk, new("p", null, "r", null))));
        Assert.Equal("partner-must-be-listed", Rule(CaseDecisions.Mark(view, OurDesk, new("p", Marking.Of(Tlp.Amber, "gone"), "r", null))));
        Assert.Equal("marking-must-let-its-author-see", Rule(CaseDecisions.Mark(view, OurDesk, new("p", new(Tlp.Amber, [], ["crypto"]), "r", null))));
        Assert.Equal("marking-must-change", Rule(CaseDecisions.Mark(view, OurDesk, new("p", ToOstania, "r", null))));
    }

    [Fact]
    public void Nobody_marks_an_item_so_that_they_no_longer_see_it()
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland));
        var view = Demarche.Views.View.For(written.File, AtDesk(readsRed: false));
        Assert.Equal("marking-must-let-its-author-see", Rule(CaseDecisions.Mark(view, OurDesk, new("p", Marking.Of(Tlp.Red), "r", null))));
    }

    [Theory]
    [InlineData(Tlp.Green, new string[0], "originators-terms-must-hold")]
    [InlineData(Tlp.Clear, new string[0], "originators-terms-must-hold")]
    [InlineData(Tlp.Amber, new[] { Ostania }, "originators-terms-must-hold")]
    [InlineData(Tlp.AmberStrict, new string[0], null)]
    [InlineData(Tlp.Red, new string[0], null)]
    public void What_a_partner_gave_us_is_never_let_wider_than_it_allowed(Tlp tlp, string[] to, string? rule)
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), Marking.Of(Tlp.Amber) with { Originator = Sudria }).View;
        var decision = CaseDecisions.Mark(view, OurDesk, new("p", Marking.Of(tlp, to), "r", null));
        Assert.Equal(rule, Rule(decision));
        if (decision is Decision.Allowed allowed) Assert.Equal(Sudria, allowed.Facts[0].Marking.Originator);
    }

    [Theory]
    [InlineData(Pap.Red, null)]
    [InlineData(Pap.Amber, null)]
    [InlineData(Pap.Green, "originators-terms-must-hold")]
    [InlineData(null, "originators-terms-must-hold")]
    public void What_a_partner_gave_us_allows_no_more_actions_than_it_allowed(Pap? pap, string? rule)
    {
        var given = Marking.Of(Tlp.Amber) with { Originator = Sudria, Pap = Pap.Amber };
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), given).View;
        Assert.Equal(rule, Rule(CaseDecisions.Mark(view, OurDesk, new("p", Marking.Of(Tlp.Red) with { Pap = pap }, "r", null))));
    }

    [Fact]
    public void An_originator_is_never_a_callers_to_say()
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), ToBoth).View;
        var allowed = Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(view, OurDesk, new("p", ToOstania with { Originator = Sudria }, "r", null)));
        Assert.Null(allowed.Facts[0].Marking.Originator);
    }

    [Fact]
    public void An_item_of_a_closed_case_can_still_be_narrowed()
    {
        var view = new WrittenCase().Add(new PartyNamed("p", Norland), ToOstania).Add(new CaseClosed("r")).View;
        Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(view, OurDesk, new("p", Internal, "r", null)));
    }

    [Fact]
    public void The_last_who_can_write_stays_able_to_write()
    {
        var written = new WrittenCase();
        Assert.Equal("somebody-must-be-able-to-write", Rule(CaseDecisions.Grant(written.View, OurDesk, new(Ana, CaseAccess.None))));
        Assert.Equal("somebody-must-be-able-to-write", Rule(CaseDecisions.Grant(written.Add(new AccessGranted("dis", CaseAccess.Write)).View, OurDesk, new(Ana, CaseAccess.Read))));
        Assert.Equal("somebody-must-be-able-to-write", Rule(CaseDecisions.Grant(written.Add(new AccessGranted("rea", CaseAccess.Write)).View, OurDesk, new(Ana, CaseAccess.Read))));
        Assert.IsType<Decision.Allowed>(CaseDecisions.Grant(written.Add(new AccessGranted(Ben, CaseAccess.Write)).View, OurDesk, new(Ana, CaseAccess.None)));
    }

    [Fact]
    public void Access_is_given_to_people_with_an_account_only()
    {
        Assert.Equal("person-must-be-at-this-desk", Rule(CaseDecisions.Grant(new WrittenCase().View, OurDesk, new("nobody", CaseAccess.Read))));
        Assert.Equal("account-must-be-open", Rule(CaseDecisions.Grant(new WrittenCase().View, OurDesk, new("dis", CaseAccess.Read))));
    }

    [Fact]
    public void A_case_is_closed_and_reopened_once_each_with_a_reason()
    {
        var open = new WrittenCase();
        Assert.Equal("text-must-be-given", Rule(CaseDecisions.Close(open.View, "")));
        Assert.Equal("case-must-be-closed", Rule(CaseDecisions.Reopen(open.View, "r")));
        open.Add(new CaseClosed("done"));
        Assert.Equal("case-must-be-open", Rule(CaseDecisions.Close(open.View, "r")));
        Assert.IsType<Decision.Allowed>(CaseDecisions.Reopen(open.View, "r"));
    }

    [Fact]
    public void Undo_takes_back_ones_own_last_entry_and_nothing_else()
    {
        var written = new WrittenCase();
        Assert.Equal("what-is-final-stays", Rule(Undo.Decide(written.File, written.View, Ana)));
        written.Add(new PartyNamed("p", Norland));
        Assert.Equal("only-ones-own-entry-can-be-undone", Rule(Undo.Decide(written.File, written.View, Ben)));
        Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, written.View, Ana));
        written.Add(new EntryUndone(2));
        Assert.Equal("only-ones-own-entry-can-be-undone", Rule(Undo.Decide(written.File, written.View, Ana)));
    }

    [Fact]
    public void Undo_is_not_hindered_by_what_its_author_may_not_see_and_takes_nothing_away_on_which_it_rests()
    {
        var hidden = new Marking(Tlp.Amber, [], ["crypto"]);
        var written = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyNamed("q", Norland), hidden, Ben);
        Assert.True(Undo.IsOffered(written.File, written.View, Ana));
        Assert.Equal(new EntryUndone(2), Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, written.View, Ana)).Facts[0].Fact);
        Assert.Equal("only-ones-own-entry-can-be-undone", Rule(Undo.Decide(written.File, Demarche.Views.View.For(written.File, AtDesk(Ana, true, "crypto")), Ana)));
        written.Add(new Demarche.Incidents.EffectRecorded("e", new("p", "effect", "It stood still", null)), hidden, Ben);
        var kept = Assert.IsType<EntryRetained>(Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, written.View, Ana)).Facts[0].Fact);
        Assert.Equal(("p", 2, "crypto"), (kept.Item, kept.Entry, Assert.Single(kept.Under.Compartments)));
    }

    [Fact]
    public void Why_a_partner_does_not_see_a_claim_names_what_it_rests_on()
    {
        var written = new WrittenCase()
            .Add(new Demarche.Sources.SourceNamed("s", new("A spokesperson", "A spokesperson", null, Demarche.Sources.Standing.Spokesperson, null, [], null)))
            .Add(new Demarche.Claims.PropositionStated("q", new("It was wiped.")), ToOstania)
            .Add(new Demarche.Claims.ClaimMade("c", new("q", "s", Demarche.Claims.Stance.Asserts, Demarche.Sources.Standing.Spokesperson, true, Demarche.Claims.Nature.Fact, null, null, null)), ToOstania);
        var readers = ItemReaders.Of(written.View, OurDesk, "c", Ostania, "", true)!.Readers;
        Assert.False(Assert.Single(readers).Sees);
        Assert.Contains("rests on something", readers[0].Reasons[0], StringComparison.Ordinal);
        written.Add(new MarkingChanged("s", ToOstania, "r"));
        Assert.True(ItemReaders.Of(written.View, OurDesk, "c", Ostania, "", true)!.Readers[0].Sees);
        Assert.Null(ItemReaders.Of(written.View, OurDesk, "c", "gone", "", true));
    }

    [Fact]
    public void History_tells_who_did_what_why_and_nothing_of_what_is_hidden()
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyCorrected("p", Norland, "misheard"), author: Ben)
            .Add(new PartyNamed("red", Norland with { Name = "Hidden" }), Marking.Of(Tlp.Red)).Add(new CaseRetitled("New", "", "clearer"));
        var rows = CaseHistory.Of(Demarche.Views.View.For(written.File, AtDesk(readsRed: false)), OurDesk, null, null).Rows;
        Assert.Equal(["case-retitled", "party-corrected", "party-named", "case-opened"], rows.Select(r => r.What));
        Assert.Equal(("Ben", "misheard"), (rows[1].Who, rows[1].Reason));
        Assert.Equal(5, CaseHistory.Of(written.View, OurDesk, null, null).Rows.Count);
        Assert.Equal(["party-named", "party-corrected", "party-named"], CaseHistory.Of(written.View, OurDesk, "party", null).Rows.Select(r => r.What));
    }

    [Fact]
    public void Pages_of_history_leave_nothing_out()
    {
        var written = new WrittenCase();
        for (var i = 0; i < 450; i++) written.Add(new PartyNamed($"p{i}", Norland with { Name = $"N{i}" }));
        List<string?> items = [];
        string? before = null;
        do
        {
            var page = CaseHistory.Of(written.View, OurDesk, "party", before);
            items.AddRange(page.Rows.Select(r => r.Item));
            before = page.Before;
        }
        while (before is not null);
        Assert.Equal(450, items.Distinct().Count());
        Assert.Equal(450, items.Count);
    }
}
