using System.Runtime.InteropServices;

namespace Demarche;

/// <summary>
/// Knows whether this process was told to stop, by Ctrl-C or by the system. It changes nothing of what happens then: a verb that hosts
/// nothing ends at once, and a desk ends when its requests and writes are done.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private volatile int code;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => code = 130),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => code = 143),
    ];

    /// <summary>The exit code of a program that such a signal ended; null where none came.</summary>
    public int? Code => code == 0 ? null : code;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }
}

/// <summary>For a verb that ends by itself when it is told to stop, so that it can say what it did. Told again, it ends at once.</summary>
internal sealed class StopToken : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopToken() => registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Heed), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Heed)];

    public CancellationToken Token => asked.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        asked.Dispose();
    }

    private void Heed(PosixSignalContext signal)
    {
        signal.Cancel = !asked.IsCancellationRequested;
        asked.Cancel();
    }
}

/// <summary>Somebody stopped the program before it was done; the message says what that means.</summary>
public sealed class StoppedException(string message) : Exception(message);
