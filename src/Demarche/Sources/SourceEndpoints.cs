using Demarche.Web;

namespace Demarche.Sources;

public static class SourceEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<SourcesPage, SourceList>("/sources", Capability.ReadCases, call => SourceList.Of(call.View, call.Desk, call.Caller.Id));
        routes.Page<SourcePage, SourcePart>("/sources/{source}", Capability.ReadCases, call =>
            SourcePart.Of(call.View, call.Desk, call.Caller.Id, call.Route("source"), SamePersons.Siblings(call, call.Route("source"))));
        routes.Act<SourceForm>("/sources", Capability.WriteCases, NameAsync);
        routes.Act<SourceCorrectionForm>("/sources/{source}/correct", Capability.WriteCases, CorrectAsync);
        routes.Act<GradeForm>("/sources/{source}/grade", Capability.WriteCases, (call, form) =>
        {
            var now = call.Book.Now();
            return call.WriteWholeAsync(
                (view, file) => SourceSeal.Carry(file, SourceDecisions.Grade(
                    view, new(call.Route("source"), form.Reliability, call.Caller.Id, now, form.Reason, form.Seen))),
                "/sources/{0}", "The source was graded.");
        });
        routes.Act<WithdrawalForm>("/sources/{source}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => SourceDecisions.Withdraw(view, new(call.Route("source"), form.Reason, form.Seen)),
            "/sources/{0}", "The source was withdrawn. Its history stays."));
        SealEndpoints.Map(routes);
        BreakGlassEndpoints.Map(routes);
    }

    private static Task<Acted> CorrectAsync(CaseCall call, SourceCorrectionForm form) => call.WriteWholeAsync(
        (view, file) => SourceSeal.Carry(file, SourceDecisions.Correct(
            view, new(call.Route("source"), form.Name, form.Description, form.Organisation, form.Standing, form.Reason, form.Seen))),
        "/sources/{0}", "The source was corrected.");

    private static Task<Acted> NameAsync(CaseCall call, SourceForm form)
    {
        var id = Id.New();
        var naming = SourceActs.Naming(call, form, id, out var writes);
        return call.WriteAsync(view => SourceDecisions.Name(view, naming), "/sources/{0}", "The source was added to the case.", writes);
    }
}
