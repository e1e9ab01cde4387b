using System.Globalization;

namespace Demarche.Paper.Pictures;

/// <summary>The countries of Natural Earth 1:110m, made by build/natural-earth. Borders are Natural Earth's and say nothing of anybody's view of them.</summary>
public static class NaturalEarth
{
    private static readonly Lazy<IReadOnlyList<Country>> All = new(Read);

    public static IReadOnlyList<Country> Countries => All.Value;

    /// <summary>By ISO 3166-1 code of two or three letters, in any case; null where the map has no such shape (small islands, for the most part).</summary>
    public static Country? Find(string code) =>
        code.Length is 2 or 3 ? Countries.FirstOrDefault(c => code.Equals(c.Alpha2, StringComparison.OrdinalIgnoreCase) || code.Equals(c.Alpha3, StringComparison.OrdinalIgnoreCase)) : null;

    private static List<Country> Read()
    {
        using var reader = new StreamReader(typeof(NaturalEarth).Assembly.GetManifestResourceStream("countries-110m.tsv")!);
        var countries = new List<Country>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split('\t') is [var two, var three, var name, var rings]) countries.Add(new(two, three, name, [.. rings.Split(';').Select(Ring)]));
        }
        return countries;
    }

    private static IReadOnlyList<Place> Ring(string text)
    {
        var (longitude, latitude) = (0, 0);
        return [.. text.Split(' ').Select(pair =>
        {
            var comma = pair.IndexOf(',', StringComparison.Ordinal);
            longitude += int.Parse(pair.AsSpan(0, comma), CultureInfo.InvariantCulture);
            latitude += int.Parse(pair.AsSpan(comma + 1), CultureInfo.InvariantCulture);
            return new Place(latitude / 100.0, longitude / 100.0);
        })];
    }
}

/// <param name="Alpha2">ISO 3166-1, empty for a territory without a code.</param>
/// <param name="Rings">Outer and inner rings together (even-odd).</param>
public sealed record Country(string Alpha2, string Alpha3, string Name, IReadOnlyList<IReadOnlyList<Place>> Rings)
{
    /// <summary>The middle of its largest ring.</summary>
    public Place Middle
    {
        get
        {
            var largest = Rings.Select(PlaceRing.Unrolled).MaxBy(r => Math.Abs(PlaceRing.Doubled(r)))!;
            var area = PlaceRing.Doubled(largest);
            var (x, y) = (0.0, 0.0);
            for (var i = 0; i < largest.Count; i++)
            {
                var (a, b) = (largest[i], largest[(i + 1) % largest.Count]);
                var cross = a.Longitude * b.Latitude - b.Longitude * a.Latitude;
                (x, y) = (x + (a.Longitude + b.Longitude) * cross, y + (a.Latitude + b.Latitude) * cross);
            }
            return new(y / (3 * area), Math.IEEERemainder(x / (3 * area), 360));
        }
    }
}

/// <summary>Degrees, north and east positive.</summary>
public readonly record struct Place(double Latitude, double Longitude);
