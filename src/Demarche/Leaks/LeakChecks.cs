namespace Demarche.Leaks;

/// <summary>The rows of the leak suite that can be looked at from outside, in order. Tests of this project and the verb run these same ones.</summary>
internal static class LeakChecks
{
    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        .. OracleChecks.All, .. SetChecks.All, .. PathChecks.All, .. FormChecks.All, .. GuardChecks.All, .. SessionChecks.All,
    ];

    /// <summary>Runs every check. What one of them can't ask is that one's finding and not the end of the run.</summary>
    public static async IAsyncEnumerable<Finding> RunAsync(Ground ground, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var check in All.OrderBy(c => int.Parse(c.Row[1..], System.Globalization.CultureInfo.InvariantCulture)))
        {
            var notes = new Notes();
            await check.Run(ground, notes, ct);
            yield return notes.Conclude(check);
        }
    }
}
