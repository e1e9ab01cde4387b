using System.Text.RegularExpressions;

namespace Demarche.Tests.Architecture;

/// <summary>What the pages say must be there is there.</summary>
public sealed partial class DocumentationTests
{
    private static IReadOnlyList<string> Pages { get; } =
        [.. Repository.Files("docs", ".md"), .. Directory.EnumerateFiles(Repository.Root, "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere()
    {
        var links = Pages.SelectMany(p => Link().Matches(Fence().Replace(Repository.Read(p), "")).Select(m => (Page: p, Target: m.Groups[1].Value)))
            .Where(l => !l.Target.Contains("://", StringComparison.Ordinal) && !l.Target.StartsWith("mailto:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.Empty(links.Where(l => !Leads(l.Page, l.Target)).Select(l => $"{l.Page} links to {l.Target}"));
    }

    [Fact]
    public void Every_setting_of_the_desk_is_documented()
    {
        var words = string.Join('\n', Pages.Where(p => p is "docs/settings.md" or "docs/operating.md").Select(Repository.Read));
        var settings = typeof(DeskOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToList();
        Assert.True(settings.Count > 10);
        Assert.DoesNotContain(settings, s => !words.Contains($"`{s}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_of_serving_is_documented()
    {
        var words = string.Join('\n', Pages.Where(p => p is "docs/settings.md" or "docs/operating.md").Select(Repository.Read));
        Assert.DoesNotContain(Serve.Verb().Options, o => o.Name.StartsWith("--", StringComparison.Ordinal) && !words.Contains($"`{o.Name}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_that_a_page_names_is_known()
    {
        var (code, help, _) = await Executable.RunAsync("--help");
        Assert.Equal(0, code);
        var known = Command().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("serve", known);
        var named = Pages.SelectMany(p => Verb().Matches(Repository.Read(p)).Select(m => (Page: p, Verb: m.Groups[1].Value))).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(n => !known.Contains(n.Verb)).Select(n => $"{n.Page} names demarche {n.Verb}").Distinct());
    }

    private static bool Leads(string page, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        var full = Path.Combine(Repository.Root, path);
        if (!File.Exists(full)) return Directory.Exists(full);
        return parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal) || Headings(full).Contains(parts[1]);
    }

    private static HashSet<string> Headings(string file) =>
        [.. File.ReadLines(file).Where(l => l.StartsWith('#')).Select(l => NotInAnchor().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("(?:(?:^|`)demarche |src/Demarche -- )([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
