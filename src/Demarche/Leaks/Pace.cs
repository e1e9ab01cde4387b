namespace Demarche.Leaks;

/// <summary>Holds a run to so many requests a second and so many in all: somebody else's desk is at work while it is checked.</summary>
internal sealed class Pace(TimeProvider time, int perSecond, int most)
{
    private readonly long began = time.GetTimestamp();

    public int Sent { get; private set; }

    /// <summary>Answers that are faults of the desk, and were not reported yet.</summary>
    public Queue<string> Faults { get; } = [];

    /// <exception cref="LeaksProblem">The run has sent as many as it may.</exception>
    public async Task WaitAsync(CancellationToken ct)
    {
        if (++Sent > most) throw new LeaksProblem($"This run has sent the {most} requests that it may send. Allow more with --most.");
        var ahead = TimeSpan.FromSeconds((double)Sent / perSecond) - time.GetElapsedTime(began);
        // A step of the system's clock is longer than one request's share.
        if (ahead > TimeSpan.FromMilliseconds(30)) await Task.Delay(ahead, time, ct);
    }
}

/// <summary>The desk can't be checked, for the reason in the message.</summary>
public sealed class LeaksProblem(string message) : Exception(message);
