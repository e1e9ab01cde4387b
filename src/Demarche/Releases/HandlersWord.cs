using Demarche.Sources;

namespace Demarche.Releases;

/// <summary>
/// Whose handlers must agree before a copy goes: those of each protected source that it rests on, as far as its reader at the desk sees.
/// One is enough to need a word, and whether a source has handlers, or two were said to be one person, is not asked here: so the need tells
/// nothing of a second source that the reader does not see, of who handles what, or of a sealed word
/// (docs/decisions/sealed-words-are-for-handlers.md).
/// </summary>
/// <param name="Sources">Protected sources on whose claims it rests, with this partner or behind what goes without its claims.</param>
/// <param name="Together">Those of them that are counted for one statement.</param>
internal sealed record HandlersWord(IReadOnlyList<string> Sources, IReadOnlyList<IReadOnlyList<string>> Together)
{
    /// <summary>One sentence, whatever is missing.</summary>
    public static readonly Decision.Refused Missing = new("handlers-must-agree",
        "This package rests on what protected sources say. A handler of each must agree before it is approved: ask the source handlers of "
        + "this case. Where a source has no handler yet, whoever named it names one on its page. Where none of its handlers "
        + "can be asked any more, name the source anew, with a handler, and give its claims to the new one.");

    public static HandlersWord Of(CheckedCopy copy)
    {
        // A retraction gives the partner nothing that it does not have, and is not to wait.
        if (copy.Composed.Kind == PackageKind.Retraction) return new([], []);
        var exposure = new Exposure(copy, PersonGroups.None);
        List<IReadOnlyList<string>> together = [.. exposure.ProtectedBehind(), .. exposure.ProtectedBehindWords()];
        return new([.. together.SelectMany(t => t).Distinct().Order(StringComparer.Ordinal)], together);
    }

    public bool IsNeeded => Sources.Count > 0;

    /// <summary>Those of the sources that a person handles.</summary>
    public IReadOnlyList<string> HandledBy(string person, CaseFile file, DeskFile desk) =>
        [.. Sources.Where(s => Handling.Handles(person, s, file, desk))];

    /// <summary>
    /// Whether the agreements with which a package was approved no longer carry it: those of the same people who are source handlers still
    /// would not have been enough. Nothing else that changed about handlers counts, so that a package which is held back tells nothing of
    /// who handles what now. What an earlier program approved without agreements has none that could be gone.
    /// </summary>
    public static bool IsGone(DeliveryQuestion asked)
    {
        if (asked.Then is not { } then || Of(then) is not { IsNeeded: true } need) return false;
        var release = asked.Release;
        var gave = asked.FileThen.Agreements.Where(a => a.Release == release.Id).Select(a => a.Person).ToHashSet(StringComparer.Ordinal);
        // Approving is agreeing, for those of the sources that the approver handles.
        if (release.Content.DecidedBy is { } approver && Handling.IsHandler(approver, asked.DeskThen)) gave.Add(approver);
        var still = gave.Where(p => Handling.IsHandler(p, asked.Desk)).ToHashSet(StringComparer.Ordinal);
        return need.IsGivenBy(gave, HandledThen) && !need.IsGivenBy(still, HandledThen);

        // Whoever agreed was a handler then, whatever the list says: it is found by time, and the clock may have been set back since.
        IReadOnlySet<string> HandledThen(string source) => (asked.FileThen.Sources.Find(source)?.Content.Handlers ?? [])
            .Where(h => gave.Contains(h) || Handling.IsHandler(h, asked.DeskThen)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether these people may say for all of the sources that the copy goes. Where somebody handles two sources that are counted for one
    /// statement, one who does must be among them: nobody else could know that the two are one.
    /// </summary>
    public bool IsGivenBy(IReadOnlySet<string> people, CaseFile file, DeskFile desk) =>
        IsGivenBy(people, s => Handling.HandlersOf(s, file, desk));

    private bool IsGivenBy(IReadOnlySet<string> people, Func<string, IReadOnlySet<string>> handlersOf)
    {
        var handlers = Sources.ToDictionary(s => s, handlersOf, StringComparer.Ordinal);
        return handlers.Values.All(of => of.Overlaps(people)) && Together.All(IsWeighed);

        bool IsWeighed(IReadOnlyList<string> sources)
        {
            for (var i = 0; i < sources.Count; i++)
            {
                for (var j = i + 1; j < sources.Count; j++)
                {
                    List<string> both = [.. handlers[sources[i]].Intersect(handlers[sources[j]])];
                    if (both.Count > 0 && !both.Any(people.Contains)) return false;
                }
            }
            return true;
        }
    }
}
