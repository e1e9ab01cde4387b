using System.Text;
using System.Text.Json;
using Demarche.Documents;

namespace Demarche.Leverage;

/// <summary>A file that states ties: a table of comma-separated values, or a country's profile of The World Factbook as JSON.</summary>
public static class TieFile
{
    /// <summary>A table of a few thousand rows and a long profile have some hundred kilobytes; what is larger is read by nobody and parsed for long. 2 MiB.</summary>
    public const int Largest = 2 * 1024 * 1024;

    private const string Table = ".csv";
    private const string Profile = ".json";

    /// <summary>Whether a document of the case may be one, by its name and size.</summary>
    public static bool MayBeOne(Document document) => IsNamed(document.Name) && document.Size <= Largest;

    public static bool IsNamed(string? name) =>
        name is not null && (name.EndsWith(Table, StringComparison.OrdinalIgnoreCase) || name.EndsWith(Profile, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it states. What could not be read is told; a table with anything wrong states nothing.</summary>
    public static ReferenceReading Read(ReadOnlyMemory<byte> bytes, string name, Countries countries)
    {
        if (!IsNamed(name)) return Nothing(name, "A file of ties is a table (.csv) or a profile of The World Factbook (.json).");
        if (bytes.Length > Largest) return Nothing(name, $"This is larger than {Largest / 1024} KiB.");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return Nothing(name, "This is not UTF-8. Save it as UTF-8 and bring it again.");
        }
        if (name.EndsWith(Table, StringComparison.OrdinalIgnoreCase)) return TieTable.Read(text, name);
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            return FactbookProfile.IsOne(json.RootElement) ? FactbookProfile.Read(json.RootElement, countries, $"The World Factbook (CIA), {name}")
                : Nothing(name, "This JSON is no profile of The World Factbook: it has no Government, Country name.");
        }
        catch (JsonException problem)
        {
            return Nothing($"{name}, line {(problem.LineNumber ?? 0) + 1}, column {(problem.BytePositionInLine ?? 0) + 1}", "This is no JSON.");
        }
    }

    /// <summary>Where a row stands in the kept text of the document it was read from; null where its words don't stand there as they are.</summary>
    public static PassageRef? PassageOf(ReferenceRow row, string document, string text)
    {
        var quote = row.Quote?.ReplaceLineEndings("\n") ?? "";
        if (quote.Length == 0) return null;
        var from = row.After is { } after ? text.IndexOf(after, StringComparison.Ordinal) : 0;
        var start = from < 0 ? -1 : text.IndexOf(quote, from, StringComparison.Ordinal);
        return start < 0 ? null : new(document, start, start + quote.Length, quote);
    }

    private static ReferenceReading Nothing(string where, string problem) => new([], [new(where, problem)]);
}
