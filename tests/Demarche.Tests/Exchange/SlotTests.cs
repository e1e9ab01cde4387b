using Demarche.Exchange;
using Demarche.Releases;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Exchange;

/// <summary>One partner's slowness is its own: places by partner, and what becomes of a try when this desk stops or is cut off.</summary>
public sealed class SlotTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_partner_with_many_packages_does_not_hold_up_another()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var slow = 0;
        await using var odd = await OddDesk.UpAsync(async (context, _) =>
        {
            Interlocked.Increment(ref slow);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        // More than there are places, and all before the other's in time.
        for (var i = 0; i <= Outbox.AtOnce; i++) await desks.ReleaseAsync(partner);
        var (id, _, release) = await desks.ReleaseAsync();
        var running = TwoDesks.SendAsync(desks.Ours);
        await TwoDesks.EventuallyAsync(async () => (await desks.ReleaseOfAsync(id, release)).State == ReleaseState.Received, "received while the other is slow");
        Assert.False(running.IsCompleted);
        Assert.Equal(1, slow);
        await end.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Each_partner_has_one_place_and_its_packages_keep_their_order()
    {
        await using var desks = await TwoDesks.StartAsync();
        var records = desks.Ours.Store.Records;
        for (var i = 0; i < 3; i++)
        {
            await records.EnqueueWorkAsync(new("case", "slow-" + i, "slow", "sha", DateTimeOffset.UnixEpoch.AddSeconds(i)), Ct);
            await records.EnqueueWorkAsync(new("case", "quick-" + i, "quick", "sha", DateTimeOffset.UnixEpoch.AddMinutes(i)), Ct);
        }
        async Task<string[]> ClaimAsync() => [.. (await records.ClaimWorkAsync("replica", 10, TimeSpan.FromMinutes(5), Ct)).Select(w => w.Id)];
        Assert.Equal(["quick-0", "slow-0"], (await ClaimAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(await ClaimAsync());
        await records.CompleteWorkAsync((await records.FindWorkAsync("case", "quick-0", Ct))!, Ct);
        Assert.Equal(["quick-1"], await ClaimAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_try_that_was_cut_off_may_have_left_from_when_it_began_to_send_and_not_before(bool hasBegun)
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (id, request, release) = await desks.ReleaseAsync(partner);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(Departure.Waiting, (await desks.ReleaseOfAsync(id, release)).Departure);
        // A replica takes it for its second try and dies, with or without a connection.
        await desks.Ours.Store.Records.HastenWorkAsync(id, release, Ct);
        Assert.Single(await desks.Ours.Store.Records.ClaimWorkAsync("dead replica", 1, TimeSpan.FromMinutes(1), Ct));
        var began = Times.Text(desks.Clock.GetUtcNow());
        if (hasBegun) await desks.Ours.Cases.WriteAsync(id, "desk", f => OutboxDecisions.Leave(f, release, began), ct: Ct);
        using var trying = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/releases/{release}/stop", new { reason = "Wrong" });
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, trying.StatusCode);
        // The desk starts again: on a store of one process nobody waits for the claim to run out.
        var outbox = desks.Ours.Services.GetRequiredService<Outbox>();
        await outbox.RebuildAsync(Ct);
        Assert.Equal(1, await outbox.RunOnceAsync(Ct));
        var content = await desks.ReleaseOfAsync(id, release);
        Assert.Equal(hasBegun ? (Departure.MayHaveLeft, began) : (Departure.Waiting, null), (content.Departure, content.SentAt));
        using var withdrawn = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/requests/{request}/withdraw", new { reason = "Wrong" });
        Assert.Equal(hasBegun ? System.Net.HttpStatusCode.UnprocessableEntity : System.Net.HttpStatusCode.OK, withdrawn.StatusCode);
    }

    [Fact]
    public async Task The_ledger_says_that_it_may_have_left_while_it_is_sent_and_since_when()
    {
        await using var desks = await TwoDesks.StartAsync();
        Release? seen = null;
        var (id, release) = ("", "");
        await using var odd = await OddDesk.UpAsync(async (context, _) =>
        {
            seen = await desks.ReleaseOfAsync(id, release);
            desks.Clock.Advance(TimeSpan.FromSeconds(40));
            context.Response.StatusCode = 500;
        });
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        (id, _, release) = await desks.ReleaseAsync(partner);
        var began = Times.Text(desks.Clock.GetUtcNow());
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal((Departure.MayHaveLeft, began), (seen!.Departure, seen.SentAt));
        Assert.Equal(began, (await desks.ReleaseOfAsync(id, release)).SentAt);
    }

    [Fact]
    public async Task What_was_stopped_before_the_first_byte_is_not_sent_though_the_connection_is_there()
    {
        await using var odd = await OddDesk.UpAsync((_, text) => text.Length > 0 ? throw new InvalidOperationException("Bytes came.") : Task.CompletedTask);
        using var courier = new Courier(new SocketsHttpHandler());
        var outcome = await courier.CarryAsync(new Package("c", "r", "p", "partner", "a.b.c.d.e", "00"), odd.Card, "desk", [], _ => Task.FromResult<string?>("It was stopped."), Ct);
        var not = Assert.IsType<CarryOutcome.NotReceived>(outcome);
        Assert.Equal((false, "It was stopped."), (not.Left, not.Why));
    }

    [Fact]
    public async Task A_delivery_of_which_nothing_left_is_stopped_and_never_goes_though_the_partner_comes_up()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (id, request, release) = await desks.ReleaseAsync(partner);
        await TwoDesks.SendAsync(desks.Ours);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/releases/{release}/stop", new { reason = "They have it by telephone" });
        await odd.RiseAsync();
        desks.Clock.Advance(TimeSpan.FromHours(1));
        await TwoDesks.SendAsync(desks.Ours);
        await desks.Ours.Services.GetRequiredService<Outbox>().RebuildAsync(Ct);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal((0, ReleaseState.Stopped), (odd.Asked, (await desks.ReleaseOfAsync(id, release)).State));
        Assert.Contains("They have it by telephone", await desks.Analyst.ReadAsync($"/cases/{id}/releases/{release}"), StringComparison.Ordinal);
        using var carried = await desks.Releaser.PostJsonAsync($"/api/cases/{id}/releases/{release}/package", new { });
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, carried.StatusCode);
        using var retried = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/releases/{release}/retry", new { });
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, retried.StatusCode);
        // Nothing left, so the request may be withdrawn, or go as another package.
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests/{request}/withdraw", new { reason = "Not needed" });
    }

    [Fact]
    public async Task Try_now_does_not_wait_for_the_next_time()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (id, _, release) = await desks.ReleaseAsync(partner);
        await TwoDesks.SendAsync(desks.Ours);
        await odd.RiseAsync();
        Assert.Equal(0, await TwoDesks.SendAsync(desks.Ours));
        Assert.Contains("Try now", await desks.Analyst.ReadAsync("/outbox"), StringComparison.Ordinal);
        using var now = await desks.Analyst.PostAsync($"/cases/{id}/releases/{release}/retry");
        Assert.Equal(1, await TwoDesks.SendAsync(desks.Ours));
        Assert.Equal(1, odd.Asked);
    }

    [Fact]
    public async Task What_this_desk_was_sending_when_it_stopped_is_free_at_once_and_may_have_left()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var odd = await OddDesk.UpAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (id, _, release) = await desks.ReleaseAsync(partner);
        var running = desks.Ours.Services.GetRequiredService<Outbox>().RunOnceAsync(end.Token);
        await TwoDesks.EventuallyAsync(() => Task.FromResult(odd.Asked == 1), "it is being sent");
        await end.CancelAsync();
        Assert.Equal(1, await running.WaitAsync(TimeSpan.FromSeconds(30), Ct));
        var work = await desks.WorkAsync(id, release);
        Assert.Equal(("waiting", (string?)null), (work.State, work.ClaimedBy));
        Assert.True(work.Due <= desks.Clock.GetUtcNow());
        Assert.Equal(Departure.MayHaveLeft, (await desks.ReleaseOfAsync(id, release)).Departure);
    }

    [Fact]
    public async Task A_claim_of_which_nothing_was_tried_is_given_back_as_if_it_had_not_been_taken()
    {
        await using var desks = await TwoDesks.StartAsync();
        var records = desks.Ours.Store.Records;
        await records.EnqueueWorkAsync(new("case", "one", "partner", "sha", DateTimeOffset.UnixEpoch), Ct);
        var claimed = Assert.Single(await records.ClaimWorkAsync("replica", 1, TimeSpan.FromMinutes(5), Ct));
        Assert.True(await records.ReleaseWorkAsync(claimed, Ct));
        var again = Assert.Single(await records.ClaimWorkAsync("another", 1, TimeSpan.FromMinutes(5), Ct));
        Assert.Equal((1, (string?)null), (again.Attempts, again.LastError));
    }

    [Fact]
    public async Task It_left_before_it_was_received_whatever_the_partner_s_clock_says()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, _, release) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var content = await desks.ReleaseOfAsync(id, release);
        Assert.Equal(ReleaseState.Received, content.State);
        Assert.True(string.CompareOrdinal(content.SentAt, content.ReceivedAt) <= 0);
        // The receipt of a partner whose clock is an hour behind.
        var early = content with { Receipt = content.Receipt! with { Time = "2026-03-02T08:00:00.000Z" } };
        Assert.Equal(content.ReceivedAt, early.ReceivedAt);
        var history = (await desks.Analyst.GetJsonAsync($"/api/cases/{id}/journal"))["rows"]!.AsArray().Select(r => (string?)r!["what"]).ToList();
        Assert.True(history.IndexOf("receipt-held") < history.IndexOf("package-sent"), "The newest is first.");
    }
}
