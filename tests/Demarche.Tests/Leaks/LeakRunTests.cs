using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Leaks;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>The suite as an adopter runs it: over HTTP, with accounts. It passes against a desk, and fails in front of a desk that lets one thing slip.</summary>
public sealed class LeakRunTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor administrator = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync(with: o => o with { RequestsPerSecond = 100_000 });
        administrator = await desk.VisitAsync(Role.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        administrator.Dispose();
        return desk.DisposeAsync();
    }

    [Fact]
    public async Task A_desk_passes_every_row_and_is_left_closed()
    {
        var report = await RunAsync(desk.Address);
        // Times are reported, and no test fails on a clock.
        var untimed = report.Ran.Where(f => !f.Said.Contains("median", StringComparison.Ordinal)).ToList();
        Assert.True(untimed.All(f => f.State == LeakState.Pass), string.Join("\n", untimed.Where(f => f.State != LeakState.Pass)));
        Assert.Superset(new HashSet<string> { "L1", "L2", "L3", "L4", "L11", "L14", "L18", "L19", "L20", "L24", "L26", "L30", "L34", "L40", "L47" }, untimed.Select(f => f.Row).ToHashSet());
        Assert.Contains(report.Ran, f => f.Row == "L27" && f.Said.Contains("z ", StringComparison.Ordinal));
        Assert.Empty(report.Left);
        var list = await desk.Book.OpenAsync(Ct);
        Assert.Equal(2, list.People.Standing.Count(p => p.Content.Login.StartsWith("leaks-", StringComparison.Ordinal) && p.Content.Disabled));
        Assert.All(await desk.Cases.AllAsync(Ct), c => Assert.False(c.IsOpen));
    }

    [Fact]
    public async Task Without_set_up_nothing_is_written()
    {
        using var sees = await desk.VisitAsync(Role.Analyst);
        using var seesNot = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(sees, "A harbour in Norland");
        var before = await desk.Store.HeadsAsync(Ct);
        var report = await new LeakRun(new(desk.Address), new(new(Token: sees.Token), new(Token: seesNot.Token)), TimeProvider.System, 10_000).RunAsync(false, Ct);
        Assert.Equal(before.OrderBy(h => h.Case, StringComparer.Ordinal), (await desk.Store.HeadsAsync(Ct)).OrderBy(h => h.Case, StringComparer.Ordinal));
        Assert.Contains(report.Ran, f => f is { Row: "L14", State: LeakState.Pass });
        Assert.Contains(report.Ran, f => f is { Row: "L4", State: LeakState.NotApplicable });
        Assert.DoesNotContain(report.Ran, f => f.State == LeakState.Fail && !f.Said.Contains("median", StringComparison.Ordinal));
        Assert.NotEqual("", id);
    }

    /// <summary>What slips, and a row that has to see it.</summary>
    public static TheoryData<string, string> Slips => new()
    {
        { "title", "L3" }, { "title", "L40" }, { "count", "L2" }, { "other 404", "L14" }, { "stranger", "L13" }, { "open list", "L20" }, { "no policy", "L34" },
        { "kept", "L19" }, { "token in a link", "L38" }, { "any method", "L47" }, { "override", "L16" }, { "identity", "L41" },
        { "fault on reading", "L26" }, { "fault on asking", "L14" }, { "script", "L34" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_desk_that_lets_one_thing_slip_fails(string slip, string row)
    {
        await using var proxy = await LeakyProxy.StartAsync(desk.Address, by => Spoilt(slip, by));
        var report = await RunAsync(proxy.Address, row);
        Assert.True(report.Ran.Any(f => f.Row == row && f.State == LeakState.Fail), string.Join("\n", report.Ran.Select(f => $"{f.Row} {f.State} {f.Said}")));
    }

    // The proxy knows what the desk told anybody: it tells everybody.
    private static PassingBy Spoilt(string slip, PassingBy by)
    {
        switch (slip)
        {
            case "title" when by.Path is "/api/partners" or "/api" && by.Type == "application/json":
                return by with { Text = by.Text.TrimEnd()[..^1] + ",\"near\":" + (by.Seen.Count == 0 ? "[]" : JsonNode.Parse(by.Seen.MaxBy(s => s.Length)!)!["cases"]!.ToJsonString()) + "}" };
            case "count" when by.Path == "/api/cases" && by.Type == "application/json":
                return by with { Text = by.Text.TrimEnd()[..^1] + $",\"entries\":{by.Writes}}}" };
            case "other 404" when by.Status == 404 && by.Seen.Any(s => by.Path.Split('/', '?').Any(part => part.Length == 25 && s.Contains(part, StringComparison.Ordinal))):
                return by with { Status = 403 };
            case "stranger" or "open list" when by is { Status: 401, Method: "GET" }:
                return by with { Status = 200, Text = "{}" };
            case "no policy":
                by.Headers["Content-Security-Policy"] = "default-src *";
                return by;
            case "kept":
                by.Headers["Cache-Control"] = "public, max-age=60";
                return by;
            case "token in a link" when by.Type == "application/json" && by.Token is { } token:
                return by with { Text = by.Text.TrimEnd()[..^1] + $",\"feed\":\"/feed?token={token}\"}}" };
            case "any method" when by.Method is "PUT" or "PATCH" or "DELETE":
                return by with { Status = 200, Text = "" };
            case "override" when by.Status == 404 && by.Method == "GET" && by.Path.StartsWith("/api/cases/", StringComparison.Ordinal) && by.Seen.Count > 0:
                return by with { Status = 200, Text = by.Seen.MaxBy(s => s.Length)! };
            case "identity" when by.Path.EndsWith("/sources", StringComparison.Ordinal) && by.Type == "application/json":
                return by with { Text = by.Text.TrimEnd()[..^1] + ",\"identity\":\"Zqwolfram\"}" };
            case "fault on reading" when by.Path == "/api/partners":
                return by with { Status = 500, Text = "{}" };
            case "fault on asking" when by.Method == "POST" && by.Path.StartsWith("/api/cases/", StringComparison.Ordinal) && by.Status == 404:
                return by with { Status = 503 };
            case "script" when by.Type == "text/html":
                return by with { Text = by.Text.Replace("</body>", "<img src=x onerror=alert(1)></body>", StringComparison.Ordinal) };
            default:
                return by;
        }
    }

    [Fact]
    public async Task Accounts_that_differ_only_inside_one_shared_case_of_many_are_told_apart()
    {
        using var sees = await desk.VisitAsync([Role.Analyst], ["harbour"]);
        using var seesNot = await desk.VisitAsync([Role.Analyst], []);
        string last = "";
        for (var i = 0; i < 6; i++)
        {
            last = await desk.OpenCaseAsync(sees, $"A case that both read, number {i}");
            await desk.GrantAsync(last, sees, seesNot, CaseAccess.Write);
        }
        using var added = await sees.PostJsonAsync($"/api/cases/{last}/parties", new
        {
            name = "Zqwolfram Shipping",
            kind = "organisation",
            role = "Zqwolfram charters the ships",
            marking = new { tlp = "amber", compartments = new[] { "harbour" } },
        });
        Assert.True(added.IsSuccessStatusCode);
        var report = await new LeakRun(new(desk.Address), new(new(Token: sees.Token), new(Token: seesNot.Token)), TimeProvider.System, 10_000,
            rows: new HashSet<string> { "L3", "L4", "L14", "L18", "L40" }).RunAsync(false, Ct);
        Assert.True(report.Ran.All(f => f.State == LeakState.Pass), string.Join("\n", report.Ran.Select(f => $"{f.Row} {f.State} {f.Said}")));
    }

    private Task<LeakReport> RunAsync(string address, string? row = null) =>
        new LeakRun(new(address), new(Administrator: new(Token: administrator.Token)), TimeProvider.System, 10_000, rows: row is null ? null : new HashSet<string> { row }).RunAsync(true, Ct);
}
