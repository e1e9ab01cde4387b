using System.Runtime.InteropServices;

namespace Demarche;

/// <summary>
/// Knows whether this process was told to stop, by Ctrl-C or by the system. It changes nothing of what happens then: a verb that hosts nothing ends at once,
/// and a desk ends when its requests and writes are done.
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

/// <summary>Somebody stopped the program before it was done; the message says what that means.</summary>
public sealed class StoppedException(string message) : Exception(message);
