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

    /// <summary>The last error of work whose claim ran out: nobody noted how that try ended.</summary>
    public const string CutOff = "The last try was cut off.";

    // Whoever lost its claim by being too slow must not overwrite what the next one found.
    private const string IfStillClaimed = "WHERE case_id = @case_id AND id = @id AND state = 'running' AND claimed_by = @by AND attempts = @attempts";

    /// <summary>Puts work in the outbox by itself. Where an entry announces it, give it to <see cref="JournalStore.AppendAsync"/> instead.</summary>
    /// <exception cref="InvalidOperationException">The journal has work of that id.</exception>
    public Task EnqueueWorkAsync(NewWork work, CancellationToken ct = default) => _store.ChangeAsync(async sql =>
    {
        await EnqueueAsync(sql, work, _time);
        return true;
    }, ct);

    /// <summary>Takes work that is due, or whose claim has run out, for this replica alone: for each partner one piece at a time, so that a slow partner
    /// waits for itself alone and what is sent to one partner keeps its order.</summary>
    /// <param name="by">The replica's own name; no other may use it at the same time.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="lease">How long no other replica may take it.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<IReadOnlyList<Work>> ClaimWorkAsync(string by, int count, TimeSpan lease, CancellationToken ct = default)
    {
        const string Ready = "((w.state = 'waiting' AND w.due <= @now) OR (w.state = 'running' AND w.claimed_until <= @now))";
        var now = _time.GetUtcNow();
        var claimed = await _store.ChangeAsync(sql => sql.ListAsync(
            $"""
            WITH ready AS MATERIALIZED (
              SELECT w.case_id, w.id FROM work w
              WHERE {Ready}
                AND NOT EXISTS (SELECT 1 FROM work r WHERE r.partner = w.partner AND r.state = 'running' AND r.claimed_until > @now)
                AND NOT EXISTS (SELECT 1 FROM work e WHERE e.partner = w.partner AND {Ready.Replace("w.", "e.", StringComparison.Ordinal)}
                  AND (e.due, e.case_id, e.id) < (w.due, w.case_id, w.id))
              ORDER BY w.due, w.case_id, w.id LIMIT @count{sql.Database.SkipClaimed})
            UPDATE work SET state = 'running', attempts = attempts + 1, claimed_by = @by, claimed_until = @until,
              last_error = CASE WHEN state = 'running' THEN @cut ELSE last_error END
            WHERE (case_id, id) IN (SELECT case_id, id FROM ready)
            RETURNING {WorkColumns}
            """, ReadWork, ("now", Stamp.Of(now)), ("count", (long)count), ("by", by), ("until", Stamp.Of(now + lease)), ("cut", CutOff)), ct);
        return [.. claimed.OrderBy(w => w.Due).ThenBy(w => w.Case, StringComparer.Ordinal).ThenBy(w => w.Id, StringComparer.Ordinal)];
    }

    /// <summary>Keeps what this replica tries: its claims would run out while a partner is slow.</summary>
    public Task RenewWorkAsync(string by, TimeSpan lease, CancellationToken ct = default) => RunAsync(
        "UPDATE work SET claimed_until = @until WHERE state = 'running' AND claimed_by = @by", ct, ("by", by), ("until", Stamp.Of(_time.GetUtcNow() + lease)));

    /// <summary>Ends the claims of everybody else, who is known to be gone.</summary>
    public Task EndOtherClaimsAsync(string by, CancellationToken ct = default) => RunAsync(
        "UPDATE work SET claimed_until = @now WHERE state = 'running' AND claimed_by <> @by", ct, ("by", by), ("now", Stamp.Of(_time.GetUtcNow())));

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

    /// <summary>Gives a claim back before anything was tried: as if it had never been taken.</summary>
    /// <returns>False when the claim had run out and the work is somebody else's.</returns>
    public async Task<bool> ReleaseWorkAsync(Work claimed, CancellationToken ct = default) => await RunAsync(
        $"UPDATE work SET state = 'waiting', attempts = attempts - 1, claimed_by = NULL, claimed_until = NULL {IfStillClaimed}", ct,
        ("case_id", claimed.Case), ("id", claimed.Id), ("by", claimed.ClaimedBy), ("attempts", claimed.Attempts)) > 0;

    /// <summary>Makes waiting work due now. What is being tried goes on as it is.</summary>
    /// <returns>False when nothing of that id waits.</returns>
    public async Task<bool> HastenWorkAsync(string caseId, string id, CancellationToken ct = default) => await RunAsync(
        "UPDATE work SET due = @now WHERE case_id = @case_id AND id = @id AND state = 'waiting'",
        ct, ("now", Stamp.Of(_time.GetUtcNow())), ("case_id", caseId), ("id", id)) > 0;

    /// <summary>Takes work out of the outbox before a person's word against it is written, so that no replica claims it in between.</summary>
    /// <returns>False when a replica tries it in this moment, or was cut off while it did: bytes may be leaving.</returns>
    public async Task<bool> TakeOutWorkAsync(string caseId, string id, string why, CancellationToken ct = default) => await RunAsync(
        "UPDATE work SET state = 'dead', last_error = @why WHERE case_id = @case_id AND id = @id AND state IN ('waiting', 'dead')",
        ct, ("why", why), ("case_id", caseId), ("id", id)) > 0;

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
