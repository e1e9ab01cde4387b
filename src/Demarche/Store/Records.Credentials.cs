namespace Demarche.Store;

/// <summary>How a person proves who they are at this desk.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="PasswordHash">As the hasher writes it.</param>
/// <param name="TotpWrapped">The second factor's secret under the desk's own key; null when there is none.</param>
/// <param name="Changed">When the password or the second factor was set.</param>
public sealed record Credential(string Person, string PasswordHash, string? TotpWrapped, DateTimeOffset Changed);

public sealed partial class Records
{
    public Task<Credential?> FindCredentialAsync(string person, CancellationToken ct = default) => FirstAsync(
        "SELECT person, password_hash, totp_wrapped, changed FROM credential WHERE person = @person",
        row => new Credential(row.GetString(0), row.GetString(1), row.Text(2), row.Time(3)),
        ct, ("person", person));

    /// <summary>Sets or replaces a person's credential as a whole.</summary>
    public Task KeepCredentialAsync(Credential credential, CancellationToken ct = default) => RunAsync(
        """
        INSERT INTO credential (person, password_hash, totp_wrapped, failed, locked_until, changed)
        VALUES (@person, @password_hash, @totp_wrapped, 0, NULL, @changed)
        ON CONFLICT (person) DO UPDATE SET password_hash = excluded.password_hash, totp_wrapped = excluded.totp_wrapped, changed = excluded.changed
        """, ct, ("person", credential.Person), ("password_hash", credential.PasswordHash), ("totp_wrapped", credential.TotpWrapped),
        ("changed", Stamp.Of(credential.Changed)));

    public Task RemoveCredentialAsync(string person, CancellationToken ct = default) =>
        RunAsync("DELETE FROM credential WHERE person = @person", ct, ("person", person));
}
