using Demarche.Releases;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>The inbox at work: reads kept packages for those who may see them, and brings what a person chose into a case.</summary>
public sealed partial class InboxDesk(JournalStore store, DeskBook desk, CaseBook cases, OurDesk ours, Homecoming homecoming)
{
    /// <summary>How often one item of a package can be taken and then hidden from whoever takes it next.</summary>
    internal const int MostTimes = 20;

    public async Task<InboxList> ListAsync(Caller caller, CancellationToken ct)
    {
        var list = await desk.OpenAsync(ct);
        var of = new Dictionary<string, CaseFile?>();
        foreach (var arrival in list.Inbox.All) of[arrival.Id] = await CaseOfAsync(arrival.Content, ct);
        return InboxList.Of(list, caller, a => of[a.Id], cases.Now());
    }

    /// <summary>The package's page; null for one that this caller may know nothing of.</summary>
    /// <param name="after">The STIX id of the item that the listed ones come after; null for the first.</param>
    public async Task<ArrivalSheet?> SheetAsync(string id, Caller caller, CancellationToken ct, string? after = null)
    {
        if (await OpenAsync(id, caller, ct) is not var (list, held, file, content)) return null;
        var view = file is null ? null : Views.ViewCache.For(file, caller.Audience);
        var items = ItemsFor(list, held, content, file, view);
        var aside = ArrivalItems.Aside(content, ours.Id);
        var listed = (after is null ? items : items.SkipWhile(i => i.As != after).Skip(1)).Take(ArrivalSheet.MostListed).ToList();
        var partner = list.Partners.Find(held.Content.Partner)?.Content;
        var (asked, answers) = AnswersOf(held.Content, content, file, view);
        var mayWrite = caller.Can(Capability.WriteCases) && !held.IsWithdrawn && (file is null || CaseRoutes.AccessOf(file, caller) == CaseAccess.Write);
        return new(
            InboxList.Row(list, held, file, cases.Now()), held.Content.Kind == PackageKind.Request ? PackageReading.Request(content, held.Content) : null,
            held.Content.Kind == PackageKind.Reply && PackageReading.Reply(content, held.Content, asked?.Request ?? "") is { } reply
                ? view is null ? reply : Requests.AskId.Ours(reply, view.Requests, view.Wordings) : null,
            asked?.Title,
            [.. listed.Select(i => ArrivalRow.Of(i, held.Content.Partner, view, list))],
            [.. content.Items.Where(i => !i.Stored).Select(i => new RefusedRow(i.Id, i.Because!))],
            mayWrite && file is null && held.Content.Kind is PackageKind.Request or PackageKind.Brief ? await ChoicesAsync(caller, ct) : [],
            partner?.Caveats, held.History[^1].Reason, held.Revision, mayWrite && (file is not null || held.Content.Kind is PackageKind.Request or PackageKind.Brief))
        {
            Letter = content.Letter,
            Next = listed.Count > 0 && listed[^1].As != items[^1].As ? listed[^1].As : null,
            After = after,
            New = items.Count(i => i.CanTake && i.Held is null),
            CanTakeAny = items.Any(i => i.CanTake),
            AsideCount = aside.Count,
            Aside = [.. aside.Take(ArrivalSheet.MostListed).Select(i => ArrivalRow.Of(i, held.Content.Partner, null, list))],
            Answers = answers,
            QuestionPath = view?.Replies.All.FirstOrDefault(r => r.Content.Partner == held.Content.Partner && r.Content.Package == held.Content.Package) is { } told
                && Requests.Answerable.AsksBack(told.Content) ? $"/cases/{file!.Id}/replies/{told.Id}/answer" : null,
            RequestPath = asked is not { } of ? null : view!.Requests.Find(of.Request) is null ? $"/incoming/{of.Request}" : $"/requests/{of.Request}#{held.Content.Partner}",
            Notice = NoticeReading.Of(content) is { } notice && await ConcernedAsync(list, held, notice, caller, ct) is var (concerned, sent)
                ? new(notice.Kind, notice.Text, [.. concerned.Select(c => c.Row)]) { Sent = sent } : null,
        };
    }

    // What a reply answers, as far as the caller sees it: a request of ours, or our reply in which we asked something back.
    private static ((string Request, string Title)? Asked, IReadOnlyList<ArrivalAnswer> Answers) AnswersOf(Arrival arrival, PackageContent content, CaseFile? file, Views.View? view)
    {
        if (arrival.Kind != PackageKind.Reply) return (null, []);
        var proposal = view?.Releases.All.FirstOrDefault(r => r.Content.Proposal.Package == arrival.About && r.Content.Proposal.Partner == arrival.Partner)?.Content.Proposal;
        var draft = view?.ReplyDrafts.Find(proposal?.About)?.Content;
        var request = draft?.Request ?? proposal?.About;
        var title = view?.Requests.Find(request)?.Content.Title ?? view?.Incoming.Find(request)?.Content.Title;
        if (PackageReading.Reply(content, arrival, request ?? "") is not { } reply) return (null, []);
        if (file is not null) reply = Requests.AskId.Ours(reply, view!.Requests, view.Wordings);
        IReadOnlyDictionary<string, string> words = title is null ? new Dictionary<string, string>()
            // Our questions are what we asked in this reply of ours.
            : draft is { Question: null } && view!.Requests.Find(request) is null ? draft.Answers.Where(a => a.Disposition == Disposition.Question).ToDictionary(a => a.Ask, a => a.Text)
            : Requests.AskId.WordsOf(view!, request!, arrival.Partner);
        var told = PackageReading.Reply(content, arrival, "")!.Answers;
        var said = PackageReading.AskedIn(content);
        return (title is null ? null : (request!, title),
            [.. reply.Answers.Select((a, i) => words.TryGetValue(a.Ask, out var ours) ? new ArrivalAnswer(ours, true, a.Disposition, a.Text)
                : new ArrivalAnswer(said.GetValueOrDefault(told[i].Ask), false, a.Disposition, a.Text))]);
    }

    /// <summary>The package's letter, as it came, and the level of the package; null for one that this caller may know nothing of.</summary>
    public async Task<(string Letter, Tlp Tlp)?> LetterAsync(string id, Caller caller, CancellationToken ct) =>
        await OpenAsync(id, caller, ct) is var (_, _, _, content) ? (content.Letter, content.Tlp) : null;

    /// <summary>The arrival; null for one that this caller may know nothing of.</summary>
    public async Task<Held<Arrival>?> FindAsync(string id, Caller caller, CancellationToken ct) =>
        await OpenAsync(id, caller, ct) is var (_, held, _, _) ? held : null;

    /// <summary>Takes a package into a case: its request, and the items that a person chose. Taking again after a crash goes on where it stopped.</summary>
    public async Task<Acted> TakeAsync(string id, Caller caller, TakeForm form, CancellationToken ct)
    {
        if (await OpenAsync(id, caller, ct) is not var (_, held, file, content)) return new Acted.NotFound();
        if (held.Content.Kind is PackageKind.Correction or PackageKind.Retraction)
            return await TakeNoticeAsync(held, file, content, caller, form, ct);
        if (held.Content.Kind == PackageKind.Reply && file is null)
            return new Acted.Refused("a-reply-goes-where-it-was-asked", "This reply answers no request of a case that you can see. Set it aside, or ask the partner what it is about.");
        var target = file?.Id ?? form.Case;
        if (target is not null && (await cases.FindAsync(target, ct) is not { } into || CaseRoutes.AccessOf(into, caller) != CaseAccess.Write || !into.IsOpen))
            return new Acted.Refused("case-access-must-allow-writing", "There is no such open case that you may write in.", "case");
        var request = held.Content.Kind == PackageKind.Request ? PackageReading.Request(content, held.Content) : null;
        if (held.Content.Kind == PackageKind.Request && request is null)
            return new Acted.Refused("request-must-be-readable", "No object of this package can be read as a request. Its letter is kept; ask the partner to send it anew.");
        if (held.Content.Kind == PackageKind.Brief && form is { Items: null or [], All: false })
            return new Acted.Refused("there-must-be-something-to-take", "Tick what you take of it into the case. The brief itself stays here, to be read.", "items");
        var partners = await desk.OpenAsync(ct);
        List<ArrivalItem> Chosen(CaseFile? into) =>
            [.. ItemsFor(partners, held, content, into, into is { Exists: true } ? Views.ViewCache.For(into, caller.Audience) : null).Where(form.Takes)];
        var opened = target is null ? new CaseOpened(form.Title?.Trim() is { Length: > 0 } title ? PackageContent.Cut(title) : held.Content.Title, "", Marking.Of(content.Tlp)) : null;
        var (caseId, requestId) = (target ?? held.Content.Case ?? Id.New(), Id.New());

        var claimed = await desk.WriteAsync(caller.Id, list => InboxDecisions.Take(list, new(id, caseId, form.Seen)), ct: ct);
        if (claimed.Refusal is { } taken) return new Acted.Refused(taken.Rule, taken.Message, taken.Field);
        // A reply stands in its case already; a person may have seen it and take nothing more of it.
        if (request is null && Chosen(null).Count == 0) return new Acted.Done($"/inbox/{id}", caseId, Words.Say("exchange.seen"));
        var written = await cases.WriteAsync(caseId, caller.Id, now => InboxDecisions.Enter(now, held, opened, request, requestId, Chosen(now)), ct: ct);
        // What it said before of what was taken just now.
        if (written.Refusal is null) await homecoming.SettleNoticesOnAsync(held.Content, ct);
        return written.Refusal is { } refused
            ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done(request is null ? $"/inbox/{id}" : $"/cases/{caseId}/incoming/{written.Item}", caseId, Words.Say("exchange.taken"));
    }

    public async Task<Acted> SetAsideAsync(string id, Caller caller, SetAsideForm form, CancellationToken ct)
    {
        if (await OpenAsync(id, caller, ct) is null) return new Acted.NotFound();
        var outcome = await desk.WriteAsync(caller.Id, list => InboxDecisions.SetAside(list, new(id, form.Reason, form.Seen)), ct: ct);
        return outcome.Refusal is { } refused ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done("/inbox", id, Words.Say("exchange.set-aside"));
    }

    private async Task<(DeskFile List, Held<Arrival> Held, CaseFile? File, PackageContent Content)?> OpenAsync(string id, Caller caller, CancellationToken ct)
    {
        var list = await desk.OpenAsync(ct);
        if (list.Inbox.Find(id) is not { } held) return null;
        var file = await CaseOfAsync(held.Content, ct);
        var of = new Dictionary<string, CaseFile?> { [id] = file };
        // Whose an answer to nothing known is, this partner's other packages tell.
        if (file is null && held.Content.Kind is not (PackageKind.Request or PackageKind.Brief))
        {
            foreach (var other in list.Inbox.All.Where(a => a.Id != id && a.Content.Partner == held.Content.Partner)) of[other.Id] = await CaseOfAsync(other.Content, ct);
        }
        if (!InboxList.IsShown(held, file, caller, list, a => of.GetValueOrDefault(a.Id)) || await store.FindAsync(held.Content.PlainSha256, ct) is not { } plain) return null;
        return PackageContent.Read(plain).Content is { } content ? (list, held, file, content) : null;
    }

    // What was taken and is hidden from this caller by now is, to this caller, not taken: it would come in anew under ids of its own.
    private IReadOnlyList<ArrivalItem> ItemsFor(DeskFile list, Held<Arrival> held, PackageContent content, CaseFile? file, Views.View? view)
    {
        var items = ArrivalItems.Of(content, held.Id, ours.Id);
        for (var n = 1; n <= MostTimes && items.Any(IsHidden); n++)
        {
            var anew = ArrivalItems.Of(content, $"{held.Id} {n}", ours.Id);
            items = [.. items.Select((item, at) => IsHidden(item) ? anew[at] : item)];
        }
        if (view is null) return items;
        var already = new HeldAlready(view, held.Content, list.Inbox.All.Reverse().Where(a => a.Id != held.Id && a.Content.Partner == held.Content.Partner && a.Content.Case == file!.Id));
        return [.. items.Select(already.Of)];

        bool IsHidden(ArrivalItem item) => file is not null && item.Facts.Select(InboxDecisions.IdOf).Prepend(item.Item)
            .Any(id => id is not null && file.MarkingOf(id) is not null && view?.Item(id) is null);
    }

    private Task<CaseFile?> CaseOfAsync(Arrival arrival, CancellationToken ct) => homecoming.CaseOfAsync(arrival, ct);

    private async Task<IReadOnlyList<CaseChoice>> ChoicesAsync(Caller caller, CancellationToken ct) =>
        [.. (await cases.AllAsync(ct)).Where(f => f.IsOpen && CaseRoutes.AccessOf(f, caller) == CaseAccess.Write).Select(f => new CaseChoice(f.Id, f.Title.Title))];
}
