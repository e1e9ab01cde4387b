using System.Text.Encodings.Web;
using System.Text.Json;

namespace Demarche.Reading;

/// <summary>
/// The one JSON object of <c>demarche read --json</c>: problems, documents, origins, observables, claims and times. Named members are
/// always there, null when unknown. Ranges are UTF-16 code units into <c>documents[].text</c>.
/// </summary>
public static class ReadingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Write(IReadOnlyList<ReadDocument> documents) => Write(documents, []);

    /// <param name="problems">What could not be read, or not whole, and why.</param>
    public static string Write(IReadOnlyList<ReadDocument> documents, IReadOnlyList<FileProblem> problems) => JsonSerializer.Serialize(Shape(documents, problems), Options);

    private static object Shape(IReadOnlyList<ReadDocument> documents, IReadOnlyList<FileProblem> problems) => new
    {
        Problems = problems,
        Documents = documents.Select(d => new
        {
            d.Id,
            d.Sha256,
            d.MediaType,
            d.Title,
            d.Byline,
            d.Agency,
            d.Publisher,
            d.Published,
            d.Language,
            d.OriginSignature,
            StatedMarking = StatedMarking.Find(d) is { } stated ? new { stated.Label, stated.Written, stated.Line } : null,
            Passages = d.Passages.Select(p => new { Kind = p.Kind == PassageKind.Body ? "body" : "furniture", p.Start, p.End, p.Text }),
            d.TextSha256,
            d.Text,
        }),
        Origins = Origins.Find(documents),
        Observables = documents.SelectMany(d => d.Observables.Select(o => new { o.Type, o.Value, o.Written, Document = d.Id, o.Start, o.End })),
        Claims = documents.SelectMany(d => d.Claims.Select(c => Shape(d, c))),
        Times = documents.SelectMany(d => d.Times.Select(t => new { t.Written, t.Resolved, Document = d.Id, t.Start, t.End })),
    };

    private static object Shape(ReadDocument document, ProposedClaim c) => new
    {
        Document = document.Id,
        c.Speaker,
        c.Standing,
        c.Anonymous,
        c.Cue,
        c.Content,
        c.Stance,
        c.OnRecord,
        c.Start,
        c.End,
        c.SpeakerWritten,
        c.Voice,
        c.Quoted,
        c.Nature,
        c.SpeakerStart,
        c.SpeakerEnd,
        c.CueStart,
        c.CueEnd,
        c.ContentStart,
        c.ContentEnd,
        c.PropositionStart,
        c.PropositionEnd,
    };
}

/// <summary>A problem with one of several files.</summary>
public sealed record FileProblem(string File, string Where, string Message);
