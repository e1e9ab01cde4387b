using System.Globalization;
using Demarche.Views;

namespace Demarche.Claims;

/// <summary>A saying's place on the chart, in its own units.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">The line of its stance, each mark below the one before it.</param>
/// <param name="IsLate">Whether its name stands before it, because behind it the chart ends.</param>
public sealed record ChartMark(Saying Saying, double X, double Y, bool IsLate);

/// <param name="Y">Where the stance's line is.</param>
public sealed record ChartLane(Stance Stance, double Y);

public sealed record ChartTick(string Label, double X);

/// <summary>Stances on one proposition over time, a mark for each saying: what copies repeat is one mark.</summary>
/// <param name="Marks">What the chart shows.</param>
/// <param name="Sayings">All, those of which no date is known last.</param>
public sealed record StanceTimeline(
    IReadOnlyList<ChartMark> Marks, IReadOnlyList<Saying> Sayings, IReadOnlyList<ChartLane> Lanes, IReadOnlyList<ChartTick> Ticks, double Width, double Height)
{
    private const double Left = 160, Right = 60, Top = 16, Step = 18, Foot = 30, Plot = 520;

    /// <summary>More marks than this can't be read; the chart shows the oldest and the table has all.</summary>
    private const int MostMarks = 60;

    public static StanceTimeline Of(View view, string proposition)
    {
        List<Saying> sayings = [.. Saying.All(view).Where(s => s.Proposition == proposition)];
        var dated = sayings.Select(s => (Saying: s, Day: DayOf(s.SaidOn))).Where(s => s.Day is not null).Select(s => (s.Saying, Day: s.Day!.Value)).ToList();
        var shown = dated.Take(MostMarks).ToList();
        if (shown.Count == 0) return new([], sayings, [], [], 0, 0);
        var (first, last) = (shown.Min(s => s.Day), shown.Max(s => s.Day));
        var span = Math.Max(1, last - first);
        double X(int day) => Left + (first == last ? Plot / 2 : Plot * (day - first) / span);
        List<ChartMark> marks = [];
        List<ChartLane> lanes = [];
        var y = Top;
        foreach (var stance in shown.GroupBy(s => s.Saying.Stance).OrderBy(g => g.Key))
        {
            lanes.Add(new(stance.Key, y));
            foreach (var (saying, day) in stance)
            {
                marks.Add(new(saying, X(day), y, X(day) > Left + Plot / 2));
                y += Step;
            }
            y += Step / 2;
        }
        List<ChartTick> ticks = first == last ? [new(Label(first), X(first))] : [new(Label(first), X(first)), new(Label(last), X(last))];
        return new(marks, sayings, lanes, ticks, Left + Plot + Right, y + Foot);
    }

    private static string Label(int day) => DateOnly.FromDayNumber(day).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    // The first day of what is known only by its year or month; the table says how precise it is.
    private static int? DayOf(ApproximateTime? time)
    {
        if (time is not { IsValid: true }) return null;
        var value = time.Value.Length switch { 4 => time.Value + "-01-01", 7 => time.Value + "-01", _ => time.Value[..10] };
        return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
    }
}
