using System.Globalization;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Demarche.Web;

/// <summary>Shows on a filled form what is wrong with it: a summary with links, each message at its field, and the focus on the first.</summary>
public sealed class FormFindings
{
    /// <summary>The rule that refuses a form made from an earlier version.</summary>
    internal const string Freshness = "form-must-be-fresh";

    /// <summary>Longer values of another version are cut here: the page has them whole.</summary>
    private const int LongestNow = 300;

    private readonly FilledForm filled;
    private readonly List<(string Text, string Target)> links = [];

    private FormFindings(FilledForm filled) => this.filled = filled;

    private IHtmlDocument Page => filled.Page;

    /// <summary>The page's HTML.</summary>
    /// <param name="address">Of the page, for the next try.</param>
    public static string Show(FilledForm filled, RefusedForm refused, string address)
    {
        var findings = new FormFindings(filled);
        foreach (var focused in filled.Page.QuerySelectorAll("[autofocus]")) focused.RemoveAttribute("autofocus");
        if (refused.Problems.Any(p => p.Field == FormReader.Passphrase) && findings.Control(FormReader.Passphrase) is null) findings.AskForPassphrase();
        // What is wrong and what is empty is named at once, from the top of the form to its end.
        foreach (var problem in refused.Problems.Concat(findings.Empty(refused.Problems)).OrderBy(findings.PlaceOf).ToList()) findings.Mark(problem);
        if (refused.Rule == Freshness) findings.SayWhatIsThereNow();
        FilledForm.Open(filled.Form);
        findings.Summarise(refused);
        findings.RememberPage(address);
        if (filled.Page.Title is { Length: > 0 } title) filled.Page.Title = Words.Say("web.form.title", title);
        return filled.Page.ToHtml();
    }

    // Whether it is asked for depends on what was written: no page knows it before.
    private void AskForPassphrase()
    {
        var input = Page.CreateElement("input");
        foreach (var (name, value) in new[] { ("name", FormReader.Passphrase), ("type", "password"), ("autocomplete", "off"), ("required", "") }) input.SetAttribute(name, value);
        var label = Page.CreateElement("label");
        label.Append(Page.CreateTextNode(Words.Say("web.form.passphrase")), input);
        if (filled.Form.QuerySelectorAll("button").LastOrDefault() is { } button) button.Before(label);
        else filled.Form.Append(label);
    }

    // A decision refuses for one reason. What else the form itself says that it needs would be refused next, one thing at a time.
    private IEnumerable<FieldProblem> Empty(IReadOnlyList<FieldProblem> known)
    {
        var named = known.Select(p => p.Field is { Length: > 0 } field ? Control(field) : null).OfType<IElement>().Select(c => c.GetAttribute("name")!).ToHashSet(StringComparer.Ordinal);
        if (filled.Posted.Count == 0) yield break;
        foreach (var control in filled.Controls.Where(c => c.HasAttribute("required")))
        {
            var name = control.GetAttribute("name")!;
            if (!IsGiven(name, control.GetAttribute("type") == "file") && named.Add(name))
                yield return new(Words.Say(control is IHtmlSelectElement or IHtmlInputElement { Type: "radio" } ? "web.form.choose" : "web.form.give"), name, true);
        }
        foreach (var group in filled.Form.QuerySelectorAll("[data-needs]"))
        {
            var name = group.GetAttribute("data-needs")!;
            if (Control(name)?.GetAttribute("name") is not { } first || filled.Posted.Keys.Any(k => IsOf(k, name) && IsGiven(k, false)) || named.Any(n => IsOf(n, name))) continue;
            named.Add(first);
            yield return new(Words.Say("web.form.needs"), first, true);
        }
    }

    private static bool IsOf(string key, string name) => key == name || key.StartsWith(name + "[", StringComparison.Ordinal) || key.StartsWith(name + ".", StringComparison.Ordinal);

    private bool IsGiven(string name, bool isFile) => isFile ? filled.Posted.Files.Any(f => f.Name == name && f.FileName.Length > 0)
        : filled.Posted.TryGetValue(name, out var typed) && typed.Any(t => !string.IsNullOrWhiteSpace(t));

    private int PlaceOf(FieldProblem problem) => problem.Field is { Length: > 0 } field && Control(field) is { } control ? filled.Controls.ToList().IndexOf(control) : -1;

    private void Mark(FieldProblem problem)
    {
        if (problem.Field is not { Length: > 0 } field || Control(field) is not { } control)
        {
            links.Add((problem.Message, IdOf(filled.Form, "form")));
            return;
        }
        var id = IdOf(control, control.GetAttribute("name")!);
        var isFirst = !Page.QuerySelectorAll("[autofocus]").Any();
        if (isFirst) control.SetAttribute("autofocus", "");
        var label = LabelOf(control);
        var said = Page.CreateElement("span");
        said.ClassName = "why";
        said.Id = Free(id + "-why");
        said.TextContent = problem.Message;
        control.SetAttribute("aria-invalid", "true");
        control.SetAttribute("aria-describedby", string.Join(' ', new[] { control.GetAttribute("aria-describedby"), said.Id }.Where(i => !string.IsNullOrEmpty(i))));
        Place(control, said);
        FilledForm.Open(control);
        links.Add((problem.NamesNoField && label is not null ? Words.Say("web.form.at", label, problem.Message) : problem.Message, id));
    }

    // Decisions name a member of what they judge; a form may hold it within another record, or a row of it.
    private IElement? Control(string field)
    {
        var controls = filled.Controls.Where(c => c is not IHtmlInputElement { Type: "hidden" }).ToList();
        bool Named(IElement control, Func<string, bool> fits) => fits(control.GetAttribute("name")!);
        // A value of a list is one of several controls of one name.
        if (field.EndsWith(']')) field = field[..field.LastIndexOf('[')];
        return controls.Find(c => Named(c, n => n == field))
            ?? controls.Find(c => Named(c, n => n.StartsWith(field + ".", StringComparison.Ordinal) || n.StartsWith(field + "[", StringComparison.Ordinal)))
            ?? controls.Find(c => Named(c, n => n.EndsWith("." + field, StringComparison.Ordinal)))
            ?? controls.Find(c => Named(c, n => n.Contains("." + field + ".", StringComparison.Ordinal) || n.Contains("." + field + "[", StringComparison.Ordinal)));
    }

    // The message stands between the label and its control, and is no part of the label: a screen reader says it once, as the description.
    private void Place(IElement control, IElement said)
    {
        if (control.Closest("label") is not { } label)
        {
            control.Before(said);
            return;
        }
        var field = Page.CreateElement("div");
        field.ClassName = "field wrong";
        label.Replace(field);
        if (label.ClassList.Contains("inline"))
        {
            field.Append(said, label);
            return;
        }
        control.Remove();
        label.SetAttribute("for", control.Id);
        field.Append(label, said, control);
    }

    // One of several ticks or choices is not what is wrong: what they are offered for is.
    private string? LabelOf(IElement control)
    {
        if (control.GetAttribute("type") is "radio" or "checkbox" && filled.Controls.Count(c => c.GetAttribute("name") == control.GetAttribute("name")) > 1
            && control.Ancestors<IHtmlFieldSetElement>().FirstOrDefault()?.QuerySelector("legend") is { } legend) return TextOf(legend);
        var label = control.Closest("label") ?? Page.QuerySelectorAll("label[for]").FirstOrDefault(l => l.GetAttribute("for") == control.Id);
        return label is null ? control.GetAttribute("aria-label") : TextOf(label);
    }

    private static string? TextOf(IElement label)
    {
        var copy = (IElement)label.Clone();
        foreach (var inner in copy.QuerySelectorAll("input, select, textarea, .hint").ToList()) inner.Remove();
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } text ? text : null;
    }

    // Both are shown, and the next try is made from the version of this page: whoever overwrites it has seen it.
    private void SayWhatIsThereNow()
    {
        foreach (var (control, now) in filled.Differences)
        {
            var said = Page.CreateElement("span");
            said.ClassName = "hint now";
            said.Id = Free(IdOf(control, control.GetAttribute("name")!) + "-now");
            said.TextContent = Words.Say("web.form.now", now.Trim() is { Length: > 0 } text ? Cut.To(text, LongestNow, "…") : Words.Say("web.form.now.empty"));
            control.SetAttribute("aria-describedby", string.Join(' ', new[] { control.GetAttribute("aria-describedby"), said.Id }.Where(i => !string.IsNullOrEmpty(i))));
            (control.Closest("label") ?? control).After(said);
        }
    }

    private void Summarise(RefusedForm refused)
    {
        var summary = Page.CreateElement("div");
        summary.ClassName = "error-summary";
        summary.SetAttribute("role", "alert");
        summary.SetAttribute("tabindex", "-1");
        summary.SetAttribute("data-rule", refused.Rule);
        var heading = Page.CreateElement("h2");
        heading.TextContent = Words.SayCount("web.form.refused", links.Count);
        var list = Page.CreateElement("ul");
        foreach (var (text, target) in links)
        {
            var link = Page.CreateElement("a");
            link.SetAttribute("href", "#" + target);
            link.TextContent = text;
            var item = Page.CreateElement("li");
            item.Append(link);
            list.Append(item);
        }
        summary.Append(heading, list);
        foreach (var hint in Hints(refused)) summary.Append(Paragraph(hint));
        foreach (var (field, text) in filled.Left)
        {
            var kept = Page.CreateElement("textarea");
            kept.SetAttribute("readonly", "");
            kept.SetAttribute("aria-label", field);
            kept.TextContent = text;
            summary.Append(kept);
        }
        if (!Page.QuerySelectorAll("[autofocus]").Any()) summary.SetAttribute("autofocus", "");
        var main = Page.QuerySelector("main") ?? (IElement)Page.Body!;
        if ((main.QuerySelector("header.case") ?? main.QuerySelector("h1")) is { } head) head.After(summary);
        else main.Prepend(summary);
    }

    private IEnumerable<string> Hints(RefusedForm refused)
    {
        if (refused.Rule == Freshness && filled.Differences.Count > 0) yield return Words.Say("web.form.fresh");
        if (filled.Posted.Count > 0) yield return Words.Say(filled.LacksSecrets || filled.Files.Count > 0 ? "web.form.kept.else" : "web.form.kept");
        if (filled.LacksSecrets) yield return Words.Say("web.form.secrets");
        if (filled.Files.Count > 0) yield return Words.Say("web.form.files", string.Join(", ", filled.Files));
        if (filled.Left.Count > 0) yield return Words.Say("web.form.left");
    }

    private IElement Paragraph(string text)
    {
        var paragraph = Page.CreateElement("p");
        paragraph.ClassName = "hint";
        paragraph.TextContent = text;
        return paragraph;
    }

    // The browser's address is the act's now, so each form of this page says where it is.
    private void RememberPage(string address)
    {
        foreach (var form in Page.Forms.Where(f => f.GetAttribute("method") == "post"))
        {
            var back = Page.CreateElement("input");
            back.SetAttribute("type", "hidden");
            back.SetAttribute("name", FormsAgain.BackField);
            back.SetAttribute("value", address);
            form.Prepend(back);
        }
    }

    private string IdOf(IElement element, string name)
    {
        if (string.IsNullOrEmpty(element.Id)) element.Id = Free("field-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')));
        return element.Id!;
    }

    private string Free(string wanted)
    {
        var id = wanted;
        for (var i = 2; Page.GetElementById(id) is not null; i++) id = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{i}");
        return id;
    }
}
