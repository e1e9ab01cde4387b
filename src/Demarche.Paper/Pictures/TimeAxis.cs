using System.Globalization;

namespace Demarche.Paper.Pictures;

/// <summary>Days on a line, with at most five ticks at round dates.</summary>
internal sealed class TimeAxis(DateOnly first, DateOnly last, double start, double end)
{
    private static readonly int[] DaySteps = [1, 2, 5, 10];
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000];

    private double Days => Math.Max(last.DayNumber - first.DayNumber, 1);

    public double X(DateOnly day) => first == last ? (start + end) / 2 : start + 6 + (day.DayNumber - first.DayNumber) / Days * (end - start - 12);

    public IReadOnlyList<(double X, string Name, Alignment Anchor)> Ticks(PaperWords words)
    {
        foreach (var step in DaySteps)
        {
            if (Days / step <= 4) return [.. Enumerable.Range(0, (int)Days / step + 1).Select(i => first.AddDays(i * step)).Where(d => d <= last).Select(d => Tick(d, Day(d, words, Days > 400)))];
        }
        var months = (last.Year - first.Year) * 12 + last.Month - first.Month;
        var by = MonthSteps.FirstOrDefault(s => months / s <= 4, 24_000);
        var from = by < 12 ? new DateOnly(first.Year, (first.Month - 1) / Math.Min(by, 12) * Math.Min(by, 12) + 1, 1) : new DateOnly(first.Year, 1, 1);
        return [.. Enumerable.Range(0, 8).Select(i => (long)from.Year * 12 + from.Month - 1 + (long)i * by).Where(m => m / 12 is > 0 and < 9999)
            .Select(m => new DateOnly((int)(m / 12), (int)(m % 12) + 1, 1)).Where(d => d >= first && d <= last)
            .Select(d => Tick(d, by < 12 ? Month(d, words) : Year(d)))];
    }

    public static string Day(DateOnly day, PaperWords words, bool year = true) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day} {words.Months[day.Month - 1]}") + (year ? " " + Year(day) : "");

    public static string Month(DateOnly day, PaperWords words) => words.Months[day.Month - 1] + " " + Year(day);

    public static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    private (double, string, Alignment) Tick(DateOnly day, string name) => (X(day), name, Alignment.Centre);
}
