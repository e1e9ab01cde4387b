using Demarche.Documents;
using Demarche.Sources;
using Demarche.Web;

namespace Demarche.Claims;

/// <summary>What a person does with claims on more than one page.</summary>
internal static class ClaimActs
{
    /// <summary>Makes a claim, and with it a source and a proposition where they are new: all of it together.</summary>
    public static async Task<Acted> MakeAsync(CaseCall call, ClaimForm form, string location)
    {
        // The words of a passage are the document's, never the caller's.
        if (form.Passage is { } passage && await call.Context.RequestServices.GetRequiredService<Readings>().MustStandThereAsync(call.View, passage) is { } wrong)
            return new Acted.Refused(wrong.Rule, wrong.Message, wrong.Field);
        var (claim, proposition, source) = (Id.New(), Id.New(), Id.New());
        Func<Decision.Allowed, Store.StoreWrites?>? writes = null;
        var naming = string.IsNullOrEmpty(form.Source) && form.NewSource is { } newSource
            ? SourceActs.Naming(call, newSource, source, out writes) : null;
        var said = naming is null ? form.ToClaim() : form.ToClaim() with { Source = source };
        return await call.WriteAsync(
            view => ClaimDecisions.Make(view, new(claim, form.Proposition, form.NewProposition, proposition, said, form.Marking?.ToMarking()), naming),
            location, "The claim was added to the case.", writes);
    }
}
