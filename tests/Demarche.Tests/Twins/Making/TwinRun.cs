using System.Collections.Concurrent;
using System.Diagnostics;

namespace Demarche.Tests.Twins;

/// <summary>An audience was told twins apart.</summary>
internal sealed record Interference(Twin Twin, string Channel, string First, string Second);

/// <summary>Twins by the thousand, on all cores.</summary>
/// <param name="Checked">How many pairs were compared.</param>
/// <param name="Differed">How many of them were two journals and not one.</param>
/// <param name="Told">In how many the audience was told of an item.</param>
/// <param name="Found">The failing pair with the least seed.</param>
internal sealed record TwinRun(long Checked, long Differed, long Told, Interference? Found, TimeSpan Time)
{
    private const int ThreadsPerCore = 2;

    public static TwinRun Of(Outputs outputs, ulong seed, long count, Action<long>? progress = null)
    {
        var (next, differed, told, done) = (-1L, 0L, 0L, 0L);
        var last = count - 1;
        var found = new ConcurrentBag<Interference>();
        var watch = Stopwatch.StartNew();
        // Threads of their own, more than cores: the desk answers on the pool's, and whoever waits for it holds no core.
        var threads = Enumerable.Range(0, ThreadsPerCore * Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            CheckAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WaitAll([.. threads]);
        return new(done, differed, told, found.MinBy(f => f.Twin.Seed - seed), watch.Elapsed);

        void CheckAll()
        {
            for (long n; (n = Interlocked.Increment(ref next)) <= Volatile.Read(ref last);)
            {
                var twin = Twin.Of(seed + (ulong)n);
                if (twin.Differing().Count > 0) Interlocked.Increment(ref differed);
                if (Compare(outputs, twin, out var says) is { } interference)
                {
                    found.Add(interference);
                    // Only lesser seeds are of interest from here on.
                    for (long then; (then = Volatile.Read(ref last)) > n && Interlocked.CompareExchange(ref last, n, then) != then;) { }
                }
                if (says) Interlocked.Increment(ref told);
                if (Interlocked.Increment(ref done) is var sofar && sofar % 10_000 == 0) progress?.Invoke(sofar);
            }
        }
    }

    /// <summary>The first channel through which the audience is told the twins apart.</summary>
    public static Interference? Compare(Outputs outputs, Twin twin, out bool says)
    {
        says = false;
        using var ones = outputs.Of(twin, twin.FirstFile).GetEnumerator();
        using var twos = outputs.Of(twin, twin.SecondFile).GetEnumerator();
        while (true)
        {
            var (one, two) = (Next(ones), Next(twos));
            if (one != two) return new(twin, (one ?? two)!.Value.Channel, one?.Text ?? "(nothing)", two?.Text ?? "(nothing)");
            if (one is null) return null;
            says |= one.Value.Channel == "view" && one.Value.Text.Contains("\"marking\"", StringComparison.Ordinal);
        }
    }

    /// <summary>The smallest pair that is still told apart through the same channel.</summary>
    public static Interference Smallest(Outputs outputs, Interference found)
    {
        Interference? last = found;
        Shrinking.Smallest(found.Twin, t =>
        {
            if (Compare(outputs, t, out _) is not { } still || Kind(still.Channel) != Kind(found.Channel)) return false;
            last = still;
            return true;
        });
        return last;
    }

    private static Output? Next(IEnumerator<Output> outputs) => outputs.MoveNext() ? outputs.Current : null;

    private static string Kind(string channel) => channel.Split(' ')[0] == "preview" ? "preview" : channel.Split('?')[0];
}
