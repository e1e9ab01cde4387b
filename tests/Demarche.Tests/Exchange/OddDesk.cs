using System.Net;
using System.Net.Sockets;
using Demarche.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Demarche.Tests.Exchange;

/// <summary>A partner whose desk answers as a test says: a listener with keys of its own.</summary>
public sealed class OddDesk : IAsyncDisposable
{
    private WebApplication? app;

    private OddDesk(int port) => Card = Keys.Card("Westmark", $"http://127.0.0.1:{port}");

    public DeskKeys Keys { get; } = DeskKeys.Create();

    public DeskCard Card { get; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public Func<HttpContext, string, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A desk whose address nobody listens at yet.</summary>
    public static OddDesk Down()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new(((IPEndPoint)listener.LocalEndpoint).Port);
    }

    public static async Task<OddDesk> UpAsync(Func<HttpContext, string, Task> answer)
    {
        var desk = Down();
        desk.Answer = answer;
        await desk.RiseAsync();
        return desk;
    }

    public async Task RiseAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls(Card.Address);
        app = builder.Build();
        app.Run(async context =>
        {
            Asked++;
            using var reader = new StreamReader(context.Request.Body);
            await Answer(context, await reader.ReadToEndAsync(context.RequestAborted));
        });
        await app.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        Keys.Dispose();
    }
}
