using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Demarche.Tests.Architecture;

/// <summary>Components show what an endpoint gives them: they reach for no store, and carry no script or style of their own.</summary>
public sealed partial class ComponentTests
{
    private static readonly HashSet<Type> MayBeInjected = [typeof(IAntiforgery), typeof(TimeProvider)];

    private static IReadOnlyList<Type> Components { get; } =
        [.. typeof(Demarche.Desk).Assembly.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t) && !t.IsAbstract)];

    [Fact]
    public void A_component_is_injected_with_a_clock_or_a_form_token_and_nothing_else()
    {
        Assert.True(Components.Count > 10);
        var injected = Components.SelectMany(c => c.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<InjectAttribute>() is not null).Select(p => (c.Name, p.PropertyType)));
        Assert.Empty(injected.Where(i => !MayBeInjected.Contains(i.PropertyType)).Select(i => $"{i.Name} is injected with {i.PropertyType.Name}"));
        Assert.All(Components, c => Assert.All(c.GetConstructors(), k => Assert.Empty(k.GetParameters())));
    }

    [Fact]
    public void A_component_does_not_ask_the_container_by_itself() =>
        Assert.Empty(Uses.Written(typeof(Demarche.Desk).Assembly).Where(t => Components.Contains(t.Key))
            .Where(t => t.SelectMany(Uses.Members).Any(m => m.Name == "get_" + nameof(HttpContext.RequestServices))).Select(t => t.Key.Name));

    [Fact]
    public void No_component_carries_script_or_style()
    {
        var files = Repository.Files("src", ".razor").ToList();
        Assert.True(files.Count > 10);
        Assert.Empty(files.SelectMany(f => Inline().Matches(Repository.Read(f)).Select(m => $"{f}: {m.Value}")));
    }

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<style>")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void What_is_inline_is_found(string markup) => Assert.Matches(Inline(), markup);

    // A parameter of a component begins with a capital letter: OnRecord is none of the browser's events.
    [GeneratedRegex("""(?i:<style\b|<script\b(?![^>]*\bsrc=)|javascript:)|\sstyle\s*=|\son[a-z]+\s*=\s*["']""")]
    private static partial Regex Inline();
}
