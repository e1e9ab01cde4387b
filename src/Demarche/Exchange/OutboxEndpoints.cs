using Demarche.Releases;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Exchange;

public static class OutboxEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Desk.Page<OutboxPage, OutboxList>("/outbox", Capability.ReadCases, async context =>
        {
            var (services, ct) = (context.RequestServices, context.RequestAborted);
            return OutboxList.Of(
                await services.GetRequiredService<DeskBook>().OpenAsync(ct), context.Caller(), await services.GetRequiredService<CaseBook>().AllAsync(ct),
                await services.GetRequiredService<JournalStore>().Records.ListWorkAsync(ct: ct));
        });
        routes.Act<RetryForm>("/releases/{release}/retry", Capability.WriteCases, async (call, _) =>
        {
            var (release, records) = (call.Route("release"), call.Context.RequestServices.GetRequiredService<JournalStore>().Records);
            // What waits for its next try is tried now; that changes nothing in the case.
            if (call.Writes && call.View.Releases.Find(release) is { Content.State: ReleaseState.Approved or ReleaseState.Sent })
            {
                return await records.HastenWorkAsync(call.CaseId, release, call.Context.RequestAborted)
                    ? new Acted.Done("/outbox", release, Words.Say("exchange.revived")) : new Acted.Refused("delivery-must-wait", "This delivery waits for no further try.");
            }
            var acted = await call.WriteAsync(view => OutboxDecisions.Revive(view, call.Desk, release), "/ledger#{0}", Words.Say("exchange.revived"));
            // A crash before this line is made good at the next start: the ledger says that it is on its way.
            if (acted is Acted.Done) await records.ReviveWorkAsync(call.CaseId, release, call.Context.RequestAborted);
            return acted is Acted.Done done ? done with { Location = "/outbox" } : acted;
        });
    }
}

/// <summary>Trying again needs no words.</summary>
public sealed record RetryForm;
