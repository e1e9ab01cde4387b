using System.Globalization;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>Figures and what they come to, in sentences.</summary>
public static class LeverageWords
{
    private enum Flow { Exports, Imports }

    /// <summary>Others that are set beside the one asked about.</summary>
    private const int MostBeside = 4;

    public static string Number(decimal figure) => figure.ToString("#,0.###", CultureInfo.InvariantCulture);

    public static string Percent(decimal figure) => Number(figure) + "\u202f%";

    /// <summary>“54.9 %”, or “between 0 and 5.2 %”.</summary>
    public static string Percent(Bounds? bounds) => bounds is null ? Words.Say("leverage.unstated")
        : bounds.Least == bounds.Most ? Percent(bounds.Least) : Words.Say("leverage.between", Number(bounds.Least), Percent(bounds.Most));

    public static string Index(Bounds? bounds) => bounds is null ? Words.Say("leverage.unstated")
        : bounds.Least == bounds.Most ? Number(Math.Round(bounds.Least)) : Words.Say("leverage.between", Number(Math.Round(bounds.Least)), Number(Math.Round(bounds.Most)));

    /// <summary>Why the sanctions of the one who asks would bite as they would. Each sentence says figures that stand in the tables.</summary>
    internal static IReadOnlyList<string> Why(LeverageQuestion question, IReadOnlyList<Compared> compared, IReadOnlyList<TwoSteps> ways, IReadOnlyDictionary<string, string> names)
    {
        if (question.By is not { } by || compared is not [var on, ..]) return [];
        List<string> why = [];
        foreach (var (trade, flow) in new[] { (on.Exports, Flow.Exports), (on.Imports, Flow.Imports) })
        {
            if (!trade.Shares.IsStated)
            {
                why.Add(Words.SayOf(flow, "leverage.why.unstated", on.Name));
                continue;
            }
            why.Add(trade.Shares.With(by) is null ? Words.SayOf(flow, "leverage.why.not-named", names[by], on.Name, Percent(trade.Alone))
                : Words.SayOf(flow, "leverage.why.named", names[by], on.Name, Percent(trade.Alone)));
            if (trade.Shares.Stated[0] is var top && top.Party != by) why.Add(Words.SayOf(flow, "leverage.why.top", names[top.Party], Percent(top.Percent), Index(trade.Concentration)));
        }
        foreach (var other in compared.Skip(1).Where(o => o.Party != by && (o.Exports.Alone is not null || o.Imports.Alone is not null)).OrderByDescending(o => (o.Exports.Alone?.Least ?? 0) + (o.Imports.Alone?.Least ?? 0)).Take(MostBeside))
            why.Add(Words.Say("leverage.why.beside", other.Name, names[by], Percent(other.Exports.Alone), Percent(other.Imports.Alone)));
        if (ways is [var way, ..])
        {
            var (exports, imports) = (on.Exports.Shares.With(way.Through), on.Imports.Shares.With(way.Through));
            why.Add(Words.Say("leverage.why.way", names[by], names[way.Through], on.Name,
                exports is { } e ? Percent(e) : Words.Say("leverage.unstated"), imports is { } i ? Percent(i) : Words.Say("leverage.unstated")));
        }
        return why;
    }
}
