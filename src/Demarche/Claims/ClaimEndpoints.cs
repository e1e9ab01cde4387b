using Demarche.Web;

namespace Demarche.Claims;

public static class ClaimEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Act<ClaimForm>("/claims", Capability.WriteCases, (call, form) =>
        {
            var (claim, proposition) = (Id.New(), Id.New());
            return call.WriteAsync(
                view => ClaimDecisions.Make(view, new(claim, form.Proposition, form.NewProposition, proposition, form.ToClaim(), form.Marking?.ToMarking())),
                "/claims#{0}", "The claim stands in the case.");
        });
        routes.Act<ClaimCorrectionForm>("/claims/{claim}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ClaimDecisions.Correct(view, new(call.Route("claim"), form.Claim.ToClaim(), form.Reason, form.Seen)),
            "/claims#{0}", "The claim was corrected."));
        routes.Act<WithdrawalForm>("/claims/{claim}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ClaimDecisions.Withdraw(view, new(call.Route("claim"), form.Reason, form.Seen)),
            "/claims#{0}", "The claim was withdrawn. Its history stays."));
    }
}
