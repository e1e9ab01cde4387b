using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Leverage;

public static class TieEndpoints
{
    private const int DayLength = 10;

    public static void Map(CaseRoutes routes)
    {
        routes.Page<TiesPage, TieList>("/ties", Capability.ReadCases, call => TieList.Of(call.View, call.Desk, TieFilter.Of(call.Query), call.Writes));
        routes.Act<TieForm>("/ties", Capability.WriteCases, async (call, form) =>
        {
            var (id, tie) = (Id.New(), form.ToTie(await PassageAsync(call, form.Passage)));
            return await call.WriteAsync(view => TieDecisions.Record(view, new(id, tie, form.Marking?.ToMarking())), "/ties#{0}", "The tie is recorded.");
        });
        routes.Act<TieCorrectionForm>("/ties/{tie}/correct", Capability.WriteCases, async (call, form) =>
        {
            var tie = form.Tie.ToTie(await Contacts.Quotes.CorrectedAsync(call, form.Tie.Passage));
            return await call.WriteAsync(view => TieDecisions.Correct(view, new(call.Route("tie"), tie, form.Reason, form.Seen)), "/ties#{0}", "The tie was corrected. What it said before stays in its history.");
        });
        routes.Act<WithdrawalForm>("/ties/{tie}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => TieDecisions.Withdraw(view, new(call.Route("tie"), form.Reason, form.Seen)), "/ties#{0}", "The tie was withdrawn and counts no longer. Its history stays."));

        routes.Page<TieShelfPage, TieShelf>("/ties/shelf", Capability.ReadCases, async call => await ShelfAsync(call, call.Query["of"]));
        routes.Act<TakeForm>("/ties/take", Capability.WriteCases, TakeAsync);
        routes.Upload("/ties/files", Capability.WriteCases, TieImport.LargestBody, TieImport.TakeInAsync);

        routes.Page<InterestsPage, InterestList>("/interests", Capability.ReadCases,
            call => InterestList.Of(call.View, call.Desk, call.Query["party"] is [{ Length: > 0 } party] ? party : null, call.Writes));
        routes.Act<InterestForm>("/interests", Capability.WriteCases, async (call, form) =>
        {
            var (id, interest) = (Id.New(), form.ToInterest(await PassageAsync(call, form.Passage)));
            return await call.WriteAsync(view => InterestDecisions.Record(view, new(id, interest, form.Marking?.ToMarking())), "/interests#{0}", "It is recorded.");
        });
        routes.Act<InterestCorrectionForm>("/interests/{interest}/correct", Capability.WriteCases, async (call, form) =>
        {
            var interest = form.Interest.ToInterest(await Contacts.Quotes.CorrectedAsync(call, form.Interest.Passage));
            return await call.WriteAsync(view => InterestDecisions.Correct(view, new(call.Route("interest"), interest, form.Reason, form.Seen)), "/interests#{0}", "It was corrected.");
        });
        routes.Act<WithdrawalForm>("/interests/{interest}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => InterestDecisions.Withdraw(view, new(call.Route("interest"), form.Reason, form.Seen)), "/interests#{0}", "It was withdrawn. Its history stays."));

        routes.Page<LeveragePage, LeverageAnswer>("/leverage", Capability.ReadCases,
            call => LeverageAnswer.Of(call.View, LeverageQuestion.Of(call.Query), Cut.To(call.Book.Now(), DayLength)));
    }

    private static async Task<Acted> TakeAsync(CaseCall call, TakeForm form)
    {
        var shelf = await ShelfAsync(call, form.Of);
        var chosen = shelf.Chosen(form.All ? null : form.Rows ?? [], Id.New);
        var count = chosen.Count == 1 ? "1 tie is" : $"{chosen.Count} ties are";
        return await call.WriteAsync(
            view => TieDecisions.Take(view, chosen, form.Marking?.ToMarking()), shelf.Of is { } of ? $"/ties?party={of}" : "/ties", $"{count} in the case, each with its citation.");
    }

    private static Task<TieShelf> ShelfAsync(CaseCall call, string? of) =>
        TieShelf.OpenAsync(call.View, call.Context.RequestServices.GetRequiredService<JournalStore>(), of, call.Writes, call.Context.RequestAborted);

    private static Task<PassageRef?> PassageAsync(CaseCall call, QuoteForm? form) =>
        Quotes.FindAsync(call.View, call.Context.RequestServices.GetRequiredService<JournalStore>(), form, call.Context.RequestAborted);
}
