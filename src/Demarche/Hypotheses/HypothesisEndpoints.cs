using Demarche.Web;

namespace Demarche.Hypotheses;

public static class HypothesisEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<HypothesesPage, HypothesisList>("/hypotheses", Capability.ReadCases, call => HypothesisList.Of(call));
        routes.Act<HypothesisForm>("/hypotheses", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => HypothesisDecisions.State(view, new(id, form.ToHypothesis(), form.Marking?.ToMarking())), "/hypotheses#{0}", "The hypothesis is stated.");
        });
        routes.Act<HypothesisCorrectionForm>("/hypotheses/{hypothesis}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => HypothesisDecisions.Correct(view, new(call.Route("hypothesis"), form.Hypothesis.ToHypothesis(), form.Reason, form.Seen)),
            "/hypotheses#{0}", "The hypothesis was corrected."));
        routes.Act<WithdrawalForm>("/hypotheses/{hypothesis}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => HypothesisDecisions.Withdraw(view, new(call.Route("hypothesis"), form.Reason, form.Seen)),
            "/hypotheses#{0}", "The hypothesis was withdrawn. Its history stays."));

        routes.Page<FindingsPage, FindingList>("/findings", Capability.ReadCases, call => FindingList.Of(call));
        routes.Act<FindingForm>("/findings", Capability.WriteCases, async (call, form) =>
        {
            var id = Id.New();
            // The words of a passage are the document's, never the caller's.
            if (form.Passage is { } passage && await call.Context.RequestServices.GetRequiredService<Documents.Readings>().MustStandThereAsync(call.View, passage) is { } wrong)
                return new Acted.Refused(wrong.Rule, wrong.Message, wrong.Field);
            return await call.WriteAsync(view => FindingDecisions.Record(view, new(id, form.ToFinding(), form.Marking?.ToMarking())), "/findings#{0}", "The finding is recorded.");
        });
        routes.Act<FindingCorrectionForm>("/findings/{finding}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => FindingDecisions.Correct(view, new(call.Route("finding"), form.Finding.ToFinding(), form.Reason, form.Seen)),
            "/findings#{0}", "The finding was corrected."));
        routes.Act<WithdrawalForm>("/findings/{finding}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => FindingDecisions.Withdraw(view, new(call.Route("finding"), form.Reason, form.Seen)),
            "/findings#{0}", "The finding was withdrawn. Its history stays."));
        MapMatrix(routes);
        MapAssessments(routes);
    }

    private static void MapMatrix(CaseRoutes routes)
    {
        routes.Page<MatrixPage, MatrixPart>("/matrix", Capability.ReadCases, call => MatrixPart.Of(call.View, call.Desk, MatrixChoice.Of(call.Query)));
        routes.Page<EvidencePage, EvidencePart>("/matrix/{evidence}", Capability.ReadCases,
            call => EvidencePart.Of(call.View, call.Desk, MatrixChoice.Of(call.Query), call.Route("evidence"), call.Caller.Id));
        routes.Act<RatingForm>("/matrix/{evidence}", Capability.WriteCases, (call, form) =>
        {
            // Ids once, however often the decision is taken anew.
            var cells = form.ToCells();
            return call.WriteAsync(view => RatingDecisions.Rate(view, new(call.Route("evidence"), cells, call.Caller.Id, form.Marking?.ToMarking())),
                "/matrix/{0}" + MatrixChoice.Of(call.Query).Address(), "Your ratings of this row stand.");
        });
        routes.Act<WithdrawalForm>("/ratings/{rating}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RatingDecisions.Withdraw(view, new(call.Route("rating"), call.Caller.Id, form.Reason, form.Seen)),
            "/matrix", "Your rating was withdrawn. Its history stays."));
    }

    private static void MapAssessments(CaseRoutes routes)
    {
        routes.Page<AssessmentsPage, AssessmentList>("/assessments", Capability.ReadCases, call => AssessmentList.Of(call));
        routes.Act<AssessmentForm>("/assessments/check", Capability.WriteCases, (call, form) => Task.FromResult(Preview(call, form)));
        routes.Act<AssessmentForm>("/assessments", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => AssessmentDecisions.Make(view, new(id, form.ToAssessment(), form.Despite, form.Marking?.ToMarking())),
                "/assessments#{0}", "The assessment stands.");
        });
        routes.Act<AssessmentCorrectionForm>("/assessments/{assessment}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => AssessmentDecisions.Correct(view, new(call.Route("assessment"), form.Assessment.ToAssessment(), form.Assessment.Despite, form.Reason, form.Seen)),
            "/assessments#{0}", "The assessment was corrected. Dissents stay."));
        routes.Act<DissentForm>("/assessments/{assessment}/dissent", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => AssessmentDecisions.Dissent(view, new(call.Route("assessment"), call.Caller.Id, form.Text ?? "", form.Seen)),
            "/assessments#{0}", "Your dissent stands beside the assessment."));
        routes.Act<WithdrawalForm>("/assessments/{assessment}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => AssessmentDecisions.Withdraw(view, new(call.Route("assessment"), form.Reason, form.Seen)),
            "/assessments#{0}", "The assessment was withdrawn. Its history stays."));
    }

    // Nothing is written: the page shows how the judgement would read.
    private static Acted Preview(CaseCall call, AssessmentForm form)
    {
        var assessment = form.ToAssessment();
        if (AssessmentDecisions.MustBeWellFormed(call.View, assessment) is { } wrong) return new Acted.Refused(wrong.Rule, wrong.Message, wrong.Field);
        var preview = AssessmentPreview.Of(call.View, assessment);
        return new Acted.Told(context => Pages.Of<AssessmentPreviewPage>(context, preview), preview);
    }
}
