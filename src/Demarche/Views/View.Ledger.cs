using Demarche.Releases;

namespace Demarche.Views;

/// <summary>What the ledger asks of another audience's view.</summary>
public sealed partial class View
{
    /// <summary>
    /// Whether an item that this reader at the desk sees stands in a partner's view. It hangs on the markings of the item and of what the
    /// item rests on, all of which this reader sees with it.
    /// </summary>
    internal bool IsShownTo(string partner, string item) =>
        IsAtDesk && Knows(item) && ViewCache.For(file, new Audience.Partner(partner)).Shows(item);

    private Held<Notice>? Drafted(Held<Notice> notice) =>
        !IsAtDesk ? null : Seen(notice, n => n with { Items = [.. n.Items.Where(Knows)] });

    // What a partner said of its own: nobody outside the desk is told that it was taken in.
    private Held<PartnerNotice>? Taken(Held<PartnerNotice> notice) =>
        !IsAtDesk ? null : Seen(notice, n => n with { Concerns = [.. n.Concerns.Where(Knows)] });
}
