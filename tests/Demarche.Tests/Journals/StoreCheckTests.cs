using Demarche.Journal;
using Demarche.Journals;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Journals;

public sealed class StoreCheckTests : IDisposable
{
    private readonly JournalFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_store_that_nobody_touched_is_right()
    {
        await FillAsync();
        await using var store = await folder.OpenAsync();
        var verdict = await StoreCheck.RunAsync(store, null, Ct);
        Assert.True(verdict.IsRight);
        Assert.Equal(["a", "b", "desk"], verdict.Journals.Select(j => j.Case));
        Assert.Equal(25, verdict.Entries);
    }

    [Theory]
    [InlineData("UPDATE entry SET body = '{\"id\":\"other\"}' WHERE case_id = 'a' AND number = 7", 7)]
    [InlineData("UPDATE entry SET marking = '{\"compartments\":[],\"releasableTo\":[],\"tlp\":\"clear\"}' WHERE case_id = 'a' AND number = 3", 3)]
    [InlineData("UPDATE entry SET author = 'ben' WHERE case_id = 'a' AND number = 1", 1)]
    [InlineData("UPDATE entry SET time = '2026-03-01T09:00:00.001Z' WHERE case_id = 'a' AND number = 10", 10)]
    [InlineData("DELETE FROM entry WHERE case_id = 'a' AND number = 5", 5)]
    [InlineData("DELETE FROM entry WHERE case_id = 'a' AND number > 8", 9)]
    [InlineData("DELETE FROM entry WHERE case_id = 'a'", 1)]
    [InlineData("UPDATE entry SET body = '{\"id\": \"p4\"}' WHERE case_id = 'a' AND number = 5", 5)]
    [InlineData("UPDATE head SET hash = (SELECT hash FROM entry WHERE case_id = 'b' AND number = 10) WHERE case_id = 'a'", 10)]
    [InlineData("DELETE FROM head WHERE case_id = 'a'", 10)]
    public async Task The_first_wrong_entry_is_named(string damage, long number)
    {
        await FillAsync();
        folder.Damage(damage);
        await using var store = await folder.OpenAsync();
        var wrong = Assert.Single((await StoreCheck.RunAsync(store, null, Ct)).Journals, j => j.Problem is not null);
        Assert.Equal(("a", number), (wrong.Case, wrong.Wrong));
    }

    [Fact]
    public async Task A_journal_that_was_removed_whole_shows_against_a_checkpoint_only()
    {
        await FillAsync();
        string kept;
        await using (var store = await folder.OpenAsync()) kept = (await Take(store)).Text;
        folder.Damage("DELETE FROM entry WHERE case_id = 'a'; DELETE FROM head WHERE case_id = 'a'");
        await using var damaged = await folder.OpenAsync();
        Assert.True((await StoreCheck.RunAsync(damaged, null, Ct)).IsRight);
        var checkpoint = new Checkpoints(damaged, folder.Keys, TimeProvider.System).Read(kept).Value!;
        Assert.Equal("a", Assert.Single((await StoreCheck.RunAsync(damaged, checkpoint, Ct)).Lacking).Case);
    }

    [Fact]
    public async Task A_journal_rewritten_with_new_hashes_and_grown_since_shows_against_a_checkpoint()
    {
        await FillAsync();
        await using var store = await folder.OpenAsync();
        var checkpoint = new Checkpoints(store, folder.Keys, TimeProvider.System).Read((await Take(store)).Text).Value!;
        await JournalFolder.AppendAsync(store, "a", 2);
        Assert.True((await StoreCheck.RunAsync(store, checkpoint, Ct)).IsRight);
        List<Entry> entries = [];
        await foreach (var entry in store.ReadAsync("a", 0, Ct)) entries.Add(entry);
        var head = Head.Empty("a");
        var sql = "";
        foreach (var e in entries)
        {
            var forged = new EntryDraft(e.Case, e.Time, "ben", e.Kind, e.Version, e.Marking, e.Body).After(head);
            head = forged.AsHead();
            sql += $"UPDATE entry SET author = 'ben', previous = '{forged.Previous}', hash = '{forged.Hash}' WHERE case_id = 'a' AND number = {forged.Number};";
        }
        folder.Damage(sql + $"UPDATE head SET hash = '{head.Hash}' WHERE case_id = 'a'");
        Assert.True((await StoreCheck.RunAsync(store, null, Ct)).IsRight);
        Assert.Contains("rewritten", Assert.Single((await StoreCheck.RunAsync(store, checkpoint, Ct)).Lacking).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_is_kept_under_its_time_and_only_ours_is_believed()
    {
        await FillAsync();
        await using var store = await folder.OpenAsync();
        var clock = new FakeTimeProvider(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var checkpoints = new Checkpoints(store, folder.Keys, clock);
        var first = await checkpoints.TakeAsync(Ct);
        clock.Advance(TimeSpan.FromDays(1));
        await checkpoints.TakeAsync(Ct);
        Assert.Equal(["2026-03-02T08:00:00.000Z", "2026-03-01T08:00:00.000Z"], (await checkpoints.AllAsync(Ct)).Select(c => c.Time));
        Assert.Equal(first, await checkpoints.FindAsync("2026-03-01T08:00:00.000Z", Ct));
        using var other = new JournalFolder();
        Assert.Null(new Checkpoints(store, other.Keys, clock).Read(first.Text).Value);
    }

    private Task<KeptCheckpoint> Take(Demarche.Store.JournalStore store) => new Checkpoints(store, folder.Keys, TimeProvider.System).TakeAsync(Ct);

    private async Task FillAsync()
    {
        await using var store = await folder.OpenAsync();
        await JournalFolder.AppendAsync(store, "a", 10);
        await JournalFolder.AppendAsync(store, "b", 10);
        await JournalFolder.AppendAsync(store, DeskFile.JournalId, 5);
    }
}
