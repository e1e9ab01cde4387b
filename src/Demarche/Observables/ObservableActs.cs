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
            location, Said(form));
    }

    // What was made of what was typed is shown: a value that was put into another form is one that a person has to know again.
    private static string Said(ObservableForm form) => ObservableDecisions.ValueOf(form.Type, form.Value) is { } read
        && read.Value != form.Value.Trim()
        ? Words.Say("observables.stands.as", ObservableWords.Of(read.Type), read.Value) : Words.Say("observables.stands");
}
