using System.Collections.Frozen;
using NodaTime;

namespace Demarche;

/// <summary>Time zones by their IANA names. Their rules come with the program: a small machine may have none, and two replicas must not differ.</summary>
public static class Zones
{
    private static readonly IDateTimeZoneProvider Known = DateTimeZoneProviders.Tzdb;

    private static readonly FrozenSet<string> Names = Known.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The zone of that name; null where there is none.</summary>
    public static DateTimeZone? Find(string name) => Names.Contains(name) ? Known[name] : null;

    /// <summary>A moment as the clocks of a zone show it; in UTC where there is no such zone.</summary>
    public static DateTime Clock(DateTimeOffset moment, string zone) =>
        Find(zone) is { } found ? Instant.FromDateTimeOffset(moment).InZone(found).ToDateTimeUnspecified() : moment.UtcDateTime;

    /// <summary>The moment at which the clocks of a zone show an hour; the second where they show it twice, null where they skip it.</summary>
    public static DateTimeOffset? Moment(DateTime hour, DateTimeZone zone) =>
        zone.MapLocal(LocalDateTime.FromDateTime(hour)) is { Count: > 0 } found ? found.Last().ToDateTimeOffset() : null;
}
