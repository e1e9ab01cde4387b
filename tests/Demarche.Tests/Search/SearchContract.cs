using CsCheck;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Search;
using Demarche.Store;
using Demarche.Tests.Cases;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Tests.Search;

/// <summary>What a search finds is what the same words find in the reader's view, whichever database is under it.</summary>
public abstract class SearchContract : IAsyncLifetime
{
    private static readonly string[] Queries =
        ["one", "two three", "\"one two\"", "four OR five", "thr* -one", "two NOT (five)", "example", "harbour", "\"harbour one\"", "norland"];

    private SearchRig? rig;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SearchRig Rig => rig ?? throw new InvalidOperationException("The store is not open.");

    /// <summary>How many random cases: each of their entries is a transaction.</summary>
    protected abstract int Cases { get; }

    public async ValueTask InitializeAsync() => rig = new(await JournalStore.OpenAsync(await PrepareAsync(), TimeProvider.System, Ct));

    public async ValueTask DisposeAsync()
    {
        if (rig is not null) await rig.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<string> PrepareAsync();

    protected abstract Task RemoveAsync();

    [Fact]
    public async Task L01_L03_A_search_finds_what_the_readers_view_says_no_more_and_no_less()
    {
        var found = 0;
        var hidden = 0;
        await RandomCase.Steps.SampleAsync(async steps =>
        {
            var file = await Rig.WriteAsync(Id.New(), RandomCase.Facts(steps.Where(s => s.What is not (15 or 16))).Select(f => f.Fact));
            foreach (var reader in Readers(file))
            {
                var view = View.For(file, reader.Audience);
                foreach (var query in Queries)
                {
                    var hits = await Rig.AllHitsAsync(reader, query, file.Id);
                    var expected = await Rig.ExpectedAsync(view, query);
                    Assert.Equal(expected, hits.Order(StringComparer.Ordinal));
                    Assert.Equal(expected, await Rig.IndexedAsync(reader, query, file.Id));
                    found += hits.Count;
                    hidden += (await Rig.ExpectedAsync(View.For(file, new Audience.Desk()), query)).Count - hits.Count;
                }
            }
        }, iter: Cases, threads: 1);
        // The control: much was found, and much was there that was not.
        Assert.True(found > Cases && hidden > Cases, $"{found} found, {hidden} hidden");
    }

    [Fact]
    public async Task Carried_on_entry_by_entry_the_index_is_what_it_is_made_anew()
    {
        await RandomCase.Steps.SampleAsync(async steps =>
        {
            var file = await Rig.WriteAsync(Id.New(), RandomCase.Facts(steps).Select(f => f.Fact));
            Assert.DoesNotContain(file.Id, await Rig.Store.UnindexedAsync(SearchIndex.Version, Ct));
            var carried = await Rig.RowsAsync(file.Id);
            await Rig.Store.DropIndexAsync(Ct);
            Assert.Empty(await Rig.RowsAsync(file.Id));
            await Rig.Index.CatchUpAsync(Rig.Book, Ct);
            Assert.Equal(carried, await Rig.RowsAsync(file.Id));
        }, iter: Cases / 5, threads: 1);
    }

    private static IEnumerable<Caller> Readers(CaseFile file) =>
        from red in new[] { true, false }
        from compartments in new string[][] { [], ["crypto"] }
        select new Caller(file.OpenedBy, "Ana", new HashSet<Capability> { Capability.ReadCases }, red, compartments.ToHashSet());
}
