namespace Demarche.Paper.Pictures;

internal static class PlaceRing
{
    /// <summary>Longitudes without jumps; a ring around a pole is closed over that pole.</summary>
    public static List<Place> Unrolled(IReadOnlyList<Place> ring)
    {
        var unrolled = new List<Place>(ring.Count + 2);
        var turn = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            if (i > 0) turn += Jump(ring[i - 1], ring[i]);
            unrolled.Add(ring[i] with { Longitude = ring[i].Longitude + turn });
        }
        turn += Jump(ring[^1], ring[0]);
        if (turn == 0) return unrolled;
        var pole = ring.Average(p => p.Latitude) < 0 ? -90 : 90;
        unrolled.Add(ring[0] with { Longitude = ring[0].Longitude + turn });
        unrolled.Add(new(pole, ring[0].Longitude + turn));
        unrolled.Add(new(pole, ring[0].Longitude));
        return unrolled;
    }

    private static int Jump(Place from, Place to) => (to.Longitude - from.Longitude) switch { > 180 => -360, < -180 => 360, _ => 0 };

    /// <summary>Twice the area in square degrees, signed by the direction of the ring.</summary>
    public static double Doubled(IReadOnlyList<Place> ring) =>
        ring.Select((a, i) => a.Longitude * ring[(i + 1) % ring.Count].Latitude - ring[(i + 1) % ring.Count].Longitude * a.Latitude).Sum();
}
