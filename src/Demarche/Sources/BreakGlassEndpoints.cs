using Demarche.Vault;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>Two people open an identity when no handler is at hand: one asks, another confirms, the first opens. Each step is an entry first.</summary>
public static class BreakGlassEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Act<GlassForm>("/sources/{source}/break-glass", Capability.BreakGlass, AskAsync);
        routes.Answer<GlassOpeningForm, OpenedIdentityPage, OpenedIdentity>("/sources/{source}/break-glass/{glass}/open", Capability.BreakGlass, OpenAsync);
        routes.Desk.Act<ConfirmGlassForm>("/vault/break-glass/{glass}/confirm", Capability.BreakGlass, ConfirmAsync);
        routes.Desk.Act<RefuseGlassForm>("/vault/break-glass/{glass}/refuse", Capability.KeepVault, RefuseAsync);
    }

    private static async Task<Acted> AskAsync(CaseCall call, GlassForm form)
    {
        var (services, ct) = (call.Context.RequestServices, call.Context.RequestAborted);
        var (desk, now) = (services.GetRequiredService<DeskBook>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var outcome = await desk.WriteAsync(call.Caller.Id,
            file => BreakGlassDecisions.Request(file, call.View, new(Id.New(), call.Route("source"), call.Caller.Id, now, form.Reason)), ct: ct);
        await services.GetRequiredService<PassedHalves>().DropOverAsync(outcome.File, Times.Text(now), ct);
        return outcome.Refusal is { Rule: "item-must-exist" } ? new Acted.NotFound() : Answer(outcome, "Asked. Another keeper has to confirm it under Vault; handlers of the source see it there too.");
    }

    private static async Task<Acted> ConfirmAsync(HttpContext context, ConfirmGlassForm form)
    {
        var (me, id, ct) = (context.Caller().Id, (string)context.Request.RouteValues["glass"]!, context.RequestAborted);
        var (book, now) = (Of<DeskBook>(context), Of<TimeProvider>(context).GetUtcNow());
        var desk = await book.OpenAsync(ct);
        if (desk.BreakGlass.Find(id) is not { } held) return new Acted.NotFound();
        if (BreakGlassDecisions.Confirm(desk, id, me, now, form.Reason) is Decision.Refused early) return new Acted.Refused(early.Rule, early.Message, early.Field);
        var unlocked = await Of<VaultKeys>(context).UnlockAsync(me, form.Passphrase, ct);
        if (unlocked.Refused is { } locked) return new Acted.Refused(locked.Rule, locked.Message, locked.Field);
        using var secret = unlocked.Secret!;
        // The entry and the half that goes with it are one: a confirmation without its half could not be opened, nor confirmed again.
        var passed = VaultDecisions.KeyOf(desk, held.Author) is { } asker
            && (await Of<CaseBook>(context).FindAsync(held.Content.Case, ct))?.Sources.Find(held.Content.Source) is { } source
            && await Of<SourceSeal>(context).HalfAsync(held.Content.Case, source, secret, asker.Id, ct) is { } half
            ? Of<PassedHalves>(context).Passed(id, secret.Id, half, asker) : null;
        var outcome = await book.WriteAsync(
            me, file => BreakGlassDecisions.Confirm(file, id, me, now, form.Reason), _ => new() { Settings = passed is null ? [] : [passed] }, ct);
        return Answer(outcome, "Confirmed. The person who asked can open it once, until the time that was set.");
    }

    private static async Task<Acted> RefuseAsync(HttpContext context, RefuseGlassForm form)
    {
        var (caller, id, ct) = (context.Caller(), (string)context.Request.RouteValues["glass"]!, context.RequestAborted);
        var (book, now) = (Of<DeskBook>(context), Of<TimeProvider>(context).GetUtcNow());
        if ((await book.OpenAsync(ct)).BreakGlass.Find(id) is not { } held) return new Acted.NotFound();
        var concerned = caller.Can(Capability.BreakGlass) || await HandlesAsync(context, held.Content, caller, ct);
        var outcome = await book.WriteAsync(caller.Id, file => BreakGlassDecisions.Refuse(file, id, caller.Id, now, form.Reason, concerned), ct: ct);
        if (outcome.Refusal is { Rule: "item-must-exist" }) return new Acted.NotFound();
        if (outcome.Refusal is null) await Of<PassedHalves>(context).DropAsync(id, ct);
        return Answer(outcome, "The request is over: nobody can open by it.");
    }

    private static async Task<Answered<OpenedIdentity>> OpenAsync(CaseCall call, GlassOpeningForm form)
    {
        var (me, id, source, ct) = (call.Caller.Id, call.Route("glass"), call.Route("source"), call.Context.RequestAborted);
        var (book, now) = (Of<DeskBook>(call.Context), Of<TimeProvider>(call.Context).GetUtcNow());
        if (call.Desk.BreakGlass.Find(id) is not { } held || held.Author != me || held.Content.Case != call.CaseId || held.Content.Source != source
            || call.View.Sources.Find(source) is null) return Answered<OpenedIdentity>.Nothing;
        if (BreakGlassDecisions.Open(call.Desk, id, me, now) is Decision.Refused early) return new Acted.Refused(early.Rule, early.Message, early.Field);
        var unlocked = await Of<VaultKeys>(call.Context).UnlockAsync(me, form.Passphrase, ct);
        if (unlocked.Refused is { } locked) return new Acted.Refused(locked.Rule, locked.Message, locked.Field);
        using var secret = unlocked.Secret!;
        // In both journals, or in neither, before the identity is on a page; once in the desk's, so that it opens once.
        var (outcome, refused) = await OpenInBothAsync(call, book, id, source, held.Content.Reason, now);
        if (refused is not null) return new Acted.Refused(refused.Rule, refused.Message, refused.Field);
        if (outcome!.Refusal is not null) return Answered<OpenedIdentity>.Nothing;
        var kept = outcome.File.Sources.Find(source)!;
        var passed = await Of<PassedHalves>(call.Context).TakeAsync(id, secret, ct);
        var identity = passed is { } both ? await Of<SourceSeal>(call.Context).OpenByTwoAsync(call.CaseId, kept, secret, both, ct) : null;
        await Of<PassedHalves>(call.Context).DropAsync(id, ct);
        return new OpenedIdentity(call.CaseId, source, kept.Content.PublicName, identity, []);
    }

    /// <summary>Writes the opening into the desk's journal and the case's in one transaction; decides again where the desk's list has moved.</summary>
    private static async Task<(Outcome? Outcome, Decision.Refused? Refused)> OpenInBothAsync(
        CaseCall call, DeskBook book, string id, string source, string reason, DateTimeOffset now)
    {
        const int Tries = 4;
        var (me, ct) = (call.Caller.Id, call.Context.RequestAborted);
        for (var i = 1; ; i++)
        {
            var list = await book.OpenAsync(ct);
            if (BreakGlassDecisions.Open(list, id, me, now) is not Decision.Allowed opening) return (null, (Decision.Refused)BreakGlassDecisions.Open(list, id, me, now));
            var outcome = await call.Book.WriteAsync(call.CaseId, me, file =>
                ViewCache.For(file, call.Caller.Audience).Sources.Find(source) is { } seen
                    ? Decision.Allow(new SourceIdentityOpened(source, reason, id), seen.Marking, source)
                    : Decision.Refuse("item-must-exist", "There is no such source in this case."), _ => new() { Joined = book.Joined(list, me, opening) }, ct);
            if (outcome.Refusal is not { Rule: "case-must-be-calm" } || i == Tries) return (outcome, null);
        }
    }

    private static async Task<bool> HandlesAsync(HttpContext context, BreakGlass request, Caller caller, CancellationToken ct) =>
        await Of<CaseBook>(context).FindAsync(request.Case, ct) is { } file && CaseRoutes.AccessOf(file, caller) != CaseAccess.None
        && ViewCache.For(file, caller.Audience).Sources.Find(request.Source)?.Content.Handlers.Contains(caller.Id) == true;

    private static Acted Answer(DeskOutcome outcome, string message) => outcome.Refusal is { } refused
        ? new Acted.Refused(refused.Rule, refused.Message, refused.Field) : new Acted.Done("/vault#break-glass", outcome.Item, message);

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}
