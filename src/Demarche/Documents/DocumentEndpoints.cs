using System.Globalization;
using Demarche.Store;
using Demarche.Web;
using Microsoft.Net.Http.Headers;

namespace Demarche.Documents;

public static class DocumentEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<DocumentsPage, DocumentList>("/documents", Capability.ReadCases, call => DocumentList.Of(call.View, call.Desk));
        routes.Upload("/documents", Capability.WriteCases, IntakeLimits.Body, DocumentUpload.TakeInAsync);
        routes.Page<DocumentPage, DocumentPart>("/documents/{document}", Capability.ReadCases, ReadAsync);
        routes.Get("/documents/{document}/original", Capability.ReadCases, OriginalAsync);
        routes.Act<DescriptionForm>("/documents/{document}/describe", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => DocumentDecisions.Describe(view, new(call.Route("document"), form.Title, form.Byline, form.Agency, form.Publisher, form.Published,
                form.From ?? "", form.Reason, form.Seen)),
            "/documents/{0}", "The document is described anew."));
        routes.Act<WithdrawalForm>("/documents/{document}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => DocumentDecisions.Withdraw(view, new(call.Route("document"), form.Reason, form.Seen)),
            "/documents", "The document was withdrawn. Its bytes and its history stay."));
        routes.Act<OriginForm>("/origins", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => DocumentDecisions.Judge(view, new(id, form.First, form.Second, form.SameOriginal, form.Reason)),
                "/documents#origins", "Your word on these two documents counts from now on.");
        });
        routes.Act<WithdrawalForm>("/origins/{judgement}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => DocumentDecisions.WithdrawJudgement(view, new(call.Route("judgement"), form.Reason)),
            "/documents#origins", "The word was taken back. The texts speak for themselves again."));
        ProposalEndpoints.Map(routes);
    }

    private static async Task<Shown<DocumentPart>> ReadAsync(CaseCall call)
    {
        if (call.View.Documents.Find(call.Route("document")) is not { } held) return Shown<DocumentPart>.Nothing;
        var reading = await call.Context.RequestServices.GetRequiredService<Readings>().OfAsync(held.Content, call.Context.RequestAborted);
        var at = int.TryParse(call.Query["at"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return DocumentPart.Of(call.View, call.Desk, held.Id, reading, at, call.Query["edit"]);
    }

    /// <summary>The bytes as they came. No browser runs, renders or keeps them, whatever they are.</summary>
    private static async Task<IResult> OriginalAsync(CaseCall call)
    {
        if (call.View.Documents.Find(call.Route("document")) is not { } held) return Pages.NotFound(call.Context);
        var store = call.Context.RequestServices.GetRequiredService<JournalStore>();
        if (await store.FindAsync(held.Content.Sha256, call.Context.RequestAborted) is not { } bytes) return Pages.NotFound(call.Context);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(DocumentName.Clean(held.Content.Name));
        var headers = call.Context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return TypedResults.Bytes(bytes, "application/octet-stream");
    }
}
