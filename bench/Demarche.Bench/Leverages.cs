using System.Diagnostics;
using System.Globalization;
using Demarche.Leverage;

namespace Demarche.Bench;

/// <summary>All measures of all countries from all ties of the shipped set: who could move each, concentration, isolation, a coalition's reach, ways of two steps.</summary>
internal static class Leverages
{
    // Until the code is compiled for speed: before, the compiler is measured.
    private const int Warmups = 20;
    private const int Rounds = 11;
    private const string By = "US";

    public static int Run()
    {
        List<StatedTie> ties = [.. ReferenceSet.Shipped.Rows.Select((r, i) => new StatedTie(
            i.ToString("d6", CultureInfo.InvariantCulture), r.From, r.To, r.Kind, Tie.AmountOf(r.Figure), r.Unit, r.At, null, "2026-03-01T08:00:00.000Z"))];
        List<string> countries = [.. ReferenceSet.Shipped.Countries.Codes];
        string[] with = ["GB", "FR", "DE", "JP", "KR"];
        List<TimeSpan> counting = [], measuring = [], working = [];
        var (ranked, ways) = (0, 0);
        for (var round = -Warmups; round < Rounds; round++)
        {
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            var set = TieSet.Of(ties, "2014");
            var counted = watch.Elapsed;
            (ranked, ways) = (0, 0);
            foreach (var country in countries)
            {
                var influencers = Influence.On(set, country, Criterion.Exports, p => p);
                (ranked, ways) = (ranked + influencers.Count, ways + Influence.Ways(set, By, country, influencers).Count);
                _ = TradeAnswer.Of(set, country, TieKind.ExportsShare, By, with);
                _ = TradeAnswer.Of(set, country, TieKind.ImportsShare, By, with);
                _ = Isolation.Of(set, country);
            }
            if (round < 0) continue;
            counting.Add(counted);
            measuring.Add(watch.Elapsed);
            working.Add(Environment.CpuUsage.TotalTime - before);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"leverage: {ties.Count} ties, {countries.Count} countries, {ranked} influencers, {ways} ways of two steps; the ties that count {Measured.At(counting, 0.5).TotalMilliseconds:0.0} ms, with all measures {Measured.At(measuring, 0.5).TotalMilliseconds:0.0} ms (median of {Rounds}; best {measuring.Min().TotalMilliseconds:0.0} ms), processor time {Measured.At(working, 0.5).TotalMilliseconds:0.0} ms"));
        return 0;
    }
}
