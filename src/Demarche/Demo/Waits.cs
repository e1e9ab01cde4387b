namespace Demarche.Demo;

/// <summary>
/// How the demo waits for what another process does. A machine under load is slow and not broken: nothing is given up early, and whoever
/// waits reads for what. Each thing that comes is waited for anew, so that the story goes on as long as it gets on.
/// </summary>
internal static class Waits
{
    /// <summary>So long one thing may take before the demo gives up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>So often somebody who waits is told for what.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    /// <param name="what">For what: <c>the desk at … to start</c>.</param>
    /// <param name="comes">Ends when it is there.</param>
    /// <exception cref="DemoProblem">It did not come.</exception>
    public static async Task ForAsync(string what, Func<CancellationToken, Task> comes, TimeProvider time, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        var coming = comes(either.Token);
        try
        {
            while (await Task.WhenAny(coming, Task.Delay(Quiet, time, either.Token)) != coming && !either.IsCancellationRequested)
                Console.Out.WriteLine($"Waiting for {what}.");
            await coming;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new DemoProblem($"Waited {Longest.TotalMinutes:0} minutes for {what}, and gave up.");
        }
    }
}
