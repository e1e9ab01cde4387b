using System.Globalization;
using Demarche.Journal;
using Demarche.Store;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Store;

/// <summary>What the desk expects of a store, whichever database is under it.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private JournalStore? _store;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    protected JournalStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    /// <summary>Where this test's own store is, as <c>--store</c> names it.</summary>
    protected abstract string Address { get; }

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        _store = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task PrepareAsync();

    protected abstract Task RemoveAsync();

    /// <summary>Runs SQL past the store, as somebody with the database's own tools could.</summary>
    protected abstract Task<string> TamperAsync(string sql);

    protected Task<JournalStore> OpenAsync() => JournalStore.OpenAsync(Address, Clock, Ct);

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        _store = await OpenAsync();
    }

    internal static EntryDraft Draft(string journal, int number = 1) => new(
        journal, "2026-03-02T08:00:00.000Z", "ana", "note-taken", 1, """{"tlp":"amber"}""",
        string.Create(CultureInfo.InvariantCulture, $$"""{"text":"note {{number}} of Norland’s “harbour” 漢字"}"""));

    protected async Task<AppendResult.Appended> AppendAsync(string journal, int count = 1, StoreWrites? with = null) =>
        Assert.IsType<AppendResult.Appended>(await Store.AppendAsync(
            await Store.HeadAsync(journal, Ct), [.. Enumerable.Range(1, count).Select(n => Draft(journal, n))], with, Ct));

    protected async Task<List<Entry>> EntriesAsync(string journal, long after = 0)
    {
        var entries = new List<Entry>();
        await foreach (var entry in Store.ReadAsync(journal, after, Ct)) entries.Add(entry);
        return entries;
    }

    /// <summary>The journal's entries, after a check that they are a whole chain that ends in the head.</summary>
    protected async Task<List<Entry>> WholeChainAsync(string journal)
    {
        var entries = await EntriesAsync(journal);
        Assert.Null(Chain.Verify(entries, journal));
        Assert.Equal(entries.Count > 0 ? entries[^1].AsHead() : Head.Empty(journal), await Store.HeadAsync(journal, Ct));
        return entries;
    }
}
