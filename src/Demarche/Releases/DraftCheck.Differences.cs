namespace Demarche.Releases;

/// <summary>What a copy shows beside the copies that the partner has already.</summary>
internal static class Differences
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        foreach (var item in copy.Items)
        {
            if (!copy.Before.TryGetValue(item.Item, out var before)) continue;
            if (!before.Item.IsWordedLike(item) && !copy.IsReworded(item.Item))
                yield return new("own-words-after-other-words", Severity.Warning, item.Item,
                    $"The partner was given this in other words on {before.Last}. Its own words beside them show what was kept then.");
            else if (!before.Item.IsWordedLike(item))
                yield return new("other-words-after-own-words", Severity.Note, item.Item, $"The partner has had this in its own words since {before.First}; other words now keep nothing.");
            else if (Telling.Of(copy.View, item.Item, before.Made, copy.Partner.Id)?.Whole != Telling.Of(copy.View, item.Item, null, copy.Partner.Id)?.Whole)
                yield return new("difference-shows", Severity.Note, item.Item,
                    $"The partner was given an earlier version on {before.Last}. Side by side the two show what was changed.");
        }
        HashSet<string> wanted = [.. copy.Outgoing.Includes];
        foreach (var (id, before) in copy.Before.OrderBy(b => b.Key, StringComparer.Ordinal).Where(b => !copy.Going.Contains(b.Key) && wanted.Contains(b.Key)))
            yield return new("they-have-it-already", Severity.Note, id, $"The partner may not see this any more, and has had it since {before.First}. A retraction is a step of its own.");
    }
}
