using Demarche.Options;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Web;

namespace Demarche.Requests;

/// <summary>Our requests in a case, and partners' requests that were taken into it.</summary>
/// <param name="Questions">What partners ask back and nobody has answered.</param>
public sealed record RequestsModel(
    string Case, bool Writes, IReadOnlyList<RequestRow> Requests, IReadOnlyList<IncomingRow> Incoming, IReadOnlyList<OpenQuestion> Questions)
{
    public static Shown<RequestsModel> Of(CaseCall call)
    {
        var rows = RequestList.WorstFirst(call.View, call.Desk, call.Book.Now());
        return new RequestsModel(call.CaseId, call.Writes, rows, IncomingRow.All(call.View, call.Desk, call.Book.Now()), QuestionList.Of(call.View, call.Desk, rows, call.Book.Now()));
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
/// <param name="Holders">Who was sent a version of it, and when last: they hold that one until another is proposed to them.</param>
public sealed record RequestFormModel(
    string Case, Held<Request>? Request, IReadOnlyList<Held<Partner>> Partners, IReadOnlyList<ItemChoice> Items, IReadOnlyList<VersionHolder> Holders,
    OfferedWords? Offered = null)
{
    public static Shown<RequestFormModel> New(CaseCall call) =>
        call.Writes ? Of(call, null) with { Offered = OfferedWords.Of(call.Query) } : Shown<RequestFormModel>.Nothing;

    public static Shown<RequestFormModel> Edit(CaseCall call) =>
        call.Writes && call.View.Requests.Find(call.Route("request")) is { CanBeChanged: true } request
            ? Of(call, request) : Shown<RequestFormModel>.Nothing;

    private static RequestFormModel Of(CaseCall call, Held<Request>? request) =>
        new(call.CaseId, request, [.. call.Desk.Partners.Standing], ItemChoice.Of(call.View), request is null ? []
            : [.. from row in RequestList.Row(call.View, call.Desk, request, call.Book.Now()).Partners where row.Holds is not null select new VersionHolder(row.Name, row.Holds!.SentAt)]);
}

/// <summary>A partner who was sent a request, and when last.</summary>
public sealed record VersionHolder(string Name, string SentAt);

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

/// <summary>A partner's request, our replies to it, what the partner answered to our questions, and the form of a new reply.</summary>
/// <param name="Answers">What the partner answered to what we asked back.</param>
public sealed record IncomingModel(
    string Case, bool Writes, IncomingRow Row, IReadOnlyList<ReplyRow> Replies, IReadOnlyList<Held<Reply>> Answers, IReadOnlyList<ItemChoice> Items)
{
    public static Shown<IncomingModel> Of(CaseCall call)
    {
        if (call.View.Incoming.Find(call.Route("request")) is not { } request) return Shown<IncomingModel>.Nothing;
        return new IncomingModel(call.CaseId, call.Writes, IncomingRow.Of(call.View, call.Desk, request, call.Book.Now()),
            [.. call.View.ReplyDrafts.All.Where(d => d.Content.Request == request.Id && d.Content.Question is null).Select(d => ReplyRow.Of(call, d))],
            [.. call.View.Replies.All.Where(r => r.Content.Request == request.Id)], ItemChoice.Of(call.View));
    }
}

/// <summary>One reply of ours and how far it has come.</summary>
public sealed record ReplyRow(Held<ReplyDraft> Reply, string Author, Held<Release>? Release)
{
    public static ReplyRow Of(CaseCall call, Held<ReplyDraft> reply) =>
        new(reply, call.Desk.NameOf(reply.Author), Answerable.Of(call.View, reply.Content) is { } asked ? call.View.Releases.Latest(reply.Id, asked.Partner) : null);
}

/// <summary>A question that a partner asks back.</summary>
/// <param name="Ask">The id by which the partner knows the ask; null where it asks about all of the request.</param>
/// <param name="About">What the question is about, in our words to the partner; null where they are not to be seen.</param>
/// <param name="Text">The question.</param>
public sealed record QuestionRow(string? Ask, string? About, string Text);

/// <summary>A partner's reply that asks something back, our answers to it, and the form of a new one.</summary>
/// <param name="Back">The page of the request that it is about, after the case's address.</param>
public sealed record QuestionModel(
    string Case, bool Writes, Held<Reply> Reply, string Partner, string? Suspicion, string Title, string Back, IReadOnlyList<QuestionRow> Questions,
    IReadOnlyList<ReplyRow> Drafts, IReadOnlyList<ItemChoice> Items)
{
    public static Shown<QuestionModel> Of(CaseCall call)
    {
        var view = call.View;
        if (view.Replies.Find(call.Route("reply")) is not { } reply || !Answerable.AsksBack(reply.Content)) return Shown<QuestionModel>.Nothing;
        var (content, partner) = (reply.Content, call.Desk.Partners.Find(reply.Content.Partner)?.Content);
        var asked = AskId.WordsOf(view, content.Request, content.Partner);
        List<Answer> back = [.. content.Answers.Where(a => a.Disposition == Disposition.Question)];
        List<QuestionRow> questions = back.Count == 0 ? [new(null, null, content.Text)]
            : [.. Answerable.QuestionsOf(view, content).Select((q, i) => new QuestionRow(q.Id, asked.GetValueOrDefault(back[i].Ask), q.Text))];
        var ours = view.Requests.Find(content.Request);
        return new QuestionModel(call.CaseId, call.Writes, reply, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion,
            ours?.Content.Title ?? view.Incoming.Find(content.Request)!.Content.Title, ours is null ? $"/incoming/{content.Request}" : $"/requests/{content.Request}#{content.Partner}",
            questions, [.. view.ReplyDrafts.All.Where(d => d.Content.Question == reply.Id).Select(d => ReplyRow.Of(call, d))], ItemChoice.Of(view));
    }
}
