using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Demarche.Tests.Tour;

/// <summary>
/// What must hold on every page: nothing for axe-core in light and dark, no sideways scrolling on a telephone, no request to another host, and no words that
/// only a program reads.
/// </summary>
/// <param name="arePictures">Whether its pages are the ones that docs/screenshots should show.</param>
public sealed partial class PageChecks(bool arePictures = false)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // The two schemes differ in colours only.
    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    private readonly HashSet<string> looked = [];

    /// <summary>Addresses elsewhere that a page asked for.</summary>
    public ConcurrentBag<string> Strays { get; } = [];

    /// <summary>What was wrong, on which page.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Kinds of pages that were looked at.</summary>
    public IReadOnlyCollection<string> Looked => looked;

    /// <summary>Looks once at each kind of page, empty and not: addresses that differ in ids only are one kind.</summary>
    public async Task LookAsync(IPage page, string desk)
    {
        var (kind, isEmpty) = (KindOf(page.Url[desk.Length..]), await page.Locator(".empty").CountAsync() > 0);
        // A list with nothing in it is another page than the same list with something.
        if (!looked.Add(isEmpty ? kind + " (empty)" : kind)) return;
        await Screenshots.TakeAsync(page, kind, isEmpty, arePictures);
        Found.AddRange((await page.EvaluateAsync<string[]>(PageWords.Script)).Distinct().Select(w => $"{kind}: {w}"));
        if (await page.Locator("iframe").CountAsync() > 0) Found.Add($"{kind}: a frame, which axe-core does not look into");
        foreach (var (scheme, rules) in new[] { (ColorScheme.Dark, Colours), (ColorScheme.Light, Rules) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await page.RunAxe(rules);
            Found.AddRange(result.Violations.Select(v => $"{kind} ({scheme}): {v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }
        await page.SetViewportSizeAsync(390, 844);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (wide > 390) Found.Add($"{kind}: {wide} pixels wide on a screen of 390: {await page.EvaluateAsync<string>(Widest)}");
        await page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>An address without ids, tokens and what it filters by.</summary>
    public static string KindOf(string path) => Ids().Replace(path.Split('?', '#')[0], "/*");

    private const string Widest = """
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 391)
          .slice(0, 5).map(e => e.tagName + '.' + e.className).join(', ')
        """;

    [GeneratedRegex("/[0-9A-Za-z_-]{25,}")]
    private static partial Regex Ids();
}
