using Demarche.Releases;

namespace Demarche.Exchange;

public sealed partial class Homecoming
{
    /// <summary>The case that an arrival belongs to: a reply to the case that asked, from the moment it arrives; a notice to the case that took in
    /// what it is about; whatever a person took in, to the case that took it.</summary>
    public Task<CaseFile?> CaseOfAsync(Arrival arrival, CancellationToken ct) => CaseOfAsync(arrival, [], ct);

    /// <summary>Settles what a partner said earlier of what was taken from it just now.</summary>
    /// <param name="taken">The package that something was taken from.</param>
    public async Task SettleNoticesOnAsync(Arrival taken, CancellationToken ct = default)
    {
        var notices = (await desk.OpenAsync(ct)).Inbox.All.Where(a => a.Content.Partner == taken.Partner
            && (a.Content.About == taken.Package || a.Content.Concerns?.Contains(taken.Package) == true)).ToList();
        foreach (var notice in notices.Where(n => n.Content.Kind is PackageKind.Correction or PackageKind.Retraction)) await SettleNoticeAsync(notice, ct);
    }

    // Nothing of the case changes by it, and what rests on it stays: the case notes what the originator says. The author is the partner.
    private async Task SettleNoticeAsync(Held<Arrival> held, CancellationToken ct)
    {
        var arrival = held.Content;
        if (await CaseOfAsync(arrival, ct) is not { } file || await ReadAsync(arrival, ct) is not { } content || NoticeReading.Of(content) is not { } reading) return;
        var concerns = await ConcernedAsync(held, reading, file, ct);
        if (concerns.Count == 0) return;
        var says = ArrivalItems.Of(content, held.Id, ours.Id).GroupBy(i => i.As).ToDictionary(g => g.Key, g => g.First().Words);
        await cases.WriteAsync(file.Id, $"partner:{arrival.Partner}", now =>
        {
            var noted = NotedOf(now, arrival).SelectMany(n => n.Content.Concerns).ToHashSet();
            List<(string Item, string As)> more = [.. concerns.Where(c => now.MarkingOf(c.Item) is not null && !noted.Contains(c.Item))];
            if (more.Count == 0) return Decision.Refuse("a-notice-arrives-once", "This notice stands in the case already.");
            List<CorrectedWords> words = [.. more.Where(c => says.ContainsKey(c.As)).Select(c => new CorrectedWords(c.Item, says[c.As]))];
            var notice = new PartnerNotice(reading.Kind, arrival.Partner, content.Id, arrival.PlainSha256, content.Created, reading.Text,
                [.. more.Select(c => c.Item)], reading.Kind == NoticeKind.Correction ? words : null);
            return Decision.Allow(new NoticeTakenIn(Id.New(), notice), held.Marking, held.Id);
        }, ct: ct);
    }

    internal static IEnumerable<Held<PartnerNotice>> NotedOf(CaseFile file, Arrival notice) =>
        file.PartnerNotices.All.Where(n => n.Content.Partner == notice.Partner && n.Content.Package == notice.Package);

    // Only what this very partner sent: nobody retracts what another gave.
    private async Task<IReadOnlyList<(string Item, string As)>> ConcernedAsync(Held<Arrival> notice, NoticeReading reading, CaseFile file, CancellationToken ct)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var earlier = (await desk.OpenAsync(ct)).Inbox.All.Reverse().Where(a => a.Id != notice.Id && a.Content.Partner == notice.Content.Partner);
        foreach (var arrival in earlier.Take(InboxDesk.MostSearched))
        {
            if (await CaseOfAsync(arrival.Content, ct) is not { } of || of.Id != file.Id || await ReadAsync(arrival.Content, ct) is not { } content) continue;
            // What was hidden from whoever took it next came in again, under ids of its own.
            for (var n = 0; n <= InboxDesk.MostTimes; n++)
            {
                var items = ArrivalItems.Of(content, n == 0 ? arrival.Id : $"{arrival.Id} {n}", ours.Id);
                if (!items.SelectMany(i => i.Facts).Select(InboxDecisions.IdOf).Any(id => id is not null && file.MarkingOf(id) is not null)) break;
                foreach (var item in items.Where(i => reading.About.Contains(i.As) && file.MarkingOf(i.Item) is not null)) found.TryAdd(item.Item, item.As);
            }
        }
        return [.. found.Select(f => (f.Key, f.Value))];
    }

    private async Task<PackageContent?> ReadAsync(Arrival arrival, CancellationToken ct) =>
        await store.FindAsync(arrival.PlainSha256, ct) is { } plain ? PackageContent.Read(plain).Content : null;

    private async Task<CaseFile?> CaseOfAsync(Arrival arrival, HashSet<string> path, CancellationToken ct) =>
        arrival.Case is { } id && await cases.FindAsync(id, ct) is { } file ? file : arrival.Kind switch
        {
            PackageKind.Reply => (await AskedByAsync(arrival, ct))?.File,
            PackageKind.Correction or PackageKind.Retraction => await CaseOfNoticeAsync(arrival, path, ct),
            _ => null,
        };

    // What it is about may have come in a package of any kind, in a brief or another correction too, and in several: it goes where the
    // first of them went that a case took in. The one that it names comes first. A partner may name what it likes, so that notices may lead
    // round in a circle.
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
}
