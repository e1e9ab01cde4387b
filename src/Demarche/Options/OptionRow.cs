using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Views;

namespace Demarche.Options;

/// <param name="IsMine">Whether the reader gave it.</param>
/// <param name="IsEarlier">Whether the option or the interest was said anew after it was weighed.</param>
public sealed record WeighingRow(Held<Weighing> Weighing, string By, bool IsMine, bool IsEarlier);

/// <summary>An interest or a red line, how people weigh the option against it, and the partners of its party on whom one relies.</summary>
/// <param name="Partners">Empty where one relies on nobody of that party's country.</param>
public sealed record InterestLine(Held<Interest> Interest, string Party, string? Source, IReadOnlyList<WeighingRow> Weighings, IReadOnlyList<ReliedPartner> Partners)
{
    public bool IsPartnersRedLine => Interest.Content.IsRedLine && Partners.Count > 0;

    /// <summary>Somebody says that the option crosses a red line of a partner whose help is relied on.</summary>
    public bool IsCrossed => IsPartnersRedLine && Weighings.Any(w => w.Weighing.Content.Bearing == Bearing.Crosses);

    /// <summary>Somebody says that it strains one, and nobody that it crosses it.</summary>
    public bool IsStrained => IsPartnersRedLine && !IsCrossed && Weighings.Any(w => w.Weighing.Content.Bearing == Bearing.Strains);

    /// <summary>Nobody has weighed a red line of a partner whose help is relied on.</summary>
    public bool IsOpen => IsPartnersRedLine && Weighings.Count == 0;

    public bool IsDisputed => Weighings.Select(w => w.Weighing.Content.Bearing).Distinct().Count() > 1;
}

/// <param name="IsMine">Whether the reader gave it.</param>
public sealed record ProportionalityRow(Held<Proportionality> Judgement, string By, bool IsMine);

/// <summary>An option with all that one has to know to choose it. Flags are questions for people, and nothing is added up.</summary>
/// <param name="NotAnswered">Effects that stand and that it does not answer.</param>
/// <param name="Interests">Red lines of partners that are relied on first.</param>
/// <param name="Commitments">What partners promised or say their law is, of those that it needs.</param>
/// <param name="Decisions">Standing decisions that chose it.</param>
public sealed record OptionRow(
    Held<Option> Option, string By, string? Against, IReadOnlyList<Named> Answered, IReadOnlyList<Named> NotAnswered, IReadOnlyList<ReliedPartner> Relied,
    IReadOnlyList<InterestLine> Interests, IReadOnlyList<SaidCommitment> Commitments, IReadOnlyList<ProportionalityRow> Proportionality, IReadOnlyList<Named> Decisions)
{
    public IEnumerable<InterestLine> Crossed => Interests.Where(i => i.IsCrossed);

    public IEnumerable<InterestLine> Strained => Interests.Where(i => i.IsStrained);

    public IEnumerable<InterestLine> Open => Interests.Where(i => i.IsOpen);

    /// <param name="requests">What the case relies on through its requests.</param>
    public static OptionRow Of(View view, DeskFile desk, ILookup<string, Reliance> requests, Held<Option> option)
    {
        var (said, relied) = (option.Content, ReliedPartner.Of(desk, requests, option));
        Named Effect(Held<Effect> e) => new(e.Id, e.Content.Kind);
        var weighings = view.Weighings.Standing.Where(w => w.Content.Option == option.Id).ToLookup(w => w.Content.Interest);
        List<InterestLine> interests =
        [
            .. from interest in view.Interests.Standing
               let party = view.Parties.Find(interest.Content.Party)
               where !party.IsWithdrawn
               let line = new InterestLine(interest, party.Content.Name, view.Sources.Find(interest.Content.Source)?.Content.PublicName,
                   [.. weighings[interest.Id].OrderBy(w => w.Time, StringComparer.Ordinal).ThenBy(w => w.Id, StringComparer.Ordinal).Select(w => Row(view, desk, w, option, interest))],
                   [.. relied.Where(p => p.IsOf(party.Content))])
               orderby line.IsPartnersRedLine descending, interest.Content.IsRedLine descending, line.Party, interest.Time, interest.Id
               select line,
        ];
        var needed = relied.Where(p => p.By.Any(b => b.Kind == RelianceKind.Option)).Select(p => p.Partner).ToHashSet();
        return new(
            option, desk.NameOf(option.Author), view.Parties.Find(said.Against)?.Content.Name,
            [.. said.Answers.Select(view.Effects.Find).OfType<Held<Effect>>().Select(Effect)], [.. view.Effects.Standing.Where(e => !said.Answers.Contains(e.Id)).Select(Effect)],
            relied, interests, SaidCommitment.Of(view, desk, needed.Contains),
            [
                .. view.Proportionalities.Standing.Where(p => p.Content.Option == option.Id).OrderBy(p => p.Time, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)
                    .Select(p => new ProportionalityRow(p, desk.NameOf(p.Author), view.IsOwn(p))),
            ],
            [.. view.Resolutions.Standing.Where(r => r.Content.Options.Contains(option.Id)).Select(r => new Named(r.Id, r.Content.Text))]);
    }

    private static WeighingRow Row(View view, DeskFile desk, Held<Weighing> weighing, Held<Option> option, Held<Interest> interest) => new(
        weighing, desk.NameOf(weighing.Author), view.IsOwn(weighing),
        new[] { SaidAt(option), SaidAt(interest) }.Any(t => string.CompareOrdinal(t, SaidAt(weighing)) > 0));

    // A change of marking says nothing anew.
    private static string SaidAt<T>(Held<T> held) where T : notnull =>
        held.History.Last(c => ReferenceEquals(c, held.History[0]) || c.What.EndsWith("-corrected", StringComparison.Ordinal)).Time;
}
