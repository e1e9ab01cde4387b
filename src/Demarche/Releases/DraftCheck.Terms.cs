using Demarche.Briefs;

namespace Demarche.Releases;

/// <summary>Terms of those who gave us what a copy carries, and what the reader of two copies could put together.</summary>
internal static class Terms
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        foreach (var finding in OfOriginators(copy)) yield return finding;
        foreach (var (item, held) in copy.Held)
        {
            if (held.Marking.Embargo is { } embargo && embargo.BindsAt(copy.Partner.At))
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

    // One finding for what one partner gave us at one level, however many items it is. What everybody may see is told, and asks for nothing.
    private static IEnumerable<Finding> OfOriginators(CheckedCopy copy)
    {
        var known = new PublicAlready(copy.View, copy.Partner.At);
        var given = copy.Held.Where(h => h.Item.Marking.Originator is { } originator && originator != copy.Partner.Id)
            .GroupBy(h => (Originator: h.Item.Marking.Originator!, h.Item.Marking.Label, IsPublic: known.Sees(h.Item.Marking)));
        foreach (var of in given)
        {
            List<string> items = [.. of.Select(h => h.Given.Item).Distinct()];
            var what = items.Count == 1 ? ("this", "lets it") : ($"{items.Count} items of this copy", "lets them");
            var terms = copy.Desk.Partners.Find(of.Key.Originator)?.Content.Caveats is { Length: > 0 } caveats
                ? $" Its standing terms: {caveats}" : "";
            yield return new("originators-terms", of.Key.IsPublic ? Severity.Note : Severity.Warning, items[0],
                $"{copy.Name(of.Key.Originator)} gave us {what.Item1} as {of.Key.Label} and {what.Item2} go to this partner.{terms}")
            { Also = [.. items.Skip(1)], RestsOn = [.. items.Skip(1)] };
        }
    }
}
