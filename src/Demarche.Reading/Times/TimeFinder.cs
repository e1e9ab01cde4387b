using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Finds words that name a time and resolves them from the date of publication. English; another language has its own patterns.</summary>
internal static class TimeFinder
{
    // Further back nothing is looked for: a line of a million weekdays has no comma in front of any.
    private const int ClauseCharacters = 80;

    private const string ClauseEnds = ".,;";

    // Words before a weekday that make it one to come.
    private static readonly string[] Coming = [" will ", " plans to ", " plan to ", " is due ", " are due ", " is to ", " are to ", " is expected ", " are expected ", " is scheduled ", " are scheduled ", " is set to ", " would "];

    public static IEnumerable<TimeMention> Find(string text, IReadOnlyList<Passage> body, Moment? published, LanguagePack? pack, Work work)
    {
        if (pack is null)
            yield break;
        foreach (var passage in body)
        {
            work.Did(passage.Text.Length);
            foreach (Match match in TimePatterns.Mention().Matches(passage.Text))
            {
                var start = passage.Start + match.Index;
                if (match.Index > 0 && char.IsLetterOrDigit(passage.Text[match.Index - 1]))
                    continue;
                work.Did(ClauseCharacters);
                yield return new TimeMention(match.Value, Resolved(match, passage.Text, published?.Date), start, start + match.Length);
            }
        }
    }

    private static string? Resolved(Match m, string passage, DateOnly? published)
    {
        if (m.Groups["full"].Success)
            return Dates.Parse(m.Groups["full"].Value)?.Date is { } full ? CalendarWords.Day(full) : null;
        if (m.Groups["monthyear"].Success)
            return CalendarWords.MonthOf(m.Groups["my"].Value, m.Groups["myy"].Value);
        if (m.Groups["year"].Success)
            return m.Groups["year"].Value;
        if (published is not { } from)
            return null;
        if (m.Groups["weekday"].Success)
            return CalendarWords.Weekday(from, EnglishTimes.Day(m.Groups["weekday"].Value)!.Value, m.Groups["which"].Value, IsComing(passage, m.Index));
        if (m.Groups["day"].Success)
            return CalendarWords.Named(from, m.Groups["day"].Value);
        if (m.Groups["unit"].Success)
            return CalendarWords.Period(from, m.Groups["rel"].Value, m.Groups["unit"].Value);
        if (m.Groups["ago"].Success)
            return CalendarWords.Ago(from, EnglishTimes.Number(m.Groups["n"].Value), m.Groups["ago"].Value);
        if (m.Groups["monthday"].Success)
            return CalendarWords.DayOfMonth(from, m.Groups["monthday"].Value, IsComing(passage, m.Index));
        return CalendarWords.Month(from, m.Groups["month"].Value, IsComing(passage, m.Index));
    }

    // In the same clause, that is with no comma or full stop in between.
    private static bool IsComing(string passage, int at)
    {
        var before = passage.AsSpan(Math.Max(0, at - ClauseCharacters), Math.Min(at, ClauseCharacters));
        before = before[(before.LastIndexOfAny(ClauseEnds) + 1)..];
        foreach (var word in Coming)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
