using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Web;

public sealed class HostingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guesses_from_one_address_are_counted_and_reading_goes_on()
    {
        await using var desk = await RunningDesk.StartAsync(with: o => o with { SignInsPerMinute = 3 });
        using var stranger = desk.Stranger();
        List<HttpStatusCode> answers = [];
        foreach (var path in new[] { "/api/session", "/invitation/x", "/sign-in", "/first-start/x", "/api/session" })
        {
            using var answer = await stranger.PostJsonAsync(path, new { login = "ada", password = "a guess" });
            answers.Add(answer.StatusCode);
        }
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers.Take(3));
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers.Skip(3));
        using var reader = await desk.VisitAsync(Role.Reader);
        await reader.ReadAsync("/me");
        using var page = await stranger.Page.GetAsync("/sign-in", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_known_browser_signs_in_whatever_else_is_guessed_behind_its_address()
    {
        await using var desk = await RunningDesk.StartAsync(with: o => o with { SignInsPerMinute = 3 });
        const string Password = "one two three four five";
        var person = await desk.AddPersonAsync([Role.Analyst], login: "ada");
        await desk.Services.GetRequiredService<Passwords>().SetAsync(person, Password, Ct);
        using var known = desk.Stranger();
        using var stranger = desk.Stranger();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(known, Password)).StatusCode);
        for (var i = 0; i < 4; i++) (await SignInAsync(stranger, "a guess")).Dispose();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync(stranger, Password)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(known, Password)).StatusCode);
    }

    [Fact]
    public async Task One_address_does_not_take_all_connections()
    {
        await using var desk = await RunningDesk.StartAsync();
        var at = new Uri(desk.Address);
        List<TcpClient> idle = [];
        for (var i = 0; i < WebLimits.MostConnectionsOfOne + 20; i++)
        {
            var one = new TcpClient();
            idle.Add(one);
            await ConnectAsync(one, at);
        }
        var ended = 0;
        for (var i = WebLimits.MostConnectionsOfOne; i < idle.Count; i++) ended += await IsEndedAsync(idle[i], TimeSpan.FromSeconds(20)) ? 1 : 0;
        Assert.InRange(ended, 20, 20);
        Assert.False(await IsEndedAsync(idle[0], TimeSpan.FromSeconds(1)));
        // From another neighbourhood the desk is there.
        using var other = new SocketsHttpHandler { ConnectCallback = ConnectFromElsewhereAsync };
        using var http = new HttpClient(other);
        using var answer = await http.GetAsync(new Uri(at, "/sign-in"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var one in idle) one.Dispose();
        using var again = desk.Stranger();
        for (var i = 0; i < 100; i++)
        {
            try
            {
                using var back = await again.Page.GetAsync("/sign-in", Ct);
                if (back.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, Ct);
            }
        }
        Assert.Fail("What was closed was not given back.");
    }

    private static async Task<HttpResponseMessage> SignInAsync(Visitor browser, string password)
    {
        await browser.ReadAsync("/sign-in");
        return await browser.PostAsync("/sign-in", ("login", "ada"), ("password", password), ("next", "/me"));
    }

    private static async ValueTask<Stream> ConnectFromElsewhereAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.9.1"), 0));
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // It may be closed before it is known to be open.
    private static async Task ConnectAsync(TcpClient client, Uri at)
    {
        try
        {
            await client.ConnectAsync(at.Host, at.Port, Ct);
        }
        catch (SocketException)
        {
        }
    }

    private static async Task<bool> IsEndedAsync(TcpClient client, TimeSpan within)
    {
        if (!client.Connected) return true;
        using var waiting = new CancellationTokenSource(within);
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], waiting.Token) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public async Task A_flood_from_one_address_is_held_back()
    {
        await using var desk = await RunningDesk.StartAsync(with: o => o with { RequestsPerSecond = 1 });
        using var stranger = desk.Stranger();
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 30; i++)
        {
            using var answer = await stranger.Page.GetAsync("/health", Ct);
            answers.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_with_its_reason()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var answer = await administrator.PostJsonAsync("/api/people", new { name = new string('x', WebLimits.LargestBody) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("request-must-be-well-formed", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_name_gets_no_answer()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var stranger = desk.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "rebound.example" } };
        using var answer = await stranger.Page.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Forwarded_headers_of_a_proxy_that_is_not_named_are_not_believed()
    {
        await using var unnamed = await RunningDesk.StartAsync(with: o => o with { Proxies = ["192.0.2.10"] });
        await using var named = await RunningDesk.StartAsync(with: o => o with { Proxies = ["127.0.0.1"] });
        foreach (var (desk, believed) in new[] { (unnamed, false), (named, true) })
        {
            using var stranger = desk.Stranger();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "198.51.100.7" } } };
            using var answer = await stranger.Page.SendAsync(request, Ct);
            Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
            using var clear = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-For", "198.51.100.7" } } };
            using var refused = await stranger.Page.SendAsync(clear, Ct);
            Assert.Equal(believed ? HttpStatusCode.Forbidden : HttpStatusCode.OK, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_failure_inside_gives_an_id_and_nothing_of_the_inside()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var reader = await desk.VisitAsync(Role.Reader);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(desk.Folder, "desk.db")};Pooling=False"))
        {
            await database.OpenAsync(Ct);
            await using var command = database.CreateCommand();
            command.CommandText = "ALTER TABLE session RENAME TO gone";
            await command.ExecuteNonQueryAsync(Ct);
        }
        using var json = await reader.Api.GetAsync("/api/me", Ct);
        Assert.True(json.StatusCode >= HttpStatusCode.InternalServerError);
        var text = await json.Content.ReadAsStringAsync(Ct);
        Assert.Matches("the id [0-9a-z]{25}", text);
        Assert.DoesNotContain("session", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("nosniff", json.Headers.GetValues("X-Content-Type-Options").Single());
        using var page = await reader.Page.GetAsync("/me", Ct);
        Assert.Contains("Something went wrong", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_one_replica_is_good_at_another_and_the_keys_are_sealed_in_the_store()
    {
        await using var first = await RunningDesk.StartAsync();
        await using var second = await RunningDesk.StartAsync(with: o => o with { Data = first.Folder });
        using var here = await first.VisitAsync(Role.Reader);
        var token = await here.FormTokenAsync();
        using var there = new Visitor(new Uri(second.Address), here.Person, here.Token);
        var form = here.Cookies.GetCookies(new Uri(first.Address))[CookieNames.Form(new(first.Address))]!.Value;
        there.Cookies.Add(new Uri(second.Address), new Cookie(CookieNames.Form(new(second.Address)), form));
        using var answer = await there.Page.PostAsync("/sign-out", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var kept = await first.Store.Records.SettingsAsync("form-key:", Ct);
        Assert.NotEmpty(kept);
        Assert.All(kept, k => Assert.DoesNotContain("masterKey", k.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_stylesheet_is_kept_by_browsers_and_pages_are_not()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var stranger = desk.Stranger();
        Assert.Contains(Asset.Stylesheet.Address, await stranger.ReadAsync("/sign-in"), StringComparison.Ordinal);
        using var sheet = await stranger.Page.GetAsync(Asset.Stylesheet.Address, Ct);
        Assert.True(sheet.Headers.CacheControl!.Public);
        Assert.Equal(TimeSpan.FromDays(365), sheet.Headers.CacheControl.MaxAge);
        using var request = new HttpRequestMessage(HttpMethod.Get, Asset.Stylesheet.Address) { Headers = { IfNoneMatch = { sheet.Headers.ETag! } } };
        using var unchanged = await stranger.Page.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var page = await stranger.Page.GetAsync("/sign-in", Ct);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_description_of_the_api_names_every_endpoint_under_api()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var reader = await desk.VisitAsync(Role.Reader);
        var paths = (await reader.GetJsonAsync("/api/openapi.json"))["paths"]!.AsObject();
        Assert.Contains("/api/session", paths.Select(p => p.Key));
        Assert.Contains("/api/cases/{case}/claims", paths.Select(p => p.Key));
        Assert.All(paths, p => Assert.StartsWith("/", p.Key, StringComparison.Ordinal));
        Assert.Equal("string", (string?)Deep(paths["/api/people"]!, "post", "requestBody", "content", "application/json", "schema", "properties", "login", "type")
            ?? (string?)(await reader.GetJsonAsync("/api/openapi.json"))["components"]!["schemas"]!["PersonForm"]!["properties"]!["login"]!["type"]);
    }

    private static JsonNode? Deep(JsonNode? node, params string[] path) => path.Aggregate(node, (at, name) => at?[name]);
}
