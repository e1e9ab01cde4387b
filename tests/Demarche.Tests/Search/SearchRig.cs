using System.Text;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Search;
using Demarche.Store;
using Demarche.Tests.Cases;
using Demarche.Views;
using Demarche.Web;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Search;

/// <summary>A store with what searches it, and no server.</summary>
internal sealed class SearchRig : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly Readings readings;

    public SearchRig(JournalStore store)
    {
        (Store, readings) = (store, new(store));
        Index = new(store, readings);
        Book = new(store, Clock, Index);
        Desk = new(Book, new DeskBook(store, Clock), store, Index, readings);
    }

    public JournalStore Store { get; }

    public FakeTimeProvider Clock { get; } = new(Start);

    public SearchIndex Index { get; }

    public CaseBook Book { get; }

    public SearchDesk Desk { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens a case as Ana and writes the facts, a minute apart; where one is null the clock goes on alone.</summary>
    public async Task<CaseFile> WriteAsync(string id, IEnumerable<Marked?> facts)
    {
        foreach (var fact in facts.Prepend(new(new CaseOpened("A case", "", WrittenCase.Internal), WrittenCase.Internal)))
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            if (fact is null) continue;
            var kept = await KeptAsync(fact);
            await Book.WriteAsync(id, WrittenCase.Ana, _ => new Decision.Allowed([kept]), ct: Ct);
        }
        return (await Book.FindAsync(id, Ct))!;
    }

    /// <summary>Every hit, page by page: kind, item and part.</summary>
    public async Task<List<string>> AllHitsAsync(Caller reader, string query, string? @case)
    {
        List<string> hits = [];
        string? after = null;
        do
        {
            var page = await Desk.FindAsync(reader, query, @case, after, Ct);
            Assert.Null(page.Problem);
            hits.AddRange(page.Groups.SelectMany(g => g.Hits).Select(h => $"{h.Kind} {h.Item} {h.Part}"));
            after = page.Next;
        }
        while (after is not null);
        return hits;
    }

    /// <summary>What the index alone answers, without the view that stands behind it.</summary>
    public async Task<List<string>> IndexedAsync(Caller reader, string query, string @case)
    {
        var seen = new ScopesSeen(reader.Audience).Of(await Store.ScopesAsync([@case], SearchIndex.Version, Ct)).Select(s => s.Id).ToList();
        var hits = await Store.FindAsync(SearchQuery.Read(query).Terms!, seen, null, 10_000, Ct);
        return [.. hits.Select(h => $"{h.Kind} {h.Item} {h.Part}").Order(StringComparer.Ordinal)];
    }

    /// <summary>The same by reading the view from end to end.</summary>
    public async Task<List<string>> ExpectedAsync(View view, string query)
    {
        var terms = SearchQuery.Read(query).Terms!;
        List<string> found = [];
        foreach (var item in view.Items())
        {
            if (SearchText.Of(item, view.ItemsOf) is not { } text) continue;
            var reading = item.Content is Document document ? await readings.OfAsync(document, Ct) : null;
            found.AddRange(text.Rows(reading).Where(r => SearchQuery.Matches(terms, r.Words)).Select(r => $"{r.Kind} {r.Item} {r.Part}"));
        }
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>All that a reader is answered, as text, after a case was written in a store of its own.</summary>
    public static async Task<string> AnswersAsync(Caller reader, string id, IEnumerable<Marked?> facts, IEnumerable<string> queries)
    {
        var folder = Directory.CreateTempSubdirectory("demarche-twin-");
        try
        {
            await using var rig = new SearchRig(await JournalStore.OpenAsync(Path.Combine(folder.FullName, "desk.db"), TimeProvider.System, Ct));
            await rig.WriteAsync(id, facts);
            var text = new StringBuilder();
            foreach (var query in queries) text.AppendLine(JsonSerializer.Serialize(await rig.Desk.FindAsync(reader, query, null, null, Ct), FactKinds.Json));
            return text.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The rows of a case, with who sees them, in the order of hits within each class.</summary>
    public async Task<List<string>> RowsAsync(string id)
    {
        List<string> rows = [];
        foreach (var scope in (await Store.ScopesAsync([id], SearchIndex.Version, Ct)).OrderBy(s => s.Class, StringComparer.Ordinal))
        {
            foreach (var word in new[] { "one", "two", "three", "four", "five", "harbour", "example" })
            {
                var hits = await Store.FindAsync(new([[new IndexTerm([word], false)]], []), [scope.Id], null, 1000, Ct);
                rows.AddRange(hits.Select(h => $"{word} {scope.Class} {h.Kind} {h.Item} {h.Part}").Order(StringComparer.Ordinal));
            }
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        readings.Dispose();
        await Store.DisposeAsync();
    }

    // A document of a random case has a word for a hash; here it gets bytes of its own, two paragraphs with that word.
    private async Task<Marked> KeptAsync(Marked marked)
    {
        async Task<Document> Kept(Document d)
        {
            var sha256 = await Store.KeepAsync(Encoding.UTF8.GetBytes($"The harbour {d.Name} was dark.\n\nAnother paragraph says {d.Name} and norland."), Ct);
            return d with { Sha256 = sha256, TextSha256 = sha256 };
        }
        return marked.Fact switch
        {
            DocumentTakenIn f => marked with { Fact = f with { Content = await Kept(f.Content) } },
            DocumentDescribed f => marked with { Fact = f with { Content = await Kept(f.Content) } },
            _ => marked,
        };
    }
}
