using System.Text;
using Demarche.Journal;
using Demarche.Web;

namespace Demarche.Exchange;

public static class InboxEndpoints
{
    /// <summary>A form around the largest package: boundaries and the form's own token.</summary>
    private const long LargestUpload = SealedPackage.MaximumBytes + 64 * 1024;

    public static void Map(DeskRoutes routes)
    {
        routes.Page<InboxPage, InboxList>("/inbox", Capability.ReadCases, async context => await Inbox(context).ListAsync(context.Caller(), context.RequestAborted));
        routes.Page<ArrivalPage, ArrivalSheet>("/inbox/{arrival}", Capability.ReadCases, async context =>
            await Inbox(context).SheetAsync(Arrival(context), context.Caller(), context.RequestAborted, context.Request.Query["after"] is [{ Length: > 0 } after] ? after : null));
        routes.Act<TakeForm>("/inbox/{arrival}/take", Capability.WriteCases, (context, form) =>
            Inbox(context).TakeAsync(Arrival(context), context.Caller(), form, context.RequestAborted));
        routes.Act<SetAsideForm>("/inbox/{arrival}/set-aside", Capability.WriteCases, (context, form) =>
            Inbox(context).SetAsideAsync(Arrival(context), context.Caller(), form, context.RequestAborted));
        routes.Raw.MapGet("/inbox/{arrival}/letter", (Delegate)LetterAsync).Demand(Capability.ReadCases).ExcludeFromDescription();
        routes.Raw.MapGet("/inbox/{arrival}/receipt", (Delegate)ReceiptAsync).Demand(Capability.ReadCases).ExcludeFromDescription();
        routes.Page<CarriedPage, CarriedModel>("/inbox/carried", Capability.WriteCases, _ => Task.FromResult<Shown<CarriedModel>>(new CarriedModel()));
        routes.Raw.MapPost("/inbox/carried", (Delegate)UploadAsync).Demand(Capability.WriteCases).AllowBody(LargestUpload).ExcludeFromDescription();
        // The type is one that a form of a foreign page can't send unasked.
        routes.Raw.MapPost("/api/inbox/carried", async (HttpContext context) => context.Request.ContentType == "application/jose"
            ? Answer(context, await TakeAsync(context, context.Request.Body), isPage: false)
            : Problems.Refused("body-must-be-whole", "Send application/jose.")).Demand(Capability.WriteCases).AllowBody(LargestUpload).WithTags("inbox");
    }

    private static async Task<IResult> LetterAsync(HttpContext context)
    {
        if (await Inbox(context).LetterAsync(Arrival(context), context.Caller(), context.RequestAborted) is not var (letter, tlp)) return Pages.NotFound(context);
        var headers = context.Response.Headers;
        (headers.ContentSecurityPolicy, headers.CacheControl) = (LetterText.ContentPolicy, "no-store");
        return TypedResults.Text(LetterText.Page(Words.Say("exchange.letter"), letter, tlp), "text/html; charset=utf-8");
    }

    private static async Task<IResult> ReceiptAsync(HttpContext context)
    {
        if (await Inbox(context).FindAsync(Arrival(context), context.Caller(), context.RequestAborted) is not { } held) return Pages.NotFound(context);
        var receipt = await context.RequestServices.GetRequiredService<Intake>().ReceiptOfAsync(held.Content, context.RequestAborted);
        if (receipt is null) return Pages.NotFound(context);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{held.Content.Package}.receipt\"";
        return TypedResults.Text(receipt + "\n", "application/jose");
    }

    private static async Task<IResult> UploadAsync(HttpContext context)
    {
        if (await DeskRoutes.UnreadAsync(context) is { } unread) return Pages.Refused(unread);
        if (!await DeskRoutes.IsOursAsync(context)) return Pages.NotOurs(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file) return Pages.Refused(new("file-must-be-given", Words.Say("exchange.file-must-be-given"), "file"));
        await using var stream = file.OpenReadStream();
        return Answer(context, await TakeAsync(context, stream), isPage: true);
    }

    private static async Task<Carried> TakeAsync(HttpContext context, Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var caller = context.Caller();
        return await context.RequestServices.GetRequiredService<CarriedFiles>().TakeAsync(
            await reader.ReadToEndAsync(context.RequestAborted), caller.Id, caller.Can(Capability.ManagePartners), context.RequestAborted);
    }

    private static IResult Answer(HttpContext context, Carried carried, bool isPage)
    {
        Acted acted = carried switch
        {
            Carried.Package package => new Acted.Done($"/inbox/{package.Arrival}", package.Arrival, Words.Say("exchange.carried.package")),
            Carried.Received => new Acted.Done("/outbox", null, Words.Say("exchange.carried.receipt")),
            Carried.Rotation rotation => new Acted.Done($"/partners/{rotation.Partner}", rotation.Partner, Words.Say("exchange.carried.rotation")),
            Carried.Refused refused => new Acted.Refused(refused.Rule, refused.Message),
            _ => throw new InvalidOperationException("A carried file was neither taken nor refused."),
        };
        return acted switch
        {
            Acted.Done done => isPage ? Pages.Done(context, done) : TypedResults.Json(done.Json, FactKinds.Json),
            Acted.Refused refused => isPage ? Pages.Refused(refused) : Problems.Refused(refused.Rule, refused.Message, refused.Field),
            _ => Problems.NotFound(),
        };
    }

    private static string Arrival(HttpContext context) => (string)context.Request.RouteValues["arrival"]!;

    private static InboxDesk Inbox(HttpContext context) => context.RequestServices.GetRequiredService<InboxDesk>();
}

/// <summary>The page to bring a carried file in has nothing to show but its form.</summary>
public sealed record CarriedModel;
