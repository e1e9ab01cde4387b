using Demarche.Store;

namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Failed_sign_ins_count_by_place_and_lock()
    {
        var (now, old) = (Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(-1));
        SignInFailure At(string place, int adds = 1) => new(place, adds, n => n >= 5 ? now.AddMinutes(n) : null);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Store.Records.CountFailuresAsync([At("x:here"), At("x:code", 0), At("x")], now, old, Ct)));
        Assert.Equal([new(5, now.AddMinutes(5)), new(0, null), SignInFailures.None], await Store.Records.FailuresAsync(["x:here", "x:code", "y"], Ct));
        // A try that does not count leaves count and lock as they are.
        await Store.Records.CountFailuresAsync([At("x:here", 0)], now, old, Ct);
        Assert.Equal([new(5, now.AddMinutes(5))], await Store.Records.FailuresAsync(["x:here"], Ct));

        await Store.Records.ForgetFailuresAsync(["x:here"], Ct);
        Assert.Equal([SignInFailures.None, new(5, now.AddMinutes(5))], await Store.Records.FailuresAsync(["x:here", "x"], Ct));
        await Store.Records.CountFailuresAsync([At("y")], now.AddDays(2), now.AddDays(1), Ct);
        Assert.Equal([SignInFailures.None, new(1, null)], await Store.Records.FailuresAsync(["x", "y"], Ct));
        await Store.Records.ForgetAllFailuresAsync("y", Ct);
        Assert.Equal([SignInFailures.None], await Store.Records.FailuresAsync(["y"], Ct));
    }

    [Fact]
    public async Task A_credential_is_kept_and_removed()
    {
        var now = Clock.GetUtcNow();
        await Store.Records.KeepCredentialAsync(new Credential("ana", "hash", null, now), Ct);
        await Store.Records.KeepCredentialAsync((await Store.Records.FindCredentialAsync("ana", Ct))! with { TotpWrapped = "totp" }, Ct);
        Assert.Equal(new Credential("ana", "hash", "totp", now), await Store.Records.FindCredentialAsync("ana", Ct));
        await Store.Records.RemoveCredentialAsync("ana", Ct);
        Assert.Null(await Store.Records.FindCredentialAsync("ana", Ct));
    }

    [Fact]
    public async Task Documents_come_with_their_entries_or_not_at_all()
    {
        var (kept, lost) = (KeptDocument.Of("kept"u8.ToArray()), KeptDocument.Of("lost"u8.ToArray()));
        await AppendAsync("case-a", 1, new() { Documents = [kept, kept] });
        Assert.IsType<AppendResult.Stale>(await Store.AppendAsync(Demarche.Journal.Head.Empty("case-a"), [Draft("case-a", 2)], new() { Documents = [lost] }, Ct));
        Assert.Equal(kept.Bytes, await Store.FindAsync(kept.Sha256, Ct));
        Assert.Null(await Store.FindAsync(lost.Sha256, Ct));
    }

    [Fact]
    public async Task A_store_that_is_opened_to_be_read_takes_no_write()
    {
        await AppendAsync("case-a");
        foreach (var use in new[] { StoreUse.Read, StoreUse.ReadJournals })
        {
            await using var reading = await JournalStore.OpenAsync(Address, Clock, use, Ct);
            Assert.False(reading.Writes);
            Assert.Single(await reading.HeadsAsync(Ct));
            await Assert.ThrowsAsync<StoreProblem>(() => reading.KeepKeyAsync("case-a", "key", "x", Ct));
            // Past the store's own refusal, the database refuses too.
            await Assert.ThrowsAsync<StoreProblem>(() => reading.ReadAsync(sql => sql.RunAsync("INSERT INTO setting (name, value) VALUES ('a', 'b')"), Ct));
        }
    }

    [Fact]
    public async Task An_older_desks_store_is_upgraded_by_nothing_that_only_reads_or_writes()
    {
        await AppendAsync("case-a");
        await Store.DisposeAsync();
        await TamperAsync("DROP TABLE sign_in_failure");
        await TamperAsync("DELETE FROM schema_step WHERE number >= 7");
        foreach (var use in new[] { StoreUse.Read, StoreUse.Write })
            Assert.Contains("demarche upgrade", (await Assert.ThrowsAsync<StoreProblem>(() => JournalStore.OpenAsync(Address, Clock, use, Ct))).Message, StringComparison.Ordinal);
        await using (var old = await JournalStore.OpenAsync(Address, Clock, StoreUse.ReadJournals, Ct)) Assert.Single(await old.HeadsAsync(Ct));
        await ReopenAsync();
        Assert.Single(await WholeChainAsync("case-a"));
    }

    [Fact]
    public async Task Tries_at_a_vault_key_count_before_they_are_made_and_lock()
    {
        var now = Clock.GetUtcNow();
        var key = new KeptVaultKey("ana", "key-1", "wrapped");
        await KeepAsync(key);
        Task<long> Try() => Store.Records.CountVaultTryAsync("ana", Clock.GetUtcNow(), 3, tries => now.AddMinutes(tries), Ct);
        var counts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Try()));
        Assert.Equal([0, 0, 1, 2, 3], counts.Order());
        Assert.Equal(0, await Store.Records.CountVaultTryAsync("nobody", now, 3, _ => now, Ct));

        Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(4, await Try());
        Assert.Equal(0, await Try());
        await Store.Records.ClearVaultTriesAsync("ana", Ct);
        Assert.Equal(1, await Try());
        Assert.Equal(key, await Store.Records.FindVaultKeyAsync("ana", Ct));
        await KeepAsync(key with { Key = "key-2", Wrapped = "anew" });
        Assert.Equal(key with { Key = "key-2", Wrapped = "anew" }, await Store.Records.FindVaultKeyAsync("ana", Ct));
        Assert.Equal(1, await Try());

        async Task KeepAsync(KeptVaultKey kept) => await Store.AppendAsync(await Store.HeadAsync("case-a", Ct), [Draft("case-a")], new() { VaultKeys = [kept] }, Ct);
    }

    [Fact]
    public async Task Sessions_open_move_and_close()
    {
        var now = Clock.GetUtcNow();
        foreach (var hash in new[] { "h1", "h2", "h3" }) await Store.Records.OpenSessionAsync(new Session(hash, "ana", now, now, now.AddHours(1)), Ct);
        await Store.Records.TouchSessionAsync("h1", now.AddMinutes(5), now.AddHours(9), Ct);
        await Store.Records.CloseSessionAsync("h3", Ct);
        Assert.Equal(new Session("h1", "ana", now, now.AddMinutes(5), now.AddHours(9)), await Store.Records.FindSessionAsync("h1", Ct));

        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await Store.Records.CloseExpiredSessionsAsync(Ct));
        Assert.Equal("h1", Assert.Single(await Store.Records.SessionsOfAsync("ana", Ct)).Hash);
        await Store.Records.CloseSessionsOfAsync("ana", Ct);
        Assert.Null(await Store.Records.FindSessionAsync("h1", Ct));
    }

    [Fact]
    public async Task Work_is_claimed_by_one_replica_only()
    {
        await using var other = await OpenAsync();
        for (var n = 0; n < 30; n++) await Store.Records.EnqueueWorkAsync(NewWork($"work-{n:00}") with { Partner = $"partner-{n:00}" }, Ct);
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            (n % 2 == 0 ? Store : other).Records.ClaimWorkAsync($"replica-{n % 2}", 4, TimeSpan.FromMinutes(1), Ct)));

        var claimed = claims.SelectMany(c => c).ToArray();
        Assert.All(claimed, w => Assert.Equal(("running", 1), (w.State, w.Attempts)));
        Assert.Equal(claimed.Length, claimed.Select(w => w.Id).Distinct().Count());
        var rest = await Store.Records.ClaimWorkAsync("replica-0", 100, TimeSpan.FromMinutes(1), Ct);
        Assert.Equal(30, claimed.Length + rest.Count);
    }

    [Fact]
    public async Task Work_goes_its_way_through_failure_death_and_revival()
    {
        var records = Store.Records;
        await records.EnqueueWorkAsync(NewWork("work-1"), Ct);
        var first = Assert.Single(await records.ClaimWorkAsync("replica", 5, TimeSpan.FromMinutes(1), Ct));
        Assert.True(await records.FailWorkAsync(first, "192.0.2.7 does not answer", Clock.GetUtcNow().AddMinutes(2), Ct));
        Assert.Empty(await records.ClaimWorkAsync("replica", 5, TimeSpan.FromMinutes(1), Ct));

        Clock.Advance(TimeSpan.FromMinutes(2));
        var second = Assert.Single(await records.ClaimWorkAsync("replica", 5, TimeSpan.FromMinutes(1), Ct));
        Assert.Equal((2, "192.0.2.7 does not answer"), (second.Attempts, second.LastError));
        Assert.True(await records.BuryWorkAsync(second, "gave up", Ct));
        Assert.Equal("work-1", Assert.Single(await records.ListWorkAsync(state: "dead", ct: Ct)).Id);

        Assert.True(await records.ReviveWorkAsync("case-a", "work-1", Ct));
        Assert.False(await records.ReviveWorkAsync("case-a", "work-1", Ct));
        var third = Assert.Single(await records.ClaimWorkAsync("replica", 5, TimeSpan.FromMinutes(1), Ct));
        Assert.True(await records.CompleteWorkAsync(third, Ct));
        Assert.Equal("done", (await records.FindWorkAsync("case-a", "work-1", Ct))!.State);
    }

    [Fact]
    public async Task Work_of_a_replica_that_died_is_claimed_again_and_its_late_word_is_not_heard()
    {
        await Store.Records.EnqueueWorkAsync(NewWork("work-1"), Ct);
        var late = Assert.Single(await Store.Records.ClaimWorkAsync("replica-1", 1, TimeSpan.FromMinutes(1), Ct));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var taken = Assert.Single(await Store.Records.ClaimWorkAsync("replica-2", 1, TimeSpan.FromMinutes(1), Ct));

        Assert.False(await Store.Records.FailWorkAsync(late, "late", Clock.GetUtcNow(), Ct));
        Assert.True(await Store.Records.CompleteWorkAsync(taken, Ct));
    }

    [Fact]
    public async Task A_package_is_received_once_however_often_it_arrives()
    {
        var package = new Received("package-1", "westmark", new string('b', 64), "receipt 1", Clock.GetUtcNow());
        var first = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store.Records.KeepReceivedAsync(package, Ct)));

        Assert.Single(first, true);
        Assert.False(await Store.Records.KeepReceivedAsync(package with { Receipt = "receipt 2" }, Ct));
        Assert.Equal(package, await Store.Records.FindReceivedAsync("package-1", Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync("case-a", 1, new StoreWrites { Received = [package] }));
        Assert.Empty(await EntriesAsync("case-a"));
    }

    [Fact]
    public async Task Settings_are_kept_listed_and_set_once()
    {
        await Store.Records.KeepSettingAsync("key-ring/b", "1", Ct);
        await Store.Records.KeepSettingAsync("key-ring/a", "1", Ct);
        await Store.Records.KeepSettingAsync("key-ring/a", "2", Ct);
        Assert.Equal("desk-1", await Store.Records.KeepSettingOnceAsync("desk", "desk-1", Ct));
        Assert.Equal("desk-1", await Store.Records.KeepSettingOnceAsync("desk", "desk-2", Ct));

        Assert.Equal([("key-ring/a", "2"), ("key-ring/b", "1")], await Store.Records.SettingsAsync("key-ring/", Ct));
        await Store.Records.RemoveSettingAsync("key-ring/a", Ct);
        Assert.Null(await Store.Records.FindSettingAsync("key-ring/a", Ct));
    }

    private NewWork NewWork(string id) => new("case-a", id, "westmark", new string('c', 64), Clock.GetUtcNow());
}
