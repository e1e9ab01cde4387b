using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.People;

public sealed partial class AccountTests : IAsyncLifetime
{
    private const string Password = "four wheels on the bus";
    private const string Other = "nine lives of the cat";

    private RunningDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_administrator_adds_a_person_who_sets_a_password_through_a_link_told_once()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var added = await administrator.PostAsync("/people", ("name", "Bo Vest"), ("login", "bo"), ("roles", "analyst"), ("compartments", "north, east"));
        var link = new Uri(Link().Match(await added.Content.ReadAsStringAsync(Ct)).Value);
        Assert.DoesNotContain(link.AbsolutePath, await administrator.ReadAsync("/people"), StringComparison.Ordinal);
        using var person = desk.Stranger();
        Assert.Contains("Bo Vest", await person.ReadAsync(link.AbsolutePath), StringComparison.Ordinal);
        using var set = await person.PostAsync(link.AbsolutePath, ("password", Password), ("again", Password));
        Assert.Equal("/me", set.Headers.Location?.OriginalString);
        Assert.Contains("east, north", await person.ReadAsync("/me"), StringComparison.Ordinal);
        using var again = await person.Page.GetAsync(link.AbsolutePath, Ct);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var api = await administrator.PostJsonAsync("/api/people", new { name = "Cy Ost", login = "cy", roles = new[] { "reader" } });
        Assert.StartsWith(desk.Address, (string?)JsonNode.Parse(await api.Content.ReadAsStringAsync(Ct))!["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_ends_every_session_of_the_person_and_no_other()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var analyst = await desk.VisitAsync(Role.Analyst);
        using var bystander = await desk.VisitAsync(Role.Analyst);
        var name = (await desk.Book.OpenAsync(Ct)).People.Find(analyst.Person)!.Content.Name;
        using var changed = await administrator.PostAsync($"/people/{analyst.Person}/change", ("name", name), ("roles", "reader"), ("reason", "Reads only now."));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await analyst.Page.GetAsync("/me", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await analyst.Api.GetAsync("/api/me", Ct)).StatusCode);
        await bystander.ReadAsync("/me");
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_cannot_come_in()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var analyst = await desk.VisitAsync(Role.Analyst);
        using var bystander = await desk.VisitAsync(Role.Analyst);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(analyst.Person!, Password, Ct);
        var login = (await desk.Book.OpenAsync(Ct)).People.Find(analyst.Person)!.Content.Login;
        await administrator.PostAsync($"/people/{analyst.Person}/disable", ("disabled", "true"), ("reason", "Left the desk."));
        Assert.Equal(HttpStatusCode.SeeOther, (await analyst.Page.GetAsync("/me", Ct)).StatusCode);
        Assert.Null(await desk.Services.GetRequiredService<SignIns>().TryAsync(login, Password, null, new("192.0.2", null), Ct));
        // Even a session that somebody opened behind the desk's back is no way in.
        using var behind = new Visitor(new Uri(desk.Address), null, await desk.Services.GetRequiredService<Sessions>().OpenAsync(analyst.Person!, Ct));
        Assert.Equal(HttpStatusCode.Unauthorized, (await behind.Api.GetAsync("/api/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task Changing_the_password_takes_the_old_one_and_ends_the_other_sessions()
    {
        using var here = await desk.VisitAsync(Role.Analyst);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(here.Person!, Password, Ct);
        using var elsewhere = new Visitor(new Uri(desk.Address), here.Person, await desk.Services.GetRequiredService<Sessions>().OpenAsync(here.Person!, Ct));
        using var wrong = await here.PostAsync("/me/password", ("current", "not the password"), ("password", Other), ("again", Other));
        Assert.Contains("person-must-be-oneself", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var changed = await here.PostAsync("/me/password", ("current", Password), ("password", Other), ("again", Other));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Contains("The password is set.", await here.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.DoesNotContain("The password is set.", await here.ReadAsync("/me"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Api.GetAsync("/api/me", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Api.GetAsync("/api/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_reset_takes_password_sessions_and_second_factor_back_when_a_second_person_confirmed_it()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var analyst = await desk.VisitAsync(Role.Analyst);
        using var releaser = await desk.VisitAsync(Role.Releaser);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(analyst.Person!, Password, Ct);
        using var reset = await administrator.PostAsync($"/people/{analyst.Person}/reset");
        Assert.Matches(Link(), await reset.Content.ReadAsStringAsync(Ct));
        Assert.NotNull(await desk.Store.Records.FindCredentialAsync(analyst.Person!, Ct));
        await analyst.ReadAsync("/me");
        var change = Assert.Single((await desk.Book.OpenAsync(Ct)).Changes.All).Id;
        using var confirmed = await releaser.PostAsync($"/changes/{change}/confirm", ("reason", "He asked me."));
        Assert.Contains("Hand this over yourself", await confirmed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null(await desk.Store.Records.FindCredentialAsync(analyst.Person!, Ct));
        Assert.Equal(HttpStatusCode.SeeOther, (await analyst.Page.GetAsync("/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task Only_an_administrator_sees_or_changes_accounts()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Administrator))
        {
            using var visitor = await desk.VisitAsync(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Page.GetAsync("/people", Ct)).StatusCode);
            using var made = await visitor.PostJsonAsync("/api/people", new { name = "Bo", login = "bo", roles = new[] { "administrator" } });
            Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
            using var raised = await visitor.PostJsonAsync($"/api/people/{visitor.Person}/change", new { name = "Me", roles = new[] { "administrator" }, reason = "I want to." });
            Assert.Equal(HttpStatusCode.Forbidden, raised.StatusCode);
        }
    }

    [Fact]
    public async Task What_is_missing_in_a_request_is_named_and_nothing_fails()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var page = await administrator.PostAsync("/people", ("name", "Bo Vest"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("login", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var api = await administrator.PostJsonAsync("/api/people", new { name = "Bo Vest", id = "chosen" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, api.StatusCode);
    }

    [Fact]
    public async Task A_persons_own_session_list_closes_one_and_never_another_persons()
    {
        using var here = await desk.VisitAsync(Role.Analyst);
        using var stranger = await desk.VisitAsync(Role.Analyst);
        using var second = new Visitor(new Uri(desk.Address), here.Person, await desk.Services.GetRequiredService<Sessions>().OpenAsync(here.Person!, Ct));
        var sessions = (await here.GetJsonAsync("/api/me"))["sessions"]!.AsArray();
        Assert.Equal(2, sessions.Count);
        var other = (string)sessions.Single(s => !(bool)s!["isThis"]!)!["id"]!;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/me/sessions/{other}/close")).StatusCode);
        await second.ReadAsync("/me");
        Assert.Equal(HttpStatusCode.SeeOther, (await here.PostAsync($"/me/sessions/{other}/close")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await second.Page.GetAsync("/me", Ct)).StatusCode);
        await here.ReadAsync("/me");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/invitation/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
