using Demarche.Store;

namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Failed_sign_ins_count_and_lock()
    {
        var now = Clock.GetUtcNow();
        await Store.Records.KeepCredentialAsync(new Credential("ana", "hash", null, 0, null, now), Ct);
        var counts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Store.Records.CountFailureAsync("ana", 5, now.AddMinutes(15), Ct)));

        Assert.Equal([1, 2, 3, 4, 5], counts.Order());
        Assert.Equal(new Credential("ana", "hash", null, 5, now.AddMinutes(15), now), await Store.Records.FindCredentialAsync("ana", Ct));
        Assert.Equal(0, await Store.Records.CountFailureAsync("nobody", 5, now, Ct));

        await Store.Records.ClearFailuresAsync("ana", Ct);
        await Store.Records.KeepCredentialAsync((await Store.Records.FindCredentialAsync("ana", Ct))! with { TotpWrapped = "totp" }, Ct);
        Assert.Equal(new Credential("ana", "hash", "totp", 0, null, now), await Store.Records.FindCredentialAsync("ana", Ct));
        await Store.Records.RemoveCredentialAsync("ana", Ct);
        Assert.Null(await Store.Records.FindCredentialAsync("ana", Ct));
    }

    [Fact]
    public async Task Tries_at_a_vault_key_count_before_they_are_made_and_lock()
    {
        var now = Clock.GetUtcNow();
        var key = new KeptVaultKey("ana", "key-1", "wrapped");
        await Store.Records.KeepVaultKeyAsync(key, Ct);
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
        await Store.Records.KeepVaultKeyAsync(key with { Key = "key-2", Wrapped = "anew" }, Ct);
        Assert.Equal(key with { Key = "key-2", Wrapped = "anew" }, await Store.Records.FindVaultKeyAsync("ana", Ct));
        Assert.Equal(1, await Try());
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
