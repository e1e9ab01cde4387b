using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Requests;

/// <param name="Id">The new draft's id.</param>
public sealed record DraftReply(string Id, ReplyDraft Reply, Marking? Marking);

public sealed record ReviseReply(string Id, ReplyDraft Reply, string Reason, int? Seen);

/// <param name="Request">The request that it is about.</param>
public sealed record WithdrawReply(string Id, string Request, string Reason, int? Seen);

/// <summary>What is allowed of our replies to partners' requests.</summary>
public static class ReplyDecisions
{
    public static Decision Draft(View view, DraftReply request)
    {
        var marking = request.Marking ?? view.Default;
        return CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? MustBeWhole(view, request.Reply)
            ?? Decision.Allow(new ReplyDrafted(request.Id, request.Reply), marking, request.Id);
    }

    public static Decision Revise(View view, ReviseReply request)
    {
        var held = view.ReplyDrafts.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustAnswer(held, request.Reply.Request, request.Reply.Question) ?? MustStandAsSeen(held, request.Seen, "reply") ?? MustNotHaveGone(view, request.Id)
            ?? TextMustBeGiven(request.Reason, "reason", "why you revise it") ?? MustBeWhole(view, request.Reply)
            ?? Decision.Allow(new ReplyRevised(request.Id, request.Reply with
            {
                Includes = RequestDecisions.WithUnseen(request.Reply.Includes, held!.Content.Includes, view.Whole<ReplyDraft>(request.Id)!.Includes),
            }, request.Reason), held.Marking, request.Id);
    }

    public static Decision Withdraw(View view, WithdrawReply request)
    {
        var held = view.ReplyDrafts.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustAnswer(held, request.Request, held?.Content.Question) ?? MustStandAsSeen(held, request.Seen, "reply") ?? MustNotHaveGone(view, request.Id)
            ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Decision.Allow(new ReplyWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    // A draft never moves to another request: that could be another partner's.
    private static Decision.Refused? MustAnswer(Held<ReplyDraft>? draft, string request, string? question) =>
        draft?.Content.Request == request && draft.Content.Question == question ? null : MustStandAsSeen<ReplyDraft>(null, null, "reply");

    private static Decision.Refused? MustNotHaveGone(View view, string draft) =>
        Must(!view.Releases.HasGone(draft), "what-was-sent-stays", "This reply went out already. Write another one.");

    /// <summary>Whether such an answer says too little without words: of what kind it is, the partner reads; why, or on what terms, only
    /// words say.</summary>
    public static bool NeedsReason(Disposition disposition) => disposition switch
    {
        Disposition.Accepted or Disposition.Answered => false,
        Disposition.Declined or Disposition.NotCompetent or Disposition.Partly or Disposition.OnConditions or Disposition.Postponed or Disposition.Question => true,
        _ => true,
    };

    internal static string WhatToSay(Disposition disposition) => disposition switch
    {
        Disposition.Declined => "Say why you decline this.",
        Disposition.NotCompetent => "Say why it is not yours to do, and who may have the power to.",
        Disposition.Partly => "Say which part you do.",
        Disposition.OnConditions => "Say on what conditions.",
        Disposition.Postponed => "Say why it is postponed, and until when if you know.",
        _ => "Say what you ask back.",
    };

    private static Decision.Refused? MustBeWhole(View view, ReplyDraft reply)
    {
        if (reply.Question is not null) return QuestionMustBeAnswered(view, reply);
        var incoming = view.Incoming.Find(reply.Request);
        if (MustStandAsSeen(incoming, null, "request") is { } missing) return missing;
        var asks = incoming!.Content.Asks.Select(a => a.Id).ToHashSet();
        var saysSomething = !string.IsNullOrWhiteSpace(reply.Text) || reply.Answers.Any(a => !string.IsNullOrWhiteSpace(a.Text));
        if (reply.Answers.FirstOrDefault(a => NeedsReason(a.Disposition) && string.IsNullOrWhiteSpace(a.Text)) is { } bare)
            return new("reason-must-be-given", WhatToSay(bare.Disposition), "answers");
        return MustFit(view, reply, asks, saysSomething || reply.Disposition == Disposition.Accepted);
    }

    // What a partner asks back is answered in words, or by what goes with them.
    private static Decision.Refused? QuestionMustBeAnswered(View view, ReplyDraft reply)
    {
        if (Answerable.Of(view, reply) is not { } asked || view.Replies.Find(reply.Question) is not { } question || !Answerable.AsksBack(question.Content))
            return MustStandAsSeen<Reply>(null, null, "question");
        return MustFit(view, reply, [.. asked.Asks.Select(a => a.Id)], !string.IsNullOrWhiteSpace(reply.Text) || reply.Answers.Any(a => !string.IsNullOrWhiteSpace(a.Text)));
    }

    private static Decision.Refused? MustFit(View view, ReplyDraft reply, HashSet<string> asks, bool saysSomething) =>
        Must(reply.Answers.All(a => asks.Contains(a.Ask)), "answer-must-fit-an-ask", "The request has no such ask.", "answers")
            ?? Must(reply.Answers.DistinctBy(a => a.Ask).Count() == reply.Answers.Count, "answer-must-be-one", "An ask has one answer. Open the form again.", "answers")
            ?? Must(saysSomething, "text-must-be-given", "Say what you answer, what you ask back, or why you decline.", "text")
            ?? (reply.Text.Length > LongestText ? TextMustBeGiven(reply.Text, "text", "what you answer") : null)
            ?? Must(reply.Includes.All(view.Shows), "item-must-exist", "One of the items is not in this case, or has been withdrawn.", "includes");
}
