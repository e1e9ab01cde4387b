using Demarche.Web;

namespace Demarche.Requests;

/// <summary>A partner's request that we answer, a question that a partner asks back, and our replies to both.</summary>
public static class ReplyEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<IncomingPage, IncomingModel>("/incoming/{request}", Capability.ReadCases, IncomingModel.Of);

        routes.Act<ReplyForm>("/incoming/{request}/replies", Capability.WriteCases, (call, form) =>
        {
            var (id, request) = (Id.New(), call.Route("request"));
            var marking = form.Marking?.ToMarking(call.View.Incoming.Find(request) is { } asked ? [asked.Content.Partner] : []);
            return call.WriteAsync(view => form.Unsaid() ?? Rules.LevelOfDraftMustBeGiven(marking) ?? ReplyDecisions.Draft(view, new(id, form.ToReply(request, Asked(view, request)), marking)),
                $"/incoming/{request}#{{0}}", "The reply is drafted. Look at what the partner will see, then propose it.");
        });
        routes.Act<ReplyRevisionForm>("/incoming/{request}/replies/{reply}/revise", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => form.Reply.Unsaid() ?? ReplyDecisions.Revise(view, new(call.Route("reply"), form.Reply.ToReply(call.Route("request"), Asked(view, call.Route("request"))), form.Reason ?? "", form.Seen)),
            $"/incoming/{call.Route("request")}#{{0}}", "The reply was revised."));
        routes.Act<WithdrawalForm>("/incoming/{request}/replies/{reply}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ReplyDecisions.Withdraw(view, new(call.Route("reply"), call.Route("request"), form.Reason, form.Seen)),
            $"/incoming/{call.Route("request")}", "The reply was withdrawn."));

        routes.Page<QuestionPage, QuestionModel>("/replies/{reply}/answer", Capability.ReadCases, QuestionModel.Of);
        routes.Act<AnswerToQuestionForm>("/replies/{reply}/answer", Capability.WriteCases, (call, form) =>
        {
            var (id, question) = (Id.New(), call.Route("reply"));
            var asking = call.View.Replies.Find(question)?.Content;
            var marking = form.Marking?.ToMarking(asking is null ? [] : [asking.Partner]);
            return call.WriteAsync(view => Rules.LevelOfDraftMustBeGiven(marking) ?? ReplyDecisions.Draft(view, new(id, form.ToReply(asking?.Request ?? "", question), marking)),
                "/drafts/{0}/preview", "The answer is drafted. Look at what the partner will see, then propose it.");
        });
        routes.Act<WithdrawalForm>("/replies/{reply}/answer/{answer}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ReplyDecisions.Withdraw(view, new(call.Route("answer"), view.Replies.Find(call.Route("reply"))?.Content.Request ?? "", form.Reason, form.Seen)),
            $"/replies/{call.Route("reply")}/answer", "The answer was withdrawn."));
    }

    private static int Asked(Views.View view, string request) => view.Incoming.Find(request)?.Content.Asks.Count ?? 0;
}
