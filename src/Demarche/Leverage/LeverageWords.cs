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

    /// <summary>For a drawing: a point for decimals, and no groups.</summary>
    internal static string Plain(decimal figure) => figure.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(decimal figure) => Number(figure) + "\u202f%";

    /// <summary>“54.9 %”, or “between 0 and 5.2 %”.</summary>
    public static string Percent(Bounds? bounds) => bounds is null ? Words.Say("leverage.unstated")
        : bounds.Least == bounds.Most ? Percent(bounds.Least) : Words.Say("leverage.between", Number(bounds.Least), Percent(bounds.Most));

    public static string Index(Bounds? bounds) => bounds is null ? Words.Say("leverage.unstated")
        : bounds.Least == bounds.Most ? Number(Math.Round(bounds.Least)) : Words.Say("leverage.between", Number(Math.Round(bounds.Least)), Number(Math.Round(bounds.Most)));

    /// <summary>The figure of a placing with its unit: “41 %”, “310 km”, “3 ties”; what it is below; or that no tie is known.</summary>
    public static string Figure(Placing placing) => placing switch
    {
        { Value: { } value } => placing.Criterion switch
        {
            Criterion.Border => $"{Number(value)}\u00a0{TieSet.Kilometres}",
            Criterion.Exports or Criterion.Imports => Percent(value),
            _ => Words.SayCount("leverage.ties", (int)value),
        },
        { Below: { } below } => Words.Say("leverage.below", Percent(below)),
        { Ties.Count: > 0 } => Words.Say("leverage.no-figure"),
        _ => Words.Say("leverage.no-tie"),
    };

    /// <summary>“border 310 km place 1 of 3”; null where no tie is known.</summary>
    internal static string? Said(Placing placing) => placing is { Ties.Count: 0, Below: null } ? null
        : Words.Say("leverage.said", Words.SayOf(placing.Criterion, "leverage.criterion"), Figure(placing))
            + (placing.At is { } at ? $", {at.Value}" : null)
            + (placing.Place is { } place ? " " + Words.Say("leverage.placed", place, placing.Among) : null);

    /// <summary>Who published a figure: a citation as far as its first comma, which is where the place in it begins.</summary>
    internal static string Publisher(string citation) => Cut.To(citation.Split([',', ';'], 2)[0].Trim(), LongestPublisher, "…");

    private const int LongestPublisher = 60;

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
            why.Add(trade.Shares.With(by) is null && trade.Below is { } below ? Words.SayOf(flow, "leverage.why.not-listed", names[by], on.Name, Percent(below))
                : trade.Shares.With(by) is null ? Words.SayOf(flow, "leverage.why.not-named", names[by], on.Name, Percent(trade.Alone))
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
