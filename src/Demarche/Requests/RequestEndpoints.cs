using Demarche.Web;

namespace Demarche.Requests;

public static class RequestEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<RequestsPage, RequestsModel>("/requests", Capability.ReadCases, RequestsModel.Of);
        routes.Page<RequestFormPage, RequestFormModel>("/requests/new", Capability.WriteCases, call => RequestFormModel.New(call));
        routes.Page<RequestPage, RequestModel>("/requests/{request}", Capability.ReadCases, RequestModel.Of);
        routes.Page<RequestFormPage, RequestFormModel>("/requests/{request}/edit", Capability.WriteCases, RequestFormModel.Edit);
        routes.Page<WordingPage, WordingModel>("/requests/{request}/wording/{partner}", Capability.WriteCases, WordingModel.Of);

        routes.Act<RequestForm>("/requests", Capability.WriteCases, (call, form) =>
        {
            var (id, request) = (Id.New(), form.ToRequest(call.Caller.Id));
            var marking = form.Marking?.ToMarking(request.Partners);
            return call.WriteAsync(view => Rules.LevelOfDraftMustBeGiven(marking) ?? RequestDecisions.Draft(view, call.Desk, new(id, request, marking)),
                "/requests/{0}", "The request is drafted. Look at what each partner will see, then propose it.");
        });
        routes.Act<RequestRevisionForm>("/requests/{request}/revise", Capability.WriteCases, (call, form) =>
        {
            var (id, held) = (call.Route("request"), call.View.Requests.Find(call.Route("request")));
            var request = form.Request.ToRequest(held?.Content.Owner ?? call.Caller.Id);
            var hasGone = call.View.Releases.HasGone(id);
            return call.WriteAsync(view => RequestDecisions.Revise(view, call.Desk, new(id, request, form.Reason ?? "", form.Seen)),
                hasGone ? "/requests/{0}#held" : "/requests/{0}",
                hasGone ? "The request was revised. Who was sent it holds the version of before until you propose this one." : "The request was revised.");
        });
        routes.Act<WordingForm>("/requests/{request}/wording/{partner}", Capability.WriteCases, (call, form) =>
        {
            var wording = new Wording(call.Route("request"), call.Route("partner"), form.Text?.Trim() ?? "", form.OwnAsks ? RequestForm.ToAsks(form.Asks) : null);
            var id = Id.New();
            return call.WriteAsync(view => RequestDecisions.Word(view, new(id, wording, form.Seen)),
                $"/requests/{{0}}#{call.Route("partner")}", "This partner has words of its own.");
        });
        routes.Act<WithdrawalForm>("/requests/{request}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RequestDecisions.Withdraw(view, new(call.Route("request"), form.Reason, form.Seen)),
            "/requests", "The request was withdrawn. Its history stays."));
        routes.Act<PartnerReasonForm>("/requests/{request}/close", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RequestDecisions.Close(view, new(call.Route("request"), form.Partner, form.Reason ?? "")),
            "/requests/{0}", "Closed with this partner."));
        routes.Act<PartnerReasonForm>("/requests/{request}/remind", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RequestDecisions.Remind(view, new(call.Route("request"), form.Partner, form.Reason ?? "")),
            "/requests/{0}", "The reminder is noted."));
    }
}
