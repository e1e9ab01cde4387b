using System.Net;
using Demarche.People;
using Demarche.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Web;

public sealed class GateTests : IAsyncLifetime
{
    private RunningDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void Every_endpoint_declares_what_it_lets_its_caller_do()
    {
        var endpoints = Endpoints();
        Assert.True(endpoints.Count > 10);
        Assert.All(endpoints, e => Assert.True(e.Metadata.GetMetadata<Requires>() is not null, $"{e.DisplayName} declares no capability"));
    }

    [Fact]
    public async Task A_stranger_reaches_no_endpoint_that_is_not_for_anyone()
    {
        using var stranger = desk.Stranger();
        foreach (var endpoint in Endpoints().Where(e => e.Metadata.GetMetadata<Requires>()!.Capability is not (Capability.Anyone or Capability.Exchange)))
        {
            var path = Path(endpoint);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var answer = await stranger.Page.SendAsync(new(new(method), path), Ct);
                if (path.StartsWith("/api", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                else Assert.StartsWith("/sign-in", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_guarding_headers()
    {
        using var stranger = desk.Stranger();
        using var reader = await desk.VisitAsync(Role.Reader);
        foreach (var path in Endpoints().Select(Path).Append("/nothing/here").Distinct())
        {
            foreach (var client in new[] { stranger.Page, reader.Page, reader.Api })
            {
                using var answer = await client.GetAsync(path, Ct);
                Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
                Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
                Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
                Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
                Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
                Assert.NotNull(answer.Headers.CacheControl);
                Assert.False(answer.Headers.Contains("Server"));
            }
        }
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_hidden_are_answered_alike()
    {
        using var author = await desk.VisitAsync(Role.Analyst);
        using var other = await desk.VisitAsync(Role.Analyst);
        var hidden = await desk.OpenCaseAsync(author);
        string[] paths = [$"/cases/{hidden}/claims", $"/cases/{Id.New()}/claims", "/nothing"];
        var pages = new List<string>();
        foreach (var path in paths)
        {
            using var page = await other.Page.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            pages.Add(Visitor.WithoutFormToken(await page.Content.ReadAsStringAsync(Ct)));
            using var json = await other.Api.GetAsync("/api" + path, Ct);
            Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
            Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
        }
        Assert.Equal(pages[1], pages[0]);
        Assert.Equal(pages[2], pages[0].Replace(" aria-current=\"page\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_is_not_the_desks_own_is_refused()
    {
        using var author = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(author);
        var before = (await desk.Cases.FindAsync(id, Ct))!.Head;
        using var forged = await author.Page.PostAsync($"/cases/{id}/claims", new FormUrlEncodedContent([KeyValuePair.Create("newProposition", "It rained.")]), Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);
        Assert.Contains("form-must-be-ours", await forged.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(before, (await desk.Cases.FindAsync(id, Ct))!.Head);
    }

    [Fact]
    public async Task A_form_made_for_one_session_is_refused_in_another()
    {
        using var author = await desk.VisitAsync(Role.Analyst);
        using var other = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(author);
        var token = await other.FormTokenAsync();
        author.Cookies.Add(other.Cookies.GetCookies(new Uri(desk.Address))[CookieNames.Form(new(desk.Address))]!);
        using var forged = await author.Page.PostAsync(
            $"/cases/{id}/claims", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]), Ct);
        Assert.Contains("form-must-be-ours", await forged.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private List<RouteEndpoint> Endpoints() =>
        [.. desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static string Path(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p =>
            p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content
            : p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } ? "openapi" : "x"))));
}
