using Demarche.Search;
using Demarche.Views;

namespace Demarche.Observables;

/// <param name="Document">Null for what was told us, and for a document that the caller may not see.</param>
public sealed record ObservableRow(
    string Id, string Type, string Value, int Credibility, string? Note, string? Document, int Start, string? DocumentTitle, string? Written,
    Marking Marking, bool Withdrawn, string Author, string Time, int Revision,
    ObservableRole? Role, ApproximateTime? FirstSeen, ApproximateTime? LastSeen, IReadOnlyList<TypedValue> Also)
{
    public static ObservableRow Of(Held<Observable> held, View view, DeskFile desk)
    {
        var seen = held.Content;
        var document = view.Documents.Find(seen.Passage?.Document);
        return new(held.Id, seen.Type, seen.Value, seen.Credibility, seen.Note, document?.Id, seen.Passage?.Start ?? 0,
            document?.Content.Title ?? document?.Content.Name, seen.Passage?.Quote, held.Marking, held.IsWithdrawn,
                desk.NameOf(held.Author), held.Time, held.Revision,
            seen.Role, seen.FirstSeen, seen.LastSeen, seen.Also ?? []);
    }
}

/// <summary>How many standing observables of a type the case has.</summary>
public sealed record TypeCount(string Type, int Count);

/// <summary>A page of observables, by type and then by value.</summary>
/// <param name="Next">The id that the next page begins after; null on the last one.</param>
public sealed record ObservableList(
    string? Type, bool Withdrawn, IReadOnlyList<ObservableRow> Rows, int Total, string? Next, IReadOnlyList<TypeCount> Types)
{
    public const int PageRows = 200;

    public static ObservableList Of(View view, DeskFile desk, string? type, bool withdrawn, string? after)
    {
        var let = view.Observables.All.Where(o => o.IsWithdrawn == withdrawn && (type is null || o.Content.Type == type))
            .OrderBy(o => o.Content.Type, StringComparer.Ordinal).ThenBy(o => o.Content.Value, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal).ToList();
        var start = after is null ? 0 : let.FindIndex(o => o.Id == after) + 1;
        var page = let.Skip(start).Take(PageRows).ToList();
        return new(type, withdrawn, [.. page.Select(o => ObservableRow.Of(o, view, desk))], let.Count,
            start + page.Count < let.Count ? page[^1].Id : null,
            [.. view.Observables.Standing.CountBy(o => o.Content.Type).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new TypeCount(t.Key, t.Value))]);
    }
}

/// <summary>One observable with its history.</summary>
/// <param name="Elsewhere">Other cases that the caller may read and sees the same value in.</param>
public sealed record ObservablePart(ObservableRow Observable, IReadOnlyList<Past> History, IReadOnlyList<Sighting> Elsewhere)
{
    public static ObservablePart? Of(View view, DeskFile desk, string id, IReadOnlyList<Sighting> elsewhere) => view.Observables.Find(id) is not { } held ? null
        : new(ObservableRow.Of(held, view, desk), Past.Of(held, desk, ObservableWords.Line), elsewhere);
}
