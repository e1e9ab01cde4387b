using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <param name="Kind">Correction or retraction.</param>
/// <param name="Includes">Ids of the items.</param>
/// <param name="Text">What the partners are told.</param>
public sealed record NoticeForm(NoticeKind Kind, IReadOnlyList<string> Includes, string Text, MarkingForm? Marking);

/// <summary>Somebody who has another version than they should.</summary>
/// <param name="Had">What that partner was told.</param>
/// <param name="Since">When it last left for that partner; null while it is on its way.</param>
public sealed record DueRecipient(string Partner, string Name, string? Suspicion, string Had, string? Since);

/// <summary>An item that left and has changed since, been withdrawn, or been narrowed.</summary>
/// <param name="Now">What stands; what stood last where it was withdrawn.</param>
public sealed record DueItem(string Item, string Kind, string Now, Marking Marking, bool IsWithdrawn, IReadOnlyList<DueRecipient> Recipients);

/// <summary>Somebody to whom a notice still has to go.</summary>
public sealed record NoticeRecipient(string Partner, string Name, string? Suspicion);

/// <summary>A notice of ours, to whom it still has to go and where it has gone.</summary>
public sealed record NoticeRow(Held<Notice> Notice, string Author, IReadOnlyList<NoticeRecipient> Waiting, IReadOnlyList<ReleaseRow> Releases);

/// <summary>A partner's notice that was taken in, and what of this case it is about.</summary>
public sealed record PartnerNoticeRow(Held<PartnerNotice> Notice, string Partner, string? Suspicion, IReadOnlyList<ItemLine> Concerns);

/// <summary>What those who had something must be told, what they were told, and what partners told us.</summary>
public sealed record NoticeList(
    string Case, IReadOnlyList<DueItem> Corrections, IReadOnlyList<DueItem> Retractions, IReadOnlyList<NoticeRow> Notices, IReadOnlyList<PartnerNoticeRow> FromPartners)
{
    public static NoticeList Of(View view, DeskFile desk)
    {
        var all = Holding.All(view);
        var due = all.Where(h => Noticed.Needed(h) is not null).ToList();
        return new(
            view.CaseId, Items(view, desk, due, NoticeKind.Correction), Items(view, desk, due, NoticeKind.Retraction),
            [.. view.Notices.All.Reverse().Select(n => Row(view, desk, all, n))],
            [.. view.PartnerNotices.All.Reverse().Select(n => OfPartner(view, desk, n))]);
    }

    /// <summary>How many items left and have changed or been withdrawn since, so that somebody must be told.</summary>
    public static int Due(View view) => Holding.All(view).Where(h => Noticed.Needed(h) is not null).Select(h => h.Item).Distinct().Count();

    /// <summary>What partners said of one item that was taken from them.</summary>
    public static IReadOnlyList<PartnerNoticeRow> About(View view, DeskFile desk, string item) =>
        [.. view.PartnerNotices.Standing.Where(n => n.Content.Concerns.Contains(item)).Select(n => OfPartner(view, desk, n))];

    private static IReadOnlyList<DueItem> Items(View view, DeskFile desk, List<Holding> due, NoticeKind kind) =>
    [
        .. from holding in due
           where Noticed.Needed(holding) == kind
           group holding by holding.Item into of
           let item = view.Item(of.Key)
           select new DueItem(of.Key, of.First().Kind, of.First().Now?.Text ?? "", item.Marking, item.IsWithdrawn,
               [.. of.Select(h => new DueRecipient(h.Partner, Name(desk, h.Partner), Suspicion(desk, h.Partner), h.Had?.Text ?? "", h.Gone.Last().Content.SentAt))]),
    ];

    private static NoticeRow Row(View view, DeskFile desk, IReadOnlyList<Holding> all, Held<Notice> notice) => new(
        notice, desk.NameOf(notice.Author), notice.IsWithdrawn ? [] : [.. Noticed.Partners(all, notice).Select(p => new NoticeRecipient(p, Name(desk, p), Suspicion(desk, p)))],
        [.. view.Releases.All.Where(r => r.Content.Proposal.About == notice.Id).Select(r => ReleaseRow.Of(view, desk, r))]);

    private static PartnerNoticeRow OfPartner(View view, DeskFile desk, Held<PartnerNotice> notice) => new(
        notice, Name(desk, notice.Content.Partner), Suspicion(desk, notice.Content.Partner), [.. notice.Content.Concerns.Select(view.Item).OfType<Item>().Select(i => ItemLine.Of(view, desk, i))]);

    private static string? Suspicion(DeskFile desk, string partner) => desk.Partners.Find(partner)?.Content.Suspicion;

    private static string Name(DeskFile desk, string partner) => desk.Partners.Find(partner)?.Content.Name ?? "a partner that is no longer listed";
}
