using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>Which ties to show. It lives in the address.</summary>
/// <param name="Party">At either end.</param>
/// <param name="After">The id of the last tie before the page.</param>
public sealed record TieFilter(string? Party, TieKind? Kind, bool Withdrawn, string? After)
{
    public static TieFilter Of(IQueryCollection query) => new(
        Given(query["party"]), Enum.GetValues<TieKind>().Cast<TieKind?>().FirstOrDefault(k => TieWords.Key(k!.Value) == query["kind"]), query["withdrawn"] == "true", Given(query["after"]));

    public bool IsAny => Party is not null || Kind is not null || Withdrawn;

    public bool Lets(Held<Tie> tie) =>
        tie.IsWithdrawn == Withdrawn && (Kind is null || tie.Content.Kind == Kind) && (Party is null || tie.Content.From == Party || tie.Content.To == Party);

    /// <summary>The query string of this filter from after a tie on.</summary>
    public string Address(string? after)
    {
        List<string> parts = [];
        if (Party is not null) parts.Add("party=" + Uri.EscapeDataString(Party));
        if (Kind is { } kind) parts.Add("kind=" + TieWords.Key(kind));
        if (Withdrawn) parts.Add("withdrawn=true");
        if (after is not null) parts.Add("after=" + Uri.EscapeDataString(after));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <param name="Counts">Whether measures count it, or what it rests on was withdrawn.</param>
/// <param name="Source">The name of the source that says so; null where none is named or the reader may not see it.</param>
public sealed record TieRow(Held<Tie> Tie, string From, string To, bool Counts, string? Source);

/// <summary>The ties of a case as a reader sees them.</summary>
/// <param name="Next">The id after which the next page begins; null on the last.</param>
public sealed record TieList(
    string Case, TieFilter Filter, IReadOnlyList<TieRow> Ties, int Total, string? Next, IReadOnlyList<PartyChoice> Parties, IReadOnlyList<Named> Sources,
    IReadOnlyList<Named> Documents, IReadOnlyDictionary<string, string> Authors, bool Writes)
{
    /// <summary>Ties of a page.</summary>
    public const int PageSize = 100;

    public static TieList Of(View view, DeskFile desk, TieFilter filter, bool writes)
    {
        string Name(string party) => view.Parties.Find(party)!.Content.Name;
        List<Held<Tie>> all = [.. view.Ties.All.Where(filter.Lets).OrderBy(t => Name(t.Content.From), StringComparer.Ordinal).ThenBy(t => t.Content.Kind)
            .ThenByDescending(t => t.Content.Amount ?? 0).ThenBy(t => Name(t.Content.To), StringComparer.Ordinal).ThenBy(t => t.Id, StringComparer.Ordinal)];
        var from = filter.After is null ? 0 : all.FindIndex(t => t.Id == filter.After) + 1;
        List<TieRow> page = [.. all.Skip(from).Take(PageSize).Select(t => new TieRow(
            t, Name(t.Content.From), Name(t.Content.To), !t.IsWithdrawn && TieSet.IsGrounded(view, t.Content), view.Sources.Find(t.Content.Source)?.Content.PublicName))];
        return new(
            view.CaseId, filter, page, all.Count, all.Count > from + page.Count ? page[^1].Tie.Id : null, PartyChoice.Of(view), Named.Sources(view), Named.Documents(view),
            page.SelectMany(t => t.Tie.History.Select(h => h.Author)).Distinct().ToDictionary(a => a, desk.NameOf), writes && view.IsOpen);
    }
}

/// <summary>Something to choose by its name.</summary>
public sealed record Named(string Id, string Name)
{
    public static IReadOnlyList<Named> Sources(View view) =>
        [.. view.Sources.Standing.Select(s => new Named(s.Id, s.Content.PublicName)).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<Named> Documents(View view) =>
        [.. view.Documents.Standing.Select(d => new Named(d.Id, d.Content.Title ?? d.Content.Name)).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];
}

/// <param name="Source">The name of the source that says so.</param>
public sealed record InterestRow(Held<Interest> Interest, string Party, string? Source);

/// <summary>The interests and red lines of parties, as a reader sees them: by party, red lines first.</summary>
public sealed record InterestList(
    string Case, string? Party, IReadOnlyList<InterestRow> Interests, IReadOnlyList<PartyChoice> Parties, IReadOnlyList<Named> Sources, IReadOnlyList<Named> Documents,
    IReadOnlyDictionary<string, string> Authors, bool Writes)
{
    public static InterestList Of(View view, DeskFile desk, string? party, bool writes)
    {
        List<InterestRow> rows = [.. view.Interests.All.Where(i => party is null || i.Content.Party == party)
            .Select(i => new InterestRow(i, view.Parties.Find(i.Content.Party)!.Content.Name, view.Sources.Find(i.Content.Source)?.Content.PublicName))
            .OrderBy(r => r.Interest.IsWithdrawn).ThenBy(r => r.Party, StringComparer.Ordinal).ThenByDescending(r => r.Interest.Content.IsRedLine)
            .ThenBy(r => r.Interest.Time, StringComparer.Ordinal).ThenBy(r => r.Interest.Id, StringComparer.Ordinal)];
        return new(
            view.CaseId, party, rows, PartyChoice.Of(view), Named.Sources(view), Named.Documents(view),
            rows.SelectMany(r => r.Interest.History.Select(h => h.Author)).Distinct().ToDictionary(a => a, desk.NameOf), writes && view.IsOpen);
    }
}
