using System.Text.RegularExpressions;
using Demarche.Reading;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Part of a sentence, and whether both sentences have it.</summary>
public sealed record TraceRun(string Text, bool Shared);

/// <summary>A released sentence beside the words that may carry it.</summary>
/// <param name="Passage">What was released.</param>
/// <param name="Found">What the text says.</param>
/// <param name="Start">Where, in the text that was given.</param>
/// <param name="Share">How much of the passage stands there, 0 to 1.</param>
/// <param name="Terms">What both have, and why it counts as the same.</param>
/// <param name="Missing">What the passage has and the text lacks.</param>
/// <param name="IsTakenFromIt">Whether the desk took the passage from the very document that is looked at: then it was there before it left here.</param>
public sealed record TraceMatch(
    ReleasedPassage Passage, ItemLine Line, string Found, int Text, int Start, int End, RetellingManner Manner, double Share, IReadOnlyList<SharedTerm> Terms,
    IReadOnlyList<string> Missing, bool IsTakenFromIt)
{
    /// <summary>Whether it says anything of where the text came from: what is public, or was there first, does not.</summary>
    public bool Narrows => !Passage.IsPublic && !IsTakenFromIt;

    public IReadOnlyList<TraceRun> PassageRuns => Runs(Passage.Text, Terms.Select(t => t.Passage));

    public IReadOnlyList<TraceRun> FoundRuns => Runs(Found, Terms.Select(t => t.Text));

    private static List<TraceRun> Runs(string text, IEnumerable<string> words)
    {
        var any = string.Join('|', words.Distinct().OrderByDescending(w => w.Length).Select(Regex.Escape));
        if (any.Length == 0) return [new(text, false)];
        List<TraceRun> runs = [];
        var at = 0;
        // Escaped words in alternation: linear in the text.
        foreach (var match in Regex.EnumerateMatches(text, $@"(?<!\w)({any})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))
        {
            if (match.Index > at) runs.Add(new(text[at..match.Index], false));
            runs.Add(new(text.Substring(match.Index, match.Length), true));
            at = match.Index + match.Length;
        }
        if (at < text.Length) runs.Add(new(text[at..], false));
        return runs;
    }
}

/// <summary>A partner who was sent some of what a text carries.</summary>
/// <param name="Had">How many of the passages that narrow it.</param>
/// <param name="HadAll">Whether every one of them.</param>
/// <param name="Since">When the last of those it had left for this partner.</param>
/// <param name="Received">When this partner had signed for all of them; null while a receipt is missing.</param>
/// <param name="BeforeReport">Whether that was on or before the day of the report; null where the report has no date.</param>
public sealed record TraceRecipient(string Partner, string Name, string? Suspicion, int Had, bool HadAll, string Since, string? Received, bool? BeforeReport);

/// <summary>Which released sentences a text carries, and who had them. Possibilities with their reasons; what follows is a person's to judge.</summary>
/// <param name="Recipients">Those who had all of it first.</param>
/// <param name="Narrowing">How many of the passages are neither in the public line nor taken from the text itself: these alone say anything of where it came from.</param>
public sealed record Trace(string? Published, IReadOnlyList<TraceMatch> Matches, int Narrowing, IReadOnlyList<TraceRecipient> Recipients)
{
    /// <summary>Pure, and from the reader's view alone.</summary>
    /// <param name="published">When the text came out, ISO 8601 as precise as known.</param>
    /// <param name="document">The document whose text it is; null for any other text.</param>
    public static Trace Of(View view, DeskFile desk, IReadOnlyList<string> texts, string? published, string? document = null)
    {
        var passages = ReleasedPassage.All(view);
        var words = passages.Select(p => p.Text).ToList();
        var matches = new Dictionary<int, TraceMatch>();
        for (var text = 0; text < texts.Count; text++)
        {
            foreach (var found in Retellings.Find(words, texts[text]))
            {
                var (passage, said) = (passages[found.Passage], texts[text][found.Start..found.End]);
                var match = new TraceMatch(
                    passage, ItemLine.Of(view, desk, view.Item(passage.Item)!), said, text, found.Start, found.End, found.Manner, found.Share, found.Shared, found.Missing,
                    document is not null && RestsOn(view, passage.Item, document));
                if (!matches.TryGetValue(found.Passage, out var before) || found.Share > before.Share) matches[found.Passage] = match;
            }
        }
        List<TraceMatch> list = [.. matches.Values.OrderBy(m => m.Text).ThenBy(m => m.Start)];
        var narrowing = list.Where(m => m.Narrows).ToList();
        return new(published, list, narrowing.Count, Recipient(desk, narrowing, published));
    }

    private static bool RestsOn(View view, string item, string document) =>
        (view.Claims.Find(item)?.Content.Passage ?? view.Observables.Find(item)?.Content.Passage)?.Document == document;

    private static IReadOnlyList<TraceRecipient> Recipient(DeskFile desk, List<TraceMatch> narrowing, string? published) =>
    [
        .. from recipient in narrowing.SelectMany(m => m.Passage.Recipients)
           group recipient by recipient.Partner into of
           let partner = desk.Partners.Find(of.Key)?.Content
           let since = of.Max(r => r.Left)!
           let hadAll = of.Count() == narrowing.Count
           orderby !hadAll, of.Count() descending, since
           select new TraceRecipient(of.Key, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion, of.Count(), hadAll, since,
               of.Any(r => r.Received is null) ? null : of.Max(r => r.Received), IsBefore(since, published)),
    ];

    // As precise as the report's date: what left on its very day may have been in it.
    private static bool? IsBefore(string time, string? published) =>
        published is not { Length: > 0 } ? null : string.CompareOrdinal(time[..Math.Min(time.Length, Math.Min(10, published.Length))], published[..Math.Min(10, published.Length)]) <= 0;
}
