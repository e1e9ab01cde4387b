using Demarche.Search;
using Demarche.Web;

namespace Demarche.Observables;

public static class ObservableEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<ObservablesPage, ObservableList>("/observables", Capability.ReadCases, call => ObservableList.Of(
            call.View, call.Desk, Given(call.Query["type"]), call.Query["withdrawn"] == "true", Given(call.Query["after"])));
        routes.Page<ObservablePage, ObservablePart>("/observables/{observable}", Capability.ReadCases,
            async call => ObservablePart.Of(call.View, call.Desk, call.Route("observable"), call.View.Observables.Find(call.Route("observable")) is { } held
                ? await call.Context.RequestServices.GetRequiredService<SearchDesk>().ElsewhereAsync(call.Caller, call.CaseId, held.Content, call.Context.RequestAborted) : []));
        routes.Act<ObservableForm>("/observables", Capability.WriteCases, (call, form) => ObservableActs.SeeAsync(call, form, "/observables#{0}"));
        routes.Act<ObservableCorrectionForm>("/observables/{observable}/correct", Capability.WriteCases, (call, form) => call.WriteWholeAsync(
            (view, file) => ObservableDecisions.Carry(file, ObservableDecisions.Correct(
                view, new(call.Route("observable"), form.ToSeeing(), form.Reason, form.Seen))),
            "/observables/{0}", "The observable was corrected."));
        routes.Act<WithdrawalForm>("/observables/{observable}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ObservableDecisions.Withdraw(view, new(call.Route("observable"), form.Reason, form.Seen)),
            "/observables/{0}", "The observable was withdrawn. Its history stays."));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
