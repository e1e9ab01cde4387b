using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Demarche.Cases;
using Demarche.People;
using Demarche.Web;
using Microsoft.AspNetCore.Http;

namespace Demarche.Tests.Web;

public sealed partial class RefusedFormTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
    }

    public async ValueTask DisposeAsync()
    {
        ana.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_form_made_from_an_older_version_shows_what_was_typed_and_what_is_there_now()
    {
        using var made = await ana.PostJsonAsync($"/api/cases/{id}/propositions", new { text = "The cranes stopped." });
        var proposition = (string)System.Text.Json.Nodes.JsonNode.Parse(await made.Content.ReadAsStringAsync(Ct))!["item"]!;
        var path = $"/cases/{id}/propositions/{proposition}";
        var seen = Seen().Match(await ana.ReadAsync(path)).Groups[1].Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await ana.PostAsync(path + "/correct", ("text", "Two cranes stopped."), ("reason", "Counted"), ("seen", seen))).StatusCode);

        using var old = await ana.PostAsync(path + "/correct", ("text", "All cranes stopped."), ("reason", "Seen by the harbour master"), ("seen", seen));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        var html = await old.Content.ReadAsStringAsync(Ct);
        var page = new HtmlParser().ParseDocument(html);
        var form = page.Forms.Single(f => f.GetAttribute("action") == path + "/correct");
        Assert.Equal("All cranes stopped.", form.QuerySelector("[name=text]")!.TextContent.Trim() is { Length: > 0 } text ? text : form.QuerySelector("[name=text]")!.GetAttribute("value"));
        Assert.Contains("There is now: Two cranes stopped.", form.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(seen, form.QuerySelector("[name=seen]")!.GetAttribute("value"));

        using var again = await ana.PostAsync(path + "/correct", [.. FormOnPage.On(path, html).Single(f => f.Path == path + "/correct").Shown.Where(f => f.Key != "__RequestVerificationToken").Select(f => (f.Key, f.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Theory]
    [InlineData(false, "1")]
    [InlineData(true, "3")]
    public void The_version_that_a_person_saw_stays_unless_the_page_shows_what_changed(bool renews, string seen)
    {
        const string page = """<form method="post" action="/correct"><input type="hidden" name="seen" value="3"><input name="text" value="now"></form>""";
        var posted = new FormCollection(new() { ["seen"] = "1", ["text"] = "typed" });
        var form = FilledForm.Find(page, "/correct", posted, renews)!;
        Assert.Equal(seen, form.Form.QuerySelector("[name=seen]")!.GetAttribute("value"));
        Assert.Equal("typed", form.Form.QuerySelector("[name=text]")!.GetAttribute("value"));
        Assert.Equal("now", Assert.Single(form.Differences).Now);
    }

    [Fact]
    public async Task A_form_that_was_shown_again_knows_its_page_the_next_time_too()
    {
        var page = $"/cases/{id}/claims/new?proposition=x";
        using var first = await PostFromAsync(page, $"/cases/{id}/claims", ("newProposition", "Cranes stopped."), ("stance", "asserts"));
        var html = await first.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Cranes stopped.", html, StringComparison.Ordinal);
        using var second = await PostFromAsync($"/cases/{id}/claims", $"/cases/{id}/claims", ("newProposition", "Cranes halted."), ("stance", "asserts"), ("back", page));
        Assert.Contains("Cranes halted.</textarea>", await second.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/api/cases")]
    [InlineData("/assets/desk.css")]
    [InlineData("/health")]
    public async Task What_is_no_page_of_the_desk_is_not_shown(string back)
    {
        using var answer = await ana.PostAsync($"/cases/{id}/claims", ("newProposition", "Cranes stopped."), ("back", back));
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Cranes stopped.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_something_that_is_gone_still_shows_what_was_typed()
    {
        using var answer = await ana.PostAsync($"/cases/{id}/claims/{Id.New()}/withdraw", ("reason", "A long reason that took a while."), ("seen", "1"));
        Assert.Contains("A long reason that took a while.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_form_is_never_shown_filled_in_and_its_text_can_be_copied()
    {
        using var forged = await ana.Page.PostAsync($"/cases/{id}/propositions", new FormUrlEncodedContent([KeyValuePair.Create("text", "It rained.")]), Ct);
        var page = new HtmlParser().ParseDocument(await forged.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action") == $"/cases/{id}/propositions");
        Assert.Contains("It rained.", page.QuerySelector("textarea[readonly]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main p a[href]"));
        Assert.Contains("Nothing was done", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_session_or_role_ended_while_somebody_typed_gives_the_text_back_without_its_secrets()
    {
        using var stranger = desk.Stranger();
        using var reader = await desk.VisitAsync(Role.Reader);
        foreach (var (visitor, status) in new[] { (stranger, HttpStatusCode.Unauthorized), (reader, HttpStatusCode.Forbidden) })
        {
            using var answer = await visitor.Page.PostAsync("/people", new FormUrlEncodedContent([KeyValuePair.Create("name", "Ada of the Quay Office"), KeyValuePair.Create("passphrase", "never shown")]), Ct);
            var html = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains("Ada of the Quay Office", html, StringComparison.Ordinal);
            Assert.DoesNotContain("never shown", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_another_site_posts_for_somebody_signed_out_is_not_shown_on_a_page_of_this_desk(string from)
    {
        using var stranger = desk.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/cases/{id}/claims") { Content = new FormUrlEncodedContent([KeyValuePair.Create("quote", "Call this number.")]) };
        request.Headers.Add("Sec-Fetch-Site", from);
        using var answer = await stranger.Page.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.DoesNotContain("Call this number.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_in_plain_words_on_its_page()
    {
        using var answer = await PostFromAsync($"/cases/{id}/claims", $"/cases/{id}/propositions", ("text", new string('x', WebLimits.LargestBody + 1)));
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This is larger than 2 MiB. Nothing of it was taken in.", html, StringComparison.Ordinal);
        Assert.NotNull(new HtmlParser().ParseDocument(html).QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Everything_that_can_not_be_read_is_said_at_once_and_in_plain_words()
    {
        using var answer = await PostFromAsync($"/cases/{id}/claims/new", $"/cases/{id}/claims", ("newProposition", "Cranes stopped."), ("stance", "maybe"), ("nature", ""), ("onRecord", "false"), ("standing", "official"));
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        var links = page.QuerySelectorAll(".error-summary a").Select(a => a.TextContent).ToList();
        Assert.Equal(["Stance: Choose one of the values that are offered.", "Fact, inference or opinion: Choose one of the values that are offered."], links.Select(l => l.Trim()).ToList());
        Assert.DoesNotContain("JSON", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_list_that_is_not_offered_is_named_at_its_boxes()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var answer = await administrator.PostAsync("/people", ("name", "Ada"), ("login", "ada"), ("roles", "analyst"), ("roles", "emperor"));
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("roles", page.QuerySelector(page.QuerySelector(".error-summary a")!.GetAttribute("href")!)!.GetAttribute("name"));
        Assert.Equal(["analyst"], page.QuerySelectorAll("form[action='/people'] [name=roles][checked]").Select(r => r.GetAttribute("value")));
    }

    [Fact]
    public void Every_field_of_a_secret_on_a_page_is_known_as_one()
    {
        List<string> found = [];
        foreach (var file in Architecture.Repository.Files("src/Demarche", ".razor"))
        {
            foreach (var input in Input().Matches(Architecture.Repository.Read(file)).Select(m => m.Value).Where(i => Secret().IsMatch(i))) found.Add(Name().Match(input).Groups[1].Value);
        }
        Assert.True(found.Count > 8);
        Assert.All(found, name => Assert.True(SecretFields.Has(name), $"The field {name} holds a secret and would be shown again."));
    }

    private async Task<HttpResponseMessage> PostFromAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", await ana.FormTokenAsync())]),
        };
        request.Headers.Referrer = new(new Uri(desk.Address), page);
        return await ana.Page.SendAsync(request, Ct);
    }

    [GeneratedRegex("name=\"seen\" value=\"([0-9]+)\"")]
    private static partial Regex Seen();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("type=\"password\"|autocomplete=\"(one-time-code|current-password|new-password)\"")]
    private static partial Regex Secret();

    [GeneratedRegex("\\bname=\"(?:@\\(?[A-Za-z]+\\)?)?\\.?([A-Za-z]+)\"")]
    private static partial Regex Name();
}
