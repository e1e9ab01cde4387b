using System.Globalization;

namespace Demarche.Leverage;

/// <summary>How old a figure is beside the date that is asked for, as far as both are known.</summary>
public static class FigureAge
{
    /// <summary>A figure of the year before last is the newest that most yearbooks have.</summary>
    public const int Fresh = 2;

    private const int YearLength = 4;
    private const int DayLength = 10;

    /// <summary>Whole years from a figure's time to a date, where they are more than two; null otherwise, and where the figure has no
    /// date.</summary>
    /// <param name="at">ISO 8601, cut to its precision. Of a year or month alone nobody knows the day: it counts as its last.</param>
    /// <param name="asked">The same.</param>
    public static int? Years(ApproximateTime? at, string asked)
    {
        if (at is null || YearOf(at.Value) is not { } then || YearOf(asked) is not { } now) return null;
        var years = now - then;
        // Of a year that is asked for, no day is.
        if (asked.Length == YearLength) return years > Fresh ? years : null;
        var (day, on) = (DayOf(at.Value, "-12-31"), DayOf(asked, "-01-01"));
        var order = string.CompareOrdinal(on, day);
        if (order < 0) years--;
        // To the day two years are not more than two.
        return years > Fresh || (years == Fresh && order != 0) ? years : null;
    }

    // Of a month and day as much as is said, the rest from elsewhere.
    private static string DayOf(string time, string rest) =>
        time.Length >= DayLength ? time[YearLength..DayLength] : time[YearLength..] + rest[(time.Length - YearLength)..];

    private static int? YearOf(string time) =>
        time.Length >= YearLength
        && int.TryParse(time.AsSpan(0, YearLength), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
}
