using Demarche.Releases;
using Demarche.Web;

namespace Demarche.Exchange;

public sealed partial class InboxDesk
{
    /// <summary>Earlier packages of a partner that are searched for what a notice is about: one that sends without end must not make a page read without end.</summary>
    public const int MostSearched = 500;

    // Only what this very partner sent: nobody retracts what another gave. What no case has taken is told in the words of the package that carried it.
    private async Task<(IReadOnlyList<(CaseFile File, ConcernedRow Row)> Held, IReadOnlyList<ConcernedWords> Sent)> ConcernedAsync(
        DeskFile list, Held<Arrival> notice, NoticeReading reading, Caller caller, CancellationToken ct)
    {
        List<(CaseFile, ConcernedRow)> found = [];
        List<ConcernedWords> sent = [];
        foreach (var arrival in list.Inbox.All.Reverse().Where(a => a.Id != notice.Id && a.Content.Partner == notice.Content.Partner).Take(MostSearched))
        {
            var file = await CaseOfAsync(arrival.Content, ct);
            if (!InboxList.IsShown(arrival, file, caller, list, _ => null)) continue;
            if (await store.FindAsync(arrival.Content.PlainSha256, ct) is not { } plain || PackageContent.Read(plain).Content is not { } content) continue;
            var view = file is null ? null : Views.ViewCache.For(file, caller.Audience);
            foreach (var item in ItemsFor(list, arrival, content, file, view).Where(i => reading.About.Contains(i.As)))
            {
                if (view?.Item(item.HeldItem ?? item.Item) is { } held)
                    found.Add((file!, new(file!.Id, view.Title.Title, held.Id, item.As, held.Kind, ItemLine.Of(view, list, held), held.Marking)));
                else
                    sent.Add(new(arrival.Id, arrival.Content.Title, item.As, item.Kind, item.Words, item.MarkingFrom(arrival.Content.Partner)));
            }
        }
        var ids = found.Select(f => f.Item2.As).ToHashSet();
        return (found, [.. sent.Where(s => !ids.Contains(s.As)).DistinctBy(s => s.As)]);
    }

    // What it is about may have come in a package of any kind, in a brief or another correction too, and in several: it goes where the
    // first of them went that a
    // case took in. The one that it names comes first. A partner may name what it likes, so that notices may lead round in a circle.
    private async Task<CaseFile?> CaseOfNoticeAsync(Arrival notice, HashSet<string> path, CancellationToken ct)
    {
        if (!path.Add(notice.Package)) return null;
        var inbox = (await desk.OpenAsync(ct)).Inbox.All;
        foreach (var package in new[] { notice.About }.Concat(notice.Concerns ?? []).Distinct())
        {
            if (inbox.FirstOrDefault(a => a.Content.Partner == notice.Partner && a.Content.Package == package) is { } about
                && await CaseOfAsync(about.Content, path, ct) is { } file) return file;
        }
        return null;
    }

    // The items stay as they are, and whatever rests on them: the case notes what their originator says of them.
    private async Task<Acted> TakeNoticeAsync(Held<Arrival> held, CaseFile? file, PackageContent content, Caller caller, TakeForm form, CancellationToken ct)
    {
        if (file is null)
            return new Acted.Refused("a-notice-goes-where-its-package-went", "What this is about was taken into no case. Set it aside, or take that package in first.");
        if (CaseRoutes.AccessOf(file, caller) != CaseAccess.Write || !file.IsOpen)
            return new Acted.Refused("case-access-must-allow-writing", "There is no such open case that you may write in.", "case");
        var (list, reading) = (await desk.OpenAsync(ct), NoticeReading.Of(content)!);
        var concerns = (await ConcernedAsync(list, held, reading, caller, ct)).Held.Where(c => c.File.Id == file.Id).Select(c => c.Row.Item).Distinct().ToList();
        var notice = new PartnerNotice(reading.Kind, held.Content.Partner, content.Id, held.Content.PlainSha256, content.Created, reading.Text, concerns);
        var chosen = ItemsFor(list, held, content, file, Views.ViewCache.For(file, caller.Audience)).Where(form.Takes).ToList();

        var claimed = await desk.WriteAsync(caller.Id, now => InboxDecisions.Take(now, new(held.Id, file.Id, form.Seen)), ct: ct);
        if (claimed.Refusal is { } taken) return new Acted.Refused(taken.Rule, taken.Message, taken.Field);
        var written = await cases.WriteAsync(
            file.Id, caller.Id, now => InboxDecisions.Enter(now, held, null, null, Id.New(), chosen, new NoticeTakenIn(Id.New(), notice)), ct: ct);
        return written.Refusal is { } refused ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done($"/inbox/{held.Id}", file.Id, Words.Say("exchange.notice.taken"));
    }
}
