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
        IsAtDesk && Knows(item) && ViewCache.For(file, Recipient(partner)).Shows(item);

    /// <summary>A partner as the ledger takes it: of every group that is named, after every embargo.</summary>
    internal Audience.Partner Recipient(string partner) => new(partner, groupsNamed ??= GroupsNamed(), FrozenSet<string>.Empty, EndOfTime);

    private const string EndOfTime = "9999-12-31T23:59:59.999Z";

    private FrozenSet<string>? groupsNamed;

    private FrozenSet<string> GroupsNamed()
    {
        var markings = Items().Select(i => i.Marking).Distinct().ToList();
        return markings.SelectMany(m => m.ReleasableTo).Except(markings.SelectMany(m => m.Barred)).Except(Releases.All.Select(r => r.Content.Proposal.Partner))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    private Held<Notice>? Drafted(Held<Notice> notice) =>
        !IsAtDesk ? null : Seen(notice, n => n with { Items = [.. n.Items.Where(Knows)] });

    // What a partner said of its own: nobody outside the desk is told that it was taken in.
    private Held<PartnerNotice>? Taken(Held<PartnerNotice> notice) =>
        !IsAtDesk ? null : Seen(notice, n => n with { Concerns = [.. n.Concerns.Where(Knows)] });
}
