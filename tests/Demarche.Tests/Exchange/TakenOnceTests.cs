using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Exchange;

/// <summary>What a person takes of a package is written once, under its originator.</summary>
public sealed class TakenOnceTests
{
    private static readonly Held<Arrival> Package = new("arrival", new("p-1", WrittenCase.Ostania, PackageKind.Brief, "A brief", new('a', 64), "2026-03-01T08:00:00.000Z", null, WrittenCase.CaseId),
        new(Tlp.Amber, [], [], WrittenCase.Ostania), [new("2026-03-01T08:00:00.000Z", "partner:ostania", "package-arrived", null!, null)], false);

    private static readonly ArrivalItem Address = new("ipv4-addr--1", "observable", "198.51.100.3", Tlp.Amber, [new ObservableSeen("x", new("ipv4-addr", "198.51.100.3", 6, null, null))], "x");

    private readonly WrittenCase written = new();

    [Fact]
    public void An_item_that_is_named_twice_is_taken_once() =>
        Assert.Single(Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, Package, null, null, "r", [Address, Address])).Facts);

    [Fact]
    public void An_item_that_is_there_is_not_taken_again()
    {
        var first = Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, Package, null, null, "r", [Address]));
        foreach (var fact in first.Facts) written.Add(fact.Fact, fact.Marking);
        Assert.Equal("there-must-be-something-to-take", Assert.IsType<Decision.Refused>(InboxDecisions.Enter(written.File, Package, null, null, "r", [Address])).Rule);
        // The control: another item of the package comes in alone.
        var other = Address with { Item = "y", Facts = [new ObservableSeen("y", new("ipv4-addr", "198.51.100.4", 6, null, null))] };
        Assert.Equal("y", Assert.IsType<ObservableSeen>(Assert.Single(Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, Package, null, null, "r", [Address, other])).Facts).Fact).Id);
    }

    [Fact]
    public void The_originator_stays_through_corrections_withdrawals_and_changes_of_marking()
    {
        foreach (var fact in Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, Package, null, null, "r", [Address])).Facts) written.Add(fact.Fact, fact.Marking);
        Assert.Equal(WrittenCase.Ostania, written.File.Observables.Find("x")!.Marking.Originator);
        var corrected = Assert.IsType<Decision.Allowed>(ObservableDecisions.Correct(written.View,
            new("x", new("ipv4-addr", "198.51.100.9", 2), "Misread", null))).Facts[0];
        Assert.Equal(WrittenCase.Ostania, corrected.Marking.Originator);
        written.Add(corrected.Fact, corrected.Marking);
        Assert.Equal(WrittenCase.Ostania, written.File.Observables.Find("x")!.Marking.Originator);
        var marked = Assert.IsType<Decision.Allowed>(CaseDecisions.Mark(written.View, DeskFile.Fold([]), new("x", Marking.Of(Tlp.Red), "r", null))).Facts[0];
        Assert.Equal(WrittenCase.Ostania, ((MarkingChanged)marked.Fact).To.Originator);
        var withdrawn = Assert.IsType<Decision.Allowed>(ObservableDecisions.Withdraw(written.View, new("x", "r", null))).Facts[0];
        Assert.Equal(WrittenCase.Ostania, withdrawn.Marking.Originator);
    }
}
