using Demarche.Releases;
using Demarche.Web;

namespace Demarche.Exchange;

public sealed partial class InboxDesk
{
    /// <summary>Earlier packages of a partner that are searched for what a notice is about: one that sends without end must not make a page read without end.</summary>
    public const int MostSearched = 500;

    // Only what this very partner sent: nobody retracts what another gave. What no case has taken is told in the words of the package that carried it.
    private async Task<(IReadOnlyList<(CaseFile File, ConcernedRow Row)> Held, IReadOnlyList<ConcernedSent> Sent)> ConcernedAsync(
        DeskFile list, Held<Arrival> notice, NoticeReading reading, Caller caller, CancellationToken ct)
    {
        List<(CaseFile, ConcernedRow)> found = [];
        List<ConcernedSent> sent = [];
        var target = await CaseOfAsync(notice.Content, ct);
        var now = await store.FindAsync(notice.Content.PlainSha256, ct) is { } bytes && PackageContent.Read(bytes).Content is { } said
            ? ItemsFor(list, notice, said, target, target is null ? null : Views.ViewCache.For(target, caller.Audience)) : [];
        foreach (var arrival in list.Inbox.All.Reverse().Where(a => a.Id != notice.Id && a.Content.Partner == notice.Content.Partner).Take(MostSearched))
        {
            var file = await CaseOfAsync(arrival.Content, ct);
            if (!InboxList.IsShown(arrival, file, caller, list, _ => null)) continue;
            if (await store.FindAsync(arrival.Content.PlainSha256, ct) is not { } plain || PackageContent.Read(plain).Content is not { } content) continue;
            var view = file is null ? null : Views.ViewCache.For(file, caller.Audience);
            var followed = view is null ? [] : RecallList.Of(view).All.Where(r => r.State == RecallState.Followed && r.Notice.Content.Package == notice.Content.Package
                && r.Notice.Content.Partner == notice.Content.Partner).Select(r => r.Item).ToHashSet();
            foreach (var item in ItemsFor(list, arrival, content, file, view).Where(i => reading.About.Contains(i.As)))
            {
                if (view?.Item(item.HeldItem ?? item.Item) is { } held)
                {
                    found.Add((file!, new(file!.Id, view.Title.Title, held.Id, item.As, held.Kind, ItemLine.Of(view, list, held), held.Marking)
                    {
                        Corrects = now.Any(i => i.As == item.As && i is { Held: HeldAs.Earlier } && i.HeldItem == held.Id),
                        IsFollowed = followed.Contains(held.Id),
                    }));
                }
                else
                {
                    sent.Add(new(arrival.Id, arrival.Content.Title, item.As, item.Kind, item.Words, item.MarkingFrom(arrival.Content.Partner)));
                }
            }
        }
        var ids = found.Select(f => f.Item2.As).ToHashSet();
        return (found, [.. sent.Where(s => !ids.Contains(s.As)).DistinctBy(s => s.As)]);
    }

    // The items stay as they are, and whatever rests on them, but for those that a person ticks: these say from now on what their originator says.
    private async Task<Acted> TakeNoticeAsync(Held<Arrival> held, CaseFile? file, PackageContent content, Caller caller, TakeForm form, CancellationToken ct)
    {
        if (file is null)
            return new Acted.Refused("a-notice-goes-where-its-package-went", "What this is about was taken into no case. Set it aside, or take that package in first.");
        if (CaseRoutes.AccessOf(file, caller) != CaseAccess.Write || !file.IsOpen)
            return new Acted.Refused("case-access-must-allow-writing", "There is no such open case that you may write in.", "case");
        await homecoming.SettleAsync(held.Id, ct);
        var (list, reading) = (await desk.OpenAsync(ct), NoticeReading.Of(content)!);
        Decision Entered(CaseFile now)
        {
            if (!now.Exists || CaseRoutes.AccessOf(now, caller) != CaseAccess.Write) return Decision.Refuse("case-access-must-allow-writing", "There is no such open case that you may write in.");
            var noted = Homecoming.NotedOf(now, held.Content).Any() ? null
                : new NoticeTakenIn(Id.New(), new(reading.Kind, held.Content.Partner, content.Id, held.Content.PlainSha256, content.Created, reading.Text, []));
            return InboxDecisions.Enter(now, held, null, null, Id.New(), Chosen(now), noted);
        }

        List<ArrivalItem> Chosen(CaseFile now) => [.. ItemsFor(list, held, content, now, Views.ViewCache.For(now, caller.Audience)).Where(form.Takes)];
        var chosen = Chosen(file);

        if (chosen.Count == 0 && held.Content.Case is not null)
            return new Acted.Refused("there-must-be-something-to-take", "This was taken in already. Tick what else the case takes of it.", "items");
        if ((await cases.FindAsync(file.Id, ct))! is var current && chosen.Count > 0 && Entered(current) is Decision.Refused early)
            return new Acted.Refused(early.Rule, early.Message, early.Field);
        var claimed = await desk.WriteAsync(caller.Id, now => InboxDecisions.Take(now, new(held.Id, file.Id, form.Seen)), ct: ct);
        if (claimed.Refusal is { } taken) return new Acted.Refused(taken.Rule, taken.Message, taken.Field);
        // It stands in its case already; a person may have seen it and decide elsewhere what follows.
        if (chosen.Count == 0 && Homecoming.NotedOf(current, held.Content).Any()) return new Acted.Done($"/inbox/{held.Id}", file.Id, Words.Say("exchange.seen"));
        var written = await cases.WriteAsync(file.Id, caller.Id, Entered, ct: ct);
        return written.Refusal is { } refused ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done($"/inbox/{held.Id}", file.Id, Words.Say("exchange.notice.taken"));
    }
}
