using System.Globalization;
using System.Text.Json.Serialization;

namespace Demarche.Markings;

/// <summary>Until when something is kept among those who agreed to keep it, whatever else its marking allows.</summary>
/// <param name="Until">The hour that was agreed on, UTC, ISO 8601: <c>2026-03-02T08:00:00.000Z</c>.</param>
/// <param name="Zone">The IANA time zone in which it was agreed on, for its readers: <c>Europe/Oslo</c>.</param>
/// <param name="Participants">Ids of the partners that know it and keep it.</param>
/// <param name="Consented">Those of them that consent to an earlier end. When all do, it is over.</param>
public sealed record Embargo(string Until, string Zone, IReadOnlyList<string> Participants, IReadOnlyList<string> Consented)
{
    /// <summary>Whether it binds at a time. A time that can't be read is before every end, and an end that can't be read never comes.</summary>
    /// <param name="at">UTC, ISO 8601; empty where nobody says when.</param>
    public bool BindsAt(string at) =>
        !IsLifted && !(Times.Parse(at) is { } now && now >= End);

    /// <summary>The hour as the clocks of its zone show it: <c>2026-03-02T09:00</c>; in UTC where there is no such zone.</summary>
    [JsonIgnore]
    public string? LocalHour => Times.Parse(Until) is not { } end ? null
        : Zones.Clock(end, Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Whether all who keep it have consented to its end.</summary>
    [JsonIgnore]
    public bool IsLifted => Participants.Count > 0 && Participants.All(Consented.Contains);

    /// <summary>The embargo that keeps both: the later end, and only those who are in both. A consent to one is none to both.</summary>
    public Embargo And(Embargo? other) => other is null or { IsLifted: true } || other == this ? this : IsLifted ? other
        : (End >= other.End ? this : other) with { Participants = [.. Participants.Intersect(other.Participants).Order(StringComparer.Ordinal)], Consented = [] };

    // An end that can't be read never comes.
    private DateTimeOffset End => Times.Parse(Until) ?? DateTimeOffset.MaxValue;

    public bool Equals(Embargo? other) => other is not null && Until == other.Until && Zone == other.Zone
        && Participants.SequenceEqual(other.Participants) && Consented.SequenceEqual(other.Consented);

    public override int GetHashCode() => HashCode.Combine(Until, Zone, Participants.Count, Consented.Count);
}
