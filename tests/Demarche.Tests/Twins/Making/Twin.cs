using Demarche.Cases;
using Demarche.Markings;

namespace Demarche.Tests.Twins;

/// <summary>Two journals of one case that differ only in what an audience may not see.</summary>
internal sealed record Twin(ulong Seed, Audience Audience, IReadOnlyList<Line> One, IReadOnlyList<Line> Two)
{
    private static readonly Audience[] Audiences =
    [
        Seats.Partner, Seats.Partner, Seats.Public, Seats.Caller(Seats.Bea).Audience, Seats.Caller(Seats.Cal).Audience, Seats.Caller(Seats.Dan).Audience,
    ];

    public CaseFile FirstFile => first ??= Fold(One);

    public CaseFile SecondFile => second ??= Fold(Two);

    /// <summary>What is hidden in the first of the two.</summary>
    public Secrets FirstSecrets => firstSecrets ??= new(FirstFile, Audience, One);

    public Secrets SecondSecrets => secondSecrets ??= new(SecondFile, Audience, Two);

    private CaseFile? first;
    private CaseFile? second;
    private Secrets? firstSecrets;
    private Secrets? secondSecrets;

    public static Twin Of(ulong seed)
    {
        var dice = new Dice(seed);
        var audience = dice.Of(Audiences);
        var journal = new RandomJournal(dice, audience);
        return new TwinMaker(dice, journal, audience, seed).Make();
    }

    public static CaseFile Fold(IReadOnlyList<Line> lines) => CaseFile.Fold(Line.Case, Line.Entries(lines));

    public Twin With(IReadOnlyList<Line> one, IReadOnlyList<Line> two) => ReferenceEquals(one, One)
        ? new(Seed, Audience, one, two) { first = FirstFile, firstSecrets = FirstSecrets } : new(Seed, Audience, one, two);

    /// <summary>Keys of lines that differ.</summary>
    public IReadOnlyList<int> Differing()
    {
        var (ones, twos) = (One.ToDictionary(l => l.Key), Two.ToDictionary(l => l.Key));
        return [.. ones.Keys.Union(twos.Keys).Where(k => !ReferenceEquals(ones.GetValueOrDefault(k), twos.GetValueOrDefault(k)))];
    }

    /// <summary>Keys of lines that differ although the audience may see it. None in a twin.</summary>
    public IReadOnlyList<int> Wrong()
    {
        var (ones, twos) = (One.ToDictionary(l => l.Key), Two.ToDictionary(l => l.Key));
        // What is not hidden stands in one order.
        var still = Two.Where(l => !l.IsMoved && ones.ContainsKey(l.Key)).Select(l => l.Key).ToList();
        if (!still.SequenceEqual(One.Select(l => l.Key).Where(still.Contains))) return [-1];
        List<int> differing = [.. Differing()];
        HashSet<int> wrong = [.. differing.Where(k => !MayDiffer(ones.GetValueOrDefault(k), twos.GetValueOrDefault(k)))];
        // Of an item that is seen in both, the same versions are.
        foreach (var id in One.Concat(Two).Select(l => l.Item).OfType<string>().Distinct())
        {
            var (first, second) = (FirstSecrets.HidesItem(id), SecondSecrets.HidesItem(id));
            if ((first && second) || (!first && !second && FirstSecrets.VersionsOf(id).SequenceEqual(SecondSecrets.VersionsOf(id)))) continue;
            var of = differing.Where(k => ones.GetValueOrDefault(k)?.Item == id || twos.GetValueOrDefault(k)?.Item == id).ToList();
            wrong.UnionWith(of.Count > 0 || first != second ? of : differing);
        }
        return [.. wrong];
    }

    // The second line says on what it may differ; else both must be hidden.
    private bool MayDiffer(Line? one, Line? two) => two switch
    {
        { IsTakenBack: true } => Two.Any(l => l.Undoes == two.Key),
        { IsAlike: true, Item: { } item } => !FirstSecrets.HidesItem(item) && !SecondSecrets.HidesItem(item)
            && FirstFile.MarkingOf(item)?.Tlp == SecondFile.MarkingOf(item)?.Tlp,
        { IsCarried: true } => FirstSecrets.IsCarried(two.Key) && SecondSecrets.IsCarried(two.Key),
        { Needs: { } needs } => needs.All(i => FirstSecrets.HidesNamed(i) && SecondSecrets.HidesNamed(i)),
        _ => IsHidden(one) && IsHidden(two),
    };

    private bool IsHidden(Line? line) => line is null || (FirstSecrets.Hides(line) && SecondSecrets.Hides(line));
}
