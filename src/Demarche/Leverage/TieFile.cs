using System.Globalization;
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
    private const int EscapeLength = 6;

    /// <summary>Whether a document of the case may be one, by its name and size.</summary>
    public static bool MayBeOne(Document document) => IsNamed(document.Name) && document.Size <= Largest;

    public static bool IsNamed(string? name) =>
        name is not null && (name.EndsWith(Table, StringComparison.OrdinalIgnoreCase) || name.EndsWith(Profile, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a document of the case is meant as one: any table of the case may be a .csv, and any data a .json. A table of ties with a mistake is one still.</summary>
    public static bool IsOne(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Span).TrimStart('\uFEFF');
            if (name.EndsWith(Table, StringComparison.OrdinalIgnoreCase)) return TieTable.IsHead(text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length).ToString());
            using var json = JsonDocument.Parse(text);
            return HalfCharacter(text) >= 0 ? text.Contains("\"Government\"", StringComparison.Ordinal) : FactbookProfile.IsOne(json.RootElement);
        }
        catch (Exception problem) when (problem is DecoderFallbackException or JsonException)
        {
            return false;
        }
    }

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
            if (HalfCharacter(text) is >= 0 and var half)
                return Nothing($"{name}, line {text.AsSpan(0, half).Count('\n') + 1}", $"“{text.AsSpan(half, EscapeLength)}” is half a character. Write the whole one and bring the file again.");
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

    // Half of a surrogate pair may be escaped in JSON, and is no text: whoever reads such a name or value throws.
    private static int HalfCharacter(string json)
    {
        for (var at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0; at = json.IndexOf('\\', at))
        {
            var unit = Escaped(json, at);
            var isPair = char.IsHighSurrogate(unit) && char.IsLowSurrogate(Escaped(json, at + EscapeLength));
            if (char.IsSurrogate(unit) && !isPair) return at;
            at += isPair ? 2 * EscapeLength : 2;
        }
        return -1;
    }

    private static char Escaped(string json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : default;

    private static ReferenceReading Nothing(string where, string problem) => new([], [new(where, problem)]);
}
