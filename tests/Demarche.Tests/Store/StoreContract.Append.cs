using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_was_appended_is_read_back_word_for_word()
    {
        var first = await AppendAsync("case-a", 2);
        var second = await AppendAsync("case-a", 3);

        Assert.Equal([.. first.Entries, .. second.Entries], await WholeChainAsync("case-a"));
        Assert.Equal(5, second.Head.Number);
        Assert.Equal(second.Entries, await EntriesAsync("case-a", after: 2));
    }

    [Fact]
    public async Task A_journal_without_entries_has_the_empty_head()
    {
        Assert.Equal(Head.Empty("case-none"), await Store.HeadAsync("case-none", Ct));
        Assert.Empty(await EntriesAsync("case-none"));
        Assert.Empty(await Store.HeadsAsync(Ct));
    }

    [Fact]
    public async Task A_stale_append_is_refused_with_the_actual_head_and_writes_nothing()
    {
        var seen = await Store.HeadAsync("case-a", Ct);
        var first = await AppendAsync("case-a");

        var with = new StoreWrites { Keys = [new WrappedKey("case-a", "key-1", "wrapped")] };
        var stale = Assert.IsType<AppendResult.Stale>(await Store.AppendAsync(seen, [Draft("case-a", 2)], with, Ct));

        Assert.Equal(first.Head, stale.Actual);
        Assert.Single(await WholeChainAsync("case-a"));
        Assert.Null(await Store.FindKeyAsync("case-a", "key-1", Ct));
    }

    [Fact]
    public async Task A_first_append_on_a_made_up_head_is_stale_and_leaves_no_journal_behind()
    {
        var result = await Store.AppendAsync(new Head("case-a", 7, new string('f', 64)), [Draft("case-a")], null, Ct);

        Assert.Equal(new AppendResult.Stale(Head.Empty("case-a")), result);
        Assert.Empty(await Store.HeadsAsync(Ct));
    }

    [Fact]
    public async Task Of_appends_on_one_head_at_once_exactly_one_wins()
    {
        var seen = await Store.HeadAsync("case-a", Ct);
        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Store.AppendAsync(seen, [Draft("case-a", n)], null, Ct)));

        var won = Assert.Single(results.OfType<AppendResult.Appended>());
        Assert.All(results.OfType<AppendResult.Stale>(), s => Assert.Equal(won.Head, s.Actual));
        Assert.Equal(won.Entries, await WholeChainAsync("case-a"));
    }

    [Fact]
    public async Task Entries_of_two_journals_are_appended_together_or_not_at_all()
    {
        var (one, two) = (await AppendAsync("case-a"), await AppendAsync("case-b"));
        JoinedAppend Joined(Head seen, int n) => new(seen, [Draft("case-b", n)]);
        var together = await Store.AppendAsync(one.Head, [Draft("case-a", 2)], new() { Joined = Joined(two.Head, 2) }, Ct);
        Assert.Equal((2, 2), ((await WholeChainAsync("case-a")).Count, (await WholeChainAsync("case-b")).Count));
        var first = Assert.IsType<AppendResult.Appended>(together).Head;
        // Either head that has moved keeps both from being written.
        Assert.IsType<AppendResult.Stale>(await Store.AppendAsync(first, [Draft("case-a", 3)], new() { Joined = Joined(two.Head, 3) }, Ct));
        Assert.IsType<AppendResult.Stale>(await Store.AppendAsync(one.Head, [Draft("case-a", 3)], new() { Joined = Joined(await Store.HeadAsync("case-b", Ct), 3) }, Ct));
        Assert.Equal((2, 2), ((await WholeChainAsync("case-a")).Count, (await WholeChainAsync("case-b")).Count));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync(first, [Draft("case-a", 3)], new() { Joined = new(first, [Draft("case-a", 3)]) }, Ct));
    }

    [Fact]
    public async Task Entries_keys_and_work_stand_together_or_not_at_all()
    {
        await Store.KeepKeyAsync("case-a", "key-taken", "wrapped", Ct);
        var work = new NewWork("case-a", "work-1", "westmark", new string('a', 64), Clock.GetUtcNow());
        var with = new StoreWrites { Keys = [new WrappedKey("case-a", "key-new", "wrapped"), new WrappedKey("case-a", "key-taken", "other")], Work = [work] };

        var innocent = Store.AppendAsync(Head.Empty("case-b"), [Draft("case-b")], null, Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.AppendAsync(Head.Empty("case-a"), [Draft("case-a"), Draft("case-a", 2)], with, Ct));

        Assert.IsType<AppendResult.Appended>(await innocent);
        Assert.Empty(await EntriesAsync("case-a"));
        Assert.Null(await Store.FindKeyAsync("case-a", "key-new", Ct));
        Assert.Equal("wrapped", await Store.FindKeyAsync("case-a", "key-taken", Ct));
        Assert.Empty(await Store.Records.ListWorkAsync(ct: Ct));

        await AppendAsync("case-a", 2, with with { Keys = [with.Keys[0]] });
        Assert.Equal("wrapped", await Store.FindKeyAsync("case-a", "key-new", Ct));
        Assert.Equal("work-1", Assert.Single(await Store.Records.ListWorkAsync(ct: Ct)).Id);
    }

    [Fact]
    public async Task One_write_at_fault_does_not_fail_those_beside_it()
    {
        var writes = Enumerable.Range(0, 20).Select(n => n % 5 == 0
            ? Store.ChangeAsync<bool>(_ => throw new FormatException("not to be written"), Ct)
            : Store.AppendAsync(Head.Empty($"case-{n}"), [Draft($"case-{n}")], null, Ct).ContinueWith(a => a.Result is AppendResult.Appended, TaskScheduler.Default)).ToArray();

        for (var n = 0; n < writes.Length; n++)
        {
            if (n % 5 == 0) await Assert.ThrowsAsync<FormatException>(() => writes[n]);
            else Assert.True(await writes[n]);
        }
        Assert.Equal(16, (await Store.HeadsAsync(Ct)).Count);
    }

    [Fact]
    public async Task Sixty_four_writers_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
        {
            var journal = $"case-{writer % 8}";
            for (var n = 0; n < 5; n++)
            {
                var head = await Store.HeadAsync(journal, Ct);
                while (await Store.AppendAsync(head, [Draft(journal, n)], null, Ct) is AppendResult.Stale stale) head = stale.Actual;
            }
        }));

        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"case-{n}"), (await Store.HeadsAsync(Ct)).Select(h => h.Case));
        foreach (var head in await Store.HeadsAsync(Ct)) Assert.Equal(40, (await WholeChainAsync(head.Case)).Count);
    }

    [Fact]
    public async Task Two_desks_on_one_database_race_without_a_fork()
    {
        await using var other = await OpenAsync();
        var journals = Enumerable.Range(0, 6).Select(n => $"case-{n}").ToArray();
        await Task.WhenAll(new[] { Store, other }.SelectMany(store => Enumerable.Range(0, 12).Select(async writer =>
        {
            for (var n = 0; n < 10; n++)
            {
                var journal = journals[(writer + n) % journals.Length];
                var head = await store.HeadAsync(journal, Ct);
                while (await store.AppendAsync(head, [Draft(journal, n), Draft(journal, n)], null, Ct) is AppendResult.Stale stale) head = stale.Actual;
            }
        })));

        var total = 0;
        foreach (var journal in journals) total += (await WholeChainAsync(journal)).Count;
        Assert.Equal(2 * 12 * 10 * 2, total);
    }

    [Fact]
    public async Task More_entries_than_one_page_are_read_in_order()
    {
        for (var n = 0; n < 5; n++) await AppendAsync("case-long", 500);
        Assert.Equal(2500, (await WholeChainAsync("case-long")).Count);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        var appended = await AppendAsync("case-a", 3);
        var sha256 = await Store.KeepAsync(new byte[] { 1, 2, 3 }, Ct);
        await ReopenAsync();

        Assert.Equal(appended.Entries, await WholeChainAsync("case-a"));
        Assert.Equal([1, 2, 3], await Store.FindAsync(sha256, Ct));
        Assert.Equal(4, (await AppendAsync("case-a")).Head.Number);
    }

    [Fact]
    public async Task A_writer_that_has_given_up_is_not_written_for()
    {
        using var givenUp = new CancellationTokenSource();
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync(Head.Empty("case-a"), [Draft("case-a")], null, givenUp.Token));
        Assert.Empty(await EntriesAsync("case-a"));
    }

    [Fact]
    public async Task Entries_of_two_journals_are_not_one_append()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync(Head.Empty("case-a"), [Draft("case-a"), Draft("case-b")], null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync(Head.Empty("case-a"), [], null, Ct));
    }
}
