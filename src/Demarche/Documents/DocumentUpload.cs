using System.Text;
using Demarche.Web;

namespace Demarche.Documents;

/// <summary>Documents that come over the wire: files of a form, or one as JSON. All of an intake comes in together or nothing of it.</summary>
internal static class DocumentUpload
{
    public static Task<Acted> TakeInAsync(CaseCall call, CancellationToken ct) => TakeInAsync(call, _ => null, null, ct);

    /// <summary>Documents that have to be something besides.</summary>
    /// <param name="call">Who brings them, into which case.</param>
    /// <param name="wrong">What is wrong with them, if something is.</param>
    /// <param name="location">The page to go on with; null for the documents' own.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Acted> TakeInAsync(CaseCall call, Func<IReadOnlyList<Intake>, Acted.Refused?> wrong, string? location, CancellationToken ct)
    {
        var (intakes, form, refused) = call.Context.Request.HasFormContentType ? await FromFormAsync(call.Context, ct) : await FromJsonAsync(call.Context);
        if (refused is not null) return refused;
        if (string.IsNullOrEmpty(form!.Originator) && call.Context.Request.HasFormContentType && call.Desk.Partners.Standing.Any())
            return new Acted.Refused("originator-must-be-said", "Choose who gave this to us, or that nobody did.", "originator");
        if (form.GivenBy is { } partner && call.Desk.Partners.Find(partner) is not { IsWithdrawn: false })
            return new Acted.Refused("partner-must-be-listed", "Choose a partner from the directory; add it there first.", "originator");
        return Unfit(intakes) ?? wrong(intakes) ?? await TakeInAsync(call, intakes, form, location, ct);
    }

    private static async Task<Acted> TakeInAsync(CaseCall call, IReadOnlyList<Intake> intakes, IntakeForm form, string? location, CancellationToken ct)
    {
        var readings = call.Context.RequestServices.GetRequiredService<Readings>();
        List<IntakeReading> read = [];
        foreach (var intake in intakes) read.Add(await readings.ReadAsync(() => IntakeReading.Of(intake, Id.New()), ct));
        if (read.Where(r => !r.Result.Succeeded).ToList() is { Count: > 0 } unread)
        {
            return new Acted.Refused("document-must-be-readable",
                string.Join(" ", unread.SelectMany(r => r.Result.Problems.Select(p => $"{r.Intake.Name}, {p.Where}: {p.Message}"))) + " Nothing was taken in.", "files");
        }
        foreach (var one in read) readings.Know(one.ToDocument(), one.Result);
        IReadOnlyList<TakeInDocument> requests = [.. read.Select(r => r.ToRequest(form.Marking?.ToMarking(), form.GivenBy, form.Marking?.Wider))];
        return await call.WriteAsync(view => DocumentDecisions.TakeIn(view, requests),
            location ?? (requests.Count == 1 ? "/documents/{0}" : "/documents"), requests.Count == 1 ? "The document is taken in." : $"{requests.Count} documents are taken in.", _ => IntakeReading.Kept(read));
    }

    private static async Task<(IReadOnlyList<Intake>, IntakeForm?, Acted.Refused?)> FromFormAsync(HttpContext context, CancellationToken ct)
    {
        var fields = await context.Request.ReadFormAsync(ct);
        var read = FormReader.Read<IntakeForm>(fields);
        if (read.Request is not { } form) return ([], null, read.Refusal);
        var from = From(form);
        List<Intake> intakes = [];
        var files = fields.Files.Where(f => f.Length > 0 || !string.IsNullOrEmpty(f.FileName)).ToList();
        if (files.Count > IntakeLimits.Files || files.Sum(f => f.Length) > IntakeLimits.Bytes) return ([], null, TooMuch());
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, ct);
            // Browsers call what they don't know octet-stream, which says nothing.
            intakes.Add(new(bytes, file.ContentType is "application/octet-stream" or "" ? null : file.ContentType, file.FileName, from));
        }
        if (!string.IsNullOrWhiteSpace(form.Text)) intakes.Add(Pasted(form, from));
        return (intakes, form, null);
    }

    private static async Task<(IReadOnlyList<Intake>, IntakeForm?, Acted.Refused?)> FromJsonAsync(HttpContext context)
    {
        var read = await JsonReader.ReadAsync<IntakeForm>(context.Request);
        if (read.Request is not { } form) return ([], null, new("body-must-be-whole", read.Problem!, read.Field));
        if (string.IsNullOrEmpty(form.Base64)) return (string.IsNullOrWhiteSpace(form.Text) ? [] : [Pasted(form, From(form))], form, null);
        if (!string.IsNullOrEmpty(form.Text)) return ([], null, new("document-must-be-given-once", "Give the document as text or as base64, not as both.", "text"));
        var bytes = new byte[form.Base64.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(form.Base64, bytes, out var length)
            ? ([new(bytes.AsMemory(0, length), form.MediaType, form.Name, From(form))], form, null)
            : ([], null, new("base64-must-be-readable", "The field base64 is no base64 (RFC 4648, section 4).", "base64"));
    }

    private static Intake Pasted(IntakeForm form, string from) =>
        new(Encoding.UTF8.GetBytes(form.Text!), form.MediaType ?? "text/plain; charset=utf-8", form.Name ?? Words.Say("documents.pasted"), from);

    private static string From(IntakeForm form) => string.IsNullOrWhiteSpace(form.From) ? Words.Say("documents.from.unsaid") : form.From.Trim();

    private static Acted.Refused? Unfit(IReadOnlyList<Intake> intakes) =>
        intakes.Count == 0 ? new("document-must-be-given", "Choose a file, or paste a text. Nothing was taken in.", "files")
        : intakes.Sum(i => (long)i.Bytes.Length) > IntakeLimits.Bytes ? TooMuch()
        : intakes.Any(i => i.From.Length > Reading.ReadingLimits.FieldCharacters)
            ? new("name-must-be-short", $"Say where it came from in at most {Reading.ReadingLimits.FieldCharacters} characters.", "from")
        : null;

    private static Acted.Refused TooMuch() => new("intake-must-be-small-enough",
        $"An intake has at most {IntakeLimits.Files} files and {IntakeLimits.Bytes / (1024 * 1024)} MiB. Take the rest in separately. Nothing was taken in.", "files");
}
