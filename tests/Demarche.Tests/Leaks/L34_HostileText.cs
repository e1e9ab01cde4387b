using System.Text.Json;
using Demarche.Markings;

namespace Demarche.Tests.Leaks;

/// <summary>Whatever people, documents and partners write is text on every page, never markup, and never more than text in a letter.</summary>
public sealed class L34_HostileText
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>\u202etxt\u200b{{7*7}}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Markup_in_any_text_of_a_case_is_shown_and_not_run()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var ids = new Dictionary<string, string>();
        await guarded.WriteAsync(ids, Hostile, Marking.Of(Tlp.Amber, guarded.Partner), guarded.Author);
        (ids["case"], ids["partner"], ids["person"]) = (guarded.Case, guarded.Partner, guarded.Reader.Person!);
        var shown = 0;
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET"))
        {
            using var answer = await (endpoint.IsApi ? guarded.Author.Api : guarded.Author.Page).GetAsync(endpoint.At(ids), Ct);
            Assert.True((int)answer.StatusCode < 500, $"{endpoint} answered {answer.StatusCode}");
            var text = await answer.Content.ReadAsStringAsync(Ct);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                // A release's letter here is the test's own bytes; the desk's own are the previews.
                if (endpoint.Pattern.EndsWith("/releases/{release}/letter", StringComparison.Ordinal)) continue;
                Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
                if (text.Contains("&lt;img src=x", StringComparison.Ordinal)) shown++;
            }
            else if (answer.Content.Headers.ContentType?.MediaType is "application/json")
            {
                using var json = JsonDocument.Parse(text);
            }
        }
        // The control: the words do stand on pages.
        Assert.True(shown > 8, $"Only {shown} pages show the words.");
    }

    [Theory]
    [InlineData("\u202egnp.exe")]
    [InlineData("Norland\u200b")]
    [InlineData("Nor\u2066land")]
    public async Task A_name_or_a_title_that_would_look_like_another_is_refused(string name)
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var administrator = await guarded.Desk.VisitAsync(Demarche.People.Role.Administrator);
        foreach (var given in new[] { name, "A plain name, \u05e9\u05dc\u05d5\u05dd" })
        {
            var status = given == name ? System.Net.HttpStatusCode.UnprocessableEntity : System.Net.HttpStatusCode.OK;
            Assert.Equal(status, (await guarded.Author.PostJsonAsync("/api/cases", new { title = given, @default = new { tlp = "amber" } })).StatusCode);
            Assert.Equal(status, (await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/parties", new { name = given, kind = "state", role = "victim" })).StatusCode);
            Assert.Equal(status, (await guarded.Author.PostJsonAsync("/api/partners", new { partner = new { name = given } })).StatusCode);
            Assert.Equal(status, (await administrator.PostJsonAsync("/api/people", new { name = given, login = Id.New()[..8], roles = new[] { "reader" } })).StatusCode);
        }
    }
}
