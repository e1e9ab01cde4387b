using System.Text.Json;
using System.Text;
using Demarche.Briefs;
using Demarche.Exchange;
using Demarche.Web;

namespace Demarche.Releases;

/// <param name="Partners">Ids of the partners to whom the draft is proposed.</param>
/// <param name="Reasons">Why it is to go in spite of what the check warns of.</param>
public sealed record ProposalForm(IReadOnlyList<string> Partners, IReadOnlyList<WarningForm>? Reasons = null);

/// <param name="Partner">For whose copy the reason is written; null where <paramref name="Partners"/> names them.</param>
/// <param name="Item">The item that the warning is about; empty for the letter.</param>
/// <param name="Partners">For whose copies it is written, where it is for several.</param>
/// <param name="Digest">The finding's digest as its writer read it: where it is another one by now, the reason is for something else. A
/// program that gives none answers whatever is found.</param>
public sealed record WarningForm(
    string? Partner, string Rule, string? Item, string? Reason, IReadOnlyList<string>? Partners = null, string? Digest = null)
{
    internal bool IsAbout(string partner, Finding warning) => (Partner == partner || Partners?.Contains(partner) == true)
        && Rule == warning.Rule && (Item ?? "") == (warning.Item ?? "");
}

public sealed record RewordingForm(string? Text, int? Seen);

public sealed record ApprovalForm(string? Reason);

public sealed record AgreementForm(string? Reason);

public sealed record RefusalForm(string? Reason);

public sealed record StopForm(string? Reason);

public static class ReleaseEndpoints
{
    public static void Map(CaseRoutes routes, ReleasePreviews previews, ReleaseDesk releases, Store.JournalStore store)
    {
        routes.Page<PreviewPage, PreviewModel>("/drafts/{draft}/preview", Capability.ReadCases, previews.PreviewAsync);
        routes.Get("/drafts/{draft}/preview/{partner}/letter", Capability.ReadCases, async call =>
            await previews.LetterAsync(call) is { } letter ? Alone(call, letter) : Pages.NotFound(call.Context));
        routes.Page<LedgerPage, LedgerList>("/ledger", Capability.ReadCases, call => LedgerList.Of(call.View, call.Desk, LedgerFilter.Of(call.Query)));
        routes.Page<ReleasePage, ReleaseModel>("/releases/{release}", Capability.ReadCases, previews.ReleaseAsync);
        routes.Get("/releases/{release}/letter", Capability.ReadCases, async call =>
            call.View.Releases.Find(call.Route("release")) is { } release && await store.FindAsync(release.Content.Proposal.PlainSha256) is { } plain
                ? Alone(call, Member(plain, "letter")) : Pages.NotFound(call.Context));

        routes.Act<ProposalForm>("/drafts/{draft}/propose", Capability.WriteCases, async (call, form) =>
        {
            if (form.Partners.Count == 0)
                return new Acted.Refused("empty-means-nobody", "Tick at least one partner. An empty list is nobody, never everybody.", "partners");
            return await releases.ProposeAsync(call, call.Route("draft"), [.. form.Partners.Distinct()], form.Reasons ?? []);
        });
        MapCopies(routes);
        routes.Act<ApprovalForm>("/releases/{release}/approve", Capability.ApproveReleases, (call, form) =>
            releases.ApproveAsync(call, call.Route("release"), form.Reason));
        routes.Act<AgreementForm>("/releases/{release}/take-back", Capability.OpenIdentities, (call, form) => releases.TakeBackAsync(call, call.Route("release"), form.Reason));
        routes.Act<AgreementForm>("/releases/{release}/agree", Capability.OpenIdentities, (call, form) => releases.AgreeAsync(call, call.Route("release"), form.Reason));
        // Its proposer, who may be no releaser, takes it back.
        routes.Act<RefusalForm>("/releases/{release}/refuse", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ReleaseDecisions.Refuse(view, new(call.Route("release"), form.Reason ?? "", call.Caller.Can(Capability.ApproveReleases) ? null : call.Caller.Id)), "/releases/{0}", "Refused. Nothing went."));

        routes.Act<StopForm>("/releases/{release}/stop", Capability.WriteCases, (call, form) => StopAsync(call, store, form.Reason ?? ""));
        // Carrying a package by hand is a release too: the entry is written before the bytes are given.
        routes.Post("/releases/{release}/package", Capability.ApproveReleases, call => HandOverAsync(call, releases, package =>
            Task.FromResult<HandedOver?>(new(TypedResults.File(Encoding.ASCII.GetBytes(package.Sealed), "application/jose", package.FileName), true))));
        // An approved brief on paper is carried by hand as its package is.
        routes.Post("/releases/{release}/paper/{format}", Capability.ApproveReleases, call => HandOverAsync(call, releases, package =>
        {
            if (BriefFile.FormatOf(call.Route("format")) is not { } format || call.View.Releases.Find(call.Route("release")) is not { } release || !ReleaseDecisions.IsSeenWhole(release)
                || BriefPaper.OfRelease(call.View, call.Desk, release, package) is not { } paper) return Task.FromResult<HandedOver?>(null);
            var written = Paper.PaperWriter.Write(paper, format);
            // What can't be written was handed to nobody.
            return Task.FromResult<HandedOver?>(new(BriefFile.Written(call, written, "brief"), written.Written is not null));
        }));
    }

    /// <param name="Leaves">Whether something is given that left the desk by it.</param>
    private sealed record HandedOver(IResult Answer, bool Leaves);

    // The desk asks again before anything is given to a person who carries it.
    private static async Task<IResult> HandOverAsync(CaseCall call, ReleaseDesk releases, Func<Package, Task<HandedOver?>> made)
    {
        var id = call.Route("release");
        if (!call.Writes || call.View.Releases.Find(id) is null) return Pages.NotFound(call.Context);
        var clearance = await releases.ClearAsync(call.CaseId, id, call.Context.RequestAborted);
        if (clearance is Clearance.Stays or Clearance.Waits)
            return Refused(call, "delivery-must-be-open", clearance is Clearance.Stays stays ? stays.Why : ((Clearance.Waits)clearance).Why);
        if (clearance is not Clearance.Goes { Package: var package } || await made(package) is not { } handed) return Pages.NotFound(call.Context);
        if (!handed.Leaves) return handed.Answer;
        return await call.WriteAsync(view => ReleaseDecisions.HandOver(view, id), "/releases/{0}", "") switch
        {
            Acted.Done => handed.Answer,
            Acted.Refused refused => Refused(call, refused.Rule, refused.Message),
            _ => Pages.NotFound(call.Context),
        };
    }

    private static IResult Refused(CaseCall call, string rule, string message) =>
        Pages.IsApi(call.Context) ? Problems.Refused(rule, message) : Pages.Refused(new Acted.Refused(rule, message));

    // The outbox lets go of it first: what a replica is sending in this moment can't be called stopped.
    private static async Task<Acted> StopAsync(CaseCall call, Store.JournalStore store, string reason)
    {
        var (id, ct) = (call.Route("release"), call.Context.RequestAborted);
        // Refused by what the caller may write and sees, before anything is touched.
        if (!call.Writes || ReleaseDecisions.Stop(call.View, id, reason) is not Decision.Allowed) return await call.WriteAsync(view => ReleaseDecisions.Stop(view, id, reason), "", "");
        if (await store.Records.FindWorkAsync(call.CaseId, id, ct) is not null && !await store.Records.TakeOutWorkAsync(call.CaseId, id, "A person stopped it.", ct))
            return new Acted.Refused("delivery-is-being-tried", "This package is being sent in this moment. Look again in a minute: if nothing left, it can be stopped then.");
        var acted = await call.WriteAsync(view => ReleaseDecisions.Stop(view, id, reason), "/releases/{0}", Words.Say("releases.stop.done"));
        if (acted is not Acted.Done) await store.Records.ReviveWorkAsync(call.CaseId, id, ct);
        return acted;
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

    internal static string Member(byte[] plain, string name) => JsonSerializer.Deserialize<JsonElement>(plain).GetProperty(name).GetString()!;

    // A letter runs nothing, loads nothing and sends nothing, and has one style.
    private static IResult Alone(CaseCall call, string letter)
    {
        call.Context.Response.Headers.ContentSecurityPolicy = LetterText.ContentPolicy;
        return TypedResults.Text(letter, "text/html", Encoding.UTF8);
    }
}
