using Demarche.Reading;
using Demarche.Views;

namespace Demarche.Documents;

/// <summary>A run of text that is shown in one way.</summary>
/// <param name="Claim">The standing claim that rests on it.</param>
/// <param name="First">Whether that claim's words begin here.</param>
/// <param name="Time">Whether the words name a time.</param>
/// <param name="Resolved">The time they name, ISO 8601; null where the text alone does not tell.</param>
public sealed record TextRun(string Text, string? Claim, bool First, bool Time, string? Resolved);

/// <summary>A passage, and what the reader proposes of it.</summary>
public sealed record TextPassage(
    int Start, int End, bool Furniture, IReadOnlyList<TextRun> Runs, IReadOnlyList<ClaimProposal> Claims, IReadOnlyList<ObservableProposal> Observables);

/// <summary>Cuts a document into pages of passages, and passages into runs.</summary>
internal static class DocumentText
{
    /// <summary>Characters of one page, so that a document of any size is shown in pages that a browser takes in at once.</summary>
    public const int PageCharacters = 12_000;

    public const int PagePassages = 80;

    /// <summary>Proposals of one page; each is a small form.</summary>
    public const int PageProposals = 60;

    /// <summary>A passage longer than this is shown in pieces.</summary>
    private const int LongestPiece = 6_000;

    /// <summary>The pages of a text, each by where it begins.</summary>
    public static IReadOnlyList<(int Start, IReadOnlyList<Passage> Passages)> Pages(DocumentReading reading, IEnumerable<int> proposals)
    {
        var starts = proposals.Order().ToList();
        List<(int, IReadOnlyList<Passage>)> pages = [];
        List<Passage> page = [];
        var (characters, count) = (0, 0);
        foreach (var piece in reading.Passages.SelectMany(p => Pieces(p, reading.Text)))
        {
            var offered = Between(starts, piece.Start, piece.End);
            if (page.Count > 0 && (characters + piece.End - piece.Start > PageCharacters || page.Count == PagePassages || count + offered > PageProposals))
            {
                pages.Add((page[0].Start, page));
                (page, characters, count) = ([], 0, 0);
            }
            page.Add(piece);
            (characters, count) = (characters + piece.End - piece.Start, count + offered);
        }
        if (page.Count > 0 || pages.Count == 0) pages.Add((page.Count > 0 ? page[0].Start : 0, page));
        return pages;
    }

    /// <summary>A passage in runs, with the claims that rest on it and the times it names.</summary>
    public static IReadOnlyList<TextRun> Runs(Passage passage, string text, IReadOnlyList<(int Start, int End, string Claim)> claims, IEnumerable<TimeMention> times)
    {
        var here = claims.Where(c => c.Start < passage.End && c.End > passage.Start).ToList();
        var named = times.Where(t => t.Start >= passage.Start && t.End <= passage.End).ToList();
        int[] cuts = [.. here.SelectMany(c => new[] { c.Start, c.End }).Concat(named.SelectMany(t => new[] { t.Start, t.End }))
            .Where(c => c > passage.Start && c < passage.End).Append(passage.Start).Append(passage.End).Distinct().Order()];
        List<TextRun> runs = [];
        HashSet<string> begun = [];
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var (start, end) = (cuts[i], cuts[i + 1]);
            // Where one claim's words lie within another's, the shorter one is the more exact.
            var claim = here.Where(c => c.Start <= start && c.End >= end).OrderBy(c => c.End - c.Start).ThenBy(c => c.Claim, StringComparer.Ordinal).FirstOrDefault().Claim;
            var time = named.FirstOrDefault(t => t.Start <= start && t.End >= end);
            runs.Add(new(text[start..end], claim, claim is not null && begun.Add(claim), time is not null && time.End == end, time is not null && time.End == end ? time.Resolved : null));
        }
        return runs;
    }

    /// <summary>Standing claims and their places in a document.</summary>
    public static IReadOnlyList<(int Start, int End, string Claim)> ClaimsIn(View view, string document) =>
        [.. view.Claims.Standing.Where(c => c.Content.Passage?.Document == document)
            .Select(c => (c.Content.Passage!.Start, c.Content.Passage.End, c.Id)).OrderBy(c => c.Start).ThenBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>A passage as it is shown and found: whole, or in pieces where it is long.</summary>
    public static IEnumerable<Passage> Pieces(Passage passage, string text)
    {
        var start = passage.Start;
        while (passage.End - start > LongestPiece)
        {
            var space = text.LastIndexOf(' ', start + LongestPiece - 1, LongestPiece / 2);
            var end = space > start ? space + 1 : char.IsHighSurrogate(text[start + LongestPiece - 1]) ? start + LongestPiece - 1 : start + LongestPiece;
            yield return passage with { Start = start, End = end, Text = "" };
            start = end;
        }
        yield return passage with { Start = start };
    }

    private static int Between(List<int> sorted, int start, int end)
    {
        var (from, to) = (sorted.BinarySearch(start), sorted.BinarySearch(end));
        return (to < 0 ? ~to : to) - (from < 0 ? ~from : from);
    }
}
