using System.Runtime.CompilerServices;
using Demarche.Claims;
using Demarche.Reading;
using Demarche.Views;

namespace Demarche.Documents;

/// <summary>Documents that count as one.</summary>
/// <param name="Id">The id of its first document.</param>
/// <param name="Documents">By the time they came in.</param>
/// <param name="Ties">What holds them together, one tie for each join.</param>
public sealed record OriginGroup(string Id, IReadOnlyList<string> Documents, IReadOnlyList<OriginTie> Ties);

/// <summary>Why two documents count as copies of one original.</summary>
/// <param name="Relation">As the reader names it: copy, near-copy, excerpt; null where a person said so.</param>
/// <param name="Likeness">From 0 to 1, where the texts were compared.</param>
/// <param name="Judgement">The id of the judgement, where a person said so.</param>
public sealed record OriginTie(string First, string Second, string? Relation, double? Likeness, string? Judgement);

/// <summary>
/// The origins of a view's documents. Texts that are alike are presumed copies until a person says otherwise; a person's word
/// outranks the text. Pure: signatures, judgements and nothing else.
/// </summary>
public sealed class OriginList
{
    private static readonly ConditionalWeakTable<View, OriginList> Lists = [];
    private static readonly ConditionalWeakTable<View, OriginList> AllLists = [];

    private readonly Dictionary<string, OriginGroup> byDocument = [];

    private OriginList(View view, List<Held<Document>> documents)
    {
        // Of two words on one pair the later one counts.
        var judged = view.Origins.Standing.GroupBy(o => Pair(o.Content.First, o.Content.Second)).Select(g => g.Last()).ToList();
        var joins = new OriginJoins(documents.Select(d => d.Id),
            judged.Where(j => !j.Content.SameOriginal).Select(j => Pair(j.Content.First, j.Content.Second)));
        foreach (var same in judged.Where(j => j.Content.SameOriginal))
            joins.Join(new(same.Content.First, same.Content.Second, null, null, same.Id));
        foreach (var tie in TextTies(documents)) joins.Join(tie);
        Groups = joins.Groups;
        foreach (var group in Groups)
        {
            foreach (var document in group.Documents) byDocument[document] = group;
        }
    }

    /// <summary>Every document that was looked at is in exactly one. In the order of their first documents.</summary>
    public IReadOnlyList<OriginGroup> Groups { get; }

    /// <summary>Kept with the view that it belongs to, which never changes.</summary>
    public static OriginList Of(View view) => Lists.GetValue(view, v => new OriginList(v, [.. v.Documents.Standing]));

    /// <summary>The same over withdrawn documents too: for what comes again after it was withdrawn. Nothing is counted by it.</summary>
    internal static OriginList OfAll(View view) =>
        AllLists.GetValue(view, v => v.Documents.All.Any(d => d.IsWithdrawn) ? new OriginList(v, [.. v.Documents.All]) : Of(v));

    public OriginGroup? Find(string document) => byDocument.GetValueOrDefault(document);

    /// <summary>
    /// The origin behind a claim: its document's; for what a source told us, that source; for a document that the reader may not see,
    /// one and the same for all of them, so that nobody counts more origins than they can check.
    /// </summary>
    public string KeyOf(Claim claim) => claim.Passage switch
    {
        null => "told " + claim.Source,
        { Document: "" } => "unseen",
        { Document: var document } => byDocument.GetValueOrDefault(document)?.Id ?? document,
    };

    /// <summary>From how many independent origins these claims come.</summary>
    public int Count(IEnumerable<Claim> claims) => claims.Select(KeyOf).Distinct().Count();

    internal static (string, string) Pair(string first, string second) =>
        string.CompareOrdinal(first, second) <= 0 ? (first, second) : (second, first);

    // The strongest ties come first, so that what a person's word keeps apart is kept apart at its weakest place.
    private static IEnumerable<OriginTie> TextTies(List<Held<Document>> documents)
    {
        var ties = Origins.Related([.. documents.Select(d => d.Content.Signature)]).Select(p => new OriginTie(
            documents[p.First].Id, documents[p.Second].Id, p.Like.Relation, p.Like.Relation == Relations.Excerpt ? p.Like.Containment : p.Like.Jaccard, null));
        return ties.OrderByDescending(t => t.Likeness).ThenBy(t => t.First, StringComparer.Ordinal).ThenBy(t => t.Second, StringComparer.Ordinal);
    }
}
