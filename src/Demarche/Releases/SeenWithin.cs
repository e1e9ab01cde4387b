using System.Globalization;
using Demarche.Observables;
using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>
/// The window in which an observable was seen (STIX 2.1 section 4.14): from the first moment of the time at which it was first seen to the last moment of that
/// at which it was last seen. So a day, a month or a year says no more than it does; a time that is only about right bounds nothing.
/// </summary>
internal sealed record SeenWithin(StixTimestamp First, StixTimestamp Last)
{
    /// <summary>Null where no time bounds it. Where one of the two is known, it was seen within that one.</summary>
    public static SeenWithin? Of(Observable seen)
    {
        var (first, last) = (seen.FirstSeen ?? seen.LastSeen, seen.LastSeen ?? seen.FirstSeen);
        return Start(first) is { } from && End(last) is { } to && from <= to ? new(from, to) : null;
    }

    /// <summary>The first moment of a time; null for none, and for one that is only about right.</summary>
    public static StixTimestamp? Start(ApproximateTime? time) => Bounds(time)?.Start;

    private static StixTimestamp? End(ApproximateTime? time) => Bounds(time)?.End;

    private static (StixTimestamp Start, StixTimestamp End)? Bounds(ApproximateTime? time)
    {
        if (time is not { IsValid: true, About: false, Value: var value }) return null;
        if (value.Length > "yyyy-MM-ddTHH:mmZ".Length) return (StixTimestamp.Parse(value), StixTimestamp.Parse(value));
        var shape = new[] { "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'" }.First(s => s.Replace("'", "", StringComparison.Ordinal).Length == value.Length);
        var start = DateTime.ParseExact(value, shape, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var last = value.Length switch
        {
            4 => start.Year == DateTime.MaxValue.Year ? DateTime.MaxValue : start.AddYears(1).AddSeconds(-1),
            7 => start is { Year: 9999, Month: 12 } ? DateTime.MaxValue : start.AddMonths(1).AddSeconds(-1),
            10 => start.Date == DateTime.MaxValue.Date ? DateTime.MaxValue : start.AddDays(1).AddSeconds(-1),
            _ => start.AddSeconds(59),
        };
        return (StixTimestamp.At(new DateTimeOffset(start, TimeSpan.Zero), 0), StixTimestamp.At(new DateTimeOffset(DateTime.SpecifyKind(last, DateTimeKind.Utc), TimeSpan.Zero), 0));
    }
}
