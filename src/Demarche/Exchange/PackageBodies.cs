using System.Buffers;
using System.IO.Pipelines;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>What came of reading a body.</summary>
public abstract record BodyRead
{
    private BodyRead() { }

    /// <summary>All of it. Its bytes count against the desk's room until it is disposed.</summary>
    public sealed record Whole(byte[] Bytes, int Length, IDisposable Place) : BodyRead, IDisposable
    {
        public void Dispose() => Place.Dispose();
    }

    /// <summary>It is longer than it may be.</summary>
    public sealed record TooLarge : BodyRead;

    /// <summary>It came so slowly that it was cut off.</summary>
    public sealed record TooSlow : BodyRead;

    /// <summary>There is no room for it now.</summary>
    public sealed record NoRoom : BodyRead;
}

/// <summary>
/// Bodies on their way in from callers who have not shown yet who they are. Nothing else of the desk is taken up before a body is there whole: a
/// stranger who sends slowly takes up none of the places at which packages are opened.
/// </summary>
/// <remarks>Where there is no room, the slowest body makes it: a stranger can keep room only by sending faster than the partners.</remarks>
public sealed class PackageBodies(TimeProvider time)
{
    /// <summary>Bodies on their way at once: connections that say little and cost a buffer each.</summary>
    public const int Most = 64;

    /// <summary>Of them from one address: a stranger with one machine takes the places of no other address.</summary>
    public const int MostOfOne = 4;

    /// <summary>Of them from one neighbourhood of addresses, which one stranger can have whole.</summary>
    public const int MostNear = Most / 4;

    /// <summary>Bytes of all bodies that are held: many large ones at once would fill the memory.</summary>
    public const long MostBytes = 8L * Journal.SealedPackage.MaximumBytes;

    /// <summary>Of them from one neighbourhood of addresses: a stranger with many addresses side by side takes no more than this of the room.</summary>
    public const long MostBytesNear = MostBytes / 4;

    /// <summary>Bytes a second that a body must bring, or it is cut off: one byte a minute would hold a place for ever.</summary>
    public const int LeastPerSecond = 8 * 1024;

    /// <summary>A body that has brought more a second than this, of late, is not cut off for another one.</summary>
    public const int GoodPerSecond = 64 * 1024;

    /// <summary>So long nothing need come, at the beginning and in between: a line may stop for a moment.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>So old a body must be before its speed is judged.</summary>
    private static readonly TimeSpan Judged = TimeSpan.FromSeconds(1);

    private const int Piece = 64 * 1024;

    private readonly Lock gate = new();

    // Guarded by the gate.
    private readonly List<Body> bodies = [];
    private long held;

    /// <summary>Bodies that take up room now.</summary>
    public int Count
    {
        get
        {
            lock (gate) return bodies.Count;
        }
    }

    public async Task<BodyRead> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most) return new BodyRead.TooLarge();
        var address = context.Connection.RemoteIpAddress;
        return await ReadAsync(context.Request.BodyReader, AddressBlock.One(address), most, context.RequestAborted, AddressBlock.Near(address));
    }

    /// <param name="from">Who sends it, as far as that can be told.</param>
    /// <param name="near">The neighbourhood that it comes from.</param>
    internal async Task<BodyRead> ReadAsync(PipeReader reader, string from, int most, CancellationToken ct, string? near = null)
    {
        var body = new Body(from, near ?? from, time);
        if (!Enter(body)) return new BodyRead.NoRoom();
        var keeps = false;
        try
        {
            var read = await FillAsync(body, reader, most, ct);
            keeps = read is BodyRead.Whole;
            return read;
        }
        finally
        {
            if (!keeps) Leave(body);
        }
    }

    private async Task<BodyRead> FillAsync(Body body, PipeReader reader, int most, CancellationToken ct)
    {
        var (bytes, length, due) = (new byte[Piece], 0, Grace);
        while (true)
        {
            var left = due - body.Age;
            if (left <= TimeSpan.Zero) return new BodyRead.TooSlow();
            ReadResult read;
            using (var waiting = new CancellationTokenSource(left, time))
            using (waiting.Token.Register(reader.CancelPendingRead))
            using (body.Cut.Register(reader.CancelPendingRead))
            {
                try
                {
                    read = await reader.ReadAsync(ct);
                }
                catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
                {
                    return new BodyRead.TooLarge();
                }
                catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status408RequestTimeout)
                {
                    return new BodyRead.TooSlow();
                }
            }
            var came = (int)Math.Min(read.Buffer.Length, most + 1L - length);
            if (length + came > bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Math.Max(2L * bytes.Length, length + came), most + 1L));
            read.Buffer.Slice(0, came).CopyTo(bytes.AsSpan(length));
            var isAll = read.IsCompleted && came == read.Buffer.Length;
            // Whatever comes of it: a reader that is left in the middle is a fault in the server's log, one for each connection of a stranger.
            reader.AdvanceTo(read.Buffer.GetPosition(came));
            length += came;
            if (body.Cut.IsCancellationRequested) return new BodyRead.NoRoom();
            if (length > most) return new BodyRead.TooLarge();
            if (came > 0 && !Grow(body, came)) return new BodyRead.NoRoom();
            if (isAll) return Whole(body, bytes, length);
            // What came fast earns no more rest than what just began: else the last byte of a large body could wait for an hour.
            var earned = due + TimeSpan.FromSeconds((double)came / LeastPerSecond);
            due = earned < body.Age + Grace ? earned : body.Age + Grace;
        }
    }

    private BodyRead Whole(Body body, byte[] bytes, int length)
    {
        lock (gate) body.IsWhole = true;
        return new BodyRead.Whole(bytes, length, new Held(this, body));
    }

    private bool Enter(Body body)
    {
        List<Body> slow = [];
        bool enters;
        lock (gate)
        {
            enters = (bodies.Count(b => b.From == body.From) < MostOfOne || TakeSlowest(b => b.From == body.From, slow))
                && (bodies.Count(b => b.Near == body.Near) < MostNear || TakeSlowest(b => b.Near == body.Near, slow))
                && (bodies.Count < Most || TakeSlowest(_ => true, slow) || TakeOfTheFullest(body.Near, slow));
            if (enters) bodies.Add(body);
        }
        foreach (var one in slow) one.CutOff();
        return enters;
    }

    private bool Grow(Body body, int bytes)
    {
        List<Body> slow = [];
        bool grows;
        lock (gate)
        {
            // It may have been taken for another one meanwhile.
            grows = bodies.Contains(body);
            while (grows && bodies.Where(b => b.Near == body.Near).Sum(b => b.Bytes) + bytes > MostBytesNear) grows = TakeSlowest(b => b != body && b.Near == body.Near, slow);
            while (grows && held + bytes > MostBytes) grows = TakeSlowest(b => b != body, slow);
            if (grows)
            {
                body.Came(bytes);
                held += bytes;
            }
        }
        foreach (var one in slow) one.CutOff();
        return grows;
    }

    // Its room is free at once; its reading ends by itself, when it is cut off outside the gate.
    private bool TakeSlowest(Func<Body, bool> among, List<Body> slow)
    {
        if (bodies.Where(b => among(b) && !b.IsWhole && b.Age >= Judged && b.PerSecond < GoodPerSecond).MinBy(b => b.PerSecond) is not { } slowest) return false;
        Remove(slowest);
        slow.Add(slowest);
        return true;
    }

    // Connections that come and go so fast that none is old enough to be judged would keep every place: a neighbourhood that has more gives up its youngest.
    private bool TakeOfTheFullest(string near, List<Body> slow)
    {
        var fullest = bodies.GroupBy(b => b.Near).MaxBy(g => g.Count())!;
        if (fullest.Count() <= bodies.Count(b => b.Near == near) + 1 || fullest.LastOrDefault(b => !b.IsWhole) is not { } youngest) return false;
        Remove(youngest);
        slow.Add(youngest);
        return true;
    }

    private void Leave(Body body)
    {
        lock (gate) Remove(body);
        body.Dispose();
    }

    private void Remove(Body body)
    {
        if (bodies.Remove(body)) held -= body.Bytes;
    }

    private sealed class Held(PackageBodies bodies, Body body) : IDisposable
    {
        public void Dispose() => bodies.Leave(body);
    }

    private sealed class Body(string from, string near, TimeProvider time) : IDisposable
    {
        /// <summary>What came longer ago counts for little: who began fast and then drips is slow.</summary>
        private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

        private double recent;
        private TimeSpan recentAt;

        private readonly CancellationTokenSource cut = new();
        private readonly long began = time.GetTimestamp();

        public string From => from;

        public string Near => near;

        public long Bytes { get; private set; }

        public bool IsWhole { get; set; }

        public CancellationToken Cut => cut.Token;

        public TimeSpan Age => time.GetElapsedTime(began);

        /// <summary>Bytes a second of late: a mean that forgets.</summary>
        public double PerSecond => Faded(Age) / Math.Min(Math.Max(Age.TotalSeconds, 0.001), Lately.TotalSeconds);

        public void Came(int bytes)
        {
            var now = Age;
            (recent, recentAt, Bytes) = (Faded(now) + bytes, now, Bytes + bytes);
        }

        private double Faded(TimeSpan now) => recent * Math.Exp(-(now - recentAt) / Lately);

        public void CutOff()
        {
            try
            {
                cut.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It came to its end by itself.
            }
        }

        public void Dispose() => cut.Dispose();
    }
}
