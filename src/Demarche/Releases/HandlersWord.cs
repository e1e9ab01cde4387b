using Demarche.Claims;
using Demarche.Sources;

namespace Demarche.Releases;

/// <summary>
/// Whose handlers must agree before a copy goes: those of all its protected sources, where there are two or more. Whether two of them were said to be one person is
/// not asked here, so that the need tells nothing (docs/decisions/sealed-words-are-for-handlers.md).
/// </summary>
/// <param name="Sources">Protected sources on whose claims the copy rests, in this partner's hands or behind what goes without its claims.</param>
/// <param name="Together">Those of them that are counted for one statement.</param>
internal sealed record HandlersWord(IReadOnlyList<string> Sources, IReadOnlyList<IReadOnlyList<string>> Together)
{
    public static readonly Decision.Refused Missing = new("handlers-must-agree",
        "This package holds claims of several protected sources. A handler of each must agree before it is approved. Ask the source handlers of this case.");

    public static HandlersWord Of(CheckedCopy copy)
    {
        List<IReadOnlyList<string>> together = [.. new Exposure(copy, PersonGroups.None).ProtectedBehind(), .. BehindWords(copy)];
        return new([.. together.SelectMany(t => t).Distinct().Order(StringComparer.Ordinal)], together);
    }

    // A proposition that goes without its claims, in whatever words, and one that a public statement affirms: where protected sources alone say it, one person may be behind it.
    private static IEnumerable<IReadOnlyList<string>> BehindWords(CheckedCopy copy)
    {
        var view = copy.View;
        HashSet<string> told =
        [
            .. view.Propositions.Standing.Select(p => p.Id).Where(copy.Going.Contains),
            .. view.Statements.Standing.Where(s => copy.Going.Contains(s.Id)).SelectMany(s => s.Content.Stances).Where(s => IsFor(s.Stance)).Select(s => s.Proposition),
        ];
        if (told.Count == 0) yield break;
        foreach (var said in view.Claims.Standing.Where(c => told.Contains(c.Content.Proposition) && IsFor(c.Content.Stance)).ToLookup(c => c.Content.Proposition, c => c.Content.Source))
        {
            List<string> behind = [.. said.Distinct().Order(StringComparer.Ordinal)];
            if (behind.TrueForAll(s => view.Sources.Find(s)?.Content.IsProtected == true)) yield return behind;
        }
    }

    private static bool IsFor(Stance stance) => stance is Stance.Asserts or Stance.Suggests;

    public bool IsNeeded => Sources.Count > 1;

    /// <summary>Those of the sources that a person handles.</summary>
    public IReadOnlyList<string> HandledBy(string person, CaseFile file, DeskFile desk) => [.. Sources.Where(s => Handling.Handles(person, s, file, desk))];

    /// <summary>
    /// Whether these people may say for all of the sources that the copy goes. A source that nobody was ever named for needs nobody. Where somebody handles two sources that are
    /// counted for one statement, one who does must be among them: nobody else could know that the two are one.
    /// </summary>
    public bool IsGivenBy(IReadOnlySet<string> people, CaseFile file, DeskFile desk)
    {
        if (!IsNeeded) return true;
        var handlers = Sources.Where(s => Handling.WasEntrusted(s, file)).ToDictionary(s => s, s => Handling.HandlersOf(s, file, desk), StringComparer.Ordinal);
        return handlers.Values.All(of => of.Overlaps(people)) && Together.All(IsWeighed);

        bool IsWeighed(IReadOnlyList<string> sources)
        {
            List<string> entrusted = [.. sources.Where(handlers.ContainsKey)];
            for (var i = 0; i < entrusted.Count; i++)
            {
                for (var j = i + 1; j < entrusted.Count; j++)
                {
                    List<string> both = [.. handlers[entrusted[i]].Intersect(handlers[entrusted[j]])];
                    if (both.Count > 0 && !both.Any(people.Contains)) return false;
                }
            }
            return true;
        }
    }
}
