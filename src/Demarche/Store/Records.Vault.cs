namespace Demarche.Store;

/// <summary>The private half of a person's vault key, as it is kept.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Key">The key's id in the desk's journal.</param>
/// <param name="Wrapped">Encrypted under the person's passphrase.</param>
public sealed record KeptVaultKey(string Person, string Key, string Wrapped);

public sealed partial class Records
{
    public Task<KeptVaultKey?> FindVaultKeyAsync(string person, CancellationToken ct = default) => FirstAsync(
        "SELECT person, key_id, wrapped FROM vault_key WHERE person = @person",
        row => new KeptVaultKey(row.GetString(0), row.GetString(1), row.GetString(2)), ct, ("person", person));

    /// <summary>Sets or replaces it as a whole; failed tries are forgotten. On SQLite the old row is overwritten before this completes.</summary>
    internal static Task KeepVaultKeyAsync(Sql sql, KeptVaultKey key) => sql.RunAsync(
        """
        INSERT INTO vault_key (person, key_id, wrapped, failed, locked_until) VALUES (@person, @key_id, @wrapped, 0, NULL)
        ON CONFLICT (person) DO UPDATE SET key_id = excluded.key_id, wrapped = excluded.wrapped, failed = 0, locked_until = NULL
        """, ("person", key.Person), ("key_id", key.Key), ("wrapped", key.Wrapped));

    /// <summary>Counts a try before it is made, so that many at once all count; <see cref="ClearVaultTriesAsync"/> takes it back.</summary>
    /// <param name="person">Whose key.</param>
    /// <param name="now">A lock that ends later than this holds.</param>
    /// <param name="allowed">At this many the key is locked.</param>
    /// <param name="lockedUntil">Until when it then is, by how many tries there were.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The tries so far; 0 when the key is locked or nobody has one.</returns>
    public Task<long> CountVaultTryAsync(
        string person, DateTimeOffset now, long allowed, Func<long, DateTimeOffset> lockedUntil, CancellationToken ct = default) => _store.ChangeAsync(async sql =>
    {
        var tries = await sql.ValueAsync<long>(
            """
            UPDATE vault_key SET failed = failed + 1 WHERE person = @person AND (locked_until IS NULL OR locked_until <= @now) RETURNING failed
            """, ("person", person), ("now", Stamp.Of(now)));
        if (tries >= allowed)
        {
            await sql.RunAsync("UPDATE vault_key SET locked_until = @locked_until WHERE person = @person",
                ("locked_until", Stamp.Of(lockedUntil(tries))), ("person", person));
        }
        return tries;
    }, ct);

    /// <summary>Forgets the tries and the lock.</summary>
    public Task ClearVaultTriesAsync(string person, CancellationToken ct = default) =>
        RunAsync("UPDATE vault_key SET failed = 0, locked_until = NULL WHERE person = @person", ct, ("person", person));
}
