using System.Reflection;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Markings;

namespace Demarche.Tests.Cases;

/// <summary>The list of what items rest on leaves out no kind and no place.</summary>
public sealed class RestsOnTests
{
    /// <summary>Members that name what something is made of, or where it stands.</summary>
    private static readonly string[] Places = ["Passage", "Cites", "Observables", "RestsOn"];

    private static readonly List<Type> Kinds =
    [
        .. typeof(CaseFile).GetProperties().Select(p => p.PropertyType).Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Shelf<>)).Select(t => t.GetGenericArguments()[0]),
        typeof(Demarche.Releases.Release),
    ];

    [Fact]
    public void Every_kind_of_item_is_in_the_list()
    {
        Assert.True(Kinds.Count > 35);
        Assert.Equal(Kinds.Select(k => k.Name).Order(StringComparer.Ordinal), RestsOn.Known.Select(k => k.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_with_a_passage_or_a_citation_rests_on_what_stands_there()
    {
        var found = 0;
        foreach (var kind in Kinds)
        {
            foreach (var member in kind.GetProperties().Where(p => Places.Contains(p.Name)))
            {
                found++;
                Assert.Contains("basis", RestsOn.Of(Content(kind, member.Name)));
            }
        }
        Assert.True(found >= 8, $"Only {found} places were looked at.");
    }

    [Theory]
    [InlineData(typeof(Demarche.Leverage.Tie), "Source")]
    [InlineData(typeof(Demarche.Leverage.Interest), "Source")]
    public void A_kind_that_cites_an_item_rests_on_it(Type kind, string member) => Assert.Equal(["basis"], RestsOn.Of(Content(kind, member)));

    [Fact]
    public void A_score_rests_on_the_effects_of_its_inputs() => Assert.Equal(["basis"], RestsOn.Of(new Demarche.Options.ImpactScore(
        [new(Demarche.Options.ImpactCategory.Recoverability, "regular", ["basis"], "r")], null)));

    [Fact]
    public void What_no_list_knows_rests_on_what_nobody_may_see()
    {
        var content = new Unlisted();
        Assert.True(RestsOn.IsWider(WrittenCase.Internal, content, [], new WrittenCase().File.MarkingOf));
        Assert.False(RestsOn.CanLeave(content));
    }

    [Fact]
    public void What_is_made_of_several_things_and_given_no_marking_is_marked_as_strictly_as_all_of_them()
    {
        var (red, sealed_) = (new Marking(Tlp.Red, ["p"], []), new Marking(Tlp.Amber, ["p"], ["crypto"], "partner-x"));
        var written = new WrittenCase().Add(new Demarche.Observables.ObservableSeen("one",
            new("url", "https://relay.example/", 2, null, null)), red)
            .Add(new Demarche.Observables.ObservableSeen("two", new("url", "https://second.example/", 2, null, null)), sealed_);
        var view = Demarche.Views.View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ana, true, "crypto"));
        var marking = RestsOn.MarkingFor(view, new Demarche.Hypotheses.Finding("Both relayed.", default, ["one", "two"], "By hand",
            WrittenCase.Ana, 2, null), null);
        Assert.Equal((Tlp.Red, "crypto", "partner-x", true), (marking.Tlp, Assert.Single(marking.Compartments), marking.Originator,
            marking.Derived));
    }

    [Fact]
    public void An_empty_place_is_no_basis() => Assert.Empty(RestsOn.Of(new Demarche.Observables.Observable("url", "x", 6, new("", 0, 0, "told us"), null)));

    private static object Content(Type kind, string member)
    {
        var make = kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return make.Invoke([.. make.GetParameters().Select(p => p.Name!.Equals(member, StringComparison.OrdinalIgnoreCase) ? Basis(p.ParameterType) : Nothing(p))]);
    }

    private static object Basis(Type of) => of == typeof(PassageRef) ? new PassageRef("basis", 0, 4, "word") : of == typeof(string) ? "basis" : new[] { "basis" };

    private static object? Nothing(ParameterInfo of) => of.ParameterType == typeof(string) ? "" : of.ParameterType.IsValueType ? Activator.CreateInstance(of.ParameterType)
        : of.ParameterType.IsGenericType && of.ParameterType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Array.CreateInstance(of.ParameterType.GetGenericArguments()[0], 0) : null;

    private sealed record Unlisted;
}
