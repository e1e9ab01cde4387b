namespace Demarche.Paper.Pictures;

/// <summary>A rectangle that something takes up.</summary>
internal readonly record struct Frame(double X, double Y, double Width, double Height)
{
    public double Overlap(Frame other) =>
        Math.Max(0, Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X)) * Math.Max(0, Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y));

    public bool Holds(Spot spot) => spot.X >= X && spot.X <= X + Width && spot.Y >= Y && spot.Y <= Y + Height;

    /// <summary>Where the line from the centre towards a spot leaves the frame, and a gap further.</summary>
    public Spot Border(Spot centre, Spot towards, double gap = 0)
    {
        var (dx, dy) = (towards.X - centre.X, towards.Y - centre.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        if (length < 1e-6) return centre;
        var share = Math.Min(Math.Abs(dx) < 1e-6 ? double.MaxValue : Width / 2 / Math.Abs(dx), Math.Abs(dy) < 1e-6 ? double.MaxValue : Height / 2 / Math.Abs(dy));
        return new(centre.X + dx * (share + gap / length), centre.Y + dy * (share + gap / length));
    }
}
