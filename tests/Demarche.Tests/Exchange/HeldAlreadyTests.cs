using Demarche.Cases;
using Demarche.Claims;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Exchange;

/// <summary>What arrives twice is joined to what the case holds, or named as held, to those alone who may see that.</summary>
public sealed class HeldAlreadyTests
{
    private const string Note = "note--5d0092c5-5f74-4287-9642-33f4c354e561";

    private readonly WrittenCase written = new();

    [Fact]
    public void A_later_version_corrects_the_item_that_was_taken_and_never_loosens_it()
    {
        Take(Package("first", 1), Address("first", Note, "198.51.100.3", "a relay", Tlp.Green));
        var newer = Address("second", Note, "198.51.100.3", "no relay", Tlp.Amber) with { Pap = Pap.Red };
        var held = Seen(Package("second", 2), newer);
        Assert.Equal((HeldAs.Earlier, true), (held.Held, held.CanTake));
        Take(Package("second", 2), held);
        var item = Assert.Single(written.File.Observables.All);
        Assert.Equal(("no relay", Tlp.Amber, (Pap?)Pap.Red, Ostania), (item.Content.Note, item.Marking.Tlp, item.Marking.Pap, item.Marking.Originator));
        Assert.Equal("a relay", item.History[0].Content.Note);
        // Now it is what the case says; and the first package brings an older version of it.
        Assert.Equal(HeldAs.Same, Seen(Package("second", 2), newer).Held);
        Assert.Equal(HeldAs.Same, Seen(Package("third", 3), newer with { Item = "third" }).Held);
    }

    [Fact]
    public void An_older_version_that_arrives_later_is_named_and_not_offered()
    {
        Take(Package("new", 9), Address("new", Note, "198.51.100.3", "as it is now", Tlp.Green));
        var held = Seen(Package("old", 2), Address("old", Note, "198.51.100.3", "as it was", Tlp.Green));
        Assert.Equal((HeldAs.Later, false), (held.Held, held.CanTake));
    }

    [Fact]
    public void The_same_from_two_partners_is_named_and_what_differs_may_be_taken_by_name_alone()
    {
        written.Add(new ObservableSeen("ours", new("ipv4-addr", "198.51.100.3", 6, null, "a relay")));
        var same = Seen(Package("first", 1), Address("first", Note, "198.51.100.3", "a relay", Tlp.Green));
        Assert.Equal((HeldAs.Same, "ours", false), (same.Held, same.HeldItem, same.CanTake));
        var alike = Seen(Package("first", 1), Address("first", Note, "198.51.100.3", "a mail server", Tlp.Green));
        Assert.Equal((HeldAs.Alike, "ours", true), (alike.Held, alike.HeldItem, alike.CanTake));
        Assert.False(new TakeForm(null, null, null, null, All: true).Takes(alike));
        Assert.True(new TakeForm(null, null, [alike.As], null).Takes(alike));
    }

    [Fact]
    public void A_claim_on_a_proposition_of_the_case_is_one_more_on_that_proposition()
    {
        written.Add(new PropositionStated("ours", new("Servers were rented.")));
        var claim = Seen(Package("first", 1), Claim("first", "Servers were rented."));
        Assert.Null(claim.Held);
        Take(Package("first", 1), claim);
        Assert.Equal("ours", Assert.Single(written.File.Propositions.All).Id);
        Assert.Equal("ours", Assert.Single(written.File.Claims.All).Content.Proposition);
        // It goes no wider than the proposition that it is on.
        Assert.Equal(Tlp.Amber, Assert.Single(written.File.Claims.All).Marking.Tlp);
        // The same source of the same partner is one.
        Take(Package("second", 2), Seen(Package("second", 2), Claim("second", "Servers were sold.")));
        Assert.Single(written.File.Sources.All);
        Assert.Equal(2, written.File.Claims.All.Count);
    }

    [Fact]
    public void What_the_reader_may_not_see_is_not_named_and_nothing_is_joined_to_it()
    {
        var hidden = new Marking(Tlp.Amber, [], ["crypto"]);
        written.Add(new PropositionStated("ours", new("Servers were rented.")), hidden)
            .Add(new ObservableSeen("theirs", new("ipv4-addr", "198.51.100.3", 6, null, "a relay")), hidden);
        var claim = Seen(Package("first", 1), Claim("first", "Servers were rented."));
        Assert.Equal((null, 3), (claim.Held, claim.Facts.Count));
        Assert.Null(Seen(Package("first", 1), Address("first", Note, "198.51.100.3", "a relay", Tlp.Green)).Held);
        // Whoever sees it is told; yet what is wider than the proposition is not hung on it.
        var inside = View.For(written.File, AtDesk(Ana, true, "crypto"));
        Assert.Equal(HeldAs.Same, Seen(Package("first", 1), Address("first", Note, "198.51.100.3", "a relay", Tlp.Green), inside).Held);
        Assert.Equal(3, Seen(Package("first", 1), Claim("first", "Servers were rented."), inside).Facts.Count);
    }

    private static Held<Arrival> Package(string id, int day) => new(id,
        new(id, Ostania, PackageKind.Brief, "A brief", new('a', 64), $"2026-03-0{day}T08:00:00.000Z", null, CaseId),
        new(Tlp.Amber, [], [], Ostania), [new("2026-03-01T08:00:00.000Z", "partner:ostania", "package-arrived", null!, null)], false);

    private static ArrivalItem Address(string arrival, string name, string value, string note, Tlp tlp) =>
        Item(arrival, name, "observable", tlp, new ObservableSeen(ArrivalReading.IdOf(arrival, name), new("ipv4-addr", value, 6, null, note)));

    private static ArrivalItem Claim(string arrival, string proposition) => Item(arrival, "note--" + arrival, "claim", Tlp.Green,
        new PropositionStated(ArrivalReading.IdOf(arrival, "proposition"), new(proposition)),
        new SourceNamed(ArrivalReading.IdOf(arrival, "source"), new("Ada Berg", "", null, Standing.Official, null, [], null)),
        new ClaimMade(ArrivalReading.IdOf(arrival, "note--" + arrival), new(ArrivalReading.IdOf(arrival, "proposition"), ArrivalReading.IdOf(arrival, "source"),
            Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)));

    private static ArrivalItem Item(string arrival, string name, string kind, Tlp tlp, params IReadOnlyList<Fact> facts) =>
        new(name, kind, string.Join('\n', ArrivalWords.Of(facts).Select(s => s.Line)), tlp, facts, ArrivalReading.IdOf(arrival, name));

    private ArrivalItem Seen(Held<Arrival> package, ArrivalItem item, View? view = null) =>
        new HeldAlready(view ?? written.View, package.Content, new[] { "third", "second", "first", "new" }.Where(p => p != package.Id)
            .Select(p => Package(p, p switch { "first" => 1, "second" => 2, "third" => 3, _ => 9 }))).Of(item);

    private void Take(Held<Arrival> package, ArrivalItem item)
    {
        foreach (var fact in Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, package, null, null, "r", [item])).Facts)
            written.Add(fact.Fact, fact.Marking);
    }
}
