using System.Net;
using System.Net.Sockets;
using System.Text;
using Demarche.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Demarche.Tests.Web;

/// <summary>Strangers who open connections in many networks hold the desk shut for nobody. With real connections, and few places.</summary>
public sealed class ConnectionPlacesTests
{
    private const int Most = 40, MostOfOne = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silent_connections_of_many_networks_give_way_to_a_partner()
    {
        await using var server = await Server.StartAsync();
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => null);
        // A partner whose connection is there already keeps it, and as many more come as want to.
        using var partner = await server.ConnectAsync("127.77.0.1");
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => null);
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
        for (var i = 0; i < MostOfOne - 1; i++)
        {
            using var another = await server.ConnectAsync("127.77.0.2");
            Assert.Equal("hello", await AskAsync(another, "/hello"));
        }
    }

    [Fact]
    public async Task Connections_that_asked_once_and_then_wait_give_way_as_well()
    {
        await using var server = await Server.StartAsync();
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => "/hello");
        using var partner = await server.ConnectAsync("127.77.0.1");
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
    }

    [Fact]
    public async Task One_connection_in_each_of_very_many_networks_gives_way_as_well()
    {
        await using var server = await Server.StartAsync();
        await server.FloodAsync(networks: 3 * Most, each: 1, _ => null);
        using var partner = await server.ConnectAsync("127.77.0.1");
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
        await server.FloodAsync(networks: 3 * Most, each: 1, _ => null);
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
    }

    [Fact]
    public async Task Requests_that_never_end_give_way_to_a_network_with_fewer()
    {
        await using var server = await Server.StartAsync();
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => "/slow", isAnswered: false);
        await server.SettleAsync();
        using var partner = await server.ConnectAsync("127.77.0.1");
        Assert.Equal("hello", await AskAsync(partner, "/hello"));
    }

    [Fact]
    public async Task Whoever_is_at_work_keeps_its_place_while_others_ask_nothing()
    {
        await using var server = await Server.StartAsync();
        using var working = await server.ConnectAsync("127.77.0.1");
        await SendAsync(working, "/slow");
        await server.WaitForAsync(() => server.AtWork == 1);
        await server.FloodAsync(networks: 12, each: MostOfOne, n => n % 2 == 0 ? "/hello" : null);
        server.Release();
        Assert.Equal("slow", await AnswerAsync(working));
    }

    [Fact]
    public async Task A_named_proxy_has_no_share_and_gets_in()
    {
        await using var server = await Server.StartAsync("127.99.0.0/16");
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => null);
        List<TcpClient> behind = [];
        for (var i = 0; i < 3 * MostOfOne; i++)
        {
            behind.Add(await server.ConnectAsync("127.99.0.1"));
            Assert.Equal("hello", await AskAsync(behind[^1], "/hello"));
        }
        await server.FloodAsync(networks: 12, each: MostOfOne, _ => null);
        foreach (var one in behind)
        {
            Assert.Equal("hello", await AskAsync(one, "/hello"));
            one.Dispose();
        }
    }

    [Theory]
    [InlineData("192.0.2.10", "192.0.2.10/32")]
    [InlineData("::ffff:192.0.2.10", "192.0.2.10/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("192.0.2.0/24", "192.0.2.0/24")]
    public void A_proxy_is_a_network_everywhere(string proxy, string network) =>
        Assert.Equal([IPNetwork.Parse(network)], new DeskOptions { Proxies = [proxy] }.ProxyNetworks);

    private static Task SendAsync(TcpClient client, string path) =>
        client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Ct).AsTask();

    private static async Task<string> AskAsync(TcpClient client, string path)
    {
        await SendAsync(client, path);
        return await AnswerAsync(client);
    }

    // The answers are short: they come in one piece, or soon.
    private static async Task<string> AnswerAsync(TcpClient client)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        var (text, bytes) = ("", new byte[4096]);
        while (true)
        {
            var read = await client.GetStream().ReadAsync(bytes, late.Token);
            if (read == 0) return "closed";
            text += Encoding.ASCII.GetString(bytes, 0, read);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var end && text.Length > end + 4) return text[(end + 4)..];
        }
    }

    private sealed class Server(WebApplication app, TaskCompletionSource slow) : IAsyncDisposable
    {
        private readonly List<TcpClient> open = [];
        private int atWork;

        public int AtWork => Volatile.Read(ref atWork);

        private int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

        public static async Task<Server> StartAsync(params string[] proxies)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var places = new ConnectionsByAddress(new DeskOptions { Proxies = proxies }.ProxyNetworks, Most, MostOfOne);
            builder.WebHost.UseKestrel(kestrel =>
            {
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(places.PassAsync));
                kestrel.ListenAnyIP(0);
            });
            var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var server = new Server(builder.Build(), slow);
            server.Map();
            await server.StartListeningAsync();
            return server;
        }

        private void Map()
        {
            app.Use(ConnectionsByAddress.NoteRequestAsync);
            app.Run(async context =>
            {
                if (context.Request.Path == "/slow")
                {
                    Interlocked.Increment(ref atWork);
                    await slow.Task;
                }
                var said = context.Request.Path.Value![1..];
                context.Response.ContentLength = said.Length;
                await context.Response.WriteAsync(said, Ct);
            });
        }

        private Task StartListeningAsync() => app.StartAsync(Ct);

        public void Release() => slow.TrySetResult();

        public async Task WaitForAsync(Func<bool> what)
        {
            for (var i = 0; i < 400 && !what(); i++) await Task.Delay(25, Ct);
            Assert.True(what());
        }

        // Until what was asked has come to work, or was closed: a request that is still on its way looks silent.
        public async Task SettleAsync()
        {
            for (var (same, last) = (0, -1); same < 8; (same, last) = AtWork == last ? (same + 1, last) : (0, AtWork)) await Task.Delay(25, Ct);
        }

        public async Task<TcpClient> ConnectAsync(string from)
        {
            var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
            await client.ConnectAsync(IPAddress.Loopback, Port, Ct);
            return client;
        }

        public async Task FloodAsync(int networks, int each, Func<int, string?> asks, bool isAnswered = true)
        {
            for (var n = 0; n < networks; n++)
            {
                for (var i = 0; i < each; i++)
                {
                    try
                    {
                        var client = await ConnectAsync($"127.1.{n}.{1 + i}");
                        open.Add(client);
                        if (asks(n) is not { } path) continue;
                        await SendAsync(client, path);
                        if (isAnswered) await AnswerAsync(client);
                    }
                    catch (Exception e) when (e is SocketException or IOException)
                    {
                        // It was closed, as it should be.
                    }
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            Release();
            foreach (var one in open) one.Dispose();
            await app.DisposeAsync();
        }
    }
}
