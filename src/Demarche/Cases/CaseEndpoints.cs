using Demarche.Web;

namespace Demarche.Cases;

public static class CaseEndpoints
{
    public static void Map(CaseRoutes routes, CaseBook book, DeskBook deskBook)
    {
        var desk = routes.Desk;
        desk.Page<HomePage, Home>("/", Capability.SignedIn, async context =>
        {
            var (caller, list) = (context.Caller(), await deskBook.OpenAsync(context.RequestAborted));
            if (!caller.Can(Capability.ReadCases)) return Home.Of(caller, [], []);
            // As the inbox itself counts: a reply that waits in a case of others is not the caller's to know of.
            var inbox = await context.RequestServices.GetRequiredService<Exchange.InboxDesk>().ListAsync(caller, context.RequestAborted);
            return Home.Of(caller, inbox.Packages, await CaseList.RowsAsync(book, list, caller, context.RequestAborted));
        });
        desk.Page<CaseListPage, CaseList>("/cases", Capability.ReadCases, async context => CaseList.Of(
            await CaseList.RowsAsync(book, await deskBook.OpenAsync(context.RequestAborted), context.Caller(), context.RequestAborted),
            context.Request.Query["show"], context.Caller().Can(Capability.WriteCases)));
        desk.Act<CaseForm>("/cases", Capability.WriteCases, async (context, form) =>
        {
            var (id, caller, list) = (Id.New(), context.Caller(), await deskBook.OpenAsync(context.RequestAborted));
            var outcome = await book.WriteAsync(
                id, caller.Id, file => CaseDecisions.Open(file, list, caller.Audience, new(id, form.Title, form.Summary ?? "", form.Default?.ToMarking())), ct: context.RequestAborted);
            return outcome.Refusal is { } refused ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
                : new Acted.Done($"/cases/{id}", id, "The case is open. Say what happened.");
        });

        routes.Page<CaseOverviewPage, CaseOverview>("", Capability.ReadCases, call => CaseOverview.Of(call.View, call.Desk, call.Book.Now(), call.Writes));
        routes.Act<RetitleForm>("/retitle", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Retitle(view, new(form.Title, form.Summary ?? "", form.Reason)), "", "The case has a new title."));
        routes.Act<DefaultMarkingForm>("/default-marking", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.SetDefault(view, call.Desk, new(form.Default?.ToMarking(), form.Reason)), "", "What is written from now on has the new default marking."));
        routes.Act<ReasonForm>("/close", Capability.WriteCases, CloseAsync);
        routes.Act<ReasonForm>("/reopen", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Reopen(view, form.Reason), "", "The case is open again."));
        routes.Act<UndoForm>("/undo", Capability.WriteCases, UndoAsync);

        routes.Page<CaseHistoryPage, CaseHistory>("/journal", Capability.ReadCases, call => CaseHistory.Of(
            call.View, call.Desk, Given(call, "kind"), Given(call, "before")));
        routes.Page<CaseAccessPage, CaseAccessList>("/access", Capability.ReadCases, call => CaseAccessList.Of(call.View, call.Desk, call.Writes));
        routes.Act<AccessForm>("/access", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Grant(view, call.Desk, new(form.Person, form.Access)), "/access", "Access was changed."));

        routes.Page<ItemReadersPage, ItemReaders>("/items/{item}/why", Capability.ReadCases, call => ItemReaders.Of(
            call.View, call.Desk, call.Route("item"), Given(call, "partner"), call.Book.Now(), call.Writes));
        routes.Act<MarkingChangeForm>("/items/{item}/marking", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Mark(view, call.Desk, new(call.Route("item"), form.Marking?.ToMarking(), form.Reason, form.Seen)),
            "/items/{0}/why", "The marking was changed. Earlier versions keep the stricter markings that they had; this page lists them."));
        routes.Page<WiderPage, WiderTasks>("/wider", Capability.ReadCases, call => WiderTasks.Of(call.View, call.Desk));
        routes.Act<WiderForm>("/items/{item}/wider", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Justify(view, new(call.Route("item"), form.Reason, form.Seen)),
            "/items/{0}/why", "The reason is written. The approver of a release of this item reads it."));
        routes.Act<FieldMarkingForm>("/items/{item}/fields", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.MarkField(view, call.Desk, new(call.Route("item"), form.Field, form.Marking?.ToMarking(), form.Reason, form.Seen)),
            "/items/{0}/why", "This part has a marking of its own, in this version and all earlier ones."));
        routes.Act<FieldMarkingForm>("/items/{item}/fields/unmark", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.UnmarkField(view, new(call.Route("item"), form.Field, null, form.Reason, form.Seen)),
            "/items/{0}/why", "The item's own marking governs this part from now on. Earlier versions keep the marking that the part had; this page lists them."));
        routes.Act<LiftForm>("/items/{item}/lift", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => CaseDecisions.Lift(view, new(call.Route("item"), form.Version, form.Field is { Length: > 0 } field ? field : null, form.Reason, form.Seen)),
            "/items/{0}/why", "The version may be seen by everybody who sees the item."));
    }

    private static async Task<Acted> CloseAsync(CaseCall call, ReasonForm form)
    {
        var acted = await call.WriteAsync(view => CaseDecisions.Close(view, form.Reason), "", "The case is closed.");
        // The page names them before and after; a program reads them in the answer.
        return acted is not Acted.Done done ? acted : done with
        {
            Waiting =
            [
                .. CaseOverview.StillGoing(call.View, call.Desk)
                    .Select(r => new StillGoes(r.Release.Id, r.Title, r.Release.Content.Proposal.Partner, r.Partner)),
            ],
        };
    }

    private static async Task<Acted> UndoAsync(CaseCall call, UndoForm form)
    {
        if (!call.Writes) return new Acted.Refused("case-access-must-allow-writing", "You may read this case but not write in it.");
        var outcome = await call.Book.UndoAsync(call.CaseId, (Audience.AtDesk)call.Caller.Audience, call.Context.RequestAborted);
        return outcome.Refusal is { } refused ? new Acted.Refused(refused.Rule, refused.Message)
            : new Acted.Done($"/cases/{call.CaseId}", null, "Your last entry was taken back.");
    }

    private static string? Given(CaseCall call, string name) => call.Query[name] is [{ Length: > 0 } given] ? given : null;
}
