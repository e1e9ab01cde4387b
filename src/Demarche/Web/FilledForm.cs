using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Demarche.Web;

/// <summary>A form of a page as a person filled it in: each control has the value that was posted under its name.</summary>
public sealed class FilledForm
{
    /// <summary>How much of two sets of fields must be the same for them to be one form's.</summary>
    private const double Alike = 0.6;

    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    private FilledForm(IHtmlDocument page, IHtmlFormElement form, IFormCollection posted) => (Page, Form, Posted) = (page, form, posted);

    public IHtmlDocument Page { get; }

    public IHtmlFormElement Form { get; }

    public IFormCollection Posted { get; }

    /// <summary>What each control says on the page as it is now, where that differs from what was typed.</summary>
    public List<(IElement Control, string Now)> Differences { get; } = [];

    /// <summary>The controls that are empty because a secret is never shown again.</summary>
    public bool LacksSecrets { get; private set; }

    /// <summary>The names of files that a browser does not send again.</summary>
    public IReadOnlyList<string> Files => [.. Posted.Files.Where(f => f.FileName.Length > 0).Select(f => f.FileName)];

    /// <summary>What was typed into fields that the page no longer has.</summary>
    public IReadOnlyList<(string Field, string Text)> Left => TypedText.Of(Posted, name => !shown.Contains(name));

    public IEnumerable<IElement> Controls => Form.QuerySelectorAll("input[name], select[name], textarea[name]");

    /// <summary>Finds the form that posts to <paramref name="act"/> and fills it in; null where the page has none.</summary>
    /// <param name="html">The page as it is now.</param>
    /// <param name="act">Where the form posts to.</param>
    /// <param name="posted">What was sent.</param>
    /// <param name="renews">Whether the person is shown what changed, so that the next try is made from this page's version.</param>
    public static FilledForm? Find(string html, PathString act, IFormCollection posted, bool renews)
    {
        var page = new HtmlParser().ParseDocument(html);
        var forms = page.Forms.Where(f => f.GetAttribute("method") == "post").ToList();
        var form = forms.Where(f => PathOf(f.GetAttribute("action")) is var path && (path is null || path == act.ToUriComponent() || path == act.Value))
                .MaxBy(f => (Agreeing(f, posted), Visible(f, posted)))
            // A page that is only an answer to another form has no address of its own: that form has the same fields.
            ?? forms.Where(f => Likeness(f, posted) >= Alike).MaxBy(f => Likeness(f, posted));
        if (form is null) return null;
        var filled = new FilledForm(page, form, posted);
        if (posted.Count > 0) filled.Fill(renews);
        return filled;
    }

    // A form without an address posts to its page's own.
    private static string? PathOf(string? action) => string.IsNullOrEmpty(action) ? null : action.Split('?', '#')[0];

    private static int Agreeing(IHtmlFormElement form, IFormCollection posted) =>
        form.QuerySelectorAll("input[type=hidden][name]").Count(h => !FormReader.IsOwn(h.GetAttribute("name")!) && posted[h.GetAttribute("name")!].Contains(h.GetAttribute("value") ?? ""));

    // Of several forms with one address, the one whose fields a person could fill in.
    private static int Visible(IHtmlFormElement form, IFormCollection posted) =>
        form.QuerySelectorAll("input[name]:not([type=hidden]), select[name], textarea[name]").Count(c => posted.ContainsKey(c.GetAttribute("name")!));

    private static double Likeness(IHtmlFormElement form, IFormCollection posted)
    {
        var here = form.QuerySelectorAll("input[name], select[name], textarea[name]").Select(c => c.GetAttribute("name")!).Where(n => !FormReader.IsOwn(n)).ToHashSet(StringComparer.Ordinal);
        var sent = posted.Keys.Where(n => !FormReader.IsOwn(n)).ToHashSet(StringComparer.Ordinal);
        return sent.Count < 2 ? 0 : (double)here.Intersect(sent).Count() / here.Union(sent).Count();
    }

    private void Fill(bool renews)
    {
        Dictionary<string, int> next = new(StringComparer.Ordinal);
        foreach (var control in Controls.ToList())
        {
            var name = control.GetAttribute("name")!;
            shown.Add(name);
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } tick: Tick(tick, Posted[name]); break;
                case IHtmlInputElement { Type: "file" or "submit" or "image" or "button" or "reset" }: break;
                case IHtmlInputElement { Type: "hidden" } hidden: if (!FormReader.IsOwn(name)) Keep(hidden, name, renews, next); break;
                case IHtmlInputElement or IHtmlTextAreaElement when IsSecret(control, name): Empty(control); break;
                case IHtmlSelectElement select: Choose(select, Posted[name]); break;
                default: Type(control, name, next); break;
            }
        }
        foreach (var (control, _) in Differences) Open(control);
    }

    internal static bool IsSecret(IElement control, string name) =>
        SecretFields.Has(name) || control.GetAttribute("type") == "password" || control.GetAttribute("autocomplete") is "one-time-code" or "current-password" or "new-password";

    private void Empty(IElement control)
    {
        LacksSecrets = true;
        control.RemoveAttribute("value");
        if (control is IHtmlTextAreaElement text) text.TextContent = "";
    }

    // The revision that the person saw stays what it was, or the next try would overwrite what the person has not read.
    private void Keep(IHtmlInputElement hidden, string name, bool renews, Dictionary<string, int> next)
    {
        var at = next.GetValueOrDefault(name);
        next[name] = at + 1;
        if ((!renews || string.IsNullOrEmpty(hidden.GetAttribute("value"))) && at < Posted[name].Count) hidden.SetAttribute("value", Posted[name][at] ?? "");
    }

    private void Tick(IHtmlInputElement tick, Microsoft.Extensions.Primitives.StringValues sent)
    {
        var (was, now) = (tick.HasAttribute("checked"), sent.Contains(tick.GetAttribute("value") ?? "on"));
        if (was == now) return;
        Differences.Add((tick, Words.Say(was ? "web.form.now.ticked" : "web.form.now.not-ticked")));
        if (now) tick.SetAttribute("checked", "");
        else tick.RemoveAttribute("checked");
    }

    private void Choose(IHtmlSelectElement select, Microsoft.Extensions.Primitives.StringValues sent)
    {
        if (sent.Count == 0 && !select.HasAttribute("multiple")) return;
        var was = string.Join(", ", select.Options.Where(o => o.HasAttribute("selected")).DefaultIfEmpty(select.Options.FirstOrDefault()).Select(o => o?.TextContent.Trim()));
        var already = select.Options.Where(o => o.HasAttribute("selected")).DefaultIfEmpty(select.HasAttribute("multiple") ? null : select.Options.FirstOrDefault())
            .Where(o => o is not null).Select(o => ValueOf(o!)).ToHashSet(StringComparer.Ordinal);
        foreach (var option in select.Options)
        {
            if (sent.Contains(ValueOf(option))) option.SetAttribute("selected", "");
            else option.RemoveAttribute("selected");
        }
        // Another choice in the place of the one that is gone would be one that nobody made.
        if (!select.HasAttribute("multiple") && !select.Options.Any(o => o.HasAttribute("selected")))
        {
            var gone = (IHtmlOptionElement)Page.CreateElement("option");
            gone.SetAttribute("value", "");
            gone.SetAttribute("selected", "");
            gone.TextContent = Words.Say(sent is [{ Length: > 0 }, ..] ? "web.form.choice-gone" : "web.form.choice-none");
            select.Prepend(gone);
        }
        if (!already.SetEquals(sent.Where(s => s is not null)!)) Differences.Add((select, was));
    }

    private static string ValueOf(IHtmlOptionElement option) => option.GetAttribute("value") ?? option.TextContent.Trim();

    // Fields of one name are filled in their order on the page.
    private void Type(IElement control, string name, Dictionary<string, int> next)
    {
        var at = next.GetValueOrDefault(name);
        next[name] = at + 1;
        if (!Posted.TryGetValue(name, out var sent) || at >= sent.Count) return;
        var typed = sent[at] ?? "";
        var was = control is IHtmlTextAreaElement area ? area.TextContent : control.GetAttribute("value") ?? "";
        if (was.ReplaceLineEndings("\n").Trim() == typed.ReplaceLineEndings("\n").Trim()) return;
        Differences.Add((control, was));
        if (control is IHtmlTextAreaElement text) text.TextContent = typed.ReplaceLineEndings("\n");
        else control.SetAttribute("value", typed);
    }

    /// <summary>Opens what hides a control.</summary>
    internal static void Open(IElement control)
    {
        foreach (var closed in control.Ancestors<IHtmlDetailsElement>()) closed.SetAttribute("open", "");
    }
}
