using System.Data.Common;

namespace Demarche.Store;

/// <summary>One row of the outbox.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>dead</c>.</param>
/// <param name="Attempts">How often it was claimed.</param>
/// <param name="Due">Not claimed before this time.</param>
/// <param name="ClaimedBy">Which replica tries it now.</param>
/// <param name="ClaimedUntil">After this time the replica is taken to have died, and another may claim it.</param>
public sealed record Work(
    string Case, string Id, string Partner, string PayloadSha256, string State, long Attempts, DateTimeOffset Due, string? LastError,
    string? ClaimedBy, DateTimeOffset? ClaimedUntil, DateTimeOffset Created);

public sealed partial class Records
{
    private const string WorkColumns =
        "case_id, id, partner, payload_sha256, state, attempts, due, last_error, claimed_by, claimed_until, created";

    // Whoever lost its claim by being too slow must not overwrite what the next one found.
    private const string IfStillClaimed = "WHERE case_id = @case_id AND id = @id AND state = 'running' AND claimed_by = @by AND attempts = @attempts";

    /// <summary>Puts work in the outbox by itself. Where an entry announces it, give it to <see cref="JournalStore.AppendAsync"/> instead.</summary>
    /// <exception cref="InvalidOperationException">The journal has work of that id.</exception>
    public Task EnqueueWorkAsync(NewWork work, CancellationToken ct = default) => _store.ChangeAsync(async sql =>
    {
        await EnqueueAsync(sql, work, _time);
        return true;
    }, ct);

    /// <summary>Takes work that is due, or whose claim has run out, for this replica alone.</summary>
    /// <param name="by">The replica's own name; no other may use it at the same time.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="lease">How long no other replica may take it.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<IReadOnlyList<Work>> ClaimWorkAsync(string by, int count, TimeSpan lease, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        var claimed = await _store.ChangeAsync(sql => sql.ListAsync(
            $"""
            WITH ready AS MATERIALIZED (
              SELECT case_id, id FROM work
              WHERE (state = 'waiting' AND due <= @now) OR (state = 'running' AND claimed_until <= @now)
              ORDER BY due, case_id, id LIMIT @count{sql.Database.SkipClaimed})
            UPDATE work SET state = 'running', attempts = attempts + 1, claimed_by = @by, claimed_until = @until
            WHERE (case_id, id) IN (SELECT case_id, id FROM ready)
            RETURNING {WorkColumns}
            """, ReadWork, ("now", Stamp.Of(now)), ("count", (long)count), ("by", by), ("until", Stamp.Of(now + lease))), ct);
        return [.. claimed.OrderBy(w => w.Due).ThenBy(w => w.Case, StringComparer.Ordinal).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    /// <summary>The partner has it.</summary>
    /// <returns>False when the claim had run out and the work is somebody else's.</returns>
    public Task<bool> CompleteWorkAsync(Work claimed, CancellationToken ct = default) =>
        EndClaimAsync(claimed, "done", null, claimed.Due, ct);

    /// <summary>It did not arrive: to be tried again at <paramref name="due"/>.</summary>
    /// <returns>False when the claim had run out and the work is somebody else's.</returns>
    public Task<bool> FailWorkAsync(Work claimed, string error, DateTimeOffset due, CancellationToken ct = default) =>
        EndClaimAsync(claimed, "waiting", error, due, ct);

    /// <summary>It is given up until somebody revives it.</summary>
    /// <returns>False when the claim had run out and the work is somebody else's.</returns>
    public Task<bool> BuryWorkAsync(Work claimed, string error, CancellationToken ct = default) =>
        EndClaimAsync(claimed, "dead", error, claimed.Due, ct);

    /// <summary>Lets dead work be tried again, now and from its first attempt.</summary>
    /// <returns>False when there is no such dead work.</returns>
    public async Task<bool> ReviveWorkAsync(string caseId, string id, CancellationToken ct = default) => await RunAsync(
        "UPDATE work SET state = 'waiting', attempts = 0, due = @now WHERE case_id = @case_id AND id = @id AND state = 'dead'",
        ct, ("now", Stamp.Of(_time.GetUtcNow())), ("case_id", caseId), ("id", id)) > 0;

    public Task<Work?> FindWorkAsync(string caseId, string id, CancellationToken ct = default) => FirstAsync(
        $"SELECT {WorkColumns} FROM work WHERE case_id = @case_id AND id = @id", ReadWork, ct, ("case_id", caseId), ("id", id));

    /// <summary>The outbox, by case, time of creation and id; all of it, or one case's, or one state's.</summary>
    public async Task<IReadOnlyList<Work>> ListWorkAsync(string? caseId = null, string? state = null, CancellationToken ct = default)
    {
        var list = await _store.ReadAsync(sql => sql.ListAsync(
            $"SELECT {WorkColumns} FROM work WHERE (@case_id IS NULL OR case_id = @case_id) AND (@state IS NULL OR state = @state)",
            ReadWork, ("case_id", caseId), ("state", state)), ct);
        return [.. list.OrderBy(w => w.Case, StringComparer.Ordinal).ThenBy(w => w.Created).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    internal static Task EnqueueAsync(Sql sql, NewWork work, TimeProvider time) => sql.InsertAsync($"work ({WorkColumns})",
        [[work.Case, work.Id, work.Partner, work.PayloadSha256, "waiting", 0L, Stamp.Of(work.Due), null, null, null, Stamp.Of(time.GetUtcNow())]]);

    private async Task<bool> EndClaimAsync(Work claimed, string state, string? error, DateTimeOffset due, CancellationToken ct) => await RunAsync(
        $"UPDATE work SET state = @state, last_error = @error, due = @due, claimed_by = NULL, claimed_until = NULL {IfStillClaimed}", ct,
        ("state", state), ("error", error), ("due", Stamp.Of(due)), ("case_id", claimed.Case), ("id", claimed.Id), ("by", claimed.ClaimedBy),
        ("attempts", claimed.Attempts)) > 0;

    private static Work ReadWork(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.Time(6), row.Text(7),
        row.Text(8), row.TimeOrNone(9), row.Time(10));
}
