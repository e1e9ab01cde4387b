using Demarche.Documents;
using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>A tie as an answer cites it.</summary>
/// <param name="Says">The tie as a sentence.</param>
public sealed record CitedTie(string Id, TieKind Kind, string Says, ApproximateTime? At, string Citation, string? Source, PassageRef? Passage, string? Note);

/// <summary>The shares of a party's exports or imports, what they come to, and who could touch how much.</summary>
/// <param name="Concentration">Herfindahl-Hirschman index, of 10,000; null where no share is stated.</param>
/// <param name="Alone">What the one who asks touches alone; null where nobody is chosen.</param>
/// <param name="Together">What the one who asks and the coalition touch; null where nobody is chosen.</param>
public sealed record TradeAnswer(Shares Shares, Bounds? Concentration, Bounds? Alone, Bounds? Together)
{
    public static TradeAnswer Of(TieSet ties, string party, TieKind kind, string? by, IReadOnlyList<string> with)
    {
        var shares = Shares.Of(ties, party, kind);
        List<string> all = [.. with.Concat(by is null ? [] : [by]).Distinct()];
        return new(shares, shares.Concentration(), by is null || !shares.IsStated ? null : shares.Reach([by]), all.Count == 0 || !shares.IsStated ? null : shares.Reach(all));
    }
}

/// <summary>One party beside another, by the same figures.</summary>
public sealed record Compared(string Party, string Name, TradeAnswer Exports, TradeAnswer Imports, Isolation Isolation);

/// <summary>Who could move a party, and why: everything that the ties which count say, as of a date.</summary>
/// <param name="Names">Of the parties that the answer names, by id.</param>
/// <param name="Dates">Years of which something is stated, latest first.</param>
/// <param name="Why">Why the sanctions of the one who asks would bite as they would, in sentences made from the figures.</param>
/// <param name="Ways">By whom else the one who asks could move it.</param>
/// <param name="Compared">The party asked about first, then the others of whose trade something is stated.</param>
/// <param name="Ties">The ties that are cited, by id.</param>
/// <param name="NotCounted">Ties that stand but do not count as of the date: later, superseded, ended, or resting on what was withdrawn.</param>
/// <param name="Interests">What the party wants and will not accept.</param>
public sealed record LeverageAnswer(
    string Case, LeverageQuestion Question, IReadOnlyList<PartyChoice> Parties, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Dates,
    IReadOnlyList<Influencer> Influencers, TradeAnswer? Exports, TradeAnswer? Imports, Isolation? Isolation, IReadOnlyList<string> Why, IReadOnlyList<TwoSteps> Ways,
    IReadOnlyList<Compared> Compared, IReadOnlyDictionary<string, CitedTie> Ties, int NotCounted, IReadOnlyList<InterestRow> Interests)
{
    /// <summary>Parties that are compared; who wants more asks of them one by one.</summary>
    public const int MostCompared = 30;

    public static LeverageAnswer Of(View view, LeverageQuestion asked)
    {
        var ties = TieSet.Of(view, asked.AsOf);
        var question = asked.AsSeen(view, ties);
        string Name(string party) => view.Parties.Find(party)!.Content.Name;
        IReadOnlyList<string> dates = [.. view.Ties.Standing.Select(t => t.Content.At is { } at ? Cut.To(at.Value, 4) : null).OfType<string>().Distinct().OrderDescending(StringComparer.Ordinal)];
        var choices = PartyChoice.Of(view);
        if (question.On is not { } on) return new(view.CaseId, question, choices, new Dictionary<string, string>(), dates, [], null, null, null, [], [], [], new Dictionary<string, CitedTie>(), 0, []);
        var ranked = Influence.On(ties, on, question.Rule, question.Order, Name);
        var ways = question.By is { } by ? Influence.Ways(ties, by, on, ranked) : [];
        Compared Beside(string party) => new(
            party, Name(party), TradeAnswer.Of(ties, party, TieKind.ExportsShare, question.By, question.With), TradeAnswer.Of(ties, party, TieKind.ImportsShare, question.By, question.With),
            Isolation.Of(ties, party));
        List<Compared> compared =
        [
            Beside(on),
            .. ties.Parties.Where(p => p != on && p != question.By && ties.Of(p).Any(t => t.From == p && t.Kind is TieKind.ExportsShare or TieKind.ImportsShare))
                .OrderBy(Name, StringComparer.Ordinal).ThenBy(p => p, StringComparer.Ordinal).Take(MostCompared).Select(Beside),
        ];
        var cited = ranked.SelectMany(r => r.Ties).Concat(ways.SelectMany(w => w.First)).Distinct().Select(id => Cite(view, view.Ties.Find(id)!)).ToDictionary(c => c.Id);
        var names = ties.Parties.Concat(choices.Select(c => c.Id)).Distinct().ToDictionary(p => p, Name);
        return new(
            view.CaseId, question, choices, names, dates, ranked, compared[0].Exports, compared[0].Imports, compared[0].Isolation,
            LeverageWords.Why(question, compared, ways, names), ways, compared, cited, view.Ties.Standing.Count() - ties.Ties.Count,
            [
                .. view.Interests.Standing.Where(i => i.Content.Party == on).OrderByDescending(i => i.Content.IsRedLine)
                    .Select(i => new InterestRow(i, Name(on), view.Sources.Find(i.Content.Source)?.Content.PublicName)),
            ]);
    }

    private static CitedTie Cite(View view, Held<Tie> tie) => new(
        tie.Id, tie.Content.Kind, TieWords.Line(view, tie.Content), tie.Content.At, tie.Content.Citation, view.Sources.Find(tie.Content.Source)?.Content.PublicName,
        tie.Content.Passage, tie.Content.Note);
}
