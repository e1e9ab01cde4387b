using Demarche.Web;

namespace Demarche.Options;

/// <summary>Options, what people think of them, responses that were made, and decisions. Scores of effects: <see cref="ScoreEndpoints"/>.</summary>
public static class OptionEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        ScoreEndpoints.Map(routes);
        routes.Page<OptionsPage, OptionList>("/options", Capability.ReadCases, call => OptionList.Of(call.View, call.Desk, call.Book.Now(), call.Writes));
        routes.Page<OptionPage, OptionModel>("/options/{option}", Capability.ReadCases,
            call => OptionModel.Of(call.View, call.Desk, call.Route("option"), call.Book.Now(), call.Writes) is { } model ? model : Shown<OptionModel>.Nothing);
        routes.Page<PrecedentsPage, PrecedentList>("/options/{option}/precedents", Capability.ReadCases, PrecedentList.OfAsync);
        routes.Act<OptionForm>("/options", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => OptionDecisions.Propose(view, call.Desk, new(id, form.ToOption(), form.Marking?.ToMarking())), "/options/{0}", "The option is proposed. Weigh it against the interests of those whom it touches.");
        });
        routes.Act<OptionCorrectionForm>("/options/{option}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => OptionDecisions.Correct(view, call.Desk, new CorrectOption(call.Route("option"), form.Option.ToOption(), form.Reason, form.Seen)), "/options/{0}", "The option was corrected."));
        routes.Act<WithdrawalForm>("/options/{option}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => OptionDecisions.Withdraw(view, new WithdrawOption(call.Route("option"), form.Reason, form.Seen)), "/options/{0}", "The option was withdrawn. Its history stays."));
        MapJudgements(routes);
        MapResponses(routes);
        MapDecisions(routes);
    }

    // The address is put together with the item's id by its braces; what a caller writes has none.
    private static string Of(CaseCall call) => "/options/" + Uri.EscapeDataString(call.Route("option"));

    private static void MapJudgements(CaseRoutes routes)
    {
        routes.Act<WeighingForm>("/options/{option}/weighings", Capability.WriteCases, (call, form) =>
        {
            var (id, weighing) = (Id.New(), form.ToWeighing(call.Route("option")));
            return call.WriteAsync(view => JudgementDecisions.Weigh(view, new(id, weighing, form.Marking?.ToMarking())), Of(call) + "#{0}", "Your weighing stands.");
        });
        routes.Act<WeighingCorrectionForm>("/options/{option}/weighings/{weighing}/correct", Capability.WriteCases, (call, form) =>
        {
            var weighing = form.Weighing.ToWeighing(call.Route("option"));
            return call.WriteAsync(view => JudgementDecisions.Correct(view, new CorrectWeighing(call.Route("weighing"), weighing, form.Reason, form.Seen)), Of(call) + "#{0}", "Your weighing was corrected.");
        });
        routes.Act<WithdrawalForm>("/options/{option}/weighings/{weighing}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => JudgementDecisions.Withdraw(view, new WithdrawWeighing(call.Route("weighing"), call.Route("option"), form.Reason, form.Seen)), Of(call), "The weighing was withdrawn. Its history stays."));

        routes.Act<ProportionalityForm>("/options/{option}/proportionality", Capability.WriteCases, (call, form) =>
        {
            var (id, judgement) = (Id.New(), form.ToJudgement(call.Route("option")));
            return call.WriteAsync(view => JudgementDecisions.Judge(view, new JudgeProportionality(id, judgement, form.Marking?.ToMarking())), Of(call) + "#{0}", "Your judgement stands.");
        });
        routes.Act<ProportionalityCorrectionForm>("/options/{option}/proportionality/{proportionality}/correct", Capability.WriteCases, (call, form) =>
        {
            var judgement = form.Judgement.ToJudgement(call.Route("option"));
            return call.WriteAsync(view => JudgementDecisions.Correct(view, new CorrectProportionality(call.Route("proportionality"), judgement, form.Reason, form.Seen)), Of(call) + "#{0}", "Your judgement was corrected.");
        });
        routes.Act<WithdrawalForm>("/options/{option}/proportionality/{proportionality}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => JudgementDecisions.Withdraw(view, new WithdrawProportionality(call.Route("proportionality"), call.Route("option"), form.Reason, form.Seen)), Of(call), "The judgement was withdrawn. Its history stays."));

        routes.Act<CommitmentJudgementForm>("/commitments/{commitment}/judgements", Capability.WriteCases, (call, form) =>
        {
            var (id, judgement) = (Id.New(), form.ToJudgement(call.Route("commitment")));
            return call.WriteAsync(view => JudgementDecisions.Judge(view, new JudgeCommitment(id, judgement, form.Marking?.ToMarking())), "/contacts#{0}", "Your judgement stands.");
        });
        routes.Act<CommitmentJudgementCorrectionForm>("/commitments/{commitment}/judgements/{judgement}/correct", Capability.WriteCases, (call, form) =>
        {
            var judgement = form.Judgement.ToJudgement(call.Route("commitment"));
            return call.WriteAsync(view => JudgementDecisions.Correct(view, new CorrectCommitmentJudgement(call.Route("judgement"), judgement, form.Reason, form.Seen)), "/contacts#{0}", "Your judgement was corrected.");
        });
        routes.Act<WithdrawalForm>("/commitments/{commitment}/judgements/{judgement}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => JudgementDecisions.Withdraw(view, new WithdrawCommitmentJudgement(call.Route("judgement"), call.Route("commitment"), form.Reason, form.Seen)), "/contacts", "The judgement was withdrawn. Its history stays."));
    }

    private static void MapResponses(CaseRoutes routes)
    {
        routes.Page<ResponsesPage, ResponseList>("/responses", Capability.ReadCases, call => ResponseList.Of(call.View, call.Desk, call.Writes));
        routes.Act<ResponseForm>("/responses", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => OptionDecisions.Record(view, new(id, form.ToResponse(), form.Marking?.ToMarking())), "/responses#{0}", "The response is recorded.");
        });
        routes.Act<ResponseCorrectionForm>("/responses/{response}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => OptionDecisions.Correct(view, new CorrectResponse(call.Route("response"), form.Response.ToResponse(), form.Reason, form.Seen)), "/responses#{0}", "The response was corrected."));
        routes.Act<WithdrawalForm>("/responses/{response}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => OptionDecisions.Withdraw(view, new WithdrawResponse(call.Route("response"), form.Reason, form.Seen)), "/responses#{0}", "The response was withdrawn. Its history stays."));
    }

    private static void MapDecisions(CaseRoutes routes)
    {
        routes.Page<DecisionsPage, ResolutionList>("/decisions", Capability.ReadCases, call => ResolutionList.Of(call.View, call.Desk, call.Book.Now(), call.Writes));
        routes.Act<DecisionForm>("/decisions", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => ResolutionDecisions.Take(view, new(id, form.ToResolution(), form.Marking?.ToMarking())), "/decisions#{0}", "The decision stands.");
        });
        routes.Act<DecisionCorrectionForm>("/decisions/{decision}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ResolutionDecisions.Correct(view, new CorrectDecision(call.Route("decision"), form.Decision.ToResolution(), form.Reason, form.Seen)), "/decisions#{0}", "The decision was corrected."));
        routes.Act<WithdrawalForm>("/decisions/{decision}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ResolutionDecisions.Withdraw(view, new WithdrawDecision(call.Route("decision"), form.Reason, form.Seen)), "/decisions#{0}", "The decision was withdrawn. Its history stays."));
    }
}
