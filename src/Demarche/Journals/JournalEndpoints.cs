using Demarche.Store;
using Demarche.Web;

namespace Demarche.Journals;

public static class JournalEndpoints
{
    public static void Map(DeskRoutes routes, JournalStore store, Checkpoints checkpoints, TimeProvider time)
    {
        routes.Page<JournalHeadsPage, JournalHeads>("/journal", Capability.ReadJournal, async context =>
        {
            var ct = context.RequestAborted;
            var kept = await checkpoints.AllAsync(ct);
            return new JournalHeads(store.Kind, (await store.HeadsAsync(ct)).Count, await store.HeadAsync(DeskFile.JournalId, ct),
                [.. kept.Select(k => checkpoints.Read(k.Text).Value is { } c ? new CheckpointRow(k.Time, c.Checkpoint.Journals, c.Checkpoint.Root) : new(k.Time, 0, ""))]);
        });
        routes.Page<JournalEntriesPage, JournalPage>("/journal/entries/{journal}", Capability.ReadJournal, context => EntriesAsync(context, store));
        routes.Page<VerificationPage, Verification>("/journal/verify", Capability.ReadJournal, async context =>
            Verification.Of(Times.Text(time.GetUtcNow()), await StoreCheck.RunAsync(store, null, context.RequestAborted)));
        routes.Act<CheckpointForm>("/journal/checkpoints", Capability.ReadJournal, async (context, _) =>
        {
            var kept = await checkpoints.TakeAsync(context.RequestAborted);
            return new Acted.Done("/journal#checkpoints", kept.Time, "The checkpoint was taken. Download it and keep it where this desk's machine can't write.");
        });
        routes.Page<CheckpointPage, CheckpointComparison>("/journal/checkpoints/{time}", Capability.ReadJournal, async context =>
        {
            if (await checkpoints.FindAsync((string)context.Request.RouteValues["time"]!, context.RequestAborted) is not { } kept) return null;
            var (signed, problem) = checkpoints.Read(kept.Text);
            return signed is null ? new CheckpointComparison(kept.Time, problem, [], 0, "")
                : new(kept.Time, null, await StoreCheck.CompareAsync(store, signed, context.RequestAborted), signed.Checkpoint.Journals, signed.Checkpoint.Root);
        });
        routes.Raw.MapGet("/journal/checkpoints/{time}/download", async Task<IResult> (HttpContext context, string time) =>
            await checkpoints.FindAsync(time, context.RequestAborted) is { } kept
                ? TypedResults.Text(checkpoints.Outgoing(kept) + "\n", "application/jose", System.Text.Encoding.ASCII).Saved(context, $"checkpoint-{kept.Time.Replace(":", "", StringComparison.Ordinal)}.jws")
                : Pages.NotFound(context)).Demand(Capability.ReadJournal).ExcludeFromDescription();
    }

    private static async Task<Shown<JournalPage>> EntriesAsync(HttpContext context, JournalStore store)
    {
        var (id, ct) = ((string)context.Request.RouteValues["journal"]!, context.RequestAborted);
        // A case's journal is read as the case, by those who may read it. To an administrator each is answered as one that is not there.
        if (id != DeskFile.JournalId) return Shown<JournalPage>.Nothing;
        var head = await store.HeadAsync(id, ct);
        if (head.Number == 0) return Shown<JournalPage>.Nothing;
        var after = long.TryParse(context.Request.Query["after"], out var given) && given > 0 ? given : 0;
        List<Envelope> rows = [];
        await foreach (var entry in store.ReadAsync(id, after, ct))
        {
            rows.Add(new(entry.Number, entry.Time, entry.Kind, entry.Hash));
            if (rows.Count == JournalPage.PageSize) break;
        }
        return new JournalPage(id, head.Number, rows, rows.Count > 0 && rows[^1].Number < head.Number ? rows[^1].Number : null);
    }

    private static IResult Saved(this IResult result, HttpContext context, string name)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return result;
    }
}
