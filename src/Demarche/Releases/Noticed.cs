using Demarche.Views;

namespace Demarche.Releases;

/// <summary>One thing that a correction or a retraction is about, as its recipient knows it.</summary>
/// <param name="As">The STIX id.</param>
/// <param name="Created">When the recipient was first given the object, which no version changes.</param>
/// <param name="Modified">The time of the last version that the recipient was given.</param>
/// <param name="Package">The last package that carried it.</param>
/// <param name="Sent">The time in that package.</param>
/// <param name="Revision">The version that the recipient has.</param>
public sealed record Noticed(string Item, string Kind, string As, string Created, string Modified, string Package, string Sent, int Revision)
{
    /// <summary>In a correction, what the recipient was told, as far as it may be told that again; null in a retraction, which repeats nothing.</summary>
    internal LetterItem? Before { get; init; }

    /// <summary>The same in a line, with exact values.</summary>
    internal string? BeforeExactly { get; init; }

    /// <summary>To whom a notice still has to go: exactly those who have another version of one of its items than they should.</summary>
    public static IReadOnlyList<string> Partners(View view, Held<Notice> notice) =>
        Partners(Holding.All(view), notice);

    /// <summary>The same of holdings that are there already.</summary>
    internal static IReadOnlyList<string> Partners(IReadOnlyList<Holding> all, Held<Notice> notice) =>
        [.. Due(all, notice).Select(h => h.Partner).Distinct()];

    /// <summary>What a notice says to one partner; null where it has nothing to say to that one, or no longer.</summary>
    public static Outgoing? To(string partner, Held<Notice> notice, View view)
    {
        List<Noticed> about = [.. Due(Holding.All(view), notice).Where(h => h.Partner == partner).SelectMany(h => Of(view, h))];
        if (about.Count == 0) return null;
        var (content, isCorrection) = (notice.Content, notice.Content.Kind == NoticeKind.Correction);
        return new(isCorrection ? PackageKind.Correction : PackageKind.Retraction, notice.Id, content.Title, content.Text, [], null, null,
            notice.Marking.Tlp, isCorrection ? [.. about.Select(n => n.Item).Distinct()] : [], null, null, about.MaxBy(n => n.Sent, StringComparer.Ordinal)!.Package, null)
        {
            Readers = notice.Marking,
            Pap = notice.Marking.Pap,
            Notices = about,
            Rewordings = Outgoing.Reworded(view, notice.Id, partner),
            Nameable = Outgoing.PartiesOf(view),
        };
    }

    /// <summary>The kind of notice that a holding calls for; null where it calls for none.</summary>
    public static NoticeKind? Needed(Holding holding) => holding.IsComing ? null : holding.State switch
    {
        HoldingState.Earlier => NoticeKind.Correction,
        HoldingState.Gone => NoticeKind.Retraction,
        _ => null,
    };

    private static IEnumerable<Holding> Due(IReadOnlyList<Holding> all, Held<Notice> notice) =>
        all.Where(h => notice.Content.Items.Contains(h.Item) && Needed(h) == notice.Content.Kind);

    // An item may have gone as several objects: in its own words, in those of a copy, with a note on it. Whoever has them must know of each.
    private static IEnumerable<Noticed> Of(View view, Holding holding)
    {
        Dictionary<string, Noticed> found = new(StringComparer.Ordinal);
        foreach (var proposal in holding.Gone.Select(r => r.Content.Proposal))
        {
            List<ReleasedItem> items = [.. ReleasedItem.OfTheirOwn(proposal.Items).Where(i => i.Item == holding.Item)];
            var objects = (proposal.Objects ?? []).Where(o => o.Item == holding.Item).Select(o => o.As);
            foreach (var one in items.Select(i => i.As).Concat(objects).Distinct())
            {
                var given = proposal.Objects?.FirstOrDefault(o => o.As == one);
                if (given?.Ended == true)
                {
                    // It has ended already, and no version follows.
                    found.Remove(one);
                    continue;
                }
                var created = given?.Created ?? found.GetValueOrDefault(one)?.Created ?? view.Item(holding.Item)!.History[0].Time;
                found[one] = new(holding.Item, holding.Kind, one, created, given?.Modified ?? proposal.Created, proposal.Package, proposal.Created, items[0].Revision);
                if (Needed(holding) == NoticeKind.Correction && EarlierWords.Of(view, holding, proposal) is var (shown, exact))
                    found[one] = found[one] with { Before = shown, BeforeExactly = exact };
            }
        }
        return found.Values.OrderBy(n => n.As, StringComparer.Ordinal);
    }
}
