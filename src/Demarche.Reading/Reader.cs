using System.Security.Cryptography;
using System.Text;

namespace Demarche.Reading;

/// <summary>Bytes to proposals. Pure: no clock, no files, no network, the same answer for the same bytes.</summary>
public static class Reader
{
    /// <summary>What is technical in a text that is no document: a letter, a note. Ranges are into the text.</summary>
    public static IReadOnlyList<Observable> ObservablesIn(string text) => ObservableFinder.Find(text);

    /// <param name="bytes">The document as it arrived.</param>
    /// <param name="mediaType">As declared by whoever sent it ("text/html; charset=iso-8859-1"), or null.</param>
    /// <param name="name">A file name or address, whose ending helps where the media type is missing, or null.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> bytes, string? mediaType, string? name) => Read(bytes, mediaType, name, new Work());

    internal static ReadResult Read(ReadOnlyMemory<byte> bytes, string? mediaType, string? name, Work work)
    {
        if (bytes.Length > ReadingLimits.Bytes)
            return ReadResult.Refused($"byte {ReadingLimits.Bytes}", $"Too large: {bytes.Length} bytes; the limit is {ReadingLimits.Bytes}.");
        if (bytes.IsEmpty)
            return ReadResult.Refused("byte 0", "Empty: there is nothing to read.");
        if (Binary.Problem(bytes.Span) is { } binary)
            return new ReadResult(null, [binary]);
        var problems = new List<ReadProblem>();
        var kind = MediaKind.Of(bytes.Span, mediaType, name);
        var decoded = Charset.Decode(bytes.Span, kind.Charset, problems);
        if (string.IsNullOrWhiteSpace(decoded))
            return ReadResult.Refused("byte 0", "Empty: white space only.");
        var layout = kind.IsHtml ? HtmlLayout.Of(decoded, problems, work) : PlainLayout.Of(decoded, problems, work);
        return layout is null
            ? new ReadResult(null, problems)
            : new ReadResult(Propose(bytes.Span, kind, layout, problems, work), problems);
    }

    private static ReadDocument Propose(ReadOnlySpan<byte> bytes, MediaKind kind, Layout layout, List<ReadProblem> problems, Work work)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var text = layout.Text;
        var body = layout.Passages.Where(p => p.Kind == PassageKind.Body).ToList();
        var language = layout.Page.Language ?? Languages.Recognise(body);
        var words = Languages.Pack(language);
        return new ReadDocument(
            $"doc-{sha256[..16]}",
            sha256,
            kind.IsHtml ? "text/html" : "text/plain",
            text,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Field(layout.Page.Title),
            Field(layout.Page.Byline),
            Field(layout.Page.Agency),
            Field(layout.Page.Publisher),
            layout.Page.Published?.ToString(),
            Field(language),
            Signature.Of(body, work),
            layout.Passages,
            Limited(ObservableFinder.Find(text, work), "observables", o => o.Start, problems),
            Limited(ClaimFinder.Find(text, body, words, problems, work), "claims", c => c.Start, problems),
            Limited(TimeFinder.Find(text, body, layout.Page.Published, words, work), "times", t => t.Start, problems));
    }

    private static string? Field(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var clean = Words.Squeezed(value);
        if (clean.Length <= ReadingLimits.FieldCharacters)
            return clean;
        var cut = char.IsHighSurrogate(clean[ReadingLimits.FieldCharacters - 1]) ? ReadingLimits.FieldCharacters - 1 : ReadingLimits.FieldCharacters;
        return clean[..cut];
    }

    private static List<T> Limited<T>(IEnumerable<T> found, string what, Func<T, int> start, List<ReadProblem> problems)
    {
        var list = new List<T>();
        foreach (var item in found)
        {
            if (list.Count == ReadingLimits.Proposals)
            {
                problems.Add(new ReadProblem($"character {start(item)}", $"More than {ReadingLimits.Proposals} {what}; those from here on are not proposed."));
                break;
            }
            list.Add(item);
        }
        return list;
    }
}
