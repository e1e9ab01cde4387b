using System.Text;
using System.Text.Json;
using Demarche.Briefs;
using Demarche.Web;

namespace Demarche.Releases;

/// <param name="Partners">Ids of the partners to whom the draft is proposed.</param>
/// <param name="Reasons">Why it is to go in spite of what the check warns of.</param>
public sealed record ProposalForm(IReadOnlyList<string> Partners, IReadOnlyList<WarningForm>? Reasons = null);

/// <param name="Item">The item that the warning is about; empty for the letter.</param>
public sealed record WarningForm(string Partner, string Rule, string? Item, string? Reason);

public sealed record RewordingForm(string? Text, int? Seen);

public sealed record ApprovalForm(string? Reason);

public sealed record AgreementForm(string? Reason);

public sealed record RefusalForm(string? Reason);

public static class ReleaseEndpoints
{
    public static void Map(CaseRoutes routes, ReleasePreviews previews, ReleaseDesk releases, Store.JournalStore store)
    {
        routes.Page<PreviewPage, PreviewModel>("/drafts/{draft}/preview", Capability.ReadCases, previews.PreviewAsync);
        routes.Get("/drafts/{draft}/preview/{partner}/letter", Capability.ReadCases, async call =>
            await previews.LetterAsync(call) is { } letter ? Framed(call, letter) : Pages.NotFound(call.Context));
        routes.Page<LedgerPage, LedgerList>("/ledger", Capability.ReadCases, call => LedgerList.Of(call.View, call.Desk, LedgerFilter.Of(call.Query)));
        routes.Page<ReleasePage, ReleaseModel>("/releases/{release}", Capability.ReadCases, previews.ReleaseAsync);
        routes.Get("/releases/{release}/letter", Capability.ReadCases, async call =>
            call.View.Releases.Find(call.Route("release")) is { } release && await store.FindAsync(release.Content.Proposal.PlainSha256) is { } plain
                ? Framed(call, Member(plain, "letter")) : Pages.NotFound(call.Context));

        routes.Act<ProposalForm>("/drafts/{draft}/propose", Capability.WriteCases, async (call, form) =>
        {
            if (form.Partners.Count == 0)
                return new Acted.Refused("empty-means-nobody", "Tick at least one partner. An empty list is nobody, never everybody.", "partners");
            Acted? last = null;
            foreach (var partner in form.Partners.Distinct())
            {
                last = await releases.ProposeAsync(call, call.Route("draft"), partner, form.Reasons ?? []);
                if (last is not Acted.Done) return last;
            }
            return form.Partners.Count == 1 ? last! : new Acted.Done($"/cases/{call.CaseId}/ledger", null, "The packages wait for a second person.");
        });
        MapCopies(routes);
        routes.Act<ApprovalForm>("/releases/{release}/approve", Capability.ApproveReleases, (call, form) =>
            releases.ApproveAsync(call, call.Route("release"), form.Reason));
        routes.Act<AgreementForm>("/releases/{release}/agree", Capability.OpenIdentities, (call, form) => releases.AgreeAsync(call, call.Route("release"), form.Reason));
        routes.Act<RefusalForm>("/releases/{release}/refuse", Capability.ApproveReleases, (call, form) => call.WriteAsync(
            view => ReleaseDecisions.Refuse(view, new(call.Route("release"), form.Reason ?? "")), "/releases/{0}", "Refused. Nothing went."));

        // Carrying a package by hand is a release too: the entry is written before the bytes are given.
        routes.Post("/releases/{release}/package", Capability.ApproveReleases, async call =>
        {
            var id = call.Route("release");
            if (call.View.Releases.Find(id) is null || await releases.FindPackageAsync(call.CaseId, id) is not { } package) return Pages.NotFound(call.Context);
            var acted = await call.WriteAsync(view => ReleaseDecisions.HandOver(view, id), "/releases/{0}", "");
            return acted is Acted.Done
                ? TypedResults.File(Encoding.ASCII.GetBytes(package.Sealed), "application/jose", package.FileName)
                : Pages.NotFound(call.Context);
        });
        routes.Post("/releases/{release}/paper/{format}", Capability.ApproveReleases, call => PaperAsync(call, store));
    }

    // An approved brief on paper is carried by hand as its package is: the entry is written before the bytes are given.
    private static async Task<IResult> PaperAsync(CaseCall call, Store.JournalStore store)
    {
        var id = call.Route("release");
        if (BriefFile.FormatOf(call.Route("format")) is not { } format || call.View.Releases.Find(id) is not { } release || !ReleaseDecisions.IsSeenWhole(release)
            || await store.FindAsync(release.Content.Proposal.PlainSha256) is not { } plain
            || BriefPaper.OfRelease(call.View, call.Desk, release, JsonSerializer.Deserialize<JsonElement>(plain)) is not { } paper) return Pages.NotFound(call.Context);
        var written = Paper.PaperWriter.Write(paper, format);
        // What can't be written was handed to nobody.
        return written.Written is null || await call.WriteAsync(view => ReleaseDecisions.HandOver(view, id), "/releases/{0}", "") is Acted.Done
            ? BriefFile.Written(call, written, "brief") : Pages.NotFound(call.Context);
    }

    private static void MapCopies(CaseRoutes routes)
    {
        const string Copy = "/drafts/{draft}/copies/{partner}/{item}";
        routes.Page<RewordingPage, RewordingModel>(Copy, Capability.WriteCases, RewordingModel.Of);
        routes.Act<RewordingForm>(Copy, Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => RewordingDecisions.Reword(view, new(id, new(call.Route("draft"), call.Route("partner"), call.Route("item"), form.Text ?? ""), form.Seen)),
                $"/drafts/{call.Route("draft")}/preview#{call.Route("partner")}", "This partner's copy says it in these words.");
        });
        routes.Act<WithdrawalForm>(Copy + "/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RewordingDecisions.Withdraw(view, new(call.Route("draft"), call.Route("partner"), call.Route("item"), form.Reason, form.Seen)),
            $"/drafts/{call.Route("draft")}/preview#{call.Route("partner")}", "Its own words go again in this partner's copy."));
    }

    private static string Member(byte[] plain, string name) => JsonSerializer.Deserialize<JsonElement>(plain).GetProperty(name).GetString()!;

    // A letter runs nothing, loads nothing and sends nothing; only our own pages may frame it.
    private static IResult Framed(CaseCall call, string letter)
    {
        call.Context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'self'";
        return TypedResults.Text(letter, "text/html", Encoding.UTF8);
    }
}
