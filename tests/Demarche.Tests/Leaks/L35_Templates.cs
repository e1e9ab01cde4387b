using System.Diagnostics;
using Demarche.Demo;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Architecture;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>No text is a template, and no other program makes a document for the desk.</summary>
public sealed class L35_Templates
{
    private const string Template = "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} @(7*7) {% include '/etc/passwd' %} [[7*7]] {0} %n";

    [Fact]
    public void A_template_in_a_text_goes_out_as_it_was_written()
    {
        var written = new WrittenCase().Add(new RequestDrafted("r", new(Template, Template, [new("a", Template)], Template, WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania], [])), WrittenCase.ToOstania);
        var letter = Composed.Of(View.For(written.File, new Audience.Partner(WrittenCase.Ostania)), Outgoing.To(WrittenCase.Ostania, "r", written.View)!,
            new("package", "2026-03-02T10:00:00.000Z", "desk-n", "Norland", "desk-w", "Ostania")).Letter;
        Assert.DoesNotContain("49", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", letter, StringComparison.Ordinal);
        // The control: the words are in the letter.
        Assert.Contains("{{7*7}}", letter, StringComparison.Ordinal);
        Assert.Contains("[[7*7]] {0} %n", letter, StringComparison.Ordinal);
    }

    [Fact]
    public void No_template_engine_is_part_of_the_desk_and_only_the_demonstration_starts_another_process()
    {
        var desk = typeof(Demarche.Desk).Assembly;
        Assert.DoesNotContain(desk.GetReferencedAssemblies(), a => new[] { "Scriban", "Fluid", "Handlebars", "RazorLight", "DotLiquid", "Microsoft.CodeAnalysis" }.Any(t => a.Name!.StartsWith(t, StringComparison.Ordinal)));
        Assert.Equal([nameof(DeskProcess)], Uses.Written(desk).Where(t => t.SelectMany(Uses.Members).Any(m => m.DeclaringType == typeof(Process) && m.Name == nameof(Process.Start))).Select(t => t.Key.Name));
    }
}
