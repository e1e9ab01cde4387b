namespace Demarche.Releases;

/// <summary>What goes wider than what it rests on, with the reason that a person wrote.</summary>
internal static class Bases
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var stale = WiderList.Of(copy.View).Where(w => w.IsStale).ToDictionary(w => w.Item.Id);
        foreach (var (given, item) in copy.Held.DistinctBy(h => h.Item.Id))
        {
            if (item.Wider is not { } wider) continue;
            if (stale.TryGetValue(item.Id, out var old))
                yield return new("basis-was-marked-since", Severity.Block, given.Item,
                    "What this rests on was marked again after somebody wrote why this may go wider. Look at it: write the reason again, or mark it as strictly.")
                { RestsOn = old.Basis };
            yield return new("wider-than-its-basis", Severity.Note, given.Item,
                $"This may go wider than what it rests on. {copy.Desk.NameOf(wider.Author)} wrote why on {DraftCheck.DayOf(wider.Time)}: “{wider.Reason}”");
        }
    }
}
