using System.Globalization;

namespace Demarche.Reading;

/// <summary>Calendar arithmetic of the words of time, from the day of publication, as ISO 8601 at the precision of the words.</summary>
internal static class CalendarWords
{
    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Without "next", news speaks of the day that has just passed, or of today.</summary>
    public static string Weekday(DateOnly from, DayOfWeek day, string which, bool coming)
    {
        var back = ((int)from.DayOfWeek - (int)day + 7) % 7;
        if (which.Equals("next", StringComparison.OrdinalIgnoreCase) || coming)
            return Day(from.AddDays(back == 0 ? (coming && which.Length == 0 ? 0 : 7) : 7 - back));
        return Day(from.AddDays(back == 0 && which.Equals("last", StringComparison.OrdinalIgnoreCase) ? -7 : -back));
    }

    public static string Named(DateOnly from, string word) => Day(from.AddDays(word.ToLowerInvariant() switch
    {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    }));

    public static string Period(DateOnly from, string which, string unit)
    {
        var step = which.ToLowerInvariant() switch { "last" => -1, "next" => 1, _ => 0 };
        return unit switch
        {
            "week" => Week(from.AddDays(7 * step)),
            "month" => Month(from.AddMonths(step)),
            _ => Year(from.AddYears(step)),
        };
    }

    public static string? Ago(DateOnly from, int count, string unit)
    {
        if (count < 0)
            return null;
        return unit switch
        {
            "day" => Day(from.AddDays(-count)),
            "week" => Week(from.AddDays(-7 * count)),
            "month" => Month(from.AddMonths(-count)),
            _ => Year(from.AddYears(-count)),
        };
    }

    /// <summary>A day without a year is the latest such day, or the next one where the words look ahead.</summary>
    public static string? DayOfMonth(DateOnly from, string written, bool coming)
    {
        var found = Enumerable.Range(0, 9)
            .Select(i => Dates.Parse($"{written}, {from.Year + (coming ? i : -i)}")?.Date)
            .FirstOrDefault(d => d is { } date && (coming ? date >= from : date <= from));
        return found is { } day ? Day(day) : null;
    }

    public static string? Month(DateOnly from, string written, bool coming)
    {
        var month = EnglishTimes.Month(written);
        if (month == 0)
            return null;
        var year = coming ? (month < from.Month ? from.Year + 1 : from.Year) : month > from.Month ? from.Year - 1 : from.Year;
        return Month(new DateOnly(year, month, 1));
    }

    public static string? MonthOf(string month, string year) =>
        EnglishTimes.Month(month) is > 0 and var m ? $"{year}-{m:00}" : null;

    private static string Month(DateOnly date) => date.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Year(DateOnly date) => date.ToString("yyyy", CultureInfo.InvariantCulture);

    private static string Week(DateOnly date)
    {
        var at = date.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(at)}-W{ISOWeek.GetWeekOfYear(at):00}";
    }
}
