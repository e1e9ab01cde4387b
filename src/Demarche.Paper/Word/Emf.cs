using System.Text;
using Demarche.Paper.Checking;
using Demarche.Paper.Fonts;
using Demarche.Paper.Pictures;

namespace Demarche.Paper.Word;

/// <summary>
/// A picture as an enhanced metafile ([MS-EMF] 2.3): vectors for word processors that don't read SVG. Polygons, lines and text only.
/// Text names Arial, whose widths are those of the shipped font.
/// </summary>
internal sealed class Emf
{
    private const int Units = 16;
    private const double Dash = 3;
    private const uint NoBrush = 0x80000005;
    private const uint NoPen = 0x80000008;

    private readonly MemoryStream stream = new();
    private readonly BinaryWriter writer;
    private readonly Remarks remarks;
    private int records;

    private Emf(Remarks remarks)
    {
        writer = new(stream);
        this.remarks = remarks;
    }

    public static byte[] Write(Picture picture, Remarks remarks)
    {
        var emf = new Emf(remarks);
        var (width, height) = ((int)Math.Ceiling(picture.Width), (int)Math.Ceiling(picture.Height));
        emf.Header(width, height);
        emf.Record(17, 8);
        emf.Record(9, width * Units, height * Units);
        emf.Record(10, 0, 0);
        emf.Record(11, width, height);
        emf.Record(12, 0, 0);
        emf.Record(18, 1);
        emf.Record(19, 1);
        emf.Record(22, 24);
        foreach (var shape in picture.Shapes.SelectMany(Flattened.Of)) emf.Draw(shape);
        emf.Record(14, 0, 16, 20);
        emf.writer.Seek(48, SeekOrigin.Begin);
        emf.writer.Write((int)emf.stream.Length);
        emf.writer.Write(emf.records);
        return emf.stream.ToArray();
    }

    private void Header(int width, int height)
    {
        Begin(1, 108);
        Write(0, 0, width - 1, height - 1, 0, 0, width * 2540 / 96, height * 2540 / 96, 0x464D4520, 0x10000, 0, 0);
        writer.Write((ushort)4);
        writer.Write((ushort)0);
        Write(0, 0, 0, 9600, 9600, 2540, 2540, 0, 0, 0, 2_540_000, 2_540_000);
    }

    private void Draw(Shape shape)
    {
        switch (shape)
        {
            case Label label:
                Text(label);
                break;
            case Area area:
                Painted(shape, () => Many(8, [.. area.Rings.Where(r => r.Count > 1)]));
                break;
            case Polyline line when line.Points.Count > 1:
                Painted(shape with { Fill = null }, () =>
                {
                    // Styles of dashes look different in every viewer; lines of three units don't.
                    Many(7, line.Dashed ? [.. Dashes(line.Points)] : [line.Points]);
                });
                break;
        }
    }

    private void Painted(Shape shape, Action draw)
    {
        if (shape.Edge is { } edge) Pen(edge, shape.EdgeWidth);
        else Record(37, unchecked((int)NoPen));
        if (shape.Fill is { } fill)
        {
            Record(39, 2, 0, Colour(fill), 0);
            Record(37, 2);
        }
        else
        {
            Record(37, unchecked((int)NoBrush));
        }
        draw();
        Record(37, unchecked((int)NoPen));
        Record(37, unchecked((int)NoBrush));
        if (shape.Edge is not null) Record(40, 1);
        if (shape.Fill is not null) Record(40, 2);
    }

    private void Pen(Tone tone, double width)
    {
        Begin(95, 52);
        Write(1, 0, 0, 0, 0, 0x10000, Math.Max(1, (int)Math.Round(width * Units)), 0, Colour(tone), 0, 0);
        Record(37, 1);
    }

    /// <summary>Type 7 is EMR_POLYPOLYLINE, 8 is EMR_POLYPOLYGON.</summary>
    private void Many(int type, IReadOnlyList<IReadOnlyList<Spot>> rings)
    {
        var points = rings.Sum(r => r.Count);
        Begin(type, 32 + 4 * rings.Count + 8 * points);
        Write(0, 0, -1, -1, rings.Count, points);
        foreach (var ring in rings) Write(ring.Count);
        foreach (var point in rings.SelectMany(r => r)) Point(point);
    }

    private void Text(Label label)
    {
        var text = Face.Shown(label.Text, label.Bold ? Stress.Strong : Stress.None, remarks);
        if (text.Length == 0) return;
        Begin(82, 332);
        Write(3, -(int)Math.Round(label.Size * Units), 0, 0, 0, label.Bold ? 700 : 400, 0x01000000, 0x22000000);
        writer.Write(Encoding.Unicode.GetBytes("Arial".PadRight(32, '\0')));
        writer.Write(new byte[332 - 40 - 64]);
        Record(37, 3);
        Record(24, Colour(label.Fill ?? Tone.Ink));
        var font = Face.Of(label.Bold);
        var width = font.Width(text, label.Size);
        var start = label.At.X - (label.Anchor switch { Alignment.Centre => width / 2, Alignment.End => width, _ => 0 });
        var padded = (text.Length + 1) / 2 * 4;
        Begin(84, 76 + padded + 4 * text.Length);
        Write(0, 0, -1, -1, 1);
        writer.Write(2540f / 96 / Units);
        writer.Write(2540f / 96 / Units);
        Point(new(start, label.At.Y));
        Write(text.Length, 76, 0, 0, 0, -1, -1, 76 + padded);
        writer.Write(Encoding.Unicode.GetBytes(text));
        if (text.Length % 2 == 1) writer.Write((ushort)0);

        // The last unit of a pair of surrogates takes no room of its own.
        for (var i = 0; i < text.Length; i++) Write(char.IsLowSurrogate(text[i]) ? 0 : (int)Math.Round(font.Width(text.AsSpan(i, char.IsHighSurrogate(text[i]) ? 2 : 1), label.Size) * Units));
        Record(37, unchecked((int)0x8000000D));
        Record(40, 3);
    }

    private static IEnumerable<IReadOnlyList<Spot>> Dashes(IReadOnlyList<Spot> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (a, b) = (points[i - 1], points[i]);
            var length = Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
            for (var at = 0.0; at < length; at += 2 * Dash) yield return [On(a, b, at / length), On(a, b, Math.Min(at + Dash, length) / length)];
        }
    }

    private static Spot On(Spot a, Spot b, double share) => new(a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);

    private static int Colour(Tone tone)
    {
        var rgb = Convert.FromHexString(tone.Print());
        return rgb[0] | rgb[1] << 8 | rgb[2] << 16;
    }

    private void Point(Spot spot) => Write((int)Math.Round(spot.X * Units), (int)Math.Round(spot.Y * Units));

    private void Record(int type, params ReadOnlySpan<int> values)
    {
        Begin(type, 8 + 4 * values.Length);
        Write(values);
    }

    private void Begin(int type, int size)
    {
        Write(type, size);
        records++;
    }

    private void Write(params ReadOnlySpan<int> values)
    {
        foreach (var value in values) writer.Write(value);
    }
}
