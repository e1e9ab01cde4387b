using System.Globalization;
using Demarche.Documents;
using Demarche.Observables;
using Demarche.Store;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Search;

/// <summary>
/// Searches for one caller. The index says where; whether and what is shown comes from the caller's view, as on every other page. A hit
/// that the view does not hold, or whose words it does not show, is none.
/// </summary>
public sealed class SearchDesk(CaseBook book, DeskBook desk, JournalStore store, SearchIndex index, Readings readings)
{
    /// <summary>Hits on one page.</summary>
    public const int PageHits = 40;

    /// <summary>Sightings of one value that are told of: whoever wants more searches for it.</summary>
    private const int MostSightings = 200;

    /// <param name="caller">Who searches.</param>
    /// <param name="typed">What was typed; null or empty for an empty form.</param>
    /// <param name="caseId">Only in this case; null for every case that the caller may read.</param>
    /// <param name="after">The hit that the page begins after, as <see cref="SearchList.Next"/> named it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<SearchList> FindAsync(Caller caller, string? typed, string? caseId, string? after, CancellationToken ct)
    {
        var text = (typed ?? "").Trim();
        var only = caseId is null ? null : (await ReadableAsync(caller, caseId, ct)).Select(f => ViewCache.For(f, caller.Audience).Title.Title).FirstOrDefault();
        if (text.Length == 0) return new(text, caseId, only, null, null, [], null);
        var query = SearchQuery.Read(text);
        if (query.Terms is not { } terms) return new(text, caseId, only, query.Problem, Words.SayOf(query.Problem!.Rule, "search.problem"), [], null);

        var cases = await OpenAsync(caller, caseId, ct);
        var found = await store.FindAsync(terms, [.. cases.Scopes.Select(s => s.Id)], await PlaceAsync(cases, after, ct), PageHits + 1, ct);
        var names = await desk.OpenAsync(ct);
        List<(View View, SearchHit Hit)> hits = [];
        foreach (var hit in found.Take(PageHits))
        {
            if (cases.ViewOf(hit.Scope) is { } view && await ShowAsync(view, names, terms, hit, ct) is { } shown) hits.Add((view, shown));
        }
        return new(
            text, caseId, only, null, null,
            [.. hits.GroupBy(h => h.View).Select(g => new SearchGroup(g.Key.CaseId, g.Key.Title.Title, g.Key.Default, g.Key.IsOpen, [.. g.Select(h => h.Hit).DistinctBy(h => (h.Item, h.Kind, Math.Max(h.Part, SearchText.Whole)))]))],
            found.Count > PageHits && hits.Count > 0 ? hits[^1].Hit.PlaceIn(hits[^1].View.CaseId) : null);
    }

    /// <summary>Other cases that the caller may read in which the caller sees the same value, the last first.</summary>
    public async Task<IReadOnlyList<Sighting>> ElsewhereAsync(Caller caller, string caseId, Observable seen, CancellationToken ct)
    {
        var cases = await OpenAsync(caller, null, ct);
        HashSet<TypedValue> values = [.. seen.Telling()];
        var value = new IndexQuery([[.. values.Select(v => new IndexTerm([SearchText.Sighting(v.Type, v.Value)], false))]], []);
        var found = await store.FindAsync(
            value, [.. cases.Scopes.Where(s => s.Case != caseId).Select(s => s.Id)], null, MostSightings, ct);
        return
        [
            .. from hit in found
               let view = cases.ViewOf(hit.Scope)
               let held = view?.Observables.Find(hit.Item)
               where held is { IsWithdrawn: false } && held.Content.Telling().Any(values.Contains)
               select new Sighting(view.CaseId, view.Title.Title, held.Id, held.Content.Credibility, held.Content.Note, held.Marking, held.Changed),
        ];
    }

    private async Task<Readable> OpenAsync(Caller caller, string? caseId, CancellationToken ct)
    {
        await index.CatchUpAsync(book, ct);
        var files = (await ReadableAsync(caller, caseId, ct)).ToDictionary(f => f.Id);
        var scopes = await store.ScopesAsync([.. files.Keys.Order(StringComparer.Ordinal)], SearchIndex.Version, ct);
        return new(caller.Audience, files, [.. new ScopesSeen(caller.Audience).Of(scopes)]);
    }

    private async Task<IReadOnlyList<CaseFile>> ReadableAsync(Caller caller, string? caseId, CancellationToken ct)
    {
        IReadOnlyList<CaseFile> files = caseId is null ? await book.AllAsync(ct) : await book.FindAsync(caseId, ct) is { } one ? [one] : [];
        return [.. files.Where(f => CaseRoutes.AccessOf(f, caller) != CaseAccess.None)];
    }

    // Where a hidden item stands in time would be told by the hits before it: only what the caller sees can be begun after.
    private async Task<IndexPlace?> PlaceAsync(Readable cases, string? after, CancellationToken ct) =>
        after?.Split('.') is [var @case, var item, var kind, var given] && int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var part)
        && cases.ViewIn(@case) is { } view && Find(view, item, kind) is not null
            ? await store.PlaceAsync(@case, item, kind, part, ct) : null;

    private async Task<SearchHit?> ShowAsync(View view, DeskFile names, IndexQuery query, IndexHit hit, CancellationToken ct)
    {
        if (Find(view, hit.Item, hit.Kind) is not { } text) return null;
        if (hit.Kind != SearchText.Passage) return SearchHit.Of(view, names, query, text.Item, text.Texts, hit.Part);
        if (await readings.OfAsync((Document)text.Item.Content, ct) is not { } reading) return null;
        var (start, end) = SearchText.Pieces(reading).FirstOrDefault(p => p.Start == hit.Part);
        return end == 0 ? null : SearchHit.Of(view, names, query, text.Item, [reading.Text[start..end]], start);
    }

    private static SearchText? Find(View view, string id, string kind) =>
        view.ItemsOf(id).FirstOrDefault(i => i.Kind == (kind == SearchText.Passage ? Item.KindOf(typeof(Document)) : kind)) is { } item
            ? SearchText.Of(item, view.ItemsOf) : null;

    private sealed record Readable(Audience Audience, IReadOnlyDictionary<string, CaseFile> Files, IReadOnlyList<IndexScope> Scopes)
    {
        private readonly Dictionary<long, string> caseOf = Scopes.ToDictionary(s => s.Id, s => s.Case);

        public View? ViewOf(long scope) => caseOf.TryGetValue(scope, out var id) ? ViewIn(id) : null;

        public View? ViewIn(string id) => Files.TryGetValue(id, out var file) ? ViewCache.For(file, Audience) : null;
    }
}
