using System.Globalization;

namespace Demarche.Web;

/// <summary>
/// Times as people write them, in UTC and no more precise than they are known: <c>2014</c>, <c>November 2014</c>, <c>24 November 2014</c>,
/// <c>24 November 2014, 09:32 UTC</c>. For papers, letters and pages alike.
/// </summary>
public static class HumanDate
{
    /// <summary>A time with the precision that was stated, seconds included: “about November 2014”.</summary>
    public static string Of(ApproximateTime time) => time.About ? Words.Say("web.time.about", Written(time.Value, true))
        : Written(time.Value, true);

    /// <summary>A time of the desk or of a package, to the minute; a day, a month or a year where it is one. What is no time stands as it
    /// is.</summary>
    /// <param name="at">ISO 8601; null gives nothing.</param>
    public static string Of(string? at) => Written(at ?? "", false);

    /// <summary>The same within a sentence: “on 24 November 2014”, “in November 2014”, “about November 2014”.</summary>
    public static string When(ApproximateTime time) => time.About ? Of(time) : When(time.Value, Of(time));

    /// <inheritdoc cref="When(ApproximateTime)"/>
    public static string When(string at) => When(at, Of(at));

    private static string When(string value, string written) => Words.Say(value.Length <= 7 ? "web.time.in" : "web.time.on", written);

    private static string Written(string value, bool seconds) => value switch
    {
        { Length: 7 } when Read(value, "yyyy-MM") is { } month => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        { Length: 10 } when Read(value, "yyyy-MM-dd") is { } day => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        { Length: > 10 } when Times.Parse(value) is { } moment =>
            Words.Say("web.time.utc", moment.ToString(seconds && HasSeconds(value) ? "d MMMM yyyy, HH:mm:ss" : "d MMMM yyyy, HH:mm",
                CultureInfo.InvariantCulture)),
        _ => value,
    };

    // 2014-11-24T09:32:05Z: the third pair of digits stands after the second colon.
    private static bool HasSeconds(string value) => value.Length > 16 && value[16] == ':';

    private static DateTime? Read(string value, string shape) =>
        DateTime.TryParseExact(value, shape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
