using System.Text;
using Demarche.Documents;
using Demarche.Parties;
using Demarche.Store;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>An end of a row: a party of the case, or a country that becomes one when the row is taken in.</summary>
/// <param name="Party">The party's id; null where the country is none yet.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null for what is no country.</param>
public sealed record RowEnd(string Name, string? Party, string? Country);

/// <summary>A row on the shelf, and how it stands to the case.</summary>
/// <param name="Document">The document of the case that it was read from; null for the shipped set.</param>
/// <param name="Taken">The tie of the case that says the same, or said it before it was corrected; null where none does.</param>
/// <param name="Withdrawn">A tie that said the same and was withdrawn: only who chooses the row brings it back.</param>
/// <param name="Differs">A tie of the case of the same kind and date between the same two with another figure: somebody challenged it.</param>
public sealed record ShelfRow(
    string Key, RowEnd From, RowEnd To, TieKind Kind, string? Figure, string? Unit, ApproximateTime? At, string Citation, string? Note,
    string? Document, PassageRef? Passage, string? Taken, string? Withdrawn, string? Differs, string? DiffersFigure, int? Listed = null);

/// <summary>A document of the case that states ties.</summary>
public sealed record ShelfFile(string Document, string Name, int Rows, IReadOnlyList<Unread> Unread);

/// <summary>What the shipped set and the files of the case say of a party. None of it is in the case until somebody takes it in.</summary>
/// <param name="Of">The party; null for all that the files say.</param>
/// <param name="Unplaced">Rows left out because an end is nobody in the case: organisations that no party is called like.</param>
public sealed record TieShelf(
    string Case, string? Of, IReadOnlyList<PartyChoice> Parties, IReadOnlyList<ShelfRow> Rows, int Unplaced, IReadOnlyList<ShelfFile> Files, bool Writes)
{
    /// <summary>As a reader's view and the files in it have them.</summary>
    /// <param name="view">The reader's view.</param>
    /// <param name="set">The shipped set.</param>
    /// <param name="files">The files that the view shows, read.</param>
    /// <param name="of">The party asked for.</param>
    /// <param name="writes">Whether the reader may take rows in.</param>
    internal static TieShelf From(View view, ReferenceSet set, IReadOnlyList<(Held<Document> Document, string Text, ReferenceReading Reading)> files, string? of, bool writes)
    {
        var ends = new RowEnds(view, set.Countries);
        var party = view.Parties.Find(of) is { IsWithdrawn: false } found ? found : null;
        var ties = view.Ties.All.ToLookup(t => (t.Content.From, t.Content.To, t.Content.Kind));
        List<ShelfRow> rows = [];
        var unplaced = 0;
        void Put(ReferenceRow row, (Held<Document> Document, string Text)? file)
        {
            if (ends.Find(row.From) is not { } from || ends.ToOf(row) is not { } to || (from.Party is not null && from.Party == to.Party))
            {
                unplaced++;
                return;
            }
            if (party is not null && from.Party != party.Id && to.Party != party.Id) return;
            bool Says(Tie tie) => (tie.Figure, tie.At?.Value, tie.Citation) == (row.Figure, row.At?.Value, row.Citation);
            var between = ties[(from.Party ?? "", to.Party ?? "", row.Kind)].ToList();
            List<Held<Tie>> same = [.. between.Where(t => !t.IsWithdrawn)];
            var taken = same.FirstOrDefault(t => Says(t.Content));
            var differs = taken is null && row.Figure is not null ? same.FirstOrDefault(t => t.Content.At?.Value == row.At?.Value && t.Content.Unit == row.Unit && t.Content.Figure != row.Figure) : null;
            // Whoever corrected where it stands, or when, challenged this row; it is not another one.
            if (differs is null) taken ??= same.FirstOrDefault(t => t.History.Any(h => Says(h.Content)));
            var withdrawn = taken is null ? between.FirstOrDefault(t => t.IsWithdrawn && t.History.Any(h => Says(h.Content))) : null;
            rows.Add(new(row.Key, from, to, row.Kind, row.Figure, row.Unit, row.At, row.Citation, row.Note, file?.Document.Id,
                file is { } read ? TieFile.PassageOf(row, read.Document.Id, read.Text) : null, taken?.Id, withdrawn?.Id, differs?.Id, differs?.Content.Figure, row.Listed));
        }
        foreach (var row in party?.Content.Country is { } country ? Shipped(set, view, country) : []) Put(row, null);
        foreach (var (document, text, reading) in files)
        {
            foreach (var row in reading.Rows) Put(row, (document, text));
        }
        return new(
            view.CaseId, party?.Id, PartyChoice.Of(view),
            [.. rows.DistinctBy(r => r.Key).OrderBy(r => r.Document is not null).ThenBy(r => r.Kind).ThenBy(r => r.From.Party != party?.Id).ThenByDescending(r => Tie.AmountOf(r.Figure) ?? 0)
                .ThenBy(r => r.From.Name, StringComparer.Ordinal).ThenBy(r => r.To.Name, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)],
            unplaced, [.. files.Select(f => new ShelfFile(f.Document.Id, f.Document.Content.Name, f.Reading.Rows.Count, f.Reading.Unread))], writes && view.IsOpen);
    }

    // What the set says of a country itself, and what others' profiles say that binds it too and its own does not say. What one is a member of is no
    // country, though its short name may be a country's code: CD, the Community of Democracies, is not the Congo.
    private static IEnumerable<ReferenceRow> Shipped(ReferenceSet set, View view, string country)
    {
        var own = set.From(country).ToList();
        var told = own.Select(r => (r.To, r.Kind)).ToHashSet();
        var states = view.Parties.Standing.Where(p => p.Content.Kind == PartyKind.State).Select(p => p.Content.Country).ToHashSet();
        return own.Concat(set.To(country).Where(r => r.Kind != TieKind.Membership && TieSet.IsMutual(r.Kind) && !told.Contains((r.From, r.Kind)) && (r.Kind == TieKind.LandBorder || states.Contains(r.From))));
    }

    /// <summary>The shelf with the files of the case read from the store.</summary>
    internal static async Task<TieShelf> OpenAsync(View view, JournalStore store, string? of, bool writes, CancellationToken ct)
    {
        List<(Held<Document>, string, ReferenceReading)> files = [];
        foreach (var document in view.Documents.Standing.Where(d => TieFile.MayBeOne(d.Content)))
        {
            if (await store.FindAsync(document.Content.Sha256, ct) is not { } bytes || !TieFile.IsOne(bytes, document.Content.Name) || await store.FindAsync(document.Content.TextSha256, ct) is not { } kept) continue;
            files.Add((document, Encoding.UTF8.GetString(kept), TieFile.Read(bytes, document.Content.Name, ReferenceSet.Shipped.Countries)));
        }
        return From(view, ReferenceSet.Shipped, files, of, writes);
    }

    /// <summary>Chosen rows as ties to take in. A country that several rows name becomes one party.</summary>
    /// <param name="keys">The rows that somebody chose; null for all that were not in the case yet.</param>
    /// <param name="newId">A new opaque id.</param>
    internal IReadOnlyList<TakeTie> Chosen(IReadOnlyCollection<string>? keys, Func<string> newId)
    {
        Dictionary<string, string> named = [];
        (string Id, Party? New) End(RowEnd end)
        {
            if (end.Party is { } id) return (id, null);
            if (!named.TryGetValue(end.Country!, out var given)) named[end.Country!] = given = newId();
            // Nobody else's name stands in it: the party may be seen by somebody who may not see the other.
            return (given, new(end.Name, PartyKind.State, end.Country, Words.Say("leverage.shelf.role")));
        }
        List<TakeTie> taken = [];
        foreach (var row in Rows.Where(r => r.Taken is null && (keys is null ? r.Differs is null && r.Withdrawn is null : keys.Contains(r.Key))))
        {
            var (from, newFrom) = End(row.From);
            var (to, newTo) = End(row.To);
            taken.Add(new(newId(), new(from, to, row.Kind, row.Figure, row.Unit, row.At, null, row.Citation, null, row.Passage, row.Note, row.Listed), newFrom, newTo, row.Document));
        }
        return taken;
    }
}

/// <summary>Who the ends of rows are in a case.</summary>
internal sealed class RowEnds
{
    private readonly Countries countries;
    private readonly Dictionary<string, RowEnd> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RowEnd> byCountry = [];

    public RowEnds(View view, Countries countries)
    {
        this.countries = countries;
        foreach (var party in view.Parties.Standing)
        {
            var end = new RowEnd(party.Content.Name, party.Id, party.Content.Country);
            byName.TryAdd(party.Content.Name, end);
            // An organisation within a country is not the country.
            if (party.Content is { Kind: PartyKind.State, Country: { } country }) byCountry.TryAdd(country, end);
        }
    }

    /// <summary>Whom a row is tied to. What somebody is a member of is a party by its name or nobody here: its short name may be a country's code.</summary>
    public RowEnd? ToOf(ReferenceRow row) => row.Kind == TieKind.Membership ? byName.GetValueOrDefault(row.To) : Find(row.To);

    /// <summary>A party by its name, a state by its country, or a country that is no party yet; null for what is none of them.</summary>
    public RowEnd? Find(string said)
    {
        if (byName.TryGetValue(said, out var party)) return party;
        var code = countries.NameOf(said) is not null ? said : countries.CodeOf(said);
        if (code is null) return null;
        return byCountry.TryGetValue(code, out var state) ? state
            : byName.TryGetValue(countries.NameOf(code)!, out var called) ? called
            : new(countries.NameOf(code)!, null, code);
    }
}

/// <summary>A party to choose.</summary>
public sealed record PartyChoice(string Id, string Name, string? Country)
{
    /// <summary>The parties that stand, by name.</summary>
    public static IReadOnlyList<PartyChoice> Of(View view) =>
        [.. view.Parties.Standing.OrderBy(p => p.Content.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => new PartyChoice(p.Id, p.Content.Name, p.Content.Country))];
}
