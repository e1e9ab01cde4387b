using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Demarche.Tests.Leaks;

/// <summary>What comes by, to be spoilt.</summary>
/// <param name="Token">Whose request it is; null of somebody who is not signed in.</param>
internal sealed record PassingBy(string Method, string Path, string? Token, int Status, string? Type, string Text, IReadOnlyList<string> Seen, int Writes)
{
    public Dictionary<string, string> Headers { get; } = [];
}

/// <summary>Stands in front of a desk and lets through what it should not: the control of the whole suite.</summary>
internal sealed class LeakyProxy : IAsyncDisposable
{
    private static readonly HashSet<string> Framing = new(StringComparer.OrdinalIgnoreCase) { "Transfer-Encoding", "Content-Length", "Connection" };

    private readonly HttpClient http;
    private readonly WebApplication app;
    private readonly Func<PassingBy, PassingBy> spoil;
    private readonly List<string> seen = [];
    private int writes;

    private LeakyProxy(string desk, Func<PassingBy, PassingBy> spoil)
    {
        this.spoil = spoil;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(desk) };
        var builder = WebApplication.CreateEmptyBuilder(new());
        Address = $"http://127.0.0.1:{FreePort()}";
        builder.WebHost.UseKestrelCore().UseUrls(Address);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        app = builder.Build();
        app.Run(PassAsync);
    }

    public string Address { get; }

    public static async Task<LeakyProxy> StartAsync(string desk, Func<PassingBy, PassingBy> spoil)
    {
        var proxy = new LeakyProxy(desk, spoil);
        await proxy.app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(http.BaseAddress!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (context.Request.ContentType is { } type)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var header in context.Request.Headers.Where(h => !h.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && h.Key is not ("Host" or "Connection" or "Accept-Encoding")))
            request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        using var response = await http.SendAsync(request, context.RequestAborted);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
        lock (seen)
        {
            if (context.Request.Method == "POST" && response.IsSuccessStatusCode) writes++;
            if (context.Request.Path == "/api/cases" && response.IsSuccessStatusCode) seen.Add(text);
        }
        var spoilt = spoil(new(context.Request.Method, target, request.Headers.Authorization?.Parameter, (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType, text, seen, writes));
        context.Response.StatusCode = spoilt.Status;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(h => !Framing.Contains(h.Key))) context.Response.Headers.Append(header.Key, header.Value.ToArray());
        foreach (var (name, value) in spoilt.Headers) context.Response.Headers[name] = value;
        if (context.Request.Method != "HEAD") await context.Response.WriteAsync(spoilt.Text, Encoding.UTF8, context.RequestAborted);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
