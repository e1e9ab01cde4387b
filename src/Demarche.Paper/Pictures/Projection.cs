namespace Demarche.Paper.Pictures;

/// <summary>
/// The Natural Earth projection in its polynomial form: B. Šavrič, B. Jenny, T. Patterson, D. Petrovič, L. Hurni,
/// "A Polynomial Equation for the Natural Earth Projection", Cartography and Geographic Information Science 38 (4), 2011. Centred on the part that is shown.
/// </summary>
internal sealed class Projection
{
    private readonly MapPart part;
    private readonly double left;
    private readonly double top;
    private readonly double scale;

    public Projection(MapPart part, double width)
    {
        if (!(part.South < part.North && part.West < part.East && part.South >= -90 && part.North <= 90 && part.East - part.West <= 360)) throw new ArgumentException("A part of the map lies between two latitudes and two longitudes.", nameof(part));
        this.part = part;
        var edge = Enumerable.Range(0, 41).SelectMany(i =>
        {
            var (latitude, longitude) = (part.South + (part.North - part.South) * i / 40, part.West + (part.East - part.West) * i / 40);
            return (Place[])[new(latitude, part.West), new(latitude, part.East), new(part.South, longitude), new(part.North, longitude)];
        }).Select(Raw).ToList();
        (left, top) = (edge.Min(p => p.X), edge.Max(p => p.Y));
        scale = width / (edge.Max(p => p.X) - left);
        Height = Math.Min((top - edge.Min(p => p.Y)) * scale, PaperLimits.PictureSide);
    }

    public double Height { get; }

    public Spot Of(Place place)
    {
        var (x, y) = Raw(place);
        return new((x - left) * scale, (top - y) * scale);
    }

    /// <summary>What of a ring lies within the part, projected. A ring that crosses the 180th meridian is seen from both of its sides.</summary>
    public IEnumerable<IReadOnlyList<Spot>> Clipped(IReadOnlyList<Place> ring)
    {
        var whole = PlaceRing.Unrolled(ring);
        return ((int[])[-360, 0, 360]).Select(turn => Within([.. whole.Select(p => p with { Longitude = p.Longitude + turn })])).Where(r => r.Count > 2);
    }

    /// <summary>Cut at the four sides one after another (Sutherland and Hodgman 1974).</summary>
    private IReadOnlyList<Spot> Within(IReadOnlyList<Place> ring)
    {
        ring = Cut(ring, p => p.Longitude - part.West);
        ring = Cut(ring, p => part.East - p.Longitude);
        ring = Cut(ring, p => p.Latitude - part.South);
        return [.. Cut(ring, p => part.North - p.Latitude).Select(Of)];
    }

    private static IReadOnlyList<Place> Cut(IReadOnlyList<Place> ring, Func<Place, double> inside)
    {
        var kept = new List<Place>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var (da, db) = (inside(a), inside(b));
            if (da >= 0) kept.Add(a);
            if ((da >= 0) == (db >= 0)) continue;
            var share = da / (da - db);
            kept.Add(new(a.Latitude + (b.Latitude - a.Latitude) * share, a.Longitude + (b.Longitude - a.Longitude) * share));
        }
        return kept;
    }

    private (double X, double Y) Raw(Place place)
    {
        var phi = place.Latitude * Math.PI / 180;
        var lambda = (place.Longitude - (part.West + part.East) / 2) * Math.PI / 180;
        var p2 = phi * phi;
        var p4 = p2 * p2;
        return (lambda * (0.870700 - 0.131979 * p2 - 0.013791 * p4 + p4 * p4 * p2 * (0.003971 - 0.001529 * p2)), phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))));
    }
}
