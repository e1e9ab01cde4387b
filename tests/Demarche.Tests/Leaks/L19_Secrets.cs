using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Demarche.Tests.Leaks;

/// <summary>No secret stands in a log, an address, or anything that a browser or proxy keeps.</summary>
public sealed partial class L19_Secrets
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desk_logs_no_password_no_token_and_no_word_of_a_case()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var kept = new Kept();
        guarded.Desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(kept);
        await guarded.HideAsync();
        using var stranger = guarded.Desk.Stranger();
        using var wrong = await stranger.PostJsonAsync("/api/session", new { login = "nobody", password = "zqpassword-of-somebody" });
        foreach (var visitor in new[] { guarded.Author, guarded.Reader, stranger }) await guarded.AllAsync(visitor);
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { Method: "POST", IsApi: true, Capability: Demarche.Web.Capability.WriteCases }))
        {
            using var answer = await guarded.Author.PostJsonAsync(endpoint.At(guarded.Ids(guarded.Hidden)), endpoint.Body is { } body ? Bodies.Of(body, guarded.Ids(guarded.Hidden)) : new { });
        }
        // The control: what is logged is kept here.
        guarded.Desk.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Demarche.Test").LogError("zqkept");
        var lines = string.Join('\n', kept.Lines);
        Assert.Contains("zqkept", lines, StringComparison.Ordinal);
        foreach (var secret in new[] { "zqpassword", guarded.Author.Token!, guarded.Reader.Token!, GuardedCase.Word, guarded.Hidden["claim"] })
            Assert.DoesNotContain(secret, lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_takes_a_secret_but_a_link_that_is_good_once_and_a_session_is_opened_by_none()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var secret = Endpoint.Of(guarded.Desk).Where(e => e.Parameters.Any(p => Named().IsMatch(p))).Select(e => e.Pattern.Replace("/api", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["/first-start/{token}", "/invitation/{token}"], secret);
        foreach (var name in new[] { "token", "access_token", "session", "auth", "key" })
        {
            using var stranger = guarded.Desk.Stranger();
            using var answer = await stranger.Api.GetAsync($"/api/cases?{name}={guarded.Author.Token}", Ct);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        // The control: the same token where it belongs.
        using var own = await guarded.Author.Api.GetAsync("/api/cases", Ct);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Nothing_about_a_case_is_kept_by_a_browser_or_a_proxy_and_no_answer_holds_a_token()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var looked = 0;
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET" && !e.Pattern.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var answer = await (endpoint.IsApi ? guarded.Author.Api : guarded.Author.Page).GetAsync(endpoint.At(guarded.Ids()), Ct);
            Assert.True(answer.Headers.CacheControl is { NoStore: true } || !answer.IsSuccessStatusCode || endpoint.Capability == Demarche.Web.Capability.Anyone, $"{endpoint} may be kept");
            Assert.DoesNotContain(guarded.Author.Token!, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            looked++;
        }
        Assert.True(looked > 50);
    }

    [GeneratedRegex("token|secret|key|password|auth", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
