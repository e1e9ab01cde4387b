using System.Globalization;
using Demarche.Paper.Fonts;

namespace Demarche.Paper.Pictures;

/// <summary>The world, or a part of it, with a few marks that are labelled where they stand. Natural Earth projection (Šavrič, Jenny, Patterson et al. 2011).</summary>
public sealed record WorldMap(string Title, IReadOnlyList<MapMark> Marks)
{
    private const double Width = 640;
    private const double Size = 12;

    /// <summary>South, west, north and east in degrees; the whole inhabited world unless said.</summary>
    public MapPart Part { get; init; } = MapPart.World;

    public PaperWords Words { get; init; } = PaperWords.English;

    public Picture Draw()
    {
        var projection = new Projection(Part, Width);
        if (Marks.FirstOrDefault(m => m.Where is null && NaturalEarth.Find(m.Country) is null) is { } lost) throw new ArgumentException($"No shape and no place is known for {lost.Label}.", nameof(Marks));
        List<Shape> land = [], labels = [];
        foreach (var country in NaturalEarth.Countries)
        {
            var rings = country.Rings.SelectMany(projection.Clipped).ToList();
            var mark = Marks.FirstOrDefault(m => m.Country.Length > 0 && NaturalEarth.Find(m.Country) == country);
            if (rings.Count > 0) land.Add(new Area(rings) { Fill = mark?.Tone ?? Tone.Land, Edge = Tone.Ground, EdgeWidth = 0.6 });
        }
        var spots = Marks.Select(m => (Mark: m, At: projection.Of(m.Where ?? NaturalEarth.Find(m.Country)!.Middle))).ToList();
        var placed = spots.Select(s => new Frame(s.At.X - 9, s.At.Y - 9, 18, 18)).ToList();
        foreach (var (mark, at) in spots)
        {
            land.Add(new Circle(at, mark.Number is null ? 4.5 : 9) { Fill = Tone.Blue, Edge = Tone.Ground, EdgeWidth = 1.2 });
            if (mark.Number is { } number) labels.Add(new Label(new(at.X, at.Y + 3.8), number.ToString(CultureInfo.InvariantCulture)) { Size = number > 99 ? 8 : 11, Bold = true, Fill = Tone.Ground, Anchor = Alignment.Centre });
            labels.AddRange(Beside(mark, at, placed, projection.Height));
        }
        return new(Width, projection.Height, Title, string.Join(" ", Marks.Select(m => m.Number is { } n ? $"{m.Label}: {n}." : $"{m.Label}.")) is { Length: <= 2000 } told ? told : Title, [.. land, .. labels]);
    }

    /// <summary>The same as a table; the column of numbers is left out where no mark has one.</summary>
    public Table ToTable()
    {
        var counted = Marks.Any(m => m.Number is not null);
        return new(counted ? [new(Words.Where), new(Words.Number, Alignment.End)] : [new(Words.Where)],
            [.. Marks.Select(m => (IReadOnlyList<Prose>)(counted ? [m.Label, m.Number?.ToString(CultureInfo.InvariantCulture) ?? ""] : [m.Label]))]);
    }

    private static IEnumerable<Shape> Beside(MapMark mark, Spot at, List<Frame> placed, double height)
    {
        var lines = Wrap.Lines(mark.Label, 150, Size, most: 3);
        if (lines.Count == 0) yield break;
        var (wide, high, gap) = (lines.Max(l => Face.Of(false).Width(l, Size)) + 4, lines.Count * 14.0 + 2, mark.Number is null ? 7 : 11);
        var best = ((double, double)[])
        [
            (at.X + gap, at.Y - high / 2), (at.X - gap - wide, at.Y - high / 2), (at.X - wide / 2, at.Y - gap - high), (at.X - wide / 2, at.Y + gap),
            (at.X + gap, at.Y - gap - high), (at.X + gap, at.Y + gap), (at.X - gap - wide, at.Y - gap - high), (at.X - gap - wide, at.Y + gap),
            (at.X + gap, at.Y - gap - 2 * high), (at.X + gap, at.Y + gap + high), (at.X - gap - wide, at.Y - gap - 2 * high), (at.X - gap - wide, at.Y + gap + high),
        ];
        var whole = new Frame(0, 0, Width, height);
        var chosen = best.Select((p, i) => (Frame: new Frame(p.Item1, p.Item2, wide, high), Rank: i))
            .MinBy(f => placed.Sum(p => p.Overlap(f.Frame)) * 10 + (wide * high - whole.Overlap(f.Frame)) * 20 + f.Rank).Frame;
        chosen = chosen with { X = Math.Clamp(chosen.X, 0, Math.Max(0, Width - wide)), Y = Math.Clamp(chosen.Y, 0, Math.Max(0, height - high)) };
        placed.Add(chosen);
        var near = new Spot(Math.Clamp(at.X, chosen.X, chosen.X + wide), Math.Clamp(at.Y, chosen.Y, chosen.Y + high));
        if (Math.Abs(near.X - at.X) + Math.Abs(near.Y - at.Y) > 2 * gap) yield return Polyline.Between(at.X, at.Y, near.X, near.Y, Tone.Quiet);
        for (var i = 0; i < lines.Count; i++) yield return new Label(new(chosen.X + 2, chosen.Y + 11.5 + i * 14), lines[i]) { Size = Size };
    }
}

/// <summary>A country by its ISO 3166-1 code, which is then tinted, or any place, or both.</summary>
/// <param name="Label">Said beside the mark: a name, or whom to ask there.</param>
public sealed record MapMark(string Label)
{
    public string Country { get; init; } = "";

    public Place? Where { get; init; }

    /// <summary>A count or a rank, printed in the mark.</summary>
    public int? Number { get; init; }

    public Tone Tone { get; init; } = Tone.BlueMid;
}

public sealed record MapPart(double South, double West, double North, double East)
{
    public static MapPart World { get; } = new(-56, -180, 78, 180);
}
