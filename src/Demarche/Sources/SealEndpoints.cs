using Demarche.Store;
using Demarche.Vault;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>What handlers do with sealed identities. For anyone else these addresses are not there.</summary>
public static class SealEndpoints
{
    /// <summary>Sealed words may change this often while handlers are named; after that the person is told to try again.</summary>
    private const int Rereads = 8;

    public static void Map(CaseRoutes routes)
    {
        // A page only: an identity is read by a person once, and stands in no answer that a program keeps.
        routes.Answer<OpeningForm, OpenedIdentityPage, OpenedIdentity>("/sources/{source}/open", Capability.OpenIdentities, OpenAsync);
        routes.Act<IdentityForm>("/sources/{source}/identity", Capability.OpenIdentities, SealAsync);
        routes.Act<FirstHandlersForm>("/sources/{source}/first-handlers", Capability.WriteCases, NameAsync);
        routes.Act<HandlersForm>("/sources/{source}/handlers", Capability.OpenIdentities, EntrustAsync);
        routes.Act<ErasureForm>("/sources/{source}/erase", Capability.OpenIdentities, EraseAsync);
        routes.Act<SamePersonForm>("/sources/{source}/same", Capability.OpenIdentities, JoinAsync);
        routes.Act<PartingForm>("/sources/{source}/part", Capability.OpenIdentities, PartAsync);
    }

    private static async Task<Answered<OpenedIdentity>> OpenAsync(CaseCall call, OpeningForm form)
    {
        var (id, ct) = (call.Route("source"), call.Context.RequestAborted);
        if (!Handles(call.View, id, call.Caller.Id)) return Answered<OpenedIdentity>.Nothing;
        var unlocked = await UnlockAsync(call, form.Passphrase);
        if (unlocked.Refused is { } locked) return Refused(locked);
        using var secret = unlocked.Secret!;
        var outcome = await call.Book.WriteAsync(call.CaseId, call.Caller.Id,
            file => SealDecisions.Open(ViewCache.For(file, call.Caller.Audience), new(id, call.Caller.Id, form.Reason)), ct: ct);
        if (outcome.Refusal is { } refused) return Refused(refused);
        // The opening is in the journal before the identity is on a page, never after.
        var held = outcome.File.Sources.Find(id)!;
        var identity = await Seal(call).OpenIdentityAsync(call.CaseId, held, secret, ct);
        List<SameRow> same = [];
        foreach (var join in await Of<SamePersons>(call).JoinsAsync(outcome.File, ct))
        {
            var other = join.First == id ? join.Second : join.Second == id ? join.First : null;
            if (other is null || !Handles(call.View, other, call.Caller.Id)) continue;
            same.Add(new(other, call.View.Sources.Find(other)!.Content.PublicName, await Of<SamePersons>(call).GroundsAsync(outcome.File, join.Held, secret, ct)));
        }
        return new OpenedIdentity(call.CaseId, id, held.Content.PublicName, identity, same, SourceDecisions.DescriptionMustNotTell(identity, held.Content) is not null);
    }

    private static async Task<Acted> SealAsync(CaseCall call, IdentityForm form)
    {
        var (id, me) = (call.Route("source"), call.Caller.Id);
        var file = (await call.Book.FindAsync(call.CaseId, call.Context.RequestAborted))!;
        // Who is neither a handler nor named the source gets one answer, whether or not it has handlers.
        if (call.View.Sources.Find(id) is null || file.Sources.Find(id) is not { } held || !(held.Content.Handlers.Contains(me) || (held.Content.Handlers.Count == 0 && held.Author == me)))
            return new Acted.NotFound();
        if (Rules.TextMustBeGiven(form.Identity, "identity", "who the source is") is { } missing) return Refused(missing);
        var unlocked = await UnlockAsync(call, form.Passphrase);
        if (unlocked.Refused is { } locked) return Refused(locked);
        using var secret = unlocked.Secret!;
        var to = new Entrusting((form.Handlers ?? []).Append(me), form.BreakGlass, form.Reason, form.Seen);
        return await ResealAsync(call, file, id, secret, form.Identity.Trim(), to, "The identity is sealed.");
    }

    // For everybody but who named the source, handled or not, it is not there.
    private static async Task<Acted> NameAsync(CaseCall call, FirstHandlersForm form)
    {
        var id = call.Route("source");
        var me = call.Caller.Id;
        if (call.View.Sources.Find(id) is not { Content.IsProtected: true } held || call.View.BroughtInBy(held) != me)
            return new Acted.NotFound();
        IReadOnlyList<string> handlers = [.. (form.Handlers ?? []).Distinct().Order(StringComparer.Ordinal)];
        var request = new NameHandlers(id, me, handlers, SourceSeal.Entrusting(call.Desk, breakGlass: false), form.Reason);
        return await call.WriteWholeAsync(
            (view, file) => SealDecisions.Entrust(view, request, file.Sources.Find(id)?.Content.Handlers.Count > 0),
            "/sources/{0}", "They handle the source now. Nobody else is told.");
    }

    private static async Task<Acted> EntrustAsync(CaseCall call, HandlersForm form)
    {
        var (id, ct) = (call.Route("source"), call.Context.RequestAborted);
        if (!Handles(call.View, id, call.Caller.Id)) return new Acted.NotFound();
        var unlocked = await UnlockAsync(call, form.Passphrase);
        if (unlocked.Refused is { } locked) return Refused(locked);
        using var secret = unlocked.Secret!;
        var file = (await call.Book.FindAsync(call.CaseId, ct))!;
        var held = file.Sources.Find(id)!;
        var identity = await Seal(call).OpenIdentityAsync(call.CaseId, held, secret, ct);
        if (identity is null && held.Content.Identity is { } kept && await Of<JournalStore>(call).FindKeyAsync(call.CaseId, kept.Key, ct) is not null)
            return new Acted.Refused("identity-must-be-sealed-to-you", "The identity is sealed to a key that you no longer have. Ask another handler to name the handlers anew.");
        return await ResealAsync(call, file, id, secret, identity, new(form.Handlers ?? [], form.BreakGlass, form.Reason, form.Seen), "The handlers are changed, and the identity is sealed to them anew.");
    }

    /// <summary>Everything sealed of a source goes under new keys in one append, and the old ones are destroyed with it.</summary>
    private static async Task<Acted> ResealAsync(CaseCall call, CaseFile seen, string id, VaultSecret secret, string? identity, Entrusting to, string message)
    {
        var before = seen.Sources.Find(id)!.Content;
        for (var i = 1; ; i++)
        {
            var (acted, isStale) = await ResealAsync(call, seen, before, id, secret, identity, to, message);
            if (!isStale || i == Rereads) return acted;
            seen = (await call.Book.FindAsync(call.CaseId, call.Context.RequestAborted))!;
        }
    }

    // A sealed word that changed meanwhile is sealed again and not told of: whoever handles one source only must not learn that there is one.
    private static async Task<(Acted Acted, bool IsStale)> ResealAsync(
        CaseCall call, CaseFile seen, Source before, string id, VaultSecret secret, string? identity, Entrusting to, string message)
    {
        var words = await Of<SamePersons>(call).WordsAsync(seen, call.Context.RequestAborted);
        var isStale = false;
        IReadOnlyList<string> handlers = [.. to.Handlers.Distinct().Order(StringComparer.Ordinal)];
        var entrusted = SourceSeal.Entrusting(call.Desk, to.BreakGlass);
        var sealing = identity is null ? null : Seal(call).SealIdentity(call.CaseId, id, identity, call.Desk, handlers, to.BreakGlass);
        var joins = await Of<SamePersons>(call).ResealAsync(seen, call.Desk, id, handlers, secret, call.Context.RequestAborted);
        var acted = await call.WriteWholeAsync(
            (view, file) =>
            {
                // What was opened and sealed anew must still be what stands there.
                if (file.Sources.Find(id)?.Content is not { } now || now.Identity != before.Identity || !now.Handlers.SequenceEqual(before.Handlers))
                    return Decision.Refuse("form-must-be-fresh", "Somebody changed what is sealed while you were writing. Look at it again, then write.");
                if (isStale = !words.AreThoseOf(file)) return Decision.Refuse("case-must-be-calm", "Many people are writing in this case at once. Try again.");
                var decision = SealDecisions.Seal(view, new(id, sealing?.Field, identity, before.Handlers, handlers, entrusted, to.Reason, to.Seen));
                return decision is not Decision.Allowed allowed ? decision : allowed with
                {
                    Facts = [.. joins.Select(j => new Marked(new SourcesJoinedAnew(j.Id, j.After, "The handlers changed."), Marking.Nobody)), .. allowed.Facts],
                };
            },
            "/sources/{0}", message,
            _ => new StoreWrites
            {
                Keys = [.. sealing is null ? [] : new[] { sealing.Key }, .. joins.Select(j => j.Key)],
                ErasedKeys = [.. before.Identity is { } old ? [old.Key] : Array.Empty<string>(), .. joins.Select(j => j.Before.Sources.Key)],
            });
        return (acted, isStale);
    }

    private static async Task<Acted> EraseAsync(CaseCall call, ErasureForm form)
    {
        var (id, me) = (call.Route("source"), call.Caller.Id);
        if (!Handles(call.View, id, me)) return new Acted.NotFound();
        var kept = (await call.Book.FindAsync(call.CaseId))?.Sources.Find(id)?.Content.Identity?.Key;
        var key = kept is not null && await Of<JournalStore>(call).FindKeyAsync(call.CaseId, kept) is not null ? kept : null;
        var outcome = await call.Book.WriteAsync(call.CaseId, me,
            file => SealDecisions.Erase(ViewCache.For(file, call.Caller.Audience), new(id, me, key, form.Reason)),
            _ => new StoreWrites { ErasedKeys = [key!] }, call.Context.RequestAborted);
        return outcome.Refusal is { } refused ? Refused(refused)
            : new Acted.Done($"/cases/{call.CaseId}/sources/{id}", id, "The identity is erased. Nobody can open it again.");
    }

    private static async Task<Acted> JoinAsync(CaseCall call, SamePersonForm form)
    {
        var (id, first, ct) = (Id.New(), call.Route("source"), call.Context.RequestAborted);
        if (!Handles(call.View, first, call.Caller.Id) || !Handles(call.View, form.Other, call.Caller.Id)) return new Acted.NotFound();
        var unlocked = await UnlockAsync(call, form.Passphrase);
        if (unlocked.Refused is { } locked) return Refused(locked);
        unlocked.Secret!.Dispose();
        var file = (await call.Book.FindAsync(call.CaseId, ct))!;
        if ((await FindAsync(call, file, first, form.Other)).Count > 0) return new Acted.Refused("join-must-be-new", "This is said already.", "other");
        var sealing = Of<SamePersons>(call).Seal(file, call.Desk, id, first, form.Other, form.Grounds.Trim());
        return await call.WriteAsync(view => SealDecisions.Join(view, new(id, first, form.Other, call.Caller.Id, form.Grounds.Trim(), sealing.Content)),
            "/sources/{0}", "That both are one person is kept under seal." + Waiting(call, first, form.Other), _ => new() { Keys = sealing.Keys });
    }

    /// <summary>The answer is kept in a cookie until the next page, and a browser drops a long one. The ledger has them all.</summary>
    private const int MostNamed = 5;

    // What was approved before this was known goes on: who says it can stop it. Nobody else is told, and nothing is held back, which others would see.
    private static string Waiting(CaseCall call, string first, string other)
    {
        // One of the two is enough: the other may have gone before, and what only they say goes without their claims too.
        bool Tells(Held<Releases.Release> release, string source) => release.Content.Proposal.Items.Any(i => call.View.Claims.Find(i.Item)?.Content.Source == source
            || call.View.Claims.Standing.Any(c => c.Content.Source == source && c.Content.Proposition == i.Item));
        List<string> waiting = [.. call.View.Releases.All
            .Where(r => r.Content.State == Releases.ReleaseState.Proposed
                || r.Content.Departure is Releases.Departure.Waiting or Releases.Departure.HeldBack or Releases.Departure.GivenUp)
            .Where(r => Tells(r, first) || Tells(r, other))
            .Select(r => Releases.ReleaseRow.Of(call.View, call.Desk, r)).Select(r => $"“{Cut.To(r.Title, 60)}” to {r.Partner}")];
        return waiting.Count == 0 ? "" : " Packages with what one of them says wait for approval or have not left. Look them up in the ledger, "
            + "take back your agreement or stop those whose partner must not count the two as two: "
            + $"{string.Join("; ", waiting.Take(MostNamed))}{(waiting.Count > MostNamed ? $", and {waiting.Count - MostNamed} more" : "")}.";
    }

    private static async Task<Acted> PartAsync(CaseCall call, PartingForm form)
    {
        var source = call.Route("source");
        if (!Handles(call.View, source, call.Caller.Id) || !Handles(call.View, form.Other, call.Caller.Id)) return new Acted.NotFound();
        var unlocked = await UnlockAsync(call, form.Passphrase);
        if (unlocked.Refused is { } locked) return Refused(locked);
        unlocked.Secret!.Dispose();
        var file = (await call.Book.FindAsync(call.CaseId, call.Context.RequestAborted))!;
        // Two handlers may have said it in the same moment: both words go.
        var joins = await FindAsync(call, file, source, form.Other);
        if (joins.Count == 0) return new Acted.Refused("join-must-stand", "Nobody said that these two are one person.", "other");
        return await call.WriteAsync(
            view => Rules.CaseMustBeOpen(view) ?? Rules.TextMustBeGiven(form.Reason, "reason", "why they are not one person")
                ?? (Decision)new Decision.Allowed([.. joins.Select(j => new Marked(new SourcesParted(j.Id, form.Reason.Trim()), Marking.Nobody))], source),
            "/sources/{0}", "The two are no longer held to be one person.",
            _ => new() { ErasedKeys = [.. joins.SelectMany(j => new[] { j.Content.Sources.Key, j.Content.Token.Key })] });
    }

    private static async Task<IReadOnlyList<Held<SamePerson>>> FindAsync(CaseCall call, CaseFile file, string one, string other) =>
        [.. (await Of<SamePersons>(call).JoinsAsync(file, call.Context.RequestAborted))
            .Where(j => (j.First, j.Second) == (one, other) || (j.First, j.Second) == (other, one)).Select(j => j.Held)];

    private static Task<Unlocked> UnlockAsync(CaseCall call, string passphrase) =>
        Of<VaultKeys>(call).UnlockAsync(call.Caller.Id, passphrase, call.Context.RequestAborted);

    private static bool Handles(View view, string source, string person) => view.Sources.Find(source)?.Content.Handlers.Contains(person) == true;

    private static Acted.Refused Refused(Decision.Refused refused) => new(refused.Rule, refused.Message, refused.Field);

    private static SourceSeal Seal(CaseCall call) => Of<SourceSeal>(call);

    private static T Of<T>(CaseCall call) where T : notnull => call.Context.RequestServices.GetRequiredService<T>();

    /// <summary>To whom, and why.</summary>
    private sealed record Entrusting(IEnumerable<string> Handlers, bool BreakGlass, string Reason, int? Seen);
}

/// <summary>What a person is shown once.</summary>
/// <param name="Identity">Null where nobody sealed one, its key is destroyed, or it is not sealed to the person's key.</param>
/// <param name="Same">Other sources that are the same person, for handlers of both.</param>
/// <param name="IsToldInPublic">Whether the public words hold a word of the identity: somebody who does not know it may have written it there.</param>
public sealed record OpenedIdentity(string Case, string Source, string PublicName, string? Identity, IReadOnlyList<SameRow> Same, bool IsToldInPublic = false);

/// <param name="Grounds">Null where they are not sealed to the person's key.</param>
public sealed record SameRow(string Id, string Name, string? Grounds);
