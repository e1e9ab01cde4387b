using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>Brings home what is about something of ours: a reply to a request, or to a question that we asked back, becomes an entry of the
/// case that asked, and a partner's correction or retraction one of the case that holds what it is about.</summary>
public sealed partial class Homecoming(JournalStore store, DeskBook desk, CaseBook cases, OurDesk ours)
{
    /// <summary>Writes the reply or the notice into its case unless it stands there. Safe to repeat after a crash between arrival and
    /// entry.</summary>
    public async Task SettleAsync(string arrival, CancellationToken ct = default)
    {
        var list = await desk.OpenAsync(ct);
        if (list.Inbox.Find(arrival) is { Content.Kind: Releases.PackageKind.Correction or Releases.PackageKind.Retraction } notice)
        {
            await SettleNoticeAsync(notice, ct);
            return;
        }
        if (list.Inbox.Find(arrival) is not { IsWithdrawn: false, Content: { Kind: Releases.PackageKind.Reply } reply } held) return;
        if (await AskedByAsync(reply, ct) is not var (file, request, question) || Stands(file, reply)) return;
        if (await store.FindAsync(reply.PlainSha256, ct) is not { } plain || PackageContent.Read(plain).Content is not { } content) return;
        if (PackageReading.Reply(content, reply, request) is not { } told) return;
        var entry = Requests.AskId.Ours(told, file.Requests, file.Wordings) with { Question = question };
        // The author is the partner; its marking binds where the reply may go on to.
        await cases.WriteAsync(file.Id, $"partner:{reply.Partner}", now => Stands(now, reply)
            ? Decision.Refuse("a-reply-arrives-once", "This reply stands in the case already.")
            : Decision.Allow(new Requests.ReplyReceived(Id.New(), entry), held.Marking, entry.Request), ct: ct);
    }

    /// <summary>Settles every reply and every notice that a crash, or an earlier program, left on the way.</summary>
    public async Task SettleAllAsync(CancellationToken ct = default)
    {
        foreach (var arrival in (await desk.OpenAsync(ct)).Inbox.All.Where(IsToSettle)) await SettleAsync(arrival.Id, ct);
    }

    private static bool IsToSettle(Held<Arrival> arrival) => arrival.Content.Kind switch
    {
        Releases.PackageKind.Reply => !arrival.IsWithdrawn,
        // A person who set it aside did not make it unsaid.
        Releases.PackageKind.Correction or Releases.PackageKind.Retraction => true,
        _ => false,
    };

    /// <summary>
    /// The case and the request that a reply answers, and our reply whose question it answers: only where we released that package to
    /// this very partner.
    /// A reply to our answer to a question is one to the request that the question was about.
    /// </summary>
    public async Task<(CaseFile File, string Request, string? Question)?> AskedByAsync(Arrival reply, CancellationToken ct = default)
    {
        if (reply.About is not { } package) return null;
        foreach (var file in await cases.AllAsync(ct))
        {
            if (file.Releases.OfPackage(package) is not { } release || release.Content.Proposal is not { } proposal
                || proposal.Partner != reply.Partner || release.Content.SealedSha256 is null) continue;
            if (proposal.Kind == Releases.PackageKind.Request) return (file, proposal.About, null);
            if (proposal.Kind == Releases.PackageKind.Reply && file.ReplyDrafts.Find(proposal.About) is { } draft)
                return (file, draft.Content.Request, file.Requests.Find(draft.Content.Request) is null ? draft.Id : null);
        }
        return null;
    }

    private static bool Stands(CaseFile file, Arrival reply) =>
        file.Replies.All.Any(r => r.Content.Partner == reply.Partner && r.Content.Package == reply.Package);
}
