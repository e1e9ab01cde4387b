using System.Text;
using Demarche.Reading;

namespace Demarche.Documents;

/// <summary>What was read of some files, for a person at a terminal.</summary>
internal static class ReadSummary
{
    public static string Of(IReadOnlyList<(string File, ReadDocument Document)> read)
    {
        var text = new StringBuilder();
        foreach (var (file, document) in read) Write(text, file, document);
        var origins = Origins.Find([.. read.Select(r => r.Document)]);
        if (origins.Count > 0) text.AppendLine($"Origins: {origins.Count}");
        foreach (var origin in origins)
        {
            var files = origin.Documents.Select(id => read.First(r => r.Document.Id == id).File);
            text.AppendLine($"  {origin.Relation}: {string.Join(", ", files)}");
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, string file, ReadDocument document)
    {
        text.AppendLine(file);
        Row(text, "id", document.Id);
        Row(text, "title", document.Title);
        Row(text, "byline", document.Byline);
        Row(text, "agency", document.Agency);
        Row(text, "publisher", document.Publisher);
        Row(text, "published", document.Published);
        Row(text, "language", document.Language);
        if (StatedMarking.Find(document) is { } stated) Row(text, "marking", $"{stated.Label}, as the document says of itself ({(stated.Line == 0 ? "title" : $"line {stated.Line}")})");
        var body = document.Passages.Count(p => p.Kind == PassageKind.Body);
        Row(text, "passages", $"{body} of the body, {document.Passages.Count - body} of furniture");
        List(text, "observables", document.Observables, o => $"{o.Type} {o.Value}");
        List(text, "claims", document.Claims, c =>
            $"{c.Speaker} ({c.Standing}{(c.Anonymous ? ", unnamed" : "")}{(c.OnRecord ? "" : ", off the record")}) {c.Stance}: {c.Content}");
        List(text, "times", document.Times, t => $"{t.Written}: {t.Resolved ?? "not known, the document has no date"}");
        text.AppendLine();
    }

    private static void Row(StringBuilder text, string name, string? value) =>
        text.AppendLine($"  {name,-12}{(value is null ? "not known" : ShownText.Line(value))}");

    private static void List<T>(StringBuilder text, string name, IReadOnlyList<T> items, Func<T, string> line)
    {
        Row(text, name, $"{items.Count}");
        foreach (var item in items) text.AppendLine($"    {ShownText.Line(line(item))}");
    }
}
