using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Observables;

/// <summary>What a person does with observables on more than one page.</summary>
internal static class ObservableActs
{
    /// <summary>Enters an observable; the words of its passage must stand in the document.</summary>
    public static async Task<Acted> SeeAsync(CaseCall call, ObservableForm form, string location)
    {
        if (form.Passage is { } passage && await call.Context.RequestServices.GetRequiredService<Readings>().MustStandThereAsync(call.View, passage) is { } wrong)
            return new Acted.Refused(wrong.Rule, wrong.Message, wrong.Field);
        var id = Id.New();
        return await call.WriteAsync(
            view => ObservableDecisions.See(view, new(id, form.ToSeeing(), form.Passage, form.Marking?.ToMarking())),
            location, "The observable stands in the case.");
    }
}
