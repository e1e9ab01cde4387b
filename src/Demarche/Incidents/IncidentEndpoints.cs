using Demarche.Web;

namespace Demarche.Incidents;

/// <summary>Acts only: the case's overview shows the incident and its effects.</summary>
public static class IncidentEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Act<IncidentForm>("/incident", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => IncidentDecisions.Describe(view, new(id, form.ToIncident(), form.Marking?.ToMarking())), "#{0}", "The incident is described.");
        });
        routes.Act<IncidentCorrectionForm>("/incident/{incident}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => IncidentDecisions.Correct(view, new CorrectIncident(call.Route("incident"), form.Incident.ToIncident(), form.Reason, form.Seen)),
            "#{0}", "The description was corrected."));
        routes.Act<WithdrawalForm>("/incident/{incident}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => IncidentDecisions.Withdraw(view, new WithdrawIncident(call.Route("incident"), form.Reason, form.Seen)),
            "", "The description was withdrawn. Its history stays."));
        routes.Act<EffectForm>("/effects", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => IncidentDecisions.Record(view, new(id, form.ToEffect(), form.Marking?.ToMarking())), "#{0}", "The effect was added to the case.");
        });
        routes.Act<EffectCorrectionForm>("/effects/{effect}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => IncidentDecisions.Correct(view, new CorrectEffect(call.Route("effect"), form.Effect.ToEffect(), form.Reason, form.Seen)),
            "#{0}", "The effect was corrected."));
        routes.Act<WithdrawalForm>("/effects/{effect}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => IncidentDecisions.Withdraw(view, new WithdrawEffect(call.Route("effect"), form.Reason, form.Seen)),
            "#{0}", "The effect was withdrawn. Its history stays."));
    }
}
