using Demarche.Briefs;

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
        var cited = copy.Outgoing.Kind == PackageKind.Brief ? BriefText.CitesIn(copy.Outgoing.Text).Where(n => n <= copy.Outgoing.Cites.Count).Select(n => copy.Outgoing.Cites[n - 1]) : [];
        foreach (var item in cited.Where(c => c.Length == 0 || !copy.Going.Contains(c)).Distinct())
            yield return new("cites-what-stays-here", Severity.Block, item.Length == 0 ? null : item,
                "The brief tells this partner something that rests on what the partner is not given. Take the sentence out, or change the marking of what it rests on.");
        foreach (var item in copy.Outgoing.SeenInPart.Distinct())
            yield return new("seen-in-part-by-its-sender", Severity.Note, item, "A part of this that the partner may see is kept from you, so it stays behind. Ask somebody who sees that part to send it.");
        var told = copy.ClaimsOfOthers.ToLookup(g => g.Claim.Content.Source);
        foreach (var (words, source, _) in Descriptions.Going(copy))
        {
            var shared = told[source].Where(t => t.Source is { } other && Descriptions.Folded(other) == Descriptions.Folded(words)).ToList();
            if (shared.Count > 0)
                yield return new("source-can-be-joined", Severity.Warning, source,
                    $"{copy.Told(shared)} told of “{words}” in these words too: two readers who compare notes know that they have one source. Describe it in other words in this copy.")
                { RestsOn = [.. shared.Select(g => g.Claim.Id)] };
        }
    }
}
