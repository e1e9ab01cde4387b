using Demarche.Claims;
using Demarche.Documents;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// How many independent origins stand behind a statement in a partner's hands (k), and which protected source is exposed where k is 1. Claims of one
/// origin or of one source count once; so do those of sources that are one person, for whoever handles them and for nobody else. Two protected sources are
/// counted as two, and said to be perhaps one.
/// </summary>
internal sealed class Exposure
{
    private readonly CheckedCopy copy;
    private readonly PersonGroups persons;
    private readonly View view;
    private readonly PublicAlready known;
    private readonly ILookup<(string, Side), Held<Claim>> heard;
    private readonly Dictionary<(string, Stance), int> counted = [];

    /// <param name="persons">Which sources count as one: none for what everybody may be shown.</param>
    public Exposure(CheckedCopy copy, PersonGroups persons)
    {
        (this.copy, this.persons, view) = (copy, persons, copy.View);
        known = new(view, copy.Partner.At);
        heard = view.Claims.Standing.Where(c => copy.Going.Contains(c.Id) || copy.Before.ContainsKey(c.Id) || IsPublic(c))
            .ToLookup(c => (c.Content.Proposition, SideOf(c.Content.Stance)));
    }

    internal enum Side { For, Against, NoEvidence, Asked }

    public IReadOnlyList<Reach> Reach() =>
        [.. Going().Select(c => new Reach(c.Id, ItemText(c), OriginsBeside(c), copy.Before.GetValueOrDefault(c.Id)?.First))];

    /// <summary>
    /// For each statement that goes as the words of a protected source, and is not public already, the protected sources that its count
    /// rests on.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> ProtectedBehind() =>
        Going().Where(c => IsProtected(c.Content.Source) && !IsPublic(c)).DistinctBy(c => (c.Content.Proposition, c.Content.Stance))
            .Select(s => Beside(s).Select(c => c.Content.Source).Where(IsProtected).Distinct().Order(StringComparer.Ordinal).ToList());

    /// <summary>
    /// The same for what is told without its claims: a proposition, in whatever words, and the side that a public statement takes. Where
    /// protected sources alone say it, on one side, one person may be behind it. A proposition by itself does not say which side is meant,
    /// so each counts.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> ProtectedBehindWords()
    {
        HashSet<string> bare = [.. view.Propositions.Standing.Select(p => p.Id).Where(copy.Going.Contains)];
        HashSet<(string, Side)> stated =
        [
            .. view.Statements.Standing.Where(s => copy.Going.Contains(s.Id)).SelectMany(s => s.Content.Stances)
                .Select(s => (s.Proposition, SideOf(s.Stance))),
        ];
        if (bare.Count + stated.Count == 0) yield break;
        foreach (var said in view.Claims.Standing.ToLookup(c => (c.Content.Proposition, SideOf(c.Content.Stance))))
        {
            var isTold = bare.Contains(said.Key.Proposition) || stated.Contains(said.Key);
            if (isTold && said.All(c => IsProtected(c.Content.Source)) && !said.All(IsPublic))
                yield return [.. said.Select(c => c.Content.Source).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    public IEnumerable<Finding> Findings()
    {
        foreach (var claim in Going())
        {
            if (view.Sources.Find(claim.Content.Source)?.Content is not { IsProtected: true } source) continue;
            var k = OriginsBeside(claim);
            if (k == 1) yield return Alone(claim, source) with { RestsOn = [claim.Content.Proposition, claim.Content.Source] };
            else if (Beside(claim) is var beside && beside.All(c => IsProtected(c.Content.Source)))
                yield return new("protected-sources-may-be-one", Severity.Warning, claim.Id,
                    $"All {k} origins of “{ItemText(claim)}” are protected sources. Nobody outside knows that they are {k}, and they may be one.")
                { RestsOn = [.. beside.SelectMany(c => new[] { c.Id, c.Content.Proposition, c.Content.Source })] };
        }
        var alone = view.Propositions.Standing.Where(p => copy.Going.Contains(p.Id) && !copy.IsReworded(p.Id)).ToList();
        if (alone.Count == 0) yield break;
        var sayings = view.Claims.Standing.Where(c => SideOf(c.Content.Stance) == Side.For).ToLookup(c => c.Content.Proposition);
        foreach (var proposition in alone)
        {
            var behind = sayings[proposition.Id].ToList();
            // Where everybody may read that it says so, the proposition finds nobody anew.
            if (behind.Count > 0 && Origins(behind) == 1 && behind.All(c => IsProtected(c.Content.Source)) && !behind.Exists(IsPublic))
                yield return new("only-a-protected-source-says-it", Severity.Warning, proposition.Id,
                    $"Only a protected source says “{proposition.Content.Text}”. Whoever knows who could know it can find the source. Reword it, or write why it may go.")
                { RestsOn = [.. behind.SelectMany(c => new[] { c.Id, c.Content.Source })] };
        }
    }

    private Finding Alone(Held<Claim> claim, Source source)
    {
        if (copy.Before.GetValueOrDefault(claim.Id) is { } before && before.Item.IsWordedLike(copy.OwnItem(claim.Id)))
            return new("they-have-it-already", Severity.Note, claim.Id, $"The partner has had this, from a protected source alone, since {before.First}.");
        if (claim.Content.Passage is { } passage && view.Documents.Find(passage.Document) is { } document && known.Sees(document.Marking))
            return new("published-already", Severity.Note, claim.Id,
                $"“{source.Description}” is the only origin of this, and its words are public already in “{document.Content.Title ?? document.Content.Name}”.");
        if (copy.IsReworded(claim.Id))
            return new("one-origin-behind-other-words", Severity.Warning, claim.Id,
                $"The partner could have “{copy.Outgoing.Rewordings[claim.Id].Content.Text}” from one origin only, a protected source. The other words keep its words, its description and its date; that one source knows it can't be kept.");
        return new("protected-source-exposed", Severity.Block, claim.Id,
            $"The partner could have this from one origin only (k = 1): “{source.Description}”, a protected source, in its own words. Whoever knows who could have said it can find the source. Leave it out, reword it in this copy, or send it when a second, independent origin says the same.");
    }

    private bool IsProtected(string source) => view.Sources.Find(source)?.Content.IsProtected == true;

    private IEnumerable<Held<Claim>> Going() => copy.Items.Where(i => i.Kind == "claim").Select(i => view.Claims.Find(i.Item)).OfType<Held<Claim>>();

    // Whoever asserts it could have suggested it, and who only suggested it can't be who asserts it.
    private List<Held<Claim>> Beside(Held<Claim> claim) => [.. heard[(claim.Content.Proposition, SideOf(claim.Content.Stance))]
        .Where(c => c.Content.Stance == claim.Content.Stance || claim.Content.Stance == Stance.Suggests)];

    private int OriginsBeside(Held<Claim> claim)
    {
        var key = (claim.Content.Proposition, claim.Content.Stance);
        if (!counted.TryGetValue(key, out var k)) counted[key] = k = Origins(Beside(claim));
        return k;
    }

    // Claims hang together by origin, by source and by person; what hangs together is one origin.
    private int Origins(List<Held<Claim>> claims)
    {
        var origins = OriginList.Of(view);
        List<HashSet<string>> groups = [];
        foreach (var claim in claims)
        {
            HashSet<string> keys = ["origin " + origins.KeyOf(claim.Content), "person " + persons.PersonOf(claim.Content.Source)];
            foreach (var touched in groups.Where(g => g.Overlaps(keys)).ToList())
            {
                keys.UnionWith(touched);
                groups.Remove(touched);
            }
            groups.Add(keys);
        }
        return groups.Count;
    }

    private bool IsPublic(Held<Claim> claim) => known.HasWords(claim);

    private string ItemText(Held<Claim> claim) => view.Propositions.Find(claim.Content.Proposition)?.Content.Text ?? "";

    internal static Side SideOf(Stance stance) => stance switch
    {
        Stance.Asserts or Stance.Suggests => Side.For,
        Stance.Denies => Side.Against,
        Stance.NoEvidenceFor => Side.NoEvidence,
        _ => Side.Asked,
    };
}
