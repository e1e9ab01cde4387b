using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Demarche.Exchange;
using Demarche.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

/// <summary>A stranger who sends slowly, much or from many connections keeps no partner out.</summary>
public sealed class PackageBodiesTests
{
    private const int Most = SealedPackage.MaximumBytes;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_brings_too_little_is_cut_off()
    {
        var bodies = new PackageBodies(time);
        using var slow = new Sender();
        var reading = bodies.ReadAsync(slow.Reader, "a", Most, Ct);
        slow.Send(10);
        await PassAsync(PackageBodies.Grace + TimeSpan.FromSeconds(1));
        Assert.IsType<BodyRead.TooSlow>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        Assert.Equal(0, bodies.Count);
    }

    [Fact]
    public async Task A_fast_beginning_earns_no_long_rest()
    {
        var bodies = new PackageBodies(time);
        using var sender = new Sender();
        var reading = bodies.ReadAsync(sender.Reader, "a", Most, Ct);
        sender.Send(4 * 1024 * 1024);
        await sender.TakenAsync();
        await PassAsync(PackageBodies.Grace + TimeSpan.FromSeconds(1));
        Assert.IsType<BodyRead.TooSlow>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct));
    }

    [Fact]
    public async Task A_byte_now_and_then_earns_no_rest()
    {
        var bodies = new PackageBodies(time);
        using var sender = new Sender();
        var reading = bodies.ReadAsync(sender.Reader, "a", Most, Ct);
        for (var i = 0; i < 4; i++)
        {
            sender.Send(1);
            await sender.TakenAsync();
            await PassAsync(PackageBodies.Grace / 2);
            if (reading.IsCompleted) break;
        }
        Assert.IsType<BodyRead.TooSlow>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct));
    }

    [Fact]
    public async Task A_body_that_just_began_or_that_brings_much_is_not_cut_off_for_another_one()
    {
        var bodies = new PackageBodies(time);
        var senders = Enumerable.Range(0, PackageBodies.MostOfOne).Select(_ => new Sender()).ToList();
        var readings = senders.Select(s => bodies.ReadAsync(s.Reader, "a", Most, Ct)).ToList();
        Assert.IsType<BodyRead.NoRoom>(await SentAsync(bodies, "a"));
        foreach (var sender in senders)
        {
            sender.Send(4 * PackageBodies.GoodPerSecond);
            await sender.TakenAsync();
        }
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.IsType<BodyRead.NoRoom>(await SentAsync(bodies, "a"));
        foreach (var sender in senders) sender.End();
        foreach (var reading in readings) Assert.IsType<BodyRead.Whole>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct)).Dispose();
        foreach (var sender in senders) sender.Dispose();
    }

    [Fact]
    public async Task A_line_of_a_modest_speed_is_read_to_the_end()
    {
        var bodies = new PackageBodies(time);
        using var sender = new Sender();
        var reading = bodies.ReadAsync(sender.Reader, "a", Most, Ct);
        for (var second = 0; second < 60; second++)
        {
            sender.Send(2 * PackageBodies.LeastPerSecond);
            await sender.TakenAsync();
            await PassAsync(TimeSpan.FromSeconds(1));
        }
        sender.End();
        using var whole = Assert.IsType<BodyRead.Whole>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        Assert.Equal(60 * 2 * PackageBodies.LeastPerSecond, whole.Length);
        Assert.Equal(1, bodies.Count);
        whole.Dispose();
        Assert.Equal(0, bodies.Count);
    }

    [Theory]
    [InlineData("the same address")]
    [InlineData("another address")]
    public async Task Slow_bodies_make_room_for_one_that_comes(string from)
    {
        var bodies = new PackageBodies(time);
        var senders = Enumerable.Range(0, PackageBodies.Most + 10).Select(_ => new Sender()).ToList();
        var slow = senders.Select((s, n) => bodies.ReadAsync(s.Reader, from == "another address" ? $"stranger {n / 2}" : "here", Most, Ct)).ToList();
        await PassAsync(TimeSpan.FromSeconds(2));
        using var partner = new Sender();
        partner.Send(100_000);
        partner.End();
        using var whole = Assert.IsType<BodyRead.Whole>(await bodies.ReadAsync(partner.Reader, "here", Most, Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct));
        Assert.InRange(bodies.Count, 1, PackageBodies.Most);
        await PassAsync(PackageBodies.Grace);
        foreach (var reading in slow) Assert.IsNotType<BodyRead.Whole>(await reading.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        foreach (var sender in senders) sender.Dispose();
    }

    [Fact]
    public async Task One_address_has_a_limit_and_others_have_theirs()
    {
        var bodies = new PackageBodies(time);
        List<BodyRead> held = [];
        for (var i = 0; i < PackageBodies.MostOfOne; i++) held.Add(await SentAsync(bodies, "a"));
        Assert.All(held, h => Assert.IsType<BodyRead.Whole>(h));
        Assert.IsType<BodyRead.NoRoom>(await SentAsync(bodies, "a"));
        using var other = Assert.IsType<BodyRead.Whole>(await SentAsync(bodies, "b"));
        foreach (var one in held.Cast<BodyRead.Whole>()) one.Dispose();
        using var again = Assert.IsType<BodyRead.Whole>(await SentAsync(bodies, "a"));
    }

    [Fact]
    public async Task All_bodies_together_have_a_limit()
    {
        var bodies = new PackageBodies(time);
        List<BodyRead> held = [];
        for (var i = 0; i < 12; i++)
        {
            using var sender = new Sender();
            sender.Send(Most);
            sender.End();
            held.Add(await bodies.ReadAsync(sender.Reader, $"address {i}", Most, Ct));
        }
        Assert.Equal(PackageBodies.MostBytes / Most, held.Count(h => h is BodyRead.Whole));
        Assert.Equal(4, held.Count(h => h is BodyRead.NoRoom));
        foreach (var one in held.OfType<BodyRead.Whole>()) one.Dispose();
        Assert.IsType<BodyRead.Whole>(await SentAsync(bodies, "after"));
    }

    [Fact]
    public async Task What_came_whole_keeps_its_room_however_long_ago_it_came()
    {
        var bodies = new PackageBodies(time);
        List<BodyRead> held = [];
        for (var i = 0; i < PackageBodies.MostOfOne; i++) held.Add(await SentAsync(bodies, "a"));
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.IsType<BodyRead.NoRoom>(await SentAsync(bodies, "a"));
        Assert.Equal(PackageBodies.MostOfOne, bodies.Count);
        foreach (var one in held.Cast<BodyRead.Whole>()) one.Dispose();
        Assert.Equal(0, bodies.Count);
    }

    [Fact]
    public async Task One_neighbourhood_has_a_share_of_the_room()
    {
        var bodies = new PackageBodies(time);
        List<BodyRead> held = [];
        for (var i = 0; i < 6; i++) held.Add(await LargeAsync(bodies, $"address {i}", "stranger"));
        Assert.Equal(PackageBodies.MostBytesNear / Most, held.Count(h => h is BodyRead.Whole));
        Assert.IsType<BodyRead.Whole>(await LargeAsync(bodies, "partner", "elsewhere"));
    }

    [Fact]
    public async Task Connections_that_come_and_go_too_fast_to_be_judged_leave_a_place_for_another_neighbourhood()
    {
        var bodies = new PackageBodies(time);
        List<Sender> senders = [];
        for (var i = 0; i < 6 * PackageBodies.MostNear; i++)
        {
            senders.Add(new());
            senders[i].Send(1);
            _ = bodies.ReadAsync(senders[i].Reader, $"address {i}", Most, Ct, $"block {i % 6}");
        }
        Assert.Equal(PackageBodies.Most, bodies.Count);
        using var whole = Assert.IsType<BodyRead.Whole>(await LargeAsync(bodies, "partner", "elsewhere"));
        // Of one neighbourhood there are never more than its share.
        var one = new PackageBodies(time);
        for (var i = 0; i < PackageBodies.MostNear + 5; i++)
        {
            senders.Add(new());
            _ = one.ReadAsync(senders[^1].Reader, $"address {i}", Most, Ct, "block");
        }
        Assert.Equal(PackageBodies.MostNear, one.Count);
        foreach (var sender in senders) sender.Dispose();
    }

    [Fact]
    public async Task Who_began_fast_and_then_drips_makes_room_for_another()
    {
        var bodies = new PackageBodies(time);
        List<Sender> senders = [];
        List<Task<BodyRead>> reading = [];
        for (var i = 0; i < 8; i++)
        {
            senders.Add(new());
            reading.Add(bodies.ReadAsync(senders[i].Reader, $"stranger {i}", Most, Ct));
            senders[i].Send(Most - 1_000_000);
            await senders[i].TakenAsync();
        }
        // Judged by all that came since the beginning, each would be fast for minutes.
        for (var second = 0; second < 40; second++)
        {
            foreach (var sender in senders) sender.Send(PackageBodies.LeastPerSecond + 400);
            foreach (var sender in senders) await sender.TakenAsync();
            await PassAsync(TimeSpan.FromSeconds(1));
        }
        using var whole = Assert.IsType<BodyRead.Whole>(await LargeAsync(bodies, "partner", "elsewhere"));
        foreach (var sender in senders) sender.Dispose();
    }

    private static async Task<BodyRead> LargeAsync(PackageBodies bodies, string from, string near)
    {
        using var sender = new Sender();
        sender.Send(Most);
        sender.End();
        return await bodies.ReadAsync(sender.Reader, from, Most, Ct, near);
    }

    [Fact]
    public async Task Twenty_slow_connections_of_a_stranger_do_not_shut_the_exchange()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var at = new Uri(desks.Ours.Address);
        List<TcpClient> strangers = [];
        for (var i = 0; i < 20; i++)
        {
            var stranger = new TcpClient();
            strangers.Add(stranger);
            await stranger.ConnectAsync(at.Host, at.Port, Ct);
            await stranger.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /exchange/packages HTTP/1.1\r\nHost: {at.Authority}\r\nContent-Type: application/jose\r\nContent-Length: 1000000\r\n\r\nabc"), Ct);
        }
        var bodies = desks.Ours.Services.GetRequiredService<PackageBodies>();
        for (var i = 0; i < 200 && bodies.Count < PackageBodies.MostOfOne; i++) await Task.Delay(20, Ct);
        Assert.Equal(PackageBodies.MostOfOne, bodies.Count);
        // The others are told that there is no room: none of them comes later, in place of one that is old enough to be judged.
        for (var i = 0; i < 500 && strangers.Count(s => s.Available > 0) < strangers.Count - PackageBodies.MostOfOne; i++) await Task.Delay(20, Ct);
        desks.Clock.Advance(TimeSpan.FromSeconds(2));

        using var partner = desks.Theirs.Stranger();
        using var http = new HttpClient();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Sealed(Request(them.Desk, us.Desk), them, us)));
        content.Headers.ContentType = new("application/jose");
        using var answer = await http.PostAsync(new Uri(at, "/exchange/packages"), content, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var stranger in strangers) stranger.Dispose();
    }

    [Fact]
    public async Task Only_a_signed_package_takes_a_place_of_a_partner()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var stranger = DeskKeys.Create();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var intake = desks.Ours.Services.GetRequiredService<Intake>();
        Assert.IsType<Reception.Refused>(await intake.ReceiveAsync(Sealed(Request(stranger.Desk, us.Desk), stranger, us), Ct));
        Assert.IsType<Reception.Refused>(await intake.ReceiveAsync(Forgeries.Signed(Request(them.Desk, us.Desk), stranger, them.SigningKey.Thumbprint, us), Ct));
        Assert.Equal(0, intake.PartnersServed);
        Assert.IsType<Reception.Held>(await intake.ReceiveAsync(Sealed(Request(them.Desk, us.Desk), them, us), Ct));
        Assert.Equal(1, intake.PartnersServed);
    }

    private static async Task<BodyRead> SentAsync(PackageBodies bodies, string from)
    {
        using var sender = new Sender();
        sender.Send(1_000);
        sender.End();
        return await bodies.ReadAsync(sender.Reader, from, Most, Ct);
    }

    // What waits for the clock must be waiting before it moves.
    private async Task PassAsync(TimeSpan span)
    {
        await Task.Delay(30, Ct);
        time.Advance(span);
        await Task.Delay(10, Ct);
    }

    /// <summary>A connection that brings what a test lets it bring.</summary>
    private sealed class Sender : Stream
    {
        private readonly SemaphoreSlim more = new(0);
        private readonly Lock gate = new();
        private int waiting;
        private bool ended;

        public Sender() => Reader = PipeReader.Create(this);

        public PipeReader Reader { get; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Send(int bytes)
        {
            lock (gate) waiting += bytes;
            more.Release();
        }

        public void End()
        {
            lock (gate) ended = true;
            more.Release();
        }

        public async Task TakenAsync()
        {
            for (var i = 0; i < 1000; i++)
            {
                lock (gate)
                    if (waiting == 0) return;
                await Task.Delay(5, Ct);
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (true)
            {
                lock (gate)
                {
                    if (waiting > 0)
                    {
                        var read = Math.Min(waiting, buffer.Length);
                        waiting -= read;
                        return read;
                    }
                    if (ended) return 0;
                }
                await more.WaitAsync(cancellationToken);
            }
        }

        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) more.Dispose();
            base.Dispose(disposing);
        }
    }
}
