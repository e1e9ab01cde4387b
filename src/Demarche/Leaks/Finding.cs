namespace Demarche.Leaks;

/// <summary>What a check came to. A check that could not look says so; it never passes for that.</summary>
public enum LeakState { Pass, Fail, NotApplicable }

/// <summary>One row of the suite, looked at from outside.</summary>
/// <param name="Row">L1 to L49.</param>
/// <param name="Name">What may not happen.</param>
/// <param name="Said">How many answers were compared and what the control was; or what leaked and where; or why it could not be looked at.</param>
public sealed record Finding(string Row, string Name, LeakState State, string Said)
{
    /// <summary>Of what a check found, no more is told: the first places are where one begins to look.</summary>
    public const int MostTold = 5;
}

/// <summary>What one check sees while it runs: how much it compared, what its control showed, and what leaked.</summary>
internal sealed class Notes
{
    private readonly List<string> leaks = [];

    public int Compared { get; private set; }

    /// <summary>How often the same call on what the caller may see succeeded.</summary>
    public int Control { get; private set; }

    /// <summary>Why there is nothing to look at; null while there is.</summary>
    public string? Missing { get; set; }

    /// <summary>What else is to be reported: a statistic.</summary>
    public string Beside { get; set; } = "";

    public bool Leaks => leaks.Count > 0;

    public void Compare(bool isRight, Func<string> leak)
    {
        Compared++;
        if (!isRight) leaks.Add(leak());
    }

    public void Controlled(bool isSo = true) => Control += isSo ? 1 : 0;

    public Finding Conclude(LeakCheck check)
    {
        if (leaks.Count > 0)
            return new(check.Row, check.Name, LeakState.Fail, $"{leaks.Count} of {Compared}: {string.Join("; ", leaks.Take(Finding.MostTold))}{Beside}");
        if (Missing is not null || Compared == 0) return new(check.Row, check.Name, LeakState.NotApplicable, Missing ?? "There was nothing to compare.");
        return Control == 0
            ? new(check.Row, check.Name, LeakState.NotApplicable, "The control did not succeed: the same call on what the caller may see shows nothing either.")
            : new(check.Row, check.Name, LeakState.Pass, $"{Compared} compared, {Control} controls{Beside}");
    }
}

/// <summary>One check.</summary>
/// <param name="Row">L1 to L49.</param>
/// <param name="Name">What may not happen.</param>
internal sealed record LeakCheck(string Row, string Name, Func<Ground, Notes, CancellationToken, Task> Run);
