namespace Demarche.Store;

/// <summary>Failed tries to sign in from one place since the last success there.</summary>
/// <param name="LockedUntil">No try counts before this time; null where nothing is locked.</param>
public sealed record SignInFailures(long Failed, DateTimeOffset? LockedUntil)
{
    public static SignInFailures None { get; } = new(0, null);
}

/// <summary>A failed try at one place.</summary>
/// <param name="Place">What is counted together, as a hash.</param>
/// <param name="Adds">1, or 0 where this try does not count there: what is written is then the same.</param>
/// <param name="Until">Until when a place with so many failures is locked; null where it is not.</param>
public sealed record SignInFailure(string Place, int Adds, Func<long, DateTimeOffset?> Until);

public sealed partial class Records
{
    /// <summary>What is held of these places, in their order.</summary>
    public async Task<IReadOnlyList<SignInFailures>> FailuresAsync(IReadOnlyList<string> places, CancellationToken ct = default)
    {
        var rows = await _store.ReadAsync(sql => sql.ListAsync(
            $"SELECT place, failed, locked_until FROM sign_in_failure WHERE place IN ({string.Join(", ", Sql.Names(0, places.Count))})",
            row => (Place: row.GetString(0), Failures: new SignInFailures(row.GetInt64(1), row.TimeOrNone(2))),
            [.. places.Select((p, n) => (Sql.Name(n), (object?)p))]), ct);
        return [.. places.Select(p => rows.FirstOrDefault(r => r.Place == p).Failures ?? SignInFailures.None)];
    }

    /// <summary>Counts a failed try in the database, so that tries at several replicas at once all count, and forgets what is older than a time.</summary>
    /// <remarks>The same statements for every try, whatever was wrong with it.</remarks>
    public Task CountFailuresAsync(IReadOnlyList<SignInFailure> failures, DateTimeOffset now, DateTimeOffset forget, CancellationToken ct = default) => _store.ChangeAsync(async sql =>
    {
        // In one order: two replicas that count at once must not wait for each other.
        foreach (var failure in failures.OrderBy(f => f.Place, StringComparer.Ordinal))
        {
            var failed = await sql.ValueAsync<long>(
                """
                INSERT INTO sign_in_failure (place, failed, locked_until, seen) VALUES (@place, @adds, NULL, @seen)
                ON CONFLICT (place) DO UPDATE SET failed = sign_in_failure.failed + excluded.failed, seen = excluded.seen RETURNING failed
                """, ("place", failure.Place), ("adds", (long)failure.Adds), ("seen", Stamp.Of(now)));
            await sql.RunAsync("UPDATE sign_in_failure SET locked_until = CASE WHEN @adds > 0 THEN @until ELSE locked_until END WHERE place = @place",
                ("place", failure.Place), ("adds", (long)failure.Adds), ("until", failure.Until(failed) is { } until ? Stamp.Of(until) : null));
        }
        return await sql.RunAsync("DELETE FROM sign_in_failure WHERE seen < @forget", ("forget", Stamp.Of(forget)));
    }, ct);

    /// <summary>Forgets every place whose name begins so.</summary>
    public Task ForgetAllFailuresAsync(string prefix, CancellationToken ct = default) =>
        RunAsync("DELETE FROM sign_in_failure WHERE substr(place, 1, length(@prefix)) = @prefix", ct, ("prefix", prefix));

    public Task ForgetFailuresAsync(IReadOnlyList<string> places, CancellationToken ct = default) => _store.ChangeAsync(sql => sql.RunAsync(
        $"DELETE FROM sign_in_failure WHERE place IN ({string.Join(", ", Sql.Names(0, places.Count))})", [.. places.Select((p, n) => (Sql.Name(n), (object?)p))]), ct);
}
