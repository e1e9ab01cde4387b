using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Demarche.Bench;

/// <summary>What the same web server does when it has nothing to do: the limit of what a desk could do. A process of its own, as a desk is.</summary>
internal static class PlainServer
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/{bytes:int}", (int bytes) => TypedResults.Text(new string('x', bytes), "text/html", Encoding.UTF8));
        app.Urls.Add(url);
        await app.RunAsync();
        return 0;
    }
}
