using System.Diagnostics;
using System.Globalization;

namespace Demarche.Bench;

/// <summary>How long work takes beside its limit.</summary>
internal sealed record Measured(TimeSpan Work, TimeSpan Limit)
{
    private const int Warmups = 3;
    private const int Rounds = 11;

    public double Ratio => Work / Limit;

    /// <summary>Both in turns, so that they meet the same machine. The processor's time is this whole process's, collecting garbage included.</summary>
    public static string Beside(Action work, Action limit) => Beside(() => { }, work, limit);

    /// <param name="before">What each round begins with, outside the measured time.</param>
    /// <param name="work">What is measured.</param>
    /// <param name="limit">What it is measured by.</param>
    public static string Beside(Action before, Action work, Action limit)
    {
        List<(TimeSpan Clock, TimeSpan Processor)> works = [], limits = [];
        for (var round = -Warmups; round < Rounds; round++)
        {
            before();
            var (worked, limited) = (Time(work), Time(limit));
            if (round < 0) continue;
            works.Add(worked);
            limits.Add(limited);
        }
        var clock = new Measured(At(works.Select(w => w.Clock), 0.5), At(limits.Select(l => l.Clock), 0.5));
        var processor = new Measured(At(works.Select(w => w.Processor), 0.5), At(limits.Select(l => l.Processor), 0.5));
        return $"{clock}; processor time {processor}";
    }

    /// <summary>The time that this share of the times does not exceed.</summary>
    public static TimeSpan At(IEnumerable<TimeSpan> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)];
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Work.TotalMilliseconds:0.0} ms, limit {Limit.TotalMilliseconds:0.0} ms, ratio {Ratio:0.00}");

    private static (TimeSpan Clock, TimeSpan Processor) Time(Action action)
    {
        // What one side leaves behind must not be collected on the other's time.
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        action();
        return (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }
}
