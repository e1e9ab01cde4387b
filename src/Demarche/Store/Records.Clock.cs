namespace Demarche.Store;

public sealed partial class Records
{
    private const string ClockSetting = "clock";

    /// <summary>Replicas' clocks differ by less; a clock that goes back by more was wrong before.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>How often the time is noted, at most.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Notes the time. Where it is far before the time noted last, the clock was ahead and has been set right: what is due, claimed, locked or signed in until
    /// a time of the wrong clock is moved back by as much, so that nothing waits and nobody is locked out for longer than was meant.
    /// </summary>
    /// <returns>By how much the clock was ahead; null where it was not.</returns>
    public async Task<TimeSpan?> NoteTimeAsync(CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        var noted = await FindSettingAsync(ClockSetting, ct) is { } text ? Stamp.Read(text) : (DateTimeOffset?)null;
        if (noted > now - NoteEvery && noted <= now + Skew) return null;
        // Of several replicas that see it at once, one moves the times.
        var isFirst = await RunAsync(
            "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value = @noted", ct,
            ("name", ClockSetting), ("value", Stamp.Of(now)), ("noted", Stamp.Of(noted) ?? "")) > 0;
        if (!isFirst || !(noted > now + Skew)) return null;
        var ahead = noted.Value - now;
        await MoveBackAsync(now, ahead, ct);
        return ahead;
    }

    private Task<bool> MoveBackAsync(DateTimeOffset now, TimeSpan ahead, CancellationToken ct) => _store.ChangeAsync(async sql =>
    {
        foreach (var (table, keys, columns) in new[]
        {
            ("work", new[] { "case_id", "id" }, new[] { "due", "claimed_until" }),
            ("sign_in_failure", ["place"], ["locked_until", "seen"]),
            ("vault_key", ["person"], ["locked_until"]),
            ("session", ["hash"], ["created", "seen"]),
        })
        {
            foreach (var column in columns)
            {
                // A session lasts from when it was last used.
                var ends = table == "session" && column == "seen";
                // What the right clock could not have written yet was written by the wrong one, or is a deadline that hung on it.
                var rows = await sql.ListAsync($"SELECT {string.Join(", ", keys)}, {column}{(ends ? ", expires" : "")} FROM {table} WHERE {column} > @now",
                    row => Enumerable.Range(0, row.FieldCount).Select(row.GetString).ToArray(), ("now", Stamp.Of(now)));
                foreach (var row in rows)
                {
                    var moved = Stamp.Read(row[keys.Length]) - ahead;
                    List<(string, object?)> values = [("moved", Stamp.Of(moved > now || column is "created" or "seen" ? moved : now)), .. keys.Select((k, at) => (k, (object?)row[at]))];
                    var set = $"{column} = @moved";
                    if (ends)
                    {
                        values.Add(("ends", Stamp.Of(Stamp.Read(row[^1]) - ahead)));
                        set += ", expires = @ends";
                    }
                    await sql.RunAsync($"UPDATE {table} SET {set} WHERE {string.Join(" AND ", keys.Select(k => $"{k} = @{k}"))}", [.. values]);
                }
            }
        }
        return true;
    }, ct);
}
