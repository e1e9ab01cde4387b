using System.Text;
using Demarche.Documents;
using Demarche.Exchange;
using Demarche.Reading;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Releases;

/// <param name="Text">What to look for: a report, a post, a message.</param>
/// <param name="Published">When it came out, ISO 8601 as precise as known.</param>
public sealed record TraceForm(string Text, string? Published);

/// <param name="Of">What was looked at, in a line; null for a text that somebody pasted.</param>
/// <param name="Result">Null before anything was looked for.</param>
public sealed record TraceModel(string Case, string? Of, string? Path, string Text, Trace? Result);

public static class TraceEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<TracePage, TraceModel>("/trace", Capability.ReadCases, call => new TraceModel(call.CaseId, null, null, "", null));
        // Looking for something writes nothing; it is a form because a report does not fit in an address.
        routes.Act<TraceForm>("/trace", Capability.ReadCases, async (call, form) =>
        {
            if (string.IsNullOrWhiteSpace(form.Text)) return new Acted.Refused("text-must-be-given", "Paste the text that you want to look at.", "text");
            if (form.Text.Length > Retellings.LongestText)
                return new Acted.Refused("text-must-be-short-enough", $"This is longer than {Retellings.LongestText} characters. Take it in as a document, or look at a part of it.", "text");
            if (form.Published is { Length: > 0 } published && Rules.TimeMustBeReal(new(published), "published") is { } unreal) return new Acted.Refused(unreal.Rule, unreal.Message, unreal.Field);
            var model = await ModelAsync(call, null, null, form.Text, form.Published, form.Text);
            return new Acted.Told(context => Pages.Of<TracePage>(context, model), model);
        });
        routes.Page<TracePage, TraceModel>("/documents/{document}/trace", Capability.ReadCases, OfDocumentAsync);
        routes.Page<TracePage, TraceModel>("/incoming/{request}/trace", Capability.ReadCases, OfPackageAsync);
    }

    private static async Task<Shown<TraceModel>> OfDocumentAsync(CaseCall call)
    {
        if (call.View.Documents.Find(call.Route("document")) is not { } held) return Shown<TraceModel>.Nothing;
        var reading = await call.Context.RequestServices.GetRequiredService<Readings>().OfAsync(held.Content, call.Context.RequestAborted);
        var text = string.Join("\n\n", reading?.Passages.Where(p => p.Kind == PassageKind.Body).Select(p => p.Text) ?? []);
        return await ModelAsync(call, held.Content.Title ?? held.Content.Name, $"/documents/{held.Id}", text, held.Content.Published, "", held.Id);
    }

    private static async Task<Shown<TraceModel>> OfPackageAsync(CaseCall call)
    {
        if (call.View.Incoming.Find(call.Route("request")) is not { } held) return Shown<TraceModel>.Nothing;
        var plain = await call.Context.RequestServices.GetRequiredService<JournalStore>().FindAsync(held.Content.PlainSha256, call.Context.RequestAborted);
        var letter = plain is null ? null : PackageContent.Read(plain).Content?.Letter;
        // The letter says in words all that the package carries.
        var text = letter is { Length: > 0 } ? Reader.Read(Encoding.UTF8.GetBytes(letter), "text/html; charset=utf-8", null).Document?.Text : null;
        return await ModelAsync(call, held.Content.Title, $"/incoming/{held.Id}", text ?? string.Join("\n\n", held.Content.Asks.Select(a => a.Text).Prepend(held.Content.Text)),
            held.Content.Sent, "");
    }

    private static Task<TraceModel> ModelAsync(CaseCall call, string? of, string? path, string text, string? published, string shown, string? document = null) =>
        call.Context.RequestServices.GetRequiredService<Readings>().ReadAsync(
            () => new TraceModel(call.CaseId, of, path, shown, Trace.Of(call.View, call.Desk, [text], published, document)), call.Context.RequestAborted);
}
