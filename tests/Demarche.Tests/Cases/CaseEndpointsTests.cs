using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Partners;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Cases;

public sealed class CaseEndpointsTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string ostania = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        ostania = Id.New();
        var partner = new Partner("Ostania's response team", "OS", "Ostania", "The duty officer", null, false, [], null, null);
        await desk.Book.WriteAsync(ana.Person!, _ => Decision.Allow(new PartnerAdded(ostania, partner), DeskFile.Internal), ct: Ct);
    }

    public async ValueTask DisposeAsync()
    {
        ana.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_case_is_opened_by_form_and_shown_in_the_list()
    {
        var answer = await ana.PostAsync("/cases", ("title", "The land registry"), ("summary", "It was wiped."), ("default.tlp", "amber"), ("default.releasableTo", ostania));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("The land registry", await ana.ReadAsync("/cases"), StringComparison.Ordinal);
        var page = await ana.ReadAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("It was wiped.", page, StringComparison.Ordinal);
        Assert.Contains("TLP:AMBER", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"","default":{"tlp":"amber"}}""", "text-must-be-given")]
    [InlineData("""{"title":"T"}""", "default-marking-must-be-given")]
    [InlineData("""{"title":"T","default":{"tlp":"amber","releasableTo":["nobody"]}}""", "partner-must-be-listed")]
    [InlineData("""{"title":"T","default":{"tlp":"amber","compartments":["crypto"]}}""", "marking-must-let-its-author-see")]
    [InlineData("""{"title":"T","default":{"tlp":"amber"},"id":"mine"}""", "body-must-be-whole")]
    public async Task A_case_that_is_not_whole_is_not_opened(string body, string rule)
    {
        var answer = await ana.PostJsonAsync("/api/cases", JsonNode.Parse(body)!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(rule, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["rule"]);
        Assert.Empty(await desk.Cases.AllAsync(Ct));
    }

    [Fact]
    public async Task Every_page_of_a_case_is_shown_to_its_author_and_is_not_there_for_others()
    {
        var id = await Worked();
        using var other = await desk.VisitAsync(Role.Analyst);
        var item = (await desk.Cases.FindAsync(id, Ct))!.Parties.All[0].Id;
        foreach (var path in new[] { "", "/contacts", "/statements", "/journal", "/access", $"/items/{item}/why", $"/items/{item}/why?partner={ostania}" })
        {
            await ana.ReadAsync($"/cases/{id}{path}");
            await ana.GetJsonAsync($"/api/cases/{id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, (await other.Page.GetAsync($"/cases/{id}{path}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Api.GetAsync($"/api/cases/{id}{path}", Ct)).StatusCode);
        }
        Assert.Empty((JsonArray)(await other.GetJsonAsync("/api/cases"))["cases"]!);
        Assert.Single((JsonArray)(await ana.GetJsonAsync("/api/cases"))["cases"]!);
    }

    [Fact]
    public async Task The_home_page_says_what_waits()
    {
        await Worked();
        Assert.Contains("The inbox is empty", await ana.ReadAsync("/"), StringComparison.Ordinal);
        using var administrator = await desk.VisitAsync(Role.Administrator);
        Assert.DoesNotContain("The land registry", await administrator.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_marking_narrows_and_is_explained()
    {
        var id = await Worked();
        var party = (await desk.Cases.FindAsync(id, Ct))!.Parties.All[0];
        var before = await ana.GetJsonAsync($"/api/cases/{id}/items/{party.Id}/why?partner={ostania}");
        Assert.True((bool)before["readers"]![0]!["sees"]!);
        var answer = await ana.PostAsync($"/cases/{id}/items/{party.Id}/marking", ("marking.tlp", "amber-strict"), ("reason", "Too early to tell."));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await ana.GetJsonAsync($"/api/cases/{id}/items/{party.Id}/why?partner={ostania}");
        Assert.False((bool)after["readers"]![0]!["sees"]!);
        Assert.Contains("not marked releasable", (string)after["readers"]![0]!["reasons"]![0]!, StringComparison.Ordinal);
        Assert.Contains("Too early to tell.", await ana.ReadAsync($"/cases/{id}/journal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_item_and_no_item_are_answered_alike()
    {
        var id = await Worked();
        using var reader = await desk.VisitAsync(Role.Reader);
        await desk.GrantAsync(id, ana, reader, CaseAccess.Read);
        var party = (await desk.Cases.FindAsync(id, Ct))!.Parties.All[0];
        Assert.Equal(HttpStatusCode.OK, (await reader.Page.GetAsync($"/cases/{id}/items/{party.Id}/why", Ct)).StatusCode);
        await ana.PostAsync($"/cases/{id}/items/{party.Id}/marking", ("marking.tlp", "red"), ("reason", "For us."));
        var hidden = await reader.Api.GetAsync($"/api/cases/{id}/items/{party.Id}/why", Ct);
        var none = await reader.Api.GetAsync($"/api/cases/{id}/items/{Id.New()}/why", Ct);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(await none.Content.ReadAsStringAsync(Ct), await hidden.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain("Norland", await reader.ReadAsync($"/cases/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Norland", await reader.ReadAsync($"/cases/{id}/journal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_entry_is_undone_by_its_author_once()
    {
        var id = await Worked();
        Assert.Equal(HttpStatusCode.SeeOther, (await ana.PostAsync($"/cases/{id}/undo")).StatusCode);
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Parties.All);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ana.PostAsync($"/cases/{id}/undo")).StatusCode);
    }

    [Fact]
    public async Task Access_is_given_and_taken_and_a_reader_does_not_write()
    {
        var id = await Worked();
        using var reader = await desk.VisitAsync(Role.Analyst);
        Assert.Equal(HttpStatusCode.SeeOther, (await ana.PostAsync($"/cases/{id}/access", ("person", reader.Person!), ("access", "read"))).StatusCode);
        await reader.ReadAsync($"/cases/{id}");
        var refused = await reader.PostAsync($"/cases/{id}/parties", ("name", "Sudria"), ("kind", "state"), ("role", "asked"));
        Assert.Contains("case-access-must-allow-writing", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ana.PostAsync($"/cases/{id}/access", ("person", ana.Person!), ("access", "read"))).StatusCode);
        await ana.PostAsync($"/cases/{id}/access", ("person", reader.Person!), ("access", "none"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Page.GetAsync($"/cases/{id}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_closed_case_takes_nothing_in_until_it_is_reopened()
    {
        var id = await Worked();
        await ana.PostAsync($"/cases/{id}/close", ("reason", "Done."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ana.PostAsync($"/cases/{id}/parties", ("name", "Sudria"), ("kind", "state"), ("role", "asked"))).StatusCode);
        Assert.Contains("The land registry", await ana.ReadAsync("/cases?show=closed"), StringComparison.Ordinal);
        await ana.PostAsync($"/cases/{id}/reopen", ("reason", "Not done."));
        Assert.Equal(HttpStatusCode.SeeOther, (await ana.PostAsync($"/cases/{id}/parties", ("name", "Sudria"), ("kind", "state"), ("role", "asked"))).StatusCode);
    }

    [Fact]
    public async Task The_whole_overview_is_written_through_forms()
    {
        var id = await Worked();
        var party = (await desk.Cases.FindAsync(id, Ct))!.Parties.All[0];
        async Task Post(string path, params (string, string)[] fields)
        {
            var answer = await ana.PostAsync($"/cases/{id}{path}", fields);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        }
        await Post("/incident", ("description", "Deeds were deleted overnight."), ("began.value", "2026-03-01"), ("began.about", "on"), ("ended.value", ""));
        await Post("/effects", ("victim", party.Id), ("kind", "data deleted"), ("description", "All deeds since 1990."), ("at.value", "2026-03"));
        await Post("/contacts", ("partner", ostania), ("at.value", "2026-03-02T10:00Z"), ("channel", "call"), ("asked", "Logs?"), ("said", "On Monday."));
        var contact = (await desk.Cases.FindAsync(id, Ct))!.Contacts.All[0];
        await Post("/commitments", ("partner", ostania), ("text", "Logs are kept for a year."), ("law", "on"), ("contact", contact.Id));
        await Post("/statements", ("text", "We know of an outage."), ("at.value", "2026-03-02"), ("speaker", "The minister"));
        var page = await ana.ReadAsync($"/cases/{id}");
        foreach (var said in new[] { "Deeds were deleted overnight.", "about 1 March 2026", "All deeds since 1990.", "March 2026", "We know of an outage.", "The minister" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        var contacts = await ana.ReadAsync($"/cases/{id}/contacts");
        Assert.Contains("says its law is", contacts, StringComparison.Ordinal);
        Assert.Contains("On Monday.", contacts, StringComparison.Ordinal);
        foreach (var path in new[] { "/contacts", "/statements", "/journal" }) await ana.ReadAsync($"/cases/{id}{path}");
        await Post($"/effects/{(await desk.Cases.FindAsync(id, Ct))!.Effects.All[0].Id}/withdraw", ("reason", "Restored."));
        Assert.Contains("withdrawn", await ana.ReadAsync($"/cases/{id}"), StringComparison.Ordinal);
    }

    // A case with one party, releasable to Ostania.
    private async Task<string> Worked()
    {
        var opened = await ana.PostAsync("/cases", ("title", "The land registry"), ("default.tlp", "amber"));
        var path = opened.Headers.Location!.OriginalString;
        var named = await ana.PostAsync(path + "/parties", ("name", "Norland"), ("kind", "state"), ("country", "nl"), ("role", "victim"), ("marking.tlp", "amber"), ("marking.releasableTo", ostania));
        Assert.Equal(HttpStatusCode.SeeOther, named.StatusCode);
        return path["/cases/".Length..];
    }
}
