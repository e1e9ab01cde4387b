using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demarche.Web;

/// <summary>An embargo as a person gives it.</summary>
/// <param name="Until">The hour as the clocks of the zone show it: <c>2026-03-02T09:00</c>. Empty for no embargo.</param>
/// <param name="Zone">An IANA time zone; empty for UTC.</param>
/// <param name="Participants">Ids of the partners that keep it.</param>
/// <param name="Consented">Those that consent to its end before the hour.</param>
public sealed record EmbargoForm(string? Until, string? Zone, IReadOnlyList<string>? Participants, IReadOnlyList<string>? Consented) : IJsonOnDeserialized
{
    private static readonly string[] Shapes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public Embargo? ToEmbargo()
    {
        if (string.IsNullOrWhiteSpace(Until)) return null;
        var zone = Where(Zone);
        if (!DateTime.TryParseExact(Until, Shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            throw new JsonException("Give the hour of the embargo as 2026-03-02T09:00, as the clocks of its zone show it.");
        // An hour that the clocks show twice ends the second time: an embargo never ends too early.
        if (Zones.Moment(hour, zone) is not { } end) throw new JsonException($"The clocks of {zone.Id} skip that hour. Choose another one.");
        return new(Times.Text(end), zone.Id, MarkingForm.Sorted(Participants), MarkingForm.Sorted(Consented));
    }

    // What can't be read is told where forms are read, not when the marking is made.
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (ToEmbargo() is null && (Participants is { Count: > 0 } || Consented is { Count: > 0 }))
            throw new JsonException("Give the hour until which they keep the embargo.");
    }

    private static NodaTime.DateTimeZone Where(string? zone)
    {
        return string.IsNullOrWhiteSpace(zone) ? NodaTime.DateTimeZone.Utc : Zones.Find(zone.Trim())
            ?? throw new JsonException($"There is no time zone {zone}. Give its IANA name, such as Europe/Oslo, or leave it empty for UTC.");
    }
}
