using Demarche.Store;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>What handlers do with sealed identities. For anyone else these addresses are not there.</summary>
public static class SealEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        // A page only: an identity is read by a person once, and stands in no answer that a program keeps.
        routes.Answer<OpeningForm, OpenedIdentityPage, OpenedIdentity>("/sources/{source}/open", Capability.OpenIdentities, OpenAsync);
        routes.Act<IdentityForm>("/sources/{source}/identity", Capability.OpenIdentities, SealAsync);
        routes.Act<OpeningForm>("/sources/{source}/erase", Capability.OpenIdentities, EraseAsync);
        routes.Act<SamePersonForm>("/sources/{source}/same", Capability.OpenIdentities, JoinAsync);
        routes.Act<WithdrawalForm>("/sources/{source}/same/{join}/withdraw", Capability.OpenIdentities, PartAsync);
    }

    private static async Task<Answered<OpenedIdentity>> OpenAsync(CaseCall call, OpeningForm form)
    {
        var id = call.Route("source");
        if (!Handles(call.View, id, call.Caller.Id)) return Answered<OpenedIdentity>.Nothing;
        var outcome = await call.Book.WriteAsync(call.CaseId, call.Caller.Id,
            file => SealDecisions.Open(ViewCache.For(file, call.Caller.Audience), new(id, call.Caller.Id, form.Reason)), ct: call.Context.RequestAborted);
        if (outcome.Refusal is { } refused) return new Acted.Refused(refused.Rule, refused.Message, refused.Field);
        // The opening is in the journal before the identity is on a page, never after.
        var held = outcome.File.Sources.Find(id)!;
        var identity = await Seal(call).OpenIdentityAsync(call.CaseId, held, call.Context.RequestAborted);
        return new OpenedIdentity(call.CaseId, id, held.Content.PublicName, identity);
    }

    private static Task<Acted> SealAsync(CaseCall call, IdentityForm form)
    {
        var (id, me) = (call.Route("source"), call.Caller.Id);
        var sealing = Seal(call).SealIdentity(call.CaseId, id, form.Identity.Trim());
        IReadOnlyList<string> handlers = [.. (form.Handlers ?? []).Append(me).Distinct().Order(StringComparer.Ordinal)];
        var people = SourceList.HandlersOf(call.Desk).Select(h => h.Id).ToHashSet();
        Journal.SealedField? before = null;
        return call.WriteWholeAsync(
            (view, file) =>
            {
                var held = file.Sources.Find(id);
                before = held?.Content.Identity;
                // A source that has handlers is theirs; to another handler it is as if it were not there.
                if (held is { Content.Handlers: { Count: > 0 } of } && !of.Contains(me))
                    return Decision.Refuse("item-must-exist", "There is no such source in this case.");
                return SealDecisions.Seal(view, new(id, me, sealing.Field, form.Identity.Trim(), handlers, people, form.Reason, form.Seen));
            },
            "/sources/{0}", "The identity is sealed.",
            _ => new StoreWrites { Keys = [sealing.Key], ErasedKeys = before is null ? [] : [before.Key] });
    }

    private static async Task<Acted> EraseAsync(CaseCall call, OpeningForm form)
    {
        var (id, me) = (call.Route("source"), call.Caller.Id);
        if (!Handles(call.View, id, me)) return new Acted.NotFound();
        var store = call.Context.RequestServices.GetRequiredService<JournalStore>();
        var kept = (await call.Book.FindAsync(call.CaseId))?.Sources.Find(id)?.Content.Identity?.Key;
        var key = kept is not null && await store.FindKeyAsync(call.CaseId, kept) is not null ? kept : null;
        var outcome = await call.Book.WriteAsync(call.CaseId, me,
            file => SealDecisions.Erase(ViewCache.For(file, call.Caller.Audience), new(id, me, key, form.Reason)),
            _ => new StoreWrites { ErasedKeys = [key!] }, call.Context.RequestAborted);
        return outcome.Refusal is { } refused
            ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done($"/cases/{call.CaseId}/sources/{id}", id, "The identity is erased. Nobody can open it again.");
    }

    private static async Task<Acted> JoinAsync(CaseCall call, SamePersonForm form)
    {
        var (id, first) = (Id.New(), call.Route("source"));
        if (!Handles(call.View, first, call.Caller.Id) || !Handles(call.View, form.Other, call.Caller.Id)) return new Acted.NotFound();
        if ((await SamePersons.SiblingsAsync(call, first)).Any(s => s.Id == form.Other && s.Join is not null))
            return new Acted.Refused("join-must-be-new", "This is said already.", "other");
        var sealing = Seal(call).SealPair(call.CaseId, id, first, form.Other);
        return await call.WriteAsync(view => SealDecisions.Join(view, new(id, first, form.Other, call.Caller.Id, sealing.Field)),
            "/sources/{0}", "That both are one person is kept under seal.", _ => new() { Keys = [sealing.Key] });
    }

    private static async Task<Acted> PartAsync(CaseCall call, WithdrawalForm form)
    {
        var (source, join) = (call.Route("source"), call.Route("join"));
        if ((await SamePersons.SiblingsAsync(call, source)).All(s => s.Join != join)) return new Acted.NotFound();
        return await call.WriteAsync(
            view => Rules.CaseMustBeOpen(view) ?? Rules.TextMustBeGiven(form.Reason, "reason", "why they are not one person")
                ?? Decision.Allow(new SourcesParted(join, form.Reason.Trim()), Marking.Nobody, source),
            "/sources/{0}", "The two are no longer held to be one person.");
    }

    private static bool Handles(View view, string source, string person) => view.Sources.Find(source)?.Content.Handlers.Contains(person) == true;

    private static SourceSeal Seal(CaseCall call) => call.Context.RequestServices.GetRequiredService<SourceSeal>();
}

/// <summary>What a handler is shown once.</summary>
/// <param name="Identity">Null where nobody sealed one, or its key is destroyed.</param>
public sealed record OpenedIdentity(string Case, string Source, string PublicName, string? Identity);
