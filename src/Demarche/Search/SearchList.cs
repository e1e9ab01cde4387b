using System.Globalization;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Observables;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Store;
using Demarche.Views;

namespace Demarche.Search;

/// <summary>What a search found, the last change first, by case. No total: only the hits that are shown are counted.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Case">The case that was searched; null for all that the caller may read.</param>
/// <param name="CaseTitle">What that is called.</param>
/// <param name="Problem">Why the query was not understood, and where in it.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Next">What the next page begins after; null on the last one.</param>
public sealed record SearchList(
    string Typed, string? Case, string? CaseTitle, QueryProblem? Problem, string? Message, IReadOnlyList<SearchGroup> Groups, string? Next);

/// <summary>The hits of one case.</summary>
public sealed record SearchGroup(string Case, string Title, Marking Default, bool IsOpen, IReadOnlyList<SearchHit> Hits);

/// <summary>The same value as in this case, seen in another one.</summary>
public sealed record Sighting(string Case, string Title, string Observable, int Credibility, string? Note, Marking Marking, string Changed);

/// <param name="Kind">What was found: claim, passage, request…</param>
/// <param name="Part">Where in the document a passage begins; below 0 for what is no passage.</param>
/// <param name="Title">The item in a line.</param>
/// <param name="Path">After the case's address.</param>
/// <param name="Changed">When the item last changed, UTC.</param>
/// <param name="Words">The words around what was found.</param>
public sealed record SearchHit(
    string Item, string Kind, int Part, string Title, string Path, Marking Marking, string Changed, IReadOnlyList<HitRun> Words)
{
    /// <summary>That the partner who gave it corrected or retracted it since; null where no partner did.</summary>
    public string? Recalled { get; init; }

    /// <returns>Null where the texts that the view shows are not what is looked for.</returns>
    internal static SearchHit? Of(View view, DeskFile desk, IndexQuery query, Item item, IReadOnlyList<string?> texts, int part = SearchText.Whole)
    {
        if (!SearchQuery.Matches(query, SearchWords.Row(texts))) return null;
        var line = ItemLine.Of(view, desk, item);
        return new(
            item.Id, part < 0 ? item.Kind : SearchText.Passage, part, line.Text, PathOf(item, part) ?? line.Path, item.Marking, item.Changed,
            HitRun.Around(query, texts))
        {
            Recalled = Releases.RecallWords.Of(view, desk, item.Id),
        };
    }

    internal string PlaceIn(string caseId) => string.Create(CultureInfo.InvariantCulture, $"{caseId}.{Item}.{Kind}.{Part}");

    private static string? PathOf(Item item, int part) => item.Content switch
    {
        Document when part >= 0 => string.Create(CultureInfo.InvariantCulture, $"/documents/{item.Id}?at={part}#at-{part}"),
        Claim => $"/claims/{item.Id}",
        Proposition => $"/propositions/{item.Id}",
        Observable => $"/observables/{item.Id}",
        Source => $"/sources/{item.Id}",
        IncomingRequest => $"/incoming/{item.Id}",
        ReplyDraft { Question: { } question } => $"/replies/{question}/answer",
        ReplyDraft d => $"/incoming/{d.Request}",
        _ => null,
    };
}
