using Demarche.Views;

namespace Demarche.Requests;

/// <summary>What a reply of ours answers: a partner's request, or questions that a partner asked back.</summary>
/// <param name="Title">What the partner's request, or ours that the partner asks back about, is called.</param>
/// <param name="Package">The package that it answers, as its sender knows it.</param>
/// <param name="Object">The STIX object that it answers; null where what arrived did not keep it.</param>
/// <param name="Asks">What is asked, each by the id that the partner knows: of questions, in the partner's words. Empty where the partner
/// asks back about the whole.</param>
/// <param name="IsQuestion">Whether it is a question back.</param>
public sealed record Answerable(string Partner, string Title, string Package, string? Object, IReadOnlyList<Ask> Asks, bool IsQuestion)
{
    /// <summary>What a package with the reply is called.</summary>
    public string PackageTitle => IsQuestion ? Cut.To($"Answer to your question: {Title}", Exchange.PackageContent.LongestTitle, "…") : Title;

    /// <summary>Null where this view shows nothing that the draft answers.</summary>
    public static Answerable? Of(View view, ReplyDraft draft)
    {
        if (draft.Question is not { } question)
        {
            return view.Incoming.Find(draft.Request)?.Content is not { } asked ? null : new(asked.Partner, asked.Title, asked.Package, asked.Object, asked.Asks, false);
        }
        return view.Replies.Find(question)?.Content is { } reply && reply.Request == draft.Request && TitleOf(view, draft.Request, reply.Partner) is { } title
            ? new(reply.Partner, title, reply.Package, reply.Object, QuestionsOf(view, reply), true) : null;
    }

    /// <summary>What a partner asks back about single asks, each by the id that the partner knows.</summary>
    public static IReadOnlyList<Ask> QuestionsOf(View view, Reply reply) =>
        [.. reply.Answers.Where(a => a.Disposition == Disposition.Question).Select(a => new Ask(KnownAs(view, reply, a.Ask), a.Text))];

    /// <summary>Whether a partner's reply asks something back, about an ask or the whole.</summary>
    public static bool AsksBack(Reply reply) =>
        reply.Answers.Count == 0 ? reply.Disposition == Disposition.Question : reply.Answers.Any(a => a.Disposition == Disposition.Question);

    // A partner's own asks have the partner's ids already.
    private static string KnownAs(View view, Reply reply, string ask) =>
        view.Requests.Find(reply.Request) is null ? ask : AskId.For(reply.Partner, reply.Request, ask);

    // The title goes to the partner: it is that of a request between us and this very partner.
    private static string? TitleOf(View view, string request, string partner) =>
        view.Requests.Find(request)?.Content is { } ours && ours.Partners.Contains(partner) ? ours.Title
        : view.Incoming.Find(request)?.Content is { } theirs && theirs.Partner == partner ? theirs.Title : null;
}
