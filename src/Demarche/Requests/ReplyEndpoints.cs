using Demarche.Web;

namespace Demarche.Requests;

/// <summary>A partner's request that we answer, and our reply to it.</summary>
public static class ReplyEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<IncomingPage, IncomingModel>("/incoming/{request}", Capability.ReadCases, IncomingModel.Of);

        routes.Act<ReplyForm>("/incoming/{request}/replies", Capability.WriteCases, (call, form) =>
        {
            var (id, request) = (Id.New(), call.Route("request"));
            var marking = form.Marking?.ToMarking(call.View.Incoming.Find(request) is { } asked ? [asked.Content.Partner] : []);
            return call.WriteAsync(view => Rules.LevelOfDraftMustBeGiven(marking) ?? ReplyDecisions.Draft(view, new(id, form.ToReply(request), marking)),
                $"/incoming/{request}#{{0}}", "The reply is drafted. Look at what the partner will see, then propose it.");
        });
        routes.Act<ReplyRevisionForm>("/incoming/{request}/replies/{reply}/revise", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ReplyDecisions.Revise(view, new(call.Route("reply"), form.Reply.ToReply(call.Route("request")), form.Reason ?? "", form.Seen)),
            $"/incoming/{call.Route("request")}#{{0}}", "The reply was revised."));
        routes.Act<WithdrawalForm>("/incoming/{request}/replies/{reply}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ReplyDecisions.Withdraw(view, new(call.Route("reply"), call.Route("request"), form.Reason, form.Seen)),
            $"/incoming/{call.Route("request")}", "The reply was withdrawn."));
    }
}
