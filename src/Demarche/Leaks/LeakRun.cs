namespace Demarche.Leaks;

/// <param name="Ran">What was looked at, by row.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Left">What could not be closed again of what the run made.</param>
public sealed record LeakReport(string Desk, IReadOnlyList<Finding> Ran, int Requests, IReadOnlyList<string> Left)
{
    public bool Leaks => Ran.Any(f => f.State == LeakState.Fail);
}

/// <summary>One run of the suite against a desk that is at work.</summary>
/// <param name="desk">Its address; nothing else is asked.</param>
/// <param name="perSecond">Requests a second.</param>
/// <param name="most">Requests in all.</param>
/// <param name="rows">The rows to look at; null for all.</param>
public sealed class LeakRun(Uri desk, LeakAccounts accounts, TimeProvider time, int perSecond = LeakRun.PerSecond, int most = LeakRun.Most, IReadOnlySet<string>? rows = null)
{
    /// <summary>Half of what a desk allows one address unless told otherwise.</summary>
    public const int PerSecond = 100;

    public const int Most = 40_000;

    private readonly Pace pace = new(time, perSecond, most);

    /// <param name="setUp">Whether the administrator's account is to make both others, and cases to look at.</param>
    /// <exception cref="LeaksProblem">The desk can't be checked.</exception>
    public async Task<LeakReport> RunAsync(bool setUp, CancellationToken ct)
    {
        using var outsider = Seat("nobody", null);
        return setUp ? await WithSceneryAsync(outsider, ct) : await AsGivenAsync(outsider, ct);
    }

    private async Task<LeakReport> WithSceneryAsync(Probe outsider, CancellationToken ct)
    {
        var account = accounts.Administrator ?? throw new LeaksProblem("--set-up needs the account of an administrator among the accounts.");
        using var administrator = Seat("the administrator", await SignIn.OpenAsync(outsider, account, ct));
        var scenery = new Scenery(administrator, Seat, outsider);
        List<Finding> ran = [];
        IReadOnlyList<string> left;
        try
        {
            await scenery.BeginAsync(ct);
            var (moved, held) = await scenery.HideAsync(ct);
            var ground = await new Survey(scenery.Sees, scenery.SeesNot, outsider, []).LookAsync(ct);
            await foreach (var finding in LeakChecks.RunAsync(ground with { Moved = moved, Held = held }, rows, ct)) ran.Add(finding);
        }
        finally
        {
            left = await scenery.EndAsync(ct);
            // Its account is closed, and with it the session that the run opened.
            if (account.Token is null) ran.Add(await SignIn.CloseAsync(administrator, ct));
            scenery.Sees?.Dispose();
            scenery.SeesNot?.Dispose();
        }
        return new(desk.ToString(), ran, pace.Sent, left);
    }

    private async Task<LeakReport> AsGivenAsync(Probe outsider, CancellationToken ct)
    {
        if (accounts is not { Sees: { } first, SeesNot: { } second })
            throw new LeaksProblem("Two accounts are needed: \"sees\" of somebody who may see, \"seesNot\" of somebody who may not. Or make them with --set-up.");
        using var sees = Seat(first.Login ?? "the first", await SignIn.OpenAsync(outsider, first, ct));
        using var seesNot = Seat(second.Login ?? "the second", await SignIn.OpenAsync(outsider, second, ct));
        List<Finding> ran = [];
        try
        {
            var ground = await new Survey(sees, seesNot, outsider, accounts.Hidden ?? []).LookAsync(ct);
            await foreach (var finding in LeakChecks.RunAsync(ground, rows, ct)) ran.Add(finding);
        }
        finally
        {
            foreach (var (probe, account) in new[] { (sees, first), (seesNot, second) })
                if (account.Token is null) ran.Add(await SignIn.CloseAsync(probe, ct));
        }
        return new(desk.ToString(), ran, pace.Sent, []);
    }

    private Probe Seat(string who, string? token) => new(desk, who, token, pace, time);
}
