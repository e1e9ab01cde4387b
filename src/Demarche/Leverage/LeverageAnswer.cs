using Demarche.Documents;
using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>A tie as an answer cites it.</summary>
/// <param name="Says">The tie as a sentence.</param>
public sealed record CitedTie(string Id, TieKind Kind, string Says, ApproximateTime? At, string Citation, string? Source, PassageRef? Passage, string? Note)
{
    /// <summary>Whether it states a figure, which ages.</summary>
    public bool IsFigure { get; init; }
}

/// <summary>The shares of a party's exports or imports, what they come to, and who could touch how much.</summary>
/// <param name="Concentration">Herfindahl-Hirschman index, of 10,000; null where no share is stated.</param>
/// <param name="Alone">What the one who asks touches alone; null where nobody is chosen.</param>
/// <param name="Together">What the one who asks and the coalition touch; null where nobody is chosen.</param>
public sealed record TradeAnswer(Shares Shares, Bounds? Concentration, Bounds? Alone, Bounds? Together)
{
    /// <summary>What the share of the one who asks is below, in percent, where the list of largest partners does not name it; null
    /// otherwise.</summary>
    public decimal? Below { get; init; }

    public static TradeAnswer Of(TieSet ties, string party, TieKind kind, string? by, IReadOnlyList<string> with)
    {
        var shares = Shares.Of(ties, party, kind);
        List<string> all = [.. with.Concat(by is null ? [] : [by]).Distinct()];
        Bounds Reach(IReadOnlyCollection<string> coalition) => shares.Reach(coalition, p => ties.Below(party, kind, p));
        return new(shares, shares.Concentration(), by is null || !shares.IsStated ? null : Reach([by]), all.Count == 0 || !shares.IsStated ? null : Reach(all))
        { Below = by is null ? null : ties.Below(party, kind, by) };
    }
}

/// <summary>One party beside another, by the same figures.</summary>
public sealed record Compared(string Party, string Name, TradeAnswer Exports, TradeAnswer Imports, Isolation Isolation);

/// <summary>Who could move a party, and why: everything that the ties which count say, as of a date.</summary>
/// <param name="Names">Of the parties that the answer names, by id.</param>
/// <param name="Dates">Years of which something is stated, latest first.</param>
/// <param name="Why">Why the sanctions of the one who asks would bite as they would, in sentences made from the figures.</param>
/// <param name="Ways">By whom else the one who asks could move it.</param>
/// <param name="Compared">The party asked about first, then the others of whose exports or imports more than one partner is stated.</param>
/// <param name="Ties">The ties that are cited, by id.</param>
/// <param name="NotCounted">Ties that stand but do not count as of the date: later, superseded, ended, or resting on what was withdrawn.</param>
/// <param name="Asked">The date that figures are held against: the one asked for, else today. ISO 8601.</param>
/// <param name="Influencers">In the order that the question names.</param>
/// <param name="Excluded">At war with the party or without relations: not ranked, and told with the reason.</param>
/// <param name="Interests">What the party wants and will not accept, then what those who could move it want and will not accept, by
/// name.</param>
public sealed record LeverageAnswer(
    string Case, LeverageQuestion Question, IReadOnlyList<PartyChoice> Parties, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Dates,
    string Asked, IReadOnlyList<Influencer> Influencers, IReadOnlyList<ExcludedParty> Excluded, TradeAnswer? Exports, TradeAnswer? Imports, Isolation? Isolation, IReadOnlyList<string> Why, IReadOnlyList<TwoSteps> Ways,
    IReadOnlyList<Compared> Compared, IReadOnlyDictionary<string, CitedTie> Ties, int NotCounted, IReadOnlyList<InterestRow> Interests)
{
    /// <summary>Parties that are compared; who wants more asks of them one by one.</summary>
    public const int MostCompared = 30;

    /// <param name="today">UTC; what figures are held against where no date is asked for.</param>
    public static LeverageAnswer Of(View view, LeverageQuestion asked, string today)
    {
        var ties = TieSet.Of(view, asked.AsOf);
        var question = asked.AsSeen(view, ties);
        string Name(string party) => view.Parties.Find(party)!.Content.Name;
        IReadOnlyList<string> dates = [.. view.Ties.Standing.Select(t => t.Content.At is { } at ? Cut.To(at.Value, 4) : null).OfType<string>().Distinct().OrderDescending(StringComparer.Ordinal)];
        var choices = PartyChoice.Of(view);
        if (question.On is not { } on) return new(view.CaseId, question, choices, new Dictionary<string, string>(), dates, question.AsOf ?? today, [], [], null, null, null, [], [], [], new Dictionary<string, CitedTie>(), 0, []);
        var date = question.AsOf ?? today;
        Influencer Aged(Influencer i) => i with { Placings = [.. i.Placings.Select(p => p with { YearsOld = FigureAge.Years(p.At, date) })] };
        IReadOnlyList<Influencer> ranked = [.. Influence.On(ties, on, question.Order, Name).Select(Aged)];
        var excluded = Influence.Excluded(ties, on, Name);
        var ways = question.By is { } by ? Influence.Ways(ties, by, on, ranked) : [];
        Compared Beside(string party) => new(
            party, Name(party), TradeAnswer.Of(ties, party, TieKind.ExportsShare, question.By, question.With), TradeAnswer.Of(ties, party, TieKind.ImportsShare, question.By, question.With),
            Isolation.Of(ties, party));
        List<Compared> compared =
        [
            Beside(on),
            .. ties.Parties.Where(p => p != on && p != question.By && (IsComparable(ties, p, TieKind.ExportsShare) || IsComparable(ties, p, TieKind.ImportsShare)))
                .OrderBy(Name, StringComparer.Ordinal).ThenBy(p => p, StringComparer.Ordinal).Take(MostCompared).Select(Beside),
        ];
        var cited = ranked.SelectMany(r => r.Ties).Concat(excluded.SelectMany(e => e.Ties)).Concat(ways.SelectMany(w => w.First)).Distinct().Select(id => Cite(view, view.Ties.Find(id)!)).ToDictionary(c => c.Id);
        var names = ties.Parties.Concat(choices.Select(c => c.Id)).Distinct().ToDictionary(p => p, Name);
        return new(
            view.CaseId, question, choices, names, dates, date, ranked, excluded, compared[0].Exports, compared[0].Imports, compared[0].Isolation,
            LeverageWords.Why(question, compared, ways, names), ways, compared, cited, view.Ties.Standing.Count() - ties.Ties.Count,
            [
                .. view.Interests.Standing.Where(i => i.Content.Party == on || ranked.Any(r => r.Party == i.Content.Party))
                    .Select(i => new InterestRow(i, Name(i.Content.Party), view.Sources.Find(i.Content.Source)?.Content.PublicName))
                    .OrderBy(r => r.Interest.Content.Party != on).ThenBy(r => r.Party, StringComparer.Ordinal)
                    .ThenBy(r => r.Interest.Content.Party, StringComparer.Ordinal)
                    .ThenByDescending(r => r.Interest.Content.IsRedLine).ThenBy(r => r.Interest.Time, StringComparer.Ordinal)
                    .ThenBy(r => r.Interest.Id, StringComparer.Ordinal),
            ]);
    }

    // One partner alone says nothing of how trade is spread.
    private static bool IsComparable(TieSet ties, string party, TieKind kind) => ties.Of(party).Count(t => t.From == party && t.Kind == kind) > 1;

    private static CitedTie Cite(View view, Held<Tie> tie) => new(
        tie.Id, tie.Content.Kind, TieWords.Line(view, tie.Content), tie.Content.At, tie.Content.Citation, view.Sources.Find(tie.Content.Source)?.Content.PublicName,
        tie.Content.Passage, tie.Content.Note)
    { IsFigure = tie.Content.Figure is not null };
}
