namespace Demarche.Sources;

/// <summary>What a person does with sources on more than one page.</summary>
internal static class SourceActs
{
    /// <summary>A naming, its identity sealed already; what goes to the store with it is in <paramref name="writes"/>.</summary>
    public static NameSource Naming(CaseCall call, SourceForm form, string id, out Func<Decision.Allowed, Store.StoreWrites?> writes)
    {
        var seal = call.Context.RequestServices.GetRequiredService<SourceSeal>();
        var identity = form.Protected ? SourceForm.Trimmed(form.Identity) : null;
        var source = form.ToSource();
        var sealing = identity is null ? null : seal.SealIdentity(call.CaseId, id, identity, call.Desk, source.Handlers, form.BreakGlass);
        writes = _ => sealing is null ? null : new() { Keys = [sealing.Key] };
        return new(id, source, sealing?.Field, identity, SourceSeal.Entrusting(call.Desk, form.BreakGlass), form.Marking?.ToMarking());
    }
}
