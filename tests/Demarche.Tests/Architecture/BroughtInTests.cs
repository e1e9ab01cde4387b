using System.Text.RegularExpressions;

namespace Demarche.Tests.Architecture;

/// <summary>
/// A view names the writer of the first version that its reader sees, who did not bring the item in where earlier ones are hidden. So no
/// right is asked of an author in a view, but of the case (<see cref="Demarche.Views.View.IsOwn"/>).
/// </summary>
public sealed partial class BroughtInTests
{
    // Of the desk's own list or the case itself, which hide no version; of releases, whose steps a view has all; of an entry or a dissent.
    private static readonly HashSet<string> OfNoView =
    [
        "Sources/BreakGlassEndpoints.cs", "Vault/BreakGlassDecisions.cs", "Vault/VaultList.cs", "TwoPeople/SecondPerson.cs",
        "Sources/SealEndpoints.cs", "Releases/ReleaseDecisions.cs", "Releases/ReleaseModels.cs", "Releases/HeldRelease.cs", "Cases/CaseFile.Fold.cs", "Views/View.cs",
        "Views/Versions.cs", "Hypotheses/AssessmentDecisions.cs", "Hypotheses/AssessmentItem.razor",
    ];

    [Fact]
    public void Who_brought_an_item_in_is_asked_of_the_case_and_not_of_a_view()
    {
        List<string> asked = [.. Repository.Files("src/Demarche", ".cs", ".razor").Where(f => Compared().IsMatch(Repository.Read(f)))
            .Select(f => f["src/Demarche/".Length..])];
        Assert.Equal(OfNoView.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("held.Author == me", true)]
    [InlineData("me != held.Author;", true)]
    [InlineData("desk.NameOf(held.Author)", false)]
    public void A_comparison_is_found(string code, bool isOne) => Assert.Equal(isOne, Compared().IsMatch(code));

    [GeneratedRegex(@"\.Author\s*[!=]=|[!=]=\s*[\w.]+\.Author\b")]
    private static partial Regex Compared();
}
