namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_a_clock_that_was_ahead_wrote_is_moved_back_when_the_clock_is_set_right()
    {
        var (records, right) = (Store.Records, Clock.GetUtcNow());
        Assert.Null(await records.NoteTimeAsync(Ct));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await records.NoteTimeAsync(Ct));
        var ahead = Clock.GetUtcNow();
        await records.EnqueueWorkAsync(NewWork("waits") with { Due = ahead.AddSeconds(30) }, Ct);
        await records.EnqueueWorkAsync(NewWork("claimed") with { Partner = "other", Due = right }, Ct);
        Assert.Single(await records.ClaimWorkAsync("replica", 5, TimeSpan.FromMinutes(5), Ct));
        await records.CountFailuresAsync([new("place", 1, _ => ahead.AddMinutes(1))], ahead, right, Ct);
        await records.OpenSessionAsync(new("before", "ana", right.AddMinutes(-5), ahead, ahead.AddHours(1)), Ct);
        await records.OpenSessionAsync(new("ahead", "ana", ahead, ahead, ahead.AddHours(1)), Ct);

        Clock.AdjustTime(right.AddMinutes(2));
        var moved = await records.NoteTimeAsync(Ct);
        Assert.NotNull(moved);
        Assert.InRange(moved.Value, TimeSpan.FromMinutes(57), TimeSpan.FromMinutes(60));
        var now = Clock.GetUtcNow();
        Assert.InRange((await records.FindWorkAsync("case-a", "waits", Ct))!.Due, now, now.AddMinutes(1));
        Assert.InRange((await records.FindWorkAsync("case-a", "claimed", Ct))!.ClaimedUntil!.Value, now, now.AddMinutes(6));
        Assert.InRange(Assert.Single(await records.FailuresAsync(["place"], Ct)).LockedUntil!.Value, now, now.AddMinutes(2));
        foreach (var hash in (string[])["before", "ahead"])
        {
            var session = (await records.FindSessionAsync(hash, Ct))!;
            Assert.True(session.Seen <= now && session.Created <= now, hash);
            Assert.InRange(session.Expires, now.AddMinutes(50), now.AddMinutes(61));
        }
        // Once: the next look finds nothing to move.
        Assert.Null(await records.NoteTimeAsync(Ct));
    }

    [Fact]
    public async Task Clocks_of_replicas_that_differ_by_little_move_nothing()
    {
        var records = Store.Records;
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await records.NoteTimeAsync(Ct));
        var due = Clock.GetUtcNow().AddMinutes(30);
        await records.EnqueueWorkAsync(NewWork("waits") with { Due = due }, Ct);
        Clock.AdjustTime(Clock.GetUtcNow().AddMinutes(-5));
        Assert.Null(await records.NoteTimeAsync(Ct));
        Assert.Equal(due, (await records.FindWorkAsync("case-a", "waits", Ct))!.Due);
    }
}
