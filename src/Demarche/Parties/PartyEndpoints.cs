using Demarche.Web;

namespace Demarche.Parties;

/// <summary>Acts only: the case's overview shows the parties.</summary>
public static class PartyEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Act<PartyForm>("/parties", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => PartyDecisions.Name(view, new(id, form.ToParty(), form.Marking?.ToMarking())), "#{0}", "The party was added to the case.");
        });
        routes.Act<PartyCorrectionForm>("/parties/{party}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => PartyDecisions.Correct(view, new(call.Route("party"), form.Party.ToParty(), form.Reason, form.Seen)), "#{0}", "The party was corrected."));
        routes.Act<WithdrawalForm>("/parties/{party}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => PartyDecisions.Withdraw(view, new(call.Route("party"), form.Reason, form.Seen)), "#{0}", "The party was withdrawn. Its history stays."));
    }
}
