namespace Demarche.Store;

/// <summary>A signed-in browser.</summary>
/// <param name="Hash">SHA-256 of the session's token; the token itself is only in the browser.</param>
/// <param name="Person">The person's id.</param>
public sealed record Session(string Hash, string Person, DateTimeOffset Created, DateTimeOffset Seen, DateTimeOffset Expires);

public sealed partial class Records
{
    private const string SessionColumns = "hash, person, created, seen, expires";

    public Task OpenSessionAsync(Session session, CancellationToken ct = default) => RunAsync(
        $"INSERT INTO session ({SessionColumns}) VALUES (@hash, @person, @created, @seen, @expires)", ct,
        ("hash", session.Hash), ("person", session.Person), ("created", Stamp.Of(session.Created)),
        ("seen", Stamp.Of(session.Seen)), ("expires", Stamp.Of(session.Expires)));

    /// <summary>The session, expired or not; null when it was closed or never opened.</summary>
    public Task<Session?> FindSessionAsync(string hash, CancellationToken ct = default) => FirstAsync(
        $"SELECT {SessionColumns} FROM session WHERE hash = @hash", ReadSession, ct, ("hash", hash));

    /// <summary>A person's sessions, the latest first.</summary>
    public async Task<IReadOnlyList<Session>> SessionsOfAsync(string person, CancellationToken ct = default) => await _store.ReadAsync(
        sql => sql.ListAsync($"SELECT {SessionColumns} FROM session WHERE person = @person ORDER BY created DESC, hash", ReadSession, ("person", person)), ct);

    public Task TouchSessionAsync(string hash, DateTimeOffset seen, DateTimeOffset expires, CancellationToken ct = default) => RunAsync(
        "UPDATE session SET seen = @seen, expires = @expires WHERE hash = @hash", ct,
        ("hash", hash), ("seen", Stamp.Of(seen)), ("expires", Stamp.Of(expires)));

    public Task CloseSessionAsync(string hash, CancellationToken ct = default) =>
        RunAsync("DELETE FROM session WHERE hash = @hash", ct, ("hash", hash));

    public Task CloseSessionsOfAsync(string person, CancellationToken ct = default) =>
        RunAsync("DELETE FROM session WHERE person = @person", ct, ("person", person));

    /// <summary>Removes the sessions that have expired.</summary>
    /// <returns>How many.</returns>
    public Task<int> CloseExpiredSessionsAsync(CancellationToken ct = default) =>
        RunAsync("DELETE FROM session WHERE expires <= @now", ct, ("now", Stamp.Of(_time.GetUtcNow())));

    private static Session ReadSession(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.Time(2), row.Time(3), row.Time(4));
}
