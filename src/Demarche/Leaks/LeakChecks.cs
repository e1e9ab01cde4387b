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
        if (rows is null || rows.Contains(Reading.Row)) yield return Read(ground).Conclude(Reading);
        ground.Sees.Faults.Clear();
        foreach (var check in All.Where(c => rows is null || rows.Contains(c.Row)).OrderBy(c => int.Parse(c.Row[1..], System.Globalization.CultureInfo.InvariantCulture)))
        {
            var notes = new Notes();
            await check.Run(ground, notes, ct);
            yield return FaultsOf(ground, notes).Conclude(check);
        }
    }

    /// <summary>What was read to find out what stands on the desk.</summary>
    private static LeakCheck Reading { get; } = new("L26", "No page and no answer of the API is a fault of the desk (5xx)", (_, _, _) => Task.CompletedTask);

    // A fault is a finding, whatever was looked for: it tells that something is there, and nobody can work with it.
    private static Notes FaultsOf(Ground ground, Notes notes)
    {
        while (ground.Sees.Faults.TryDequeue(out var fault)) notes.Compare(false, () => fault);
        return notes;
    }

    private static Notes Read(Ground ground)
    {
        var notes = new Notes();
        foreach (var answer in ground.SeenByFirst.Values.Concat(ground.SeenBySecond.Values))
        {
            notes.Compare(answer.Status < 500, () => $"{answer.Asked} answered {answer.Status}");
            notes.Controlled(answer.IsFound);
        }
        return FaultsOf(ground, notes);
    }
}
