using Demarche.Web;

namespace Demarche.Claims;

public static class ClaimEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<ClaimsPage, ClaimList>("/claims", Capability.ReadCases, call => ClaimList.Of(call.View, call.Desk, ClaimFilter.Of(call.Query)));
        routes.Page<NewClaimPage, NewClaim>("/claims/new", Capability.WriteCases, call => NewClaim.Of(call.View, call.Query["proposition"]));
        routes.Page<ClaimPage, ClaimPart>("/claims/{claim}", Capability.ReadCases, call => ClaimPart.Of(call.View, call.Desk, call.Route("claim")));
        routes.Act<ClaimForm>("/claims", Capability.WriteCases, (call, form) => ClaimActs.MakeAsync(call, form, "/claims/{0}"));
        routes.Act<ClaimCorrectionForm>("/claims/{claim}/correct", Capability.WriteCases, (call, form) => call.WriteWholeAsync(
            (view, file) => ClaimDecisions.Carry(file, ClaimDecisions.Correct(view, new(call.Route("claim"), form.Claim.ToClaim(), form.Reason, form.Seen))),
            "/claims/{0}", "The claim was corrected."));
        routes.Act<WithdrawalForm>("/claims/{claim}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ClaimDecisions.Withdraw(view, new(call.Route("claim"), form.Reason, form.Seen)),
            "/claims/{0}", "The claim was withdrawn. Its history stays."));

        routes.Page<ContradictionsPage, ContradictionList>("/contradictions", Capability.ReadCases, call => ContradictionList.Of(call.View));
        routes.Page<PropositionPage, PropositionPart>("/propositions/{proposition}", Capability.ReadCases,
            call => PropositionPart.Of(call.View, call.Desk, call.Route("proposition")));
        routes.Act<PropositionForm>("/propositions", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => PropositionDecisions.State(view, new(id, form.Text, form.Marking?.ToMarking())),
                "/claims?proposition={0}", "The proposition is stated.");
        });
        routes.Act<PropositionCorrectionForm>("/propositions/{proposition}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => PropositionDecisions.Correct(view, new(call.Route("proposition"), form.Text, form.Reason, form.Seen)),
            "/propositions/{0}", "The proposition was corrected."));
        routes.Act<WithdrawalForm>("/propositions/{proposition}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => PropositionDecisions.Withdraw(view, new(call.Route("proposition"), form.Reason, form.Seen)),
            "/propositions/{0}", "The proposition was withdrawn. Its history stays."));
    }
}
