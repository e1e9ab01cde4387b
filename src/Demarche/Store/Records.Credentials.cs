namespace Demarche.Store;

/// <summary>How a person proves who they are at this desk.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="PasswordHash">As the hasher writes it.</param>
/// <param name="TotpWrapped">The second factor's secret under the desk's own key; null when there is none.</param>
/// <param name="Failed">Failed tries since the last success.</param>
/// <param name="LockedUntil">No try counts before this time.</param>
/// <param name="Changed">When the password or the second factor was set.</param>
public sealed record Credential(
    string Person, string PasswordHash, string? TotpWrapped, long Failed, DateTimeOffset? LockedUntil, DateTimeOffset Changed);

public sealed partial class Records
{
    public Task<Credential?> FindCredentialAsync(string person, CancellationToken ct = default) => FirstAsync(
        "SELECT person, password_hash, totp_wrapped, failed, locked_until, changed FROM credential WHERE person = @person",
        row => new Credential(row.GetString(0), row.GetString(1), row.Text(2), row.GetInt64(3), row.TimeOrNone(4), row.Time(5)),
        ct, ("person", person));

    /// <summary>Sets or replaces a person's credential as a whole.</summary>
    public Task KeepCredentialAsync(Credential credential, CancellationToken ct = default) => RunAsync(
        """
        INSERT INTO credential (person, password_hash, totp_wrapped, failed, locked_until, changed)
        VALUES (@person, @password_hash, @totp_wrapped, @failed, @locked_until, @changed)
        ON CONFLICT (person) DO UPDATE SET password_hash = excluded.password_hash, totp_wrapped = excluded.totp_wrapped,
          failed = excluded.failed, locked_until = excluded.locked_until, changed = excluded.changed
        """, ct, ("person", credential.Person), ("password_hash", credential.PasswordHash), ("totp_wrapped", credential.TotpWrapped),
        ("failed", credential.Failed), ("locked_until", Stamp.Of(credential.LockedUntil)), ("changed", Stamp.Of(credential.Changed)));

    /// <summary>Counts one failed try in the database, so that tries at several replicas at once all count.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="allowed">At this many failures the credential is locked.</param>
    /// <param name="lockedUntil">Until when it then is.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The failures so far; 0 when the person has no credential.</returns>
    public Task<long> CountFailureAsync(string person, long allowed, DateTimeOffset lockedUntil, CancellationToken ct = default) => _store.ChangeAsync(
        sql => sql.ValueAsync<long>(
            """
            UPDATE credential SET failed = failed + 1,
              locked_until = CASE WHEN failed + 1 >= @allowed THEN @locked_until ELSE locked_until END
            WHERE person = @person RETURNING failed
            """, ("person", person), ("allowed", allowed), ("locked_until", Stamp.Of(lockedUntil))), ct);

    /// <summary>Forgets the failed tries and the lock.</summary>
    public Task ClearFailuresAsync(string person, CancellationToken ct = default) =>
        RunAsync("UPDATE credential SET failed = 0, locked_until = NULL WHERE person = @person", ct, ("person", person));

    public Task RemoveCredentialAsync(string person, CancellationToken ct = default) =>
        RunAsync("DELETE FROM credential WHERE person = @person", ct, ("person", person));
}
