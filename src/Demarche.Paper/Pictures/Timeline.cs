using Demarche.Paper.Fonts;

namespace Demarche.Paper.Pictures;

/// <summary>What happened when, by who says so: a row for each event, under its lane, on one scale of time. How exact a date is shows in the mark's form and in its words.</summary>
/// <param name="Events">Any order; at least one. Lanes stand in the order of their earliest event.</param>
public sealed record Timeline(string Title, IReadOnlyList<TimelineEvent> Events)
{
    private const double Width = 640;
    private const double AxisStart = 138;
    private const double AxisEnd = 338;
    private const double TextStart = 362;
    private const double Step = 14.5;
    private const double Size = 12;

    public PaperWords Words { get; init; } = PaperWords.English;

    public Picture Draw()
    {
        if (Events.Count == 0) throw new ArgumentException("A timeline needs an event.", nameof(Events));
        var (first, last) = (Events.Min(e => e.From), Events.Max(e => e.To));
        var axis = new TimeAxis(first, last, AxisStart, AxisEnd);
        List<Shape> shapes = [];
        var y = 34.0;
        foreach (var lane in Lanes())
        {
            shapes.Add(Polyline.Between(0, y, Width, y, Tone.Rule));
            var names = Wrap.Lines(lane.Key, AxisStart - 26, Size, bold: true);
            for (var i = 0; i < names.Count; i++) shapes.Add(new Label(new(0, y + 17 + i * Step), names[i]) { Bold = true, Size = Size });
            var top = y;
            foreach (var happened in lane) y = Row(shapes, axis, happened, y);
            y = Math.Max(y, top + names.Count * Step + 10);
        }
        shapes.Add(Polyline.Between(0, y, Width, y, Tone.Rule));
        var grid = axis.Ticks(Words).SelectMany(t => new Shape[]
        {
            Polyline.Between(t.X, 26, t.X, y, Tone.Rule) with { Dashed = true },
            new Label(new(t.X, 18), t.Name) { Size = 11, Fill = Tone.Quiet, Anchor = t.Anchor },
        });
        var height = Legend(shapes, y + 18);
        return new(Width, height, Title, string.Join(" ", Ordered(Events).Select(e => $"{e.When(Words)}, {e.Lane}: {e.What}.")) is { Length: <= 2000 } told ? told : Title, [.. grid, .. shapes]);
    }

    /// <summary>The same as a table: when, who, what.</summary>
    public Table ToTable() => new([new(Words.When), new(Words.Who), new(Words.What)], [.. Ordered(Events).Select(e => (IReadOnlyList<Prose>)[e.When(Words), e.Lane, e.What])]);

    private IEnumerable<IGrouping<string, TimelineEvent>> Lanes() => Ordered(Events).GroupBy(e => e.Lane);

    private static IEnumerable<TimelineEvent> Ordered(IEnumerable<TimelineEvent> events) => events.OrderBy(e => e.From).ThenBy(e => e.To).ThenBy(e => e.Lane, StringComparer.Ordinal).ThenBy(e => e.What, StringComparer.Ordinal);

    private double Row(List<Shape> shapes, TimeAxis axis, TimelineEvent happened, double y)
    {
        var when = happened.When(Words);
        var lines = Wrap.Lines($"{when}  {happened.What}", Width - TextStart, Size, most: 4);
        var middle = y + 13;
        var (from, to) = (axis.X(happened.From), axis.X(happened.To));
        shapes.Add(Polyline.Between(to + 7, middle, TextStart - 6, middle, Tone.Rule) with { Dashed = true });
        shapes.Add(Mark(happened.Precision, from, to, middle));
        for (var i = 0; i < lines.Count; i++)
        {
            var whole = i == 0 && lines[0].StartsWith(when, StringComparison.Ordinal);
            if (whole) shapes.Add(new Label(new(TextStart, y + 17), when) { Bold = true, Size = Size });
            var x = whole ? TextStart + Face.Of(true).Width(when, Size) + 6 : TextStart;
            shapes.Add(new Label(new(x, y + 17 + i * Step), whole ? lines[0][when.Length..].Trim() : lines[i]) { Size = Size });
        }
        return y + Math.Max(1, lines.Count) * Step + 10;
    }

    private static Shape Mark(DatePrecision precision, double from, double to, double y) => precision switch
    {
        DatePrecision.Day => new Circle(new((from + to) / 2, y), 4.5) { Fill = Tone.Blue },
        DatePrecision.About => new Circle(new((from + to) / 2, y), 4.5) { Fill = Tone.Ground, Edge = Tone.Blue, EdgeWidth = 1.8 },
        _ => new Box(from, y - 3.5, Math.Max(to - from, 7), 7) { Fill = Tone.BlueMid, Edge = Tone.Blue },
    };

    private double Legend(List<Shape> shapes, double y)
    {
        var x = 6.0;
        foreach (var precision in Events.Select(e => e.Precision).Distinct().Order())
        {
            var name = precision switch { DatePrecision.Day => Words.OnTheDay, DatePrecision.About => Words.AboutThen, _ => Words.WithinTheTime };
            shapes.Add(Mark(precision, precision == DatePrecision.Span ? x - 4 : x, precision == DatePrecision.Span ? x + 10 : x, y - 4));
            shapes.Add(new Label(new(x + (precision == DatePrecision.Span ? 16 : 10), y), name) { Size = 11, Fill = Tone.Quiet });
            x += Face.Of(false).Width(name, 11) + 42;
        }
        return y + 8;
    }
}

public enum DatePrecision
{
    Day,

    /// <summary>Some time between two days: a month, a year, any span.</summary>
    Span,
    About,
}

/// <param name="Lane">Who says so, or whose act it was.</param>
public sealed record TimelineEvent(DateOnly From, DateOnly To, DatePrecision Precision, string Lane, string What)
{
    public static TimelineEvent OnDay(DateOnly day, string lane, string what) => new(day, day, DatePrecision.Day, lane, what);

    public static TimelineEvent AboutDay(DateOnly day, string lane, string what) => new(day, day, DatePrecision.About, lane, what);

    public static TimelineEvent InMonth(int year, int month, string lane, string what) => new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)), DatePrecision.Span, lane, what);

    public static TimelineEvent InYear(int year, string lane, string what) => new(new(year, 1, 1), new(year, 12, 31), DatePrecision.Span, lane, what);

    internal string When(PaperWords words) => Precision switch
    {
        DatePrecision.About => PaperWords.Fill(words.About, TimeAxis.Day(From, words)),
        DatePrecision.Day => TimeAxis.Day(From, words),
        _ when From is { Day: 1, Month: 1 } && To == new DateOnly(From.Year, 12, 31) => TimeAxis.Year(From),
        _ when From.Day == 1 && To == new DateOnly(From.Year, From.Month, DateTime.DaysInMonth(From.Year, From.Month)) => TimeAxis.Month(From, words),
        _ => TimeAxis.Day(From, words) + " – " + TimeAxis.Day(To, words),
    };
}
