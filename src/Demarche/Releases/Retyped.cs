using Demarche.Documents;
using Demarche.Observables;

namespace Demarche.Releases;

/// <summary>
/// What goes under a marking of its own, though the same stands in the case under one that keeps it from this partner: a value typed by hand that a partner gave
/// under its terms, or something taken out of another copy of a stricter document. No marking binds what is typed again; a person has to weigh it.
/// </summary>
internal static class Retyped
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var values = copy.View.Observables.Standing.Where(o => IsKept(copy, o.Marking)).ToLookup(o => (o.Content.Type, o.Content.Value));
        foreach (var (given, item) in copy.Held.DistinctBy(h => h.Item.Id))
        {
            if (item.Content is Observable observable
                && values[(observable.Type, observable.Value)].FirstOrDefault(o => o.Id != item.Id && item.Marking.IsWiderThan(o.Marking)) is { } same)
                yield return new("same-value-is-stricter", Severity.Warning, given.Item,
                    $"{observable.Value} stands in this case a second time, as {same.Marking.Label}{From(copy, same.Marking)}, and is not for this partner there. Leave it out, or write where else you have it from.")
                { RestsOn = [same.Id] };
            foreach (var (document, other) in Copies(copy, item))
                yield return new("copy-of-a-stricter-document", Severity.Warning, given.Item,
                    $"This was taken out of “{Bases.NameOf(document)}”. “{Bases.NameOf(other)}” reads the same, is {other.Marking.Label}{From(copy, other.Marking)}, and is not for this partner. Leave it out, or write why it may go.")
                { RestsOn = [document.Id, other.Id] };
        }
    }

    private static IEnumerable<(Held<Document> Document, Held<Document> Other)> Copies(CheckedCopy copy, Item item)
    {
        var origins = OriginList.Of(copy.View);
        foreach (var id in copy.View.BasesOf(item))
        {
            if (copy.View.Documents.Find(id) is not { } document) continue;
            var stricter = (origins.Find(id)?.Documents ?? []).Where(d => d != id).Select(copy.View.Documents.Find).OfType<Held<Document>>()
                .FirstOrDefault(o => !o.IsWithdrawn && IsKept(copy, o.Marking) && document.Marking.IsWiderThan(o.Marking));
            if (stricter is not null) yield return (document, stricter);
        }
    }

    private static bool IsKept(CheckedCopy copy, Marking marking) => !Ruling.For(marking, copy.Partner).Seen;

    private static string From(CheckedCopy copy, Marking marking) => marking.Originator is { } partner ? $" of {copy.Name(partner)}" : "";
}
