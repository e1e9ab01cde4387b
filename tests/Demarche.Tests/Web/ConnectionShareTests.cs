using System.IO.Pipelines;
using System.Net;
using System.Reflection;
using Demarche.Web;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Demarche.Tests.Web;

/// <summary>Who has a place for a connection and who gives one up, without a network: each connection ends when its test says so.</summary>
public sealed class ConnectionShareTests
{
    private const int Most = 4, Share = 2;

    private static readonly string[] Proxies = ["192.0.2.0/24"];

    private readonly ConnectionsByAddress places = new([.. Proxies.Select(p => IPNetwork.Parse(p))], Most, Share);

    [Fact]
    public async Task A_neighbourhood_has_its_share_and_has_it_again_when_its_connections_have_ended()
    {
        var stranger = Open("198.51.100.1", Share);
        Assert.All(stranger, c => Assert.True(c.IsIn));
        Assert.False(Open("198.51.100.1").IsIn);
        Assert.All(stranger, c => Assert.True(c.IsIn));
        // Each that ends makes room for one, again and again.
        for (var i = 0; i < 3 * Most; i++)
        {
            await stranger[0].EndAsync();
            stranger[0] = Open("198.51.100.1");
            Assert.True(stranger[0].IsIn);
            Assert.False(Open("198.51.100.1").IsIn);
        }
        // It is the same neighbourhood however the address is written.
        Assert.False(Open("::ffff:198.51.100.1").IsIn);
    }

    [Fact]
    public async Task One_that_came_to_its_end_takes_no_place_from_those_that_are_open()
    {
        for (var i = 0; i < 3 * Most; i++) await Open($"198.51.{i}.1").EndAsync();
        List<Connection> open = [.. Enumerable.Range(0, Most).Select(i => Open($"203.0.{i}.1"))];
        Assert.All(open, c => Assert.True(c.IsIn));
    }

    [Fact]
    public void There_are_never_more_than_all_the_places_and_where_all_are_at_work_nobody_gives_way_to_an_equal()
    {
        List<Connection> open = [.. Enumerable.Range(0, Most).Select(i => Open($"203.0.{i}.1"))];
        foreach (var one in open) _ = one.AskAsync();
        Assert.False(Open("198.51.100.1").IsIn);
        Assert.All(open, c => Assert.True(c.IsIn));
    }

    [Fact]
    public void Where_all_are_at_work_the_fullest_gives_way_to_one_that_has_less()
    {
        var full = Open("203.0.0.1", Share);
        List<Connection> others = [Open("203.0.1.1"), Open("203.0.2.1")];
        foreach (var one in full.Concat(others)) _ = one.AskAsync();
        Assert.True(Open("198.51.100.1").IsIn);
        Assert.Equal([false, true], full.Select(c => c.IsIn));
        Assert.All(others, c => Assert.True(c.IsIn));
    }

    [Fact]
    public async Task Whoever_was_answered_and_waits_gives_way_before_whoever_is_at_work()
    {
        var waits = Open("203.0.0.1");
        await waits.AskAsync(isAnswered: true);
        List<Connection> atWork = [.. Enumerable.Range(1, Most - 1).Select(i => Open($"203.0.{i}.1"))];
        foreach (var one in atWork) _ = one.AskAsync();
        Assert.True(Open("198.51.100.1").IsIn);
        Assert.False(waits.IsIn);
        Assert.All(atWork, c => Assert.True(c.IsIn));
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("::ffff:192.0.2.7")]
    public void A_proxy_has_no_share_however_its_address_is_written(string proxy)
    {
        var behind = Open(proxy, 2 * Most);
        Assert.All(behind, c => Assert.True(c.IsIn));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_neighbourhood_whose_connections_have_ended()
    {
        for (var i = 0; i < 50; i++) await Open($"198.51.{i}.1").EndAsync();
        var near = typeof(ConnectionsByAddress).GetField("near", BindingFlags.NonPublic | BindingFlags.Instance)!;
        Assert.Empty((System.Collections.IEnumerable)near.GetValue(places)!);
    }

    private List<Connection> Open(string from, int many) => [.. Enumerable.Range(0, many).Select(_ => Open(from))];

    private Connection Open(string from)
    {
        var connection = new Connection { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(from), 4711) };
        connection.Served = places.PassAsync(_ => connection.Ended.Task)(connection);
        return connection;
    }

    private sealed class Connection : ConnectionContext, IConnectionItemsFeature
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Served { get; set; } = Task.CompletedTask;

        /// <summary>Whether it has a place still.</summary>
        public bool IsIn { get; private set; } = true;

        public override string ConnectionId { get; set; } = "";

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override IDuplexPipe Transport { get; set; } = null!;

        public override void Abort(ConnectionAbortedException abortReason) => IsIn = false;

        public Task EndAsync()
        {
            Ended.SetResult();
            return Served;
        }

        /// <summary>A request of this connection; one that is not answered is at work until the connection ends.</summary>
        public Task AskAsync(bool isAnswered = false)
        {
            var context = new DefaultHttpContext();
            context.Features.Set<IConnectionItemsFeature>(this);
            return ConnectionsByAddress.NoteRequestAsync(context, () => isAnswered ? Task.CompletedTask : Ended.Task);
        }
    }
}
