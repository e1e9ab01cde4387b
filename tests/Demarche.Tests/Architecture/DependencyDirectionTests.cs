using System.Reflection;
using Demarche.Journal;
using Demarche.Paper;
using Demarche.Reading;
using Demarche.Stix;
using Microsoft.AspNetCore.Components;

namespace Demarche.Tests.Architecture;

public sealed class DependencyDirectionTests
{
    /// <summary>What every feature stands on: entries and their fold, who may see them, and the view of an audience.</summary>
    private static readonly string[] Core = ["Demarche", "Demarche.Cases", "Demarche.Markings", "Demarche.Views"];

    private static readonly Assembly Desk = typeof(Demarche.Desk).Assembly;

    /// <summary>Types of Web that know a feature, each with the reason why that is right.</summary>
    private static readonly Dictionary<string, string> KnowsAFeature = new()
    {
        ["MarkingFields"] = "A marking names partners, and the form shows their names.",
    };

    [Theory]
    [InlineData(typeof(StixBundle))]
    [InlineData(typeof(Entry))]
    [InlineData(typeof(ReadDocument))]
    [InlineData(typeof(ShortPaper))]
    public void A_library_knows_nothing_of_ours_and_no_web(Type of)
    {
        var references = of.Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, r => r.StartsWith("Demarche", StringComparison.OrdinalIgnoreCase) || r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void The_store_knows_journals_and_nothing_else_of_the_desk()
    {
        var known = UsesOf("Demarche.Store").Where(u => !u.Used.StartsWith("Demarche.Store", StringComparison.Ordinal));
        Assert.DoesNotContain(known, u => u.Used != "Demarche");
    }

    [Fact]
    public void The_web_knows_no_feature()
    {
        var known = UsesOf("Demarche.Web").Where(u => u.Used is not ("Demarche.Web" or "Demarche.Store") && !Core.Contains(u.Used)).ToList();
        var strangers = known.Where(u => !KnowsAFeature.ContainsKey(u.By)).Select(u => $"{u.By} knows {u.Used}");
        Assert.Empty(strangers);
        Assert.All(KnowsAFeature.Keys, k => Assert.True(known.Any(u => u.By == k), $"{k} no longer needs its exception"));
    }

    [Fact]
    public void A_feature_uses_no_other_features_endpoints_or_pages()
    {
        var foreign =
            from type in Uses.Written(Desk)
            let home = type.Key.Namespace
            where home != "Demarche"
            from used in Uses.Types(type)
            where used.Assembly == Desk && used.Namespace != home && used.Namespace is not ("Demarche.Web" or "Demarche")
            where used.Name.EndsWith("Endpoints", StringComparison.Ordinal) || (used.IsSubclassOf(typeof(ComponentBase)) && used.Name.EndsWith("Page", StringComparison.Ordinal))
            select $"{type.Key.FullName} uses {used.FullName}";
        Assert.Empty(foreign);
    }

    [Fact]
    public void Only_the_composition_root_names_endpoints()
    {
        var namers = Uses.Written(Desk).Where(t => t.Key.Namespace == "Demarche" && Uses.Types(t).Any(u => u.Assembly == Desk && u.Name.EndsWith("Endpoints", StringComparison.Ordinal)));
        Assert.Equal(["Desk"], namers.Select(t => t.Key.Name));
    }

    private static IEnumerable<(string By, string Used)> UsesOf(string space)
    {
        var uses = Uses.Written(Desk).Where(t => t.Key.Namespace == space)
            .SelectMany(t => Uses.Types(t).Where(u => u.Assembly == Desk && u.Namespace?.StartsWith("Demarche", StringComparison.Ordinal) == true).Select(u => (By: t.Key.Name, Used: u.Namespace!))).Distinct().ToList();
        Assert.NotEmpty(uses);
        return uses;
    }
}
