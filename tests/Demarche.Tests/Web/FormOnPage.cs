using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Demarche.Tests.Web;

/// <summary>A form as a browser sees it, and what a person gives in it.</summary>
internal sealed class FormOnPage(string page, IHtmlFormElement form)
{
    /// <summary>Control signs that no control of a form shows to a person.</summary>
    private static readonly string[] Unseen = ["hidden", "submit", "button", "file"];

    public string Page => page;

    public string Action => (form.GetAttribute("action") is { Length: > 0 } action ? action : page);

    public string Path => Action.Split('?')[0];

    public bool HasFiles => form.QuerySelector("input[type=file]") is not null;

    public IReadOnlyList<IElement> Controls => [.. form.QuerySelectorAll("input[name], select[name], textarea[name]")];

    public IReadOnlyList<IElement> Visible => [.. Controls.Where(c => !Unseen.Contains(c.GetAttribute("type")))];

    public override string ToString() => $"{Action} on {page}";

    public static IReadOnlyList<FormOnPage> On(string address, string html) =>
        [.. new HtmlParser().ParseDocument(html).Forms.Where(f => f.GetAttribute("method") == "post").Select(f => new FormOnPage(address, f))];

    /// <summary>Everything filled in, as far as a person can: what is typed is unlike anything else.</summary>
    /// <param name="wrong">What makes it wrong.</param>
    public List<KeyValuePair<string, string>> Filled(Breaking wrong)
    {
        List<KeyValuePair<string, string>> fields = [];
        var number = 0;
        var last = Visible.LastOrDefault(c => c.HasAttribute("required") && c is not IHtmlSelectElement && c.GetAttribute("type") is not ("checkbox" or "radio"));
        foreach (var control in Controls)
        {
            var (name, type) = (control.GetAttribute("name")!, control.GetAttribute("type") ?? control.LocalName);
            string? value = (control, type) switch
            {
                (_, "file") => null,
                (_, "hidden") => name == "seen" && wrong == Breaking.Stale ? "9999" : control.GetAttribute("value") ?? "",
                (_, "checkbox") => control.GetAttribute("value") ?? "on",
                (_, "radio") => control.GetAttribute("value") is { } choice && control.HasAttribute("checked") ? choice : null,
                (IHtmlSelectElement select, _) => wrong == Breaking.NoChoice && select.HasAttribute("required") ? "" : select.Options.Select(o => o.GetAttribute("value") ?? o.TextContent.Trim()).LastOrDefault(),
                (_, "number") => "7",
                (_, "date") => "2026-03-01",
                (_, "datetime-local") => "2026-03-01T09:30",
                _ => string.Create(CultureInfo.InvariantCulture, $"typed-{number++} “{name}” <b>&amp;") + (wrong == Breaking.Long && control is IHtmlTextAreaElement or IHtmlInputElement ? new string('x', 20_001) : ""),
            };
            if (wrong == Breaking.Blank && control == last) value = "";
            if (value is not null) fields.Add(new(name, value));
        }
        return fields;
    }

    /// <summary>The values that a browser would send of this form as it is shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Shown =>
        [.. Controls.SelectMany(c => (c, c.GetAttribute("type")) switch
        {
            (_, "file") => [],
            (_, "checkbox" or "radio") => c.HasAttribute("checked") ? [Of(c, c.GetAttribute("value") ?? "on")] : [],
            (IHtmlSelectElement select, _) => [Of(c, (select.Options.FirstOrDefault(o => o.HasAttribute("selected")) ?? select.Options.FirstOrDefault()) is { } o ? o.GetAttribute("value") ?? o.TextContent.Trim() : "")],
            (IHtmlTextAreaElement area, _) => [Of(c, area.TextContent)],
            _ => new[] { Of(c, c.GetAttribute("value") ?? "") },
        })];

    private static KeyValuePair<string, string> Of(IElement control, string value) => new(control.GetAttribute("name")!, value);
}

/// <summary>Ways in which a form is wrong.</summary>
internal enum Breaking
{
    /// <summary>Made from another version; no way to break a form that has none.</summary>
    Stale,

    /// <summary>One text that must be given is not.</summary>
    Blank,
    NoChoice,
    Long,

    /// <summary>Texts where a date, a number, an address or a login is asked for.</summary>
    Given,
}
