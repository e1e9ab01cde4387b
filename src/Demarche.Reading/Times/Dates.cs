using System.Globalization;
using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Full dates, with or without a time of day, as pages and machines write them.</summary>
internal static partial class Dates
{
    /// <summary>The first full date of a line; the share of the line it takes tells a date line from a sentence with a date.</summary>
    public static (Moment Moment, TextRange Range)? First(string line)
    {
        if (line.Length > 400)
            return null;
        var date = Worded().Match(line);
        if (date.Success && Of(date) is { } day)
            return WithTime(line, day, date.Index, date.Index + date.Length);
        var iso = Iso().Match(line);
        return iso.Success && Parse(iso.Value) is { } moment ? (moment, new TextRange(iso.Index, iso.Index + iso.Length)) : null;
    }

    /// <summary>ISO 8601 as metadata gives it; a date of another shape is tried as words.</summary>
    public static Moment? Parse(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Length > 100)
            return null;
        var m = Iso().Match(written);
        if (!m.Success)
            return Worded().IsMatch(written) ? First(written)?.Moment : null;
        if (!TryDate(Number(m, "y"), Number(m, "m"), Number(m, "d"), out var date))
            return null;
        if (!m.Groups["hh"].Success || Number(m, "hh") > 23 || Number(m, "mm") > 59)
            return new Moment(date, null, null);
        var second = m.Groups["ss"].Success ? Math.Min(Number(m, "ss"), 59) : 0;
        return new Moment(date, new TimeOnly(Number(m, "hh"), Number(m, "mm"), second), TimeZones.Offset(m.Groups["z"].Value));
    }

    private static DateOnly? Of(Match m)
    {
        var second = m.Groups["mon2"].Success;
        var month = EnglishTimes.Month(m.Groups[second ? "mon2" : "mon"].Value);
        return TryDate(Number(m, second ? "y2" : "y"), month, Number(m, second ? "d2" : "d"), out var date) ? date : null;
    }

    private static (Moment, TextRange) WithTime(string line, DateOnly date, int start, int end)
    {
        var clock = Clock().Match(line, end);
        if (!clock.Success || clock.Index - end > 12)
            return (new Moment(date, null, null), new TextRange(start, end));
        var hour = Number(clock, "h");
        var half = clock.Groups["ap"].Value;
        if (half.Length > 0)
            hour = hour % 12 + (half[0] is 'p' or 'P' ? 12 : 0);
        var minute = Number(clock, "m");
        if (hour > 23 || minute > 59)
            return (new Moment(date, null, null), new TextRange(start, end));
        return (new Moment(date, new TimeOnly(hour, minute), TimeZones.Offset(clock.Groups["z"].Value)), new TextRange(start, clock.Index + clock.Length));
    }

    private static bool TryDate(int year, int month, int day, out DateOnly date)
    {
        var real = year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = real ? new DateOnly(year, month, day) : default;
        return real;
    }

    private static int Number(Match m, string group) => int.TryParse(m.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

    private const string MonthWord = "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?";

    [GeneratedRegex(@"\b(?:(?<mon>" + MonthWord + @")\s+(?<d>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?<y>\d{4})|(?<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?<mon2>" + MonthWord + @")\s*,?\s+(?<y2>\d{4}))\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Worded();

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<hh>\d{2}):(?<mm>\d{2})(?::(?<ss>\d{2})(?:\.\d{1,9})?)?\s?(?<z>Z|[+-]\d{2}:?\d{2})?)?", RegexOptions.NonBacktracking)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<h>\d{1,2})[:.](?<m>\d{2})(?::\d{2})?\s*(?<ap>[ap]\.?m\.?)?\s*\(?(?<z>[A-Z]{1,4}T|UTC|MSK|Z|[+-]\d{2}:?\d{2})?\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();
}
