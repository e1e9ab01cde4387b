namespace Demarche.Requests;

/// <summary>A line of the table of asks: one ask, for all partners who are asked it in these words.</summary>
/// <param name="Number">As it is numbered in the letter to those who have no words of their own; null for an ask of single
/// partners.</param>
/// <param name="Ids">Of the asks in this line: partners with asks of their own have the same words under other ids.</param>
public sealed record AskLine(string Text, int? Number, IReadOnlySet<string> Ids)
{
    /// <summary>The ask with one partner; null where it is not in that partner's copy.</summary>
    public AskRow? Of(PartnerRow partner) => partner.Asks.FirstOrDefault(a => Ids.Contains(a.Ask.Id));

    /// <summary>The common asks in their order, then those of single partners, then what is asked no more.</summary>
    public static IReadOnlyList<AskLine> Of(RequestRow row)
    {
        var common = row.Request.Content.Asks;
        List<(string Text, int? Number, HashSet<string> Ids)> lines = [.. common.Select((a, i) => (a.Text, (int?)i + 1, new HashSet<string> { a.Id }))];
        var known = common.Select(a => a.Id).ToHashSet();
        foreach (var own in row.Partners.SelectMany(p => p.Asks).Where(a => !known.Contains(a.Ask.Id)).OrderBy(a => a.IsDropped).Select(a => a.Ask).DistinctBy(a => a.Id))
        {
            // A partner who has both has two asks, and each keeps its line.
            var line = lines.FirstOrDefault(l => string.Equals(l.Text.Trim(), own.Text.Trim(), StringComparison.Ordinal)
                && !row.Partners.Any(p => p.Asks.Any(a => a.Ask.Id == own.Id) && p.Asks.Any(a => l.Ids.Contains(a.Ask.Id))));
            if (line.Ids is not null) line.Ids.Add(own.Id);
            else lines.Add((own.Text, null, [own.Id]));
        }
        return [.. lines.Select(l => new AskLine(l.Text, l.Number, l.Ids))];
    }
}
