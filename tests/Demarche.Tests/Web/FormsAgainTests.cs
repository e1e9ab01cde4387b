using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Leaks;

namespace Demarche.Tests.Web;

/// <summary>A refused form comes back as itself, with everything that was typed. The forms are found on the pages of a running desk.</summary>
public sealed class FormsAgainTests : IAsyncLifetime
{
    private static readonly Role[] All = Enum.GetValues<Role>();

    private GuardedCase guarded = null!;
    private Visitor everybody = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        everybody = await guarded.Desk.VisitAsync(All, []);
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, everybody, CaseAccess.Write);
    }

    public async ValueTask DisposeAsync()
    {
        everybody.Dispose();
        await guarded.DisposeAsync();
    }

    [Fact]
    public async Task Every_form_that_is_refused_is_shown_again_with_what_was_typed()
    {
        var gone = 0;
        List<string> wrong = [], never = [];
        var forms = await FormsAsync();
        foreach (var form in forms)
        {
            List<string> answers = [];
            foreach (var breaking in Enum.GetValues<Breaking>())
            {
                var fields = form.Filled(breaking);
                if (breaking != Breaking.Given && fields.SequenceEqual(form.Filled(Breaking.Given))) continue;
                using var answer = await SendAsync(form, fields);
                if (answer.StatusCode != HttpStatusCode.UnprocessableEntity)
                {
                    answers.Add($"{breaking} {(int)answer.StatusCode}");
                    if (await IsThereAsync(form)) continue;
                    // It is done, and can't be done again: a package that waits for a second person, a case that is closed.
                    gone++;
                    answers.Clear();
                    break;
                }
                wrong.AddRange(Wrong(form, fields, await answer.Content.ReadAsStringAsync(Ct)).Select(w => $"{form} ({breaking}): {w}"));
                answers.Clear();
                break;
            }
            if (answers.Count > 0) never.Add($"{form}: {string.Join(", ", answers)}");
        }
        Assert.True(forms.Count > 60, $"Only {forms.Count} forms were found.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(gone < 5, $"{gone} forms were done before anything refused them.");
        Assert.True(never.Count == 0, "Nothing refuses these:\n" + string.Join('\n', never));
    }

    [Fact]
    public async Task A_form_that_is_sent_empty_is_told_all_that_it_needs_at_once()
    {
        List<string> wrong = [];
        var several = 0;
        foreach (var form in await FormsAsync())
        {
            var given = form.Visible.Select(c => c.GetAttribute("name")!).ToHashSet();
            // What is ticked or chosen and nothing else: a browser sends each empty text, and no tick.
            List<KeyValuePair<string, string>> fields = [.. form.Shown.Where(f => !given.Contains(f.Key)), .. form.Visible
                .Where(c => c.GetAttribute("type") is not ("checkbox" or "radio")).Select(c => KeyValuePair.Create(c.GetAttribute("name")!, ""))];
            using var answer = await SendAsync(form, fields);
            if (answer.StatusCode != HttpStatusCode.UnprocessableEntity) continue;
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
            var needed = form.Visible.Where(c => c.HasAttribute("required")).Select(c => c.GetAttribute("name")!).Distinct().ToList();
            if (needed.Count > 1) several++;
            var told = page.QuerySelectorAll("[aria-invalid=true]").Select(c => c.GetAttribute("name")!).ToHashSet();
            wrong.AddRange(needed.Where(n => !told.Contains(n)).Select(n => $"{form} does not say that it needs {n}"));
            if (page.QuerySelectorAll(".error-summary li").Length < told.Count) wrong.Add($"{form} marks more than its summary lists");
        }
        Assert.True(several > 15, $"Only {several} forms need more than one thing.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>One form for each act that asks a person for something.</summary>
    private async Task<IReadOnlyList<FormOnPage>> FormsAsync()
    {
        var ids = guarded.Ids();
        var endpoints = Endpoint.Of(guarded.Desk);
        Dictionary<string, FormOnPage> forms = new(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Where(e => e is { Method: "GET", IsApi: false } && !e.Pattern.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            var address = endpoint.At(ids);
            using var answer = await everybody.Page.GetAsync(address, Ct);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html" || !answer.IsSuccessStatusCode) continue;
            foreach (var form in FormOnPage.On(address, await answer.Content.ReadAsStringAsync(Ct)).Where(f => f.Visible.Count > 0))
                forms.TryAdd(endpoint.Pattern + " " + Endpoint.Plain(form.Path), form);
        }
        return [.. forms.Values];
    }

    private async Task<bool> IsThereAsync(FormOnPage form)
    {
        using var answer = await everybody.Page.GetAsync(form.Page, Ct);
        return FormOnPage.On(form.Page, await answer.Content.ReadAsStringAsync(Ct)).Any(f => f.Path == form.Path);
    }

    private async Task<HttpResponseMessage> SendAsync(FormOnPage form, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        HttpContent content = new FormUrlEncodedContent(fields);
        if (form.HasFiles)
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
            content = parts;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = content };
        request.Headers.Referrer = new(new Uri(guarded.Desk.Address), form.Page);
        return await everybody.Page.SendAsync(request, Ct);
    }

    private static IEnumerable<string> Wrong(FormOnPage sent, IReadOnlyList<KeyValuePair<string, string>> fields, string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        if (html.Contains("Rule:", StringComparison.Ordinal)) yield return "it says \"Rule:\"";
        if (page.QuerySelector(".error-summary[role=alert]") is not { } summary)
        {
            yield return $"it has no summary: {page.QuerySelector("main")?.TextContent.Trim()[..Math.Min(200, page.QuerySelector("main")!.TextContent.Trim().Length)]}";
            yield break;
        }
        if (!page.Title!.StartsWith("Error: ", StringComparison.Ordinal)) yield return $"its title is {page.Title}";
        if (summary.QuerySelectorAll("li a").Length == 0) yield return "its summary has no link";
        foreach (var id in page.All.Select(e => e.Id).Where(i => !string.IsNullOrEmpty(i)).GroupBy(i => i).Where(g => g.Count() > 1)) yield return $"the id {id.Key} is there twice";
        foreach (var link in summary.QuerySelectorAll("a").Select(a => a.GetAttribute("href")![1..]).Where(l => page.GetElementById(l) is null)) yield return $"the link {link} leads nowhere";
        if (page.QuerySelectorAll("[autofocus]").Length != 1) yield return $"{page.QuerySelectorAll("[autofocus]").Length} elements take the focus";
        foreach (var control in page.QuerySelectorAll("[aria-invalid=true]"))
        {
            if (control.GetAttribute("aria-describedby")?.Split(' ').All(d => page.GetElementById(d) is not null) != true) yield return $"{control.GetAttribute("name")} has no message";
            if (control.Ancestors<IHtmlDetailsElement>().Any(d => !d.HasAttribute("open"))) yield return $"{control.GetAttribute("name")} is out of sight";
        }
        var again = FormOnPage.On(sent.Page, html).Where(f => f.Path == sent.Path).MinBy(f => Missing(sent, fields, f).Count());
        if (again is null) yield return "its form is gone";
        else foreach (var missing in Missing(sent, fields, again)) yield return missing;
    }

    private static IEnumerable<string> Missing(FormOnPage sent, IReadOnlyList<KeyValuePair<string, string>> fields, FormOnPage again)
    {
        var secrets = sent.Controls.Where(c => c.GetAttribute("type") == "password" || c.GetAttribute("autocomplete") == "one-time-code" || c.GetAttribute("name") == "identity").Select(c => c.GetAttribute("name")).ToHashSet();
        var shown = again.Shown.ToList();
        foreach (var secret in shown.Where(s => secrets.Contains(s.Key) && s.Value.Length > 0)) yield return $"it shows the secret {secret.Key}";
        foreach (var field in fields.Where(f => f.Key is not ("seen" or "__RequestVerificationToken" or "back") && !secrets.Contains(f.Key)))
        {
            if (shown.FindIndex(s => s.Key == field.Key && s.Value.ReplaceLineEndings("\n") == field.Value.ReplaceLineEndings("\n")) is var at and >= 0) shown.RemoveAt(at);
            else yield return $"{field.Key} lost {field.Value[..Math.Min(60, field.Value.Length)]}";
        }
        foreach (var extra in shown.Where(s => again.Controls.Any(c => c.GetAttribute("name") == s.Key && c.GetAttribute("type") is "checkbox" or "radio")))
            yield return $"{extra.Key} is ticked: {extra.Value}";
    }
}
