using Demarche.Documents;
using Demarche.Observables;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// What goes under a marking of its own, though the same stands in the case under one that keeps it from this partner: a value typed by
/// hand that a partner gave under its terms, or something taken out of another copy of a stricter document. No marking binds what is typed
/// again; a person has to weigh it. A value counts that stands in the text of a document, accepted out of it or not. What was withdrawn,
/// and what an item said before it was corrected, counts as what stands does: else its terms would end when it is withdrawn and comes in
/// anew.
/// </summary>
internal static class Retyped
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var values = copy.View.Observables.Standing.SelectMany(o => o.Content.Telling()
            .Select(v => new Known(o.Id, v, MarkingOf(o, v), true)))
            .Concat(copy.View.Observables.All.SelectMany(Before))
            .Where(k => IsKept(copy, k.Marking)).ToLookup(k => (k.Said.Type, k.Said.Value));
        List<Again> again = [];
        foreach (var (given, item) in copy.Held.DistinctBy(h => h.Item.Id))
        {
            IReadOnlyList<TypedValue> told = [.. (Fields.Told(item.Content, item.Fields, copy.Partner) as Observable)?.Telling() ?? []];
            var same = told.SelectMany(v => values[(v.Type, v.Value)])
                .FirstOrDefault(o => o.Id != item.Id && item.Marking.IsWiderThan(o.Marking));
            if (same is not null)
                again.Add(new(given.Item, same.Said.Value, same.Stands ? "stands" : "stood", same.Stands ? "stand" : "stood",
                    $"in this case {(same.Stands ? "a second time" : "before")}, as {same.Marking.Label}{From(copy, same.Marking)}, and not for this partner",
                    same.Id));
            else if (told.Select(v => (v.Value, Document: InADocument(copy, item, v.Value)))
                .FirstOrDefault(f => f.Document is not null) is (var value, { } holds))
                again.Add(new(given.Item, value, "stands", "stand",
                    $"in “{Bases.NameOf(holds)}”, which {(holds.IsWithdrawn ? "was withdrawn, " : "")}is {holds.Marking.Label}{From(copy, holds.Marking)}, "
                    + "and is not for this partner", holds.Id));
            foreach (var (document, other) in Copies(copy, item))
                yield return new("copy-of-a-stricter-document", Severity.Warning, given.Item,
                    $"This was taken out of “{Bases.NameOf(document)}”. “{Bases.NameOf(other)}” {(other.IsWithdrawn ? "was withdrawn, read" : "reads")} the same, is {other.Marking.Label}{From(copy, other.Marking)}, and is not for this partner. Leave it out, or write why it may go.")
                { RestsOn = [document.Id, other.Id] };
        }
        // Values that stand in one place, or under one partner's terms, have one answer: where else we have them from.
        foreach (var of in again.OrderBy(a => a.Value, StringComparer.Ordinal).ThenBy(a => a.Item, StringComparer.Ordinal).GroupBy(a => (a.Where, a.One)))
        {
            var (first, others, distinct) = (of.First(), of.Skip(1).ToList(), of.Select(a => a.Value).Distinct().ToList());
            yield return new("same-value-is-stricter", Severity.Warning, first.Item,
                distinct.Count == 1 ? $"{first.Value} {first.One} {first.Where}. Leave it out, or write where else you have it from."
                : $"{Listed(distinct)} {first.Many} {first.Where}. Leave them out, or write where else you have them from.")
            {
                Also = [.. others.Select(o => o.Item)],
                IsOfTheDraft = true,
                RestsOn = [.. of.Select(a => a.RestsOn).Concat(others.Select(o => o.Item)).Distinct()],
            };
        }
    }

    /// <summary>So many values are named; of more, their number.</summary>
    private const int MostNamed = 6;

    private static string Listed(List<string> values) =>
        values.Count <= MostNamed ? $"{string.Join(", ", values.SkipLast(1))} and {values[^1]}"
        : $"{string.Join(", ", values.Take(MostNamed))} and {values.Count - MostNamed} more";

    /// <summary>A value that goes and stands, or stood, where it is kept.</summary>
    /// <param name="One">The verb for one value.</param>
    /// <param name="Many">The verb for several.</param>
    private sealed record Again(string Item, string Value, string One, string Many, string Where, string RestsOn);

    // Whether or not anybody accepted it there. What it was taken out of is another rule's; what stood before in a document that the
    // partner may read is no secret.
    private static Held<Document>? InADocument(CheckedCopy copy, Item item, string value)
    {
        bool Holds(Held<Document> document) => copy.DocumentValues.TryGetValue(document.Id, out var values) && values.Contains(value);
        List<Held<Document>> holding = [.. copy.View.Documents.All.Where(Holds)];
        long Since(Held<Document> document) => document.History[0].From.Entry;
        var open = holding.Where(d => !d.IsWithdrawn && !IsKept(copy, d.Marking)).Select(Since).DefaultIfEmpty(long.MaxValue).Min();
        return holding.Where(d => !copy.View.BasesOf(item).Contains(d.Id))
            .FirstOrDefault(d => IsKept(copy, d.Marking) && item.Marking.IsWiderThan(d.Marking) && Since(d) < open);
    }

    private static IEnumerable<(Held<Document> Document, Held<Document> Other)> Copies(CheckedCopy copy, Item item)
    {
        var (origins, all) = (OriginList.Of(copy.View), OriginList.OfAll(copy.View));
        foreach (var id in copy.View.BasesOf(item))
        {
            if (copy.View.Documents.Find(id) is not { } document) continue;
            // Texts that are too short to be told by their words are known again by their bytes.
            var (bytes, text) = (document.Content.Sha256, document.Content.TextSha256);
            var same = copy.View.Documents.All.Where(d => d.Content.Sha256 == bytes || (d.Content.TextSha256 == text && text != NoText));
            IEnumerable<Held<Document>> Of(OriginList list) =>
                (list.Find(id)?.Documents ?? []).Select(copy.View.Documents.Find).OfType<Held<Document>>();
            var stricter = Of(origins).Concat(Of(all).Where(d => d.IsWithdrawn)).Concat(same)
                .FirstOrDefault(o => o.Id != id && IsKept(copy, o.Marking) && document.Marking.IsWiderThan(o.Marking));
            if (stricter is not null) yield return (document, stricter);
        }
    }

    // What an observable said before, each value as its last version that held it was marked; of one that stands, not what it says now.
    private static IEnumerable<Known> Before(Held<Observable> held) =>
        from version in held.History.Index()
        from said in version.Item.Content.Telling()
        group version by said into same
        let last = same.Last()
        where held.IsWithdrawn || !held.Content.Telling().Contains(same.Key)
        select new Known(held.Id, same.Key, Versions.Governing(held.History, last.Index, held.Marking).Marking, false);

    // What is known beside its own value may be kept more closely than the observable.
    private static Marking MarkingOf(Held<Observable> held, TypedValue value) =>
        value.Type == held.Content.Type && value.Value == held.Content.Value ? held.Marking : held.Fields.GetValueOrDefault("also")
            ?? held.Marking;

    private static readonly string NoText = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([]));

    /// <summary>A value that the case holds or held.</summary>
    private sealed record Known(string Id, TypedValue Said, Marking Marking, bool Stands);

    private static bool IsKept(CheckedCopy copy, Marking marking) => !Ruling.For(marking, copy.Partner).Seen;

    private static string From(CheckedCopy copy, Marking marking) => marking.Originator is { } partner ? $" of {copy.Name(partner)}" : "";
}
