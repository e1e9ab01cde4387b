namespace Demarche.Views;

/// <summary>Words that stand in no item: why a request was closed with a partner, how a partner was reminded, why a release was refused or approved.</summary>
public sealed partial class View
{
    /// <summary>
    /// Whether and why a request that a person at the desk sees is closed with a partner. The reason has the marking of its entry, and is seen with a version of the
    /// request from that time. To a reader who may not have it, the request is closed since the first version that this reader sees.
    /// </summary>
    public Mark? ClosedWith(string request, string partner)
    {
        if (!IsAtDesk || Requests.Find(request) is not { } held || !file.Closed.TryGetValue((request, partner), out var mark)) return null;
        if (IsOpenSince(held.History, mark.Entry, mark.Marking)) return mark;
        return mark with { Time = (held.History.FirstOrDefault(c => c.From.Entry > mark.Entry) ?? held.History[^1]).Time, Author = "", Reason = "" };
    }

    /// <summary>Reminders of requests that a person at the desk sees, oldest first; each under the marking of its time.</summary>
    public IEnumerable<Reminder> Reminders => IsAtDesk
        ? file.Reminders.Where(r => Requests.Find(r.Request) is { } held && IsOpenSince(held.History, r.Entry, r.Marking)) : [];

    // Said of an item at a time: seen by whom the entry's own marking allows, who also sees a version that is as old.
    private bool IsOpenSince<T>(IReadOnlyList<Change<T>> seen, long entry, Marking own) => seen.Any(c => c.From.Entry <= entry) && Ruling.For(own, Audience).Seen;

    private bool IsDraftOpenSince(string about, long entry, Marking own) =>
        Requests.Find(about) is { } request ? IsOpenSince(request.History, entry, own)
        : ReplyDrafts.Find(about) is { } reply ? IsOpenSince(reply.History, entry, own)
        : Briefs.Find(about) is { } brief ? IsOpenSince(brief.History, entry, own)
        : Notices.Find(about) is { } notice && IsOpenSince(notice.History, entry, own);
}
