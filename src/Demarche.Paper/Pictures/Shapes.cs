namespace Demarche.Paper.Pictures;

public abstract record Shape
{
    private protected Shape()
    {
    }

    /// <summary>What the inside is painted with; null leaves it open.</summary>
    public Tone? Fill { get; init; }

    /// <summary>What the edge is painted with; null leaves it out.</summary>
    public Tone? Edge { get; init; }

    public double EdgeWidth { get; init; } = 1;

    public bool Dashed { get; init; }

    internal abstract int PointCount { get; }

    internal abstract bool IsFinite { get; }
}

/// <summary>A line through its points; two make a straight line.</summary>
public sealed record Polyline(IReadOnlyList<Spot> Points) : Shape
{
    public static Polyline Between(double x1, double y1, double x2, double y2, Tone edge) => new([new(x1, y1), new(x2, y2)]) { Edge = edge };

    internal override int PointCount => Points.Count;

    internal override bool IsFinite => Points.All(p => p.IsFinite);
}

/// <summary>An area within closed rings; what lies within two of them is outside (even-odd).</summary>
public sealed record Area(IReadOnlyList<IReadOnlyList<Spot>> Rings) : Shape
{
    internal override int PointCount => Rings.Sum(r => r.Count);

    internal override bool IsFinite => Rings.All(r => r.All(p => p.IsFinite));
}

public sealed record Box(double X, double Y, double Width, double Height) : Shape
{
    internal override int PointCount => 4;

    internal override bool IsFinite => Width >= 0 && Height >= 0 && new Spot(X, Y).IsFinite && new Spot(X + Width, Y + Height).IsFinite;
}

public sealed record Circle(Spot Centre, double Radius) : Shape
{
    internal override int PointCount => 48;

    internal override bool IsFinite => Radius >= 0 && Centre.IsFinite && new Spot(Radius, 0).IsFinite;
}

/// <summary>From one spot to another, bent sideways by <see cref="Bend"/> in its middle, with a head at its end.</summary>
public sealed record Arrow(Spot From, Spot To) : Shape
{
    public double Bend { get; init; }

    internal override int PointCount => 24;

    internal override bool IsFinite => From.IsFinite && To.IsFinite && new Spot(Bend, 0).IsFinite;
}

/// <summary>One line of text. Its baseline starts, is centred or ends at <paramref name="At"/>. <see cref="Shape.Fill"/> is its colour, ink where that is null.</summary>
public sealed record Label(Spot At, string Text) : Shape
{
    public double Size { get; init; } = 12;

    public bool Bold { get; init; }

    public Alignment Anchor { get; init; }

    internal override int PointCount => 1;

    internal override bool IsFinite => At.IsFinite && Size is > 0 and <= 200;
}
