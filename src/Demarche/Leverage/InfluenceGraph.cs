using System.Globalization;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>Where one party stands in the drawing, and what is written beneath its name.</summary>
/// <param name="Y">Of its middle, in the drawing's units.</param>
/// <param name="Weight">How thick its line to the one who is moved is drawn: 1 and more with the largest share that it states.</param>
/// <param name="FromBy">What ties it to the one who asks; null where nothing lets that one move it.</param>
internal sealed record GraphRow(string Party, string Name, string Says, decimal Y, decimal Weight, string? FromBy);

/// <summary>
/// The drawing of who could move a party: the one who asks at the left, those who could move the party in the middle in their order, the party at the
/// right. A line's thickness grows with the larger of the two trade shares; the figures stand beneath the names.
/// </summary>
internal sealed record InfluenceGraph(string On, string? By, IReadOnlyList<GraphRow> Rows, int More, decimal Height)
{
    /// <summary>More rows than this are read in the table, not in a drawing.</summary>
    public const int MostRows = 12;

    private const decimal RowHeight = 46;
    private const int LongestName = 24;
    private const int LongestLine = 60;

    public static InfluenceGraph Of(LeverageAnswer answer)
    {
        List<GraphRow> rows = [.. answer.Influencers.Where(i => i.Party != answer.Question.By).Take(MostRows).Select((i, n) => new GraphRow(
            i.Party, Short(answer.Names[i.Party]), Cut.To(Says(answer, i), LongestLine, "…"), (n * RowHeight) + (RowHeight / 2), Weight(i), Between(answer, i.Party)))];
        return new(
            Short(answer.Names[answer.Question.On!]), answer.Question.By is { } by ? Short(answer.Names[by]) : null, rows,
            Math.Max(0, answer.Influencers.Count(i => i.Party != answer.Question.By) - rows.Count), Math.Max(2, rows.Count) * RowHeight);
    }

    public static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Short(string name) => Cut.To(name, LongestName, "…");

    private static string Says(LeverageAnswer answer, Influencer influencer)
    {
        List<string> says = [];
        foreach (var placing in influencer.Placings.Where(p => p.Value > 0))
            says.Add(Words.SayOf(placing.Criterion, "leverage.graph", LeverageWords.Number(placing.Value)));
        return says.Count > 0 ? string.Join(", ", says) : string.Join(", ", influencer.Ties.Select(t => TieWords.Of(answer.Ties[t].Kind)).Distinct());
    }

    private static decimal Weight(Influencer influencer) =>
        1 + (influencer.Placings.Where(p => p.Criterion is Criterion.Exports or Criterion.Imports).Select(p => p.Value).DefaultIfEmpty(0).Max() / 12);

    private static string? Between(LeverageAnswer answer, string party) =>
        answer.Ways.FirstOrDefault(w => w.Through == party) is { } way ? string.Join(", ", way.First.Select(t => TieWords.Of(answer.Ties[t].Kind)).Distinct()) : null;
}
