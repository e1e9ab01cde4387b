using Demarche.Options;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Web;

namespace Demarche.Requests;

/// <summary>Our requests in a case, and partners' requests that were taken into it.</summary>
public sealed record RequestsModel(string Case, bool Writes, IReadOnlyList<RequestRow> Requests, IReadOnlyList<IncomingRow> Incoming)
{
    public static Shown<RequestsModel> Of(CaseCall call) => new RequestsModel(
        call.CaseId, call.Writes, RequestList.Of(call.View, call.Desk, call.Book.Now()),
        [.. call.View.Incoming.All.Select(i => IncomingRow.Of(call, i))]);
}

/// <summary>A partner's request in a line.</summary>
/// <param name="Replied">Our latest reply that left the desk.</param>
public sealed record IncomingRow(Held<IncomingRequest> Request, string Partner, string? Suspicion, Held<Release>? Replied)
{
    public static IncomingRow Of(CaseCall call, Held<IncomingRequest> request)
    {
        var drafts = call.View.ReplyDrafts.All.Where(d => d.Content.Request == request.Id).Select(d => d.Id).ToHashSet();
        var partner = call.Desk.Partners.Find(request.Content.Partner)?.Content;
        return new(request, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion, call.View.Releases.All.LastOrDefault(
            r => drafts.Contains(r.Content.Proposal.About) && r.Content.HasGone));
    }
}

/// <summary>One request, a row per partner, and what goes with it.</summary>
/// <param name="Said">What those who are asked promised, or say their law is.</param>
public sealed record RequestModel(
    string Case, bool Writes, bool CanWithdraw, RequestRow Row, IReadOnlyList<ItemChoice> Included, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<SaidCommitment> Said)
{
    public static Shown<RequestModel> Of(CaseCall call)
    {
        if (call.View.Requests.Find(call.Route("request")) is not { } request) return Shown<RequestModel>.Nothing;
        var includes = request.Content.Includes.ToHashSet();
        return new RequestModel(
            call.CaseId, call.Writes, call.Writes && !request.IsWithdrawn && !call.View.Releases.HasGone(request.Id),
            RequestList.Row(call.View, call.Desk, request, call.Book.Now()),
            [.. ItemChoice.Of(call.View).Where(i => includes.Contains(i.Id))],
            request.History.Select(h => h.Author).Distinct().ToDictionary(a => a, call.Desk.NameOf),
            SaidCommitment.Of(call.View, call.Desk, request.Content.Partners.Contains));
    }
}

/// <summary>The form of a request, new or to be revised.</summary>
/// <param name="Offered">Words that a new one begins with, where somebody came from a page that knows what to ask.</param>
public sealed record RequestFormModel(
    string Case, Held<Request>? Request, IReadOnlyList<Held<Partner>> Partners, IReadOnlyList<ItemChoice> Items, OfferedWords? Offered = null)
{
    public static Shown<RequestFormModel> New(CaseCall call) =>
        call.Writes ? Of(call, null) with { Offered = OfferedWords.Of(call.Query) } : Shown<RequestFormModel>.Nothing;

    public static Shown<RequestFormModel> Edit(CaseCall call) =>
        call.Writes && call.View.Requests.Find(call.Route("request")) is { CanBeChanged: true } request
            ? Of(call, request) : Shown<RequestFormModel>.Nothing;

    private static RequestFormModel Of(CaseCall call, Held<Request>? request) =>
        new(call.CaseId, request, [.. call.Desk.Partners.Standing], ItemChoice.Of(call.View));
}

/// <summary>What the address offers for a new request. Nothing of it is written before somebody saves the form.</summary>
public sealed record OfferedWords(string? Title, string? Ask)
{
    /// <summary>Longer ones are cut: an address from elsewhere must not fill somebody's form.</summary>
    private const int Longest = 2000;

    public static OfferedWords? Of(IQueryCollection query) => Given(query["title"]) is var title && Given(query["ask"]) is var ask && (title ?? ask) is null ? null : new(title, ask);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : Cut.To(text.Trim(), Longest);
}

/// <summary>The words for one partner, beside the common ones.</summary>
public sealed record WordingModel(string Case, Held<Request> Request, string Partner, string Name, string? Suspicion, Held<Wording>? Wording)
{
    public static Shown<WordingModel> Of(CaseCall call)
    {
        var (request, partner) = (call.View.Requests.Find(call.Route("request")), call.Route("partner"));
        if (!call.Writes || request is not { IsWithdrawn: false } || !request.Content.Partners.Contains(partner)) return Shown<WordingModel>.Nothing;
        var known = call.Desk.Partners.Find(partner)?.Content;
        return new WordingModel(call.CaseId, request, partner, known?.Name ?? partner, known?.Suspicion, RequestList.WordingFor(call.View, request.Id, partner));
    }
}

/// <summary>A partner's request, our replies to it, and the form of a new one.</summary>
public sealed record IncomingModel(
    string Case, bool Writes, IncomingRow Row, IReadOnlyList<ReplyRow> Replies, IReadOnlyList<ItemChoice> Items)
{
    public static Shown<IncomingModel> Of(CaseCall call)
    {
        if (call.View.Incoming.Find(call.Route("request")) is not { } request) return Shown<IncomingModel>.Nothing;
        return new IncomingModel(call.CaseId, call.Writes, IncomingRow.Of(call, request),
            [.. call.View.ReplyDrafts.All.Where(d => d.Content.Request == request.Id).Select(d => ReplyRow.Of(call, d))], ItemChoice.Of(call.View));
    }
}

/// <summary>One reply of ours and how far it has come.</summary>
public sealed record ReplyRow(Held<ReplyDraft> Reply, string Author, Held<Release>? Release)
{
    public static ReplyRow Of(CaseCall call, Held<ReplyDraft> reply)
    {
        var partner = call.View.Incoming.Find(reply.Content.Request)!.Content.Partner;
        return new(reply, call.Desk.NameOf(reply.Author), call.View.Releases.Latest(reply.Id, partner));
    }
}
