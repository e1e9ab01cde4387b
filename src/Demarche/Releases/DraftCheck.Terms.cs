using Demarche.Sources;

namespace Demarche.Releases;

/// <summary>Terms of those who gave us what a copy carries, and what the reader of two copies could put together.</summary>
internal static class Terms
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        foreach (var (item, held) in copy.Held)
        {
            var marking = held.Marking;
            if (marking.Originator is { } originator && originator != copy.Partner.Id)
            {
                var terms = copy.Desk.Partners.Find(originator)?.Content.Caveats is { Length: > 0 } caveats ? $" Its standing terms: {caveats}" : "";
                yield return new("originators-terms", Severity.Warning, item.Item, $"{copy.Name(originator)} gave us this as {marking.Label} and lets it go to this partner.{terms}");
            }
            if (marking.Embargo is { } embargo && embargo.BindsAt(copy.Partner.At))
                yield return new("under-embargo", Severity.Note, item.Item, $"This is under embargo until {embargo.Until}; the partner is one of those who keep it.");
        }
        var told = copy.ClaimsOfOthers.ToLookup(g => g.Claim.Content.Source);
        foreach (var source in Described(copy))
        {
            var shared = told[source.Id].ToList();
            var others = shared.Select(g => copy.Name(g.Partner)).Distinct().Order(StringComparer.Ordinal).ToList();
            if (others.Count > 0)
                yield return new("source-can-be-joined", Severity.Warning, source.Id,
                    $"“{source.Content.Description}” was described in these words to {string.Join(", ", others)} too: two readers who compare notes know that they have one source. Describe it in other words in this copy.")
                { RestsOn = [.. shared.Select(g => g.Claim.Id)] };
        }
    }

    private static IEnumerable<Held<Source>> Described(CheckedCopy copy) =>
        copy.Items.Where(i => i.Kind == "claim" && !copy.IsReworded(i.Item)).Select(i => copy.View.Claims.Find(i.Item)?.Content.Source).Distinct()
            .Select(copy.View.Sources.Find).OfType<Held<Source>>().Where(s => s.Content.IsProtected && !copy.IsReworded(s.Id));
}
