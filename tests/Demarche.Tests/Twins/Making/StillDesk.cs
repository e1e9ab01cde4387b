using System.Text;
using Demarche.Cases;
using Demarche.Store;
using Demarche.Views;
using Demarche.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Twins;

/// <summary>
/// A whole desk that listens to nobody: its endpoints are called with a case that stands in no store. So every endpoint of the desk is asked, a new
/// one from its first day.
/// </summary>
internal sealed class StillDesk : IAsyncDisposable
{
    /// <summary>Queries that lists take; each is put to every endpoint.</summary>
    private static readonly string[] Queries =
        ["", "", "?withdrawn=true", "?contradicted=true", "?partner=" + Seats.P, "?partner=" + Seats.Q, "?stance=denies", "?kind=claim", "?before=2026-03-01T12:00:00.000Z", "?type=domain-name", "?kind=history&asof=2026-02&order=exports", "?measure=weighted&A=low&rows=rated", "?question=How%3F&together=strictest&rater=" + Seats.Ana, "?responses=any&q=two"];

    private readonly WebApplication app;
    private readonly string folder;
    private readonly CaseBook book;

    private StillDesk(WebApplication app, string folder)
    {
        (this.app, this.folder) = (app, folder);
        book = new(app.Services.GetRequiredService<JournalStore>(), Clock.At);
        Endpoints =
        [
            .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.StartsWith("/api/cases/{case}", StringComparison.Ordinal))
                .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
                .OrderBy(e => e.RoutePattern.RawText, StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything below a case that answers a program with what a page shows.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints { get; }

    public static async Task<StillDesk> OpenAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "demarche-" + Demarche.Id.New());
        var app = await Desk.BuildAsync(new DeskOptions { Data = folder }, TimeProvider.System);
        await Kept.KeepAsync(app.Services.GetRequiredService<JournalStore>());
        return new(app, folder);
    }

    /// <summary>What the desk answers a person in a case: one answer of each endpoint, with ids of the case chosen by chance.</summary>
    public IEnumerable<Output> Answers(Twin twin, CaseFile file, View view, Caller caller)
    {
        var dice = new Dice(twin.Seed ^ 0x5eed);
        var writes = file.Access.GetValueOrDefault(caller.Id) == CaseAccess.Write && caller.Can(Capability.WriteCases);
        var call = new CaseCall(new DefaultHttpContext(), caller, view, Seats.Desk, book, writes, writes && Undo.IsOffered(file, view, caller.Id));
        yield return new("the offer to undo", call.CanUndo.ToString());
        var query = dice.Of(Queries);
        foreach (var endpoint in Endpoints)
        {
            var ids = endpoint.RoutePattern.Parameters.ToDictionary(p => p.Name, p => (object?)IdOf(endpoint.RoutePattern.RawText!, p.Name, twin, dice));
            yield return new("GET " + endpoint.RoutePattern.RawText + query, Answer(endpoint, call, ids, query));
        }
    }

    private string Answer(RouteEndpoint endpoint, CaseCall call, Dictionary<string, object?> ids, string query)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = app.Services };
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = ("GET", "/api", new(query));
        context.Request.RouteValues = new(ids);
        context.Response.Body = body;
        context.Features.Set(call.Caller);
        context.Features.Set(call with { Context = context });
        var answering = endpoint.RequestDelegate!(context);
        // Asleep, where a task that is waited for would spin on the core that its answer needs.
        if (!answering.IsCompleted) ((IAsyncResult)answering).AsyncWaitHandle.WaitOne();
        answering.GetAwaiter().GetResult();
        var headers = string.Join('\n', context.Response.Headers.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}"));
        return $"{context.Response.StatusCode}\n{headers}\n{Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)}";
    }

    /// <summary>An id for a parameter of a route. From both twins, so that what is hidden is asked for too: it must answer as what is not there.</summary>
    public static string IdOf(string pattern, string parameter, Twin twin, Dice dice)
    {
        if (parameter == "case") return Line.Case;
        if (parameter == "partner") return dice.OneIn(3) ? Seats.Q : Seats.P;
        var kind = (parameter, pattern) switch
        {
            ("request", _) when pattern.Contains("/incoming/", StringComparison.Ordinal) => "request-taken-in",
            ("request", _) or ("draft", _) => "request-drafted",
            ("item", _) => "",
            ("evidence", _) => dice.OneIn(3) ? "finding-" : "claim-",
            ("release", _) => "release-proposed",
            _ => parameter + "-",
        };
        List<string> ids = [.. twin.One.Concat(twin.Two).Where(l => l.Draft.Kind.StartsWith(kind, StringComparison.Ordinal)).Select(l => l.Item).OfType<string>()];
        return ids.Count == 0 ? RandomValues.Nowhere : dice.Of(ids);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>It is always the same moment.</summary>
    private sealed class Clock : TimeProvider
    {
        public static Clock At { get; } = new();

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 13, 0, 0, TimeSpan.Zero);
    }
}
