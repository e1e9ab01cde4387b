using System.Collections.Concurrent;
using System.Collections.Frozen;
using Demarche.Releases;

namespace Demarche.Views;

/// <summary>What the ledger asks of another audience's view.</summary>
public sealed partial class View
{
    /// <summary>
    /// Whether an item that this reader at the desk sees stands in a partner's view. It hangs on the markings of the item and of what the
    /// item rests on, all of which this reader sees with it. Who belongs to which group is the desk's list and not the case's: a partner that was given
    /// something through a group is held to belong to it still, and an embargo that let it go to be over.
    /// </summary>
    internal bool IsShownTo(string partner, string item) =>
        IsAtDesk && Knows(item) && LazyInitializer.EnsureInitialized(ref shownTo, () => new(StringComparer.Ordinal)).GetOrAdd(partner, ViewOf).Shows(item);

    /// <summary>A partner as the ledger takes it: of every group that is named, after every embargo.</summary>
    internal Audience.Partner Recipient(string partner) => new(partner, groupsNamed ??= GroupsNamed(), FrozenSet<string>.Empty, EndOfTime);

    private View ViewOf(string partner) => ViewCache.For(file, Recipient(partner));

    private const string EndOfTime = "9999-12-31T23:59:59.999Z";

    private FrozenSet<string>? groupsNamed;

    // Asked for each item that ever left: the key under which the cache keeps a view costs more than the answer.
    private ConcurrentDictionary<string, View>? shownTo;

    private FrozenSet<string> GroupsNamed()
    {
        var markings = Items().Select(i => i.Marking).Distinct().ToList();
        return markings.SelectMany(m => m.ReleasableTo).Except(markings.SelectMany(m => m.Barred)).Except(Releases.All.Select(r => r.Content.Proposal.Partner))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    private Held<Notice>? Drafted(Held<Notice> notice) =>
        !IsAtDesk ? null : Seen(notice, n => n with { Items = [.. n.Items.Where(Knows)] });

    // What a partner said of its own: nobody outside the desk is told that it was taken in, and nobody who sees nothing of what it is about.
    private Held<PartnerNotice>? Taken(Held<PartnerNotice> notice) =>
        !IsAtDesk || (notice.Content.Concerns.Count > 0 && !notice.Content.Concerns.Any(Knows)) ? null
            : Seen(notice, n => n with { Concerns = [.. n.Concerns.Where(Knows)], Now = n.Now is null ? null : [.. n.Now.Where(w => Knows(w.Item))] });
}
