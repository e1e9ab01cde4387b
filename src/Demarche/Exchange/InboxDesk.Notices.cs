using Demarche.Releases;
using Demarche.Web;

namespace Demarche.Exchange;

public sealed partial class InboxDesk
{
    /// <summary>Earlier packages of a partner that are searched for what a notice is about: one that sends without end must not make a page read without end.</summary>
    public const int MostSearched = 500;

    // Only what this very partner sent: nobody retracts what another gave.
    private async Task<IReadOnlyList<(CaseFile File, ConcernedRow Row)>> ConcernedAsync(
        DeskFile list, Held<Arrival> notice, NoticeReading reading, Caller caller, CancellationToken ct)
    {
        List<(CaseFile, ConcernedRow)> found = [];
        var now = await store.FindAsync(notice.Content.PlainSha256, ct) is { } bytes && PackageContent.Read(bytes).Content is { } said
            ? ArrivalItems.Of(said, notice.Id, ours.Id) : [];
        foreach (var arrival in list.Inbox.All.Reverse().Where(a => a.Id != notice.Id && a.Content.Partner == notice.Content.Partner).Take(MostSearched))
        {
            if (await CaseOfAsync(arrival.Content, ct) is not { } file || !InboxList.IsShown(arrival, file, caller, list, _ => null)) continue;
            if (await store.FindAsync(arrival.Content.PlainSha256, ct) is not { } plain || PackageContent.Read(plain).Content is not { } content) continue;
            var view = Views.ViewCache.For(file, caller.Audience);
            var followed = RecallList.Of(view).All.Where(r => r.State == RecallState.Followed && r.Notice.Content.Package == notice.Content.Package
                && r.Notice.Content.Partner == notice.Content.Partner).Select(r => r.Item).ToHashSet();
            found.AddRange(
                from item in ItemsFor(content, arrival.Id, file, view)
                where reading.About.Contains(item.As)
                let held = view.Item(item.Item)
                where held is not null
                select (file, new ConcernedRow(file.Id, view.Title.Title, held.Id, item.As, held.Kind, ItemLine.Of(view, list, held), held.Marking)
                {
                    Corrects = now.Any(i => i.As == item.As && PartnerCorrection.Corrects(held, i)),
                    IsFollowed = followed.Contains(held.Id),
                }));
        }
        return found;
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
        var about = (await ConcernedAsync(list, held, reading, caller, ct)).Where(c => c.File.Id == file.Id)
            .Select(c => (c.Row.As, c.Row.Item)).Distinct().ToLookup(c => c.As, c => c.Item);
        var chosen = ItemsFor(content, held.Id, file, Views.ViewCache.For(file, caller.Audience)).Where(form.Takes).ToList();
        Decision Entered(CaseFile now)
        {
            if (!now.Exists || CaseRoutes.AccessOf(now, caller) != CaseAccess.Write) return Decision.Refuse("case-access-must-allow-writing", "There is no such open case that you may write in.");
            var corrected = PartnerCorrection.Of(now, caller.Audience, held.Content.Partner, reading.Text, chosen, about);
            if (corrected.Refused is { } wrong) return wrong;
            var noted = Homecoming.NotedOf(now, held.Content).Any() ? null
                : new NoticeTakenIn(Id.New(), new(reading.Kind, held.Content.Partner, content.Id, held.Content.PlainSha256, content.Created, reading.Text, []));
            var rest = chosen.Except(corrected.Items).ToList();
            if (noted is null && rest.Count == 0 && corrected.Facts.Count > 0) return new Decision.Allowed(corrected.Facts, corrected.Items[0].Item);
            return InboxDecisions.Enter(now, held, null, null, Id.New(), rest, noted) switch
            {
                Decision.Allowed entered => entered with { Facts = [.. corrected.Facts, .. entered.Facts] },
                var refused => refused,
            };
        }

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
