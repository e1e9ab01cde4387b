namespace Demarche.Paper.Pictures;

/// <summary>Curves as lines: what painters without curves of their own are given. Labels stay labels.</summary>
internal static class Flattened
{
    public const double HeadLength = 8;
    private const double HeadWidth = 7;
    private const int Steps = 20;

    public static IEnumerable<Shape> Of(Shape shape) => shape switch
    {
        Box b => [Like(shape, new Area([[new(b.X, b.Y), new(b.X + b.Width, b.Y), new(b.X + b.Width, b.Y + b.Height), new(b.X, b.Y + b.Height)]]))],
        Circle c => [Like(shape, new Area([[.. Enumerable.Range(0, 48).Select(i => Around(c, i * Math.PI / 24))]]))],
        Arrow a => [Like(shape, new Polyline(Shaft(a))) with { Fill = null }, Head(a)],
        _ => [shape],
    };

    /// <summary>The point at a share of an arrow's way.</summary>
    public static Spot Along(Arrow arrow, double share)
    {
        var bow = Bow(arrow);
        var (a, b, c) = ((1 - share) * (1 - share), 2 * share * (1 - share), share * share);
        return new(a * arrow.From.X + b * bow.X + c * arrow.To.X, a * arrow.From.Y + b * bow.Y + c * arrow.To.Y);
    }

    public static IReadOnlyList<Spot> Shaft(Arrow arrow) =>
        arrow.Bend == 0 ? [arrow.From, Along(arrow, 0.985)] : [.. Enumerable.Range(0, Steps).Select(i => Along(arrow, i / (double)Steps)), Along(arrow, 0.985)];

    /// <summary>The control point of the curve; its middle lies half as far from the straight line.</summary>
    public static Spot Bow(Arrow arrow)
    {
        var (dx, dy) = (arrow.To.X - arrow.From.X, arrow.To.Y - arrow.From.Y);
        var length = Math.Max(Math.Sqrt(dx * dx + dy * dy), 1e-6);
        return new((arrow.From.X + arrow.To.X) / 2 - dy / length * 2 * arrow.Bend, (arrow.From.Y + arrow.To.Y) / 2 + dx / length * 2 * arrow.Bend);
    }

    public static Area Head(Arrow arrow)
    {
        var bow = arrow.Bend == 0 ? arrow.From : Bow(arrow);
        var (dx, dy) = (arrow.To.X - bow.X, arrow.To.Y - bow.Y);
        var length = Math.Max(Math.Sqrt(dx * dx + dy * dy), 1e-6);
        var (ux, uy) = (dx / length, dy / length);
        var back = new Spot(arrow.To.X - ux * HeadLength, arrow.To.Y - uy * HeadLength);
        return new Area([[arrow.To, new(back.X - uy * HeadWidth / 2, back.Y + ux * HeadWidth / 2), new(back.X + uy * HeadWidth / 2, back.Y - ux * HeadWidth / 2)]]) { Fill = arrow.Edge };
    }

    private static Spot Around(Circle circle, double angle) => new(circle.Centre.X + circle.Radius * Math.Cos(angle), circle.Centre.Y + circle.Radius * Math.Sin(angle));

    private static Shape Like(Shape from, Shape to) => to with { Fill = from.Fill, Edge = from.Edge, EdgeWidth = from.EdgeWidth, Dashed = from.Dashed };
}
