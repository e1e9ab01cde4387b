namespace Demarche.Leaks;

/// <summary>The rows of the leak suite that can be looked at from outside, in order. Tests of this project and the verb run these same ones.</summary>
internal static class LeakChecks
{
    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        .. OracleChecks.All, .. SetChecks.All, .. PathChecks.All, .. FormChecks.All, .. GuardChecks.All, .. SessionChecks.All,
    ];

    /// <summary>Runs the checks in the order of their rows.</summary>
    /// <param name="rows">Those to look at; null for all.</param>
    public static async IAsyncEnumerable<Finding> RunAsync(Ground ground, IReadOnlySet<string>? rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var check in All.Where(c => rows is null || rows.Contains(c.Row)).OrderBy(c => int.Parse(c.Row[1..], System.Globalization.CultureInfo.InvariantCulture)))
        {
            var notes = new Notes();
            await check.Run(ground, notes, ct);
            yield return notes.Conclude(check);
        }
    }
}
