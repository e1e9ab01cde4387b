using Demarche.Paper;
using Demarche.Web;

namespace Demarche.Briefs;

public static class BriefEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<BriefsPage, BriefList>("/briefs", Capability.ReadCases, call => BriefList.Of(call.View, call.Desk, call.Writes));
        routes.Act<BriefForm>("/briefs", Capability.WriteCases, ComposeAsync);
        routes.Page<BriefPage, BriefPart>("/briefs/{brief}", Capability.ReadCases, call =>
            BriefPart.Of(call.View, call.Desk, call.Route("brief"), call.Book.Now(), call.Writes));
        routes.Get("/briefs/{brief}/file/{format}", Capability.ReadCases, call => Task.FromResult(FileOf(call)));
        routes.Act<BriefRevisionForm>("/briefs/{brief}/revise", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => BriefDecisions.Revise(view, new(call.Route("brief"), form.Title ?? "",
                BriefText.Joined(form.Lead ?? "", form.Text ?? ""), form.More is { Length: > 0 } more ? [more] : [], form.Reason,
                form.Seen)),
            "/briefs/{0}", "The brief says so now. What it said before stays in its history."));
        routes.Act<WithdrawalForm>("/briefs/{brief}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => BriefDecisions.Withdraw(view, new(call.Route("brief"), form.Reason, form.Seen)), "/briefs",
                "The brief was withdrawn."));
    }

    // What is for a partner leaves by the one door, not as a file of somebody who reads it here.
    private static IResult FileOf(CaseCall call)
    {
        if (call.View.Briefs.Find(call.Route("brief")) is not { IsWithdrawn: false, Content.Partner: null } held
            || BriefFile.FormatOf(call.Route("format")) is not { } format)
            return Pages.NotFound(call.Context);
        return BriefFile.Written(call, PaperWriter.Write(BriefPaper.Of(call.View, call.Desk, held, call.Book.Now()), format), "brief");
    }

    private static async Task<Acted> ComposeAsync(CaseCall call, BriefForm form)
    {
        if (form.For is not { Length: > 0 }) return new Acted.Refused("empty-means-nobody", "Choose for whom the brief is.", "for");
        if (await call.Book.FindAsync(call.CaseId, call.Context.RequestAborted) is not { } file
            || BriefDesk.Compose(file, call.Desk, call.Caller.Audience, form.For, call.Book.Now(), out var marking) is not { } brief)
            return new Acted.Refused("partner-must-be-listed", "Choose a partner from the directory.", "for");
        if (brief.Text.Length == 0) return new Acted.Refused("nothing-to-say", Web.Words.Say("briefs.nothing"), "for");
        var id = Id.New();
        return await call.WriteAsync(view => BriefDecisions.Draft(view, call.Desk,
            new(id, brief, form.Marking?.ToMarking()?.And(marking) ?? marking)),
            "/briefs/{0}", "The brief is composed from what its reader may see. Read it, and change what you would say otherwise.");
    }
}
