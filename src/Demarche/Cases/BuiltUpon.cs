using System.Text.Json;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>What was built on an entry where its author does not see it, and the markings under which the entry is kept for that.</summary>
internal static class BuiltUpon
{
    /// <summary>
    /// Who keeps seeing an entry that its author takes back: whoever sees any one thing that was built on it, as far as the item's own
    /// marking allows. Markings of which one suffices; first the one that asks least of its readers.
    /// </summary>
    /// <param name="view">What the author sees: nothing that was written after the entry.</param>
    /// <param name="item">The item that the entry brought in or changed.</param>
    /// <returns>Empty where nothing was built on it.</returns>
    public static IReadOnlyList<Marking> Under(CaseFile file, View view, string item, long entry)
    {
        var own = file.MarkingOf(item);
        List<Mention> mentions =
        [
            .. from holder in file.Items()
               from change in holder.History
               where change.From.Entry > entry
               orderby change.From.Entry
               let mention = new Mention(file, item, holder, change)
               where mention.IsOne
               select mention,
        ];
        if (mentions.Count == 0) return [];
        // It is nobody's to give on: it goes to no partner, not to the one whose terms bind it either.
        var from = own?.Originator;
        Marking Bounded(Marking marking) => marking with { ReleasableTo = [], Originator = from, Derived = from is null ? null : true };
        var kept = mentions.SelectMany(m => m.Readers(own)).Where(m => !Ruling.For(m, view.Audience).Seen).Select(Bounded)
            .OrderBy(m => m.Compartments.Count).ThenBy(m => m.Tlp).ToList();
        // What no marking lets anybody see is lost to nobody.
        return [.. kept.Count == 0 ? [Bounded(Marking.Nobody)] : Marking.AnyOf(kept).Each];
    }

    private static string Says(object content) => JsonSerializer.Serialize(content, content.GetType(), FactKinds.Json);

    /// <summary>A change of an item that names what is taken back, or is made to it.</summary>
    private sealed record Mention(CaseFile File, string Item, Item Holder, Change<object> Change)
    {
        public bool IsOne => Holder.Id == Item || Names(Change) || File.KeptBasis(Holder.Id).Contains(Item);

        /// <summary>Markings each of whose readers sees it: as few of those that may hide it as suffice. Whoever does not see it learns
        /// nothing of it by what is kept.</summary>
        public IEnumerable<Marking> Readers(Marking? own)
        {
            var least = Holder.Marking.And(Change.From.Marking);
            foreach (var marking in new[] { Change.From.Own, own }.OfType<Marking>()) least = least.And(marking);
            if (IsSeenBy(least)) return least.Each;
            List<Marking> more = [.. Hiding()];
            Marking With(IEnumerable<Marking> all) => all.Aggregate(least, (one, other) => one.And(other));
            if (!IsSeenBy(With(more))) return [];
            foreach (var marking in more.ToList())
            {
                if (IsSeenBy(With(more.Where(m => m != marking)))) more.Remove(marking);
            }
            return With(more).Each;
        }

        // By the view itself: it is hidden by its marking, by its item's, by those of its parts, or by what it rests on.
        private bool IsSeenBy(Marking marking) => marking.Each.All(one =>
        {
            var view = ViewCache.For(File, new Audience.AtDesk("", one.Tlp == Tlp.Red, one.Compartments.ToHashSet()));
            if (view.Item(Holder.Id) is not { } seen) return false;
            return seen.History.Any(c => c.From.Entry == Change.From.Entry && (Holder.Id == Item || Names(c)))
                || (File.KeptBasis(Holder.Id).Contains(Item) && view.BasesOf(seen).Contains(Item));
        });

        private bool Names(Change<object> change) => Says(change.Content).Contains(Item, StringComparison.Ordinal);

        // A case has few markings: each is looked at once, whatever bears it.
        private HashSet<Marking> Hiding()
        {
            HashSet<Marking> markings = [.. Change.Fields.Values, .. Holder.Fields.Values];
            HashSet<string> named = [Holder.Id];
            var texts = new Queue<string>([Says(Change.Content), Says(Holder.Content)]);
            while (texts.TryDequeue(out var text))
            {
                foreach (var other in File.Items().Where(i => text.Contains(i.Id, StringComparison.Ordinal)))
                {
                    if (!named.Add(other.Id)) continue;
                    markings.Add(other.Marking);
                    texts.Enqueue(Says(other.Content));
                }
            }
            return markings;
        }
    }
}
