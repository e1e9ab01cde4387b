using Demarche.Hypotheses;
using Demarche.Sources;

namespace Demarche.Views;

/// <summary>
/// What somebody said of an item by another act than a correction, and every later version carries along: why and by whom a source was graded, a dissent. It keeps
/// the marking of that act: a reader who does not see the version by which it was said is not told it by a later one. Whoever lifts that version lifts it.
/// </summary>
internal static class Carried
{
    /// <summary>What a content of an item tells a reader.</summary>
    /// <param name="item">As the case holds it.</param>
    /// <param name="seen">The versions that the reader sees.</param>
    public static Func<T, T> Of<T>(Held<T> item, IReadOnlyList<Change<T>> seen) where T : notnull
    {
        if (!IsCarrying(item.History)) return content => content;
        HashSet<long> entries = [.. seen.Select(c => c.From.Entry)];
        var said = Said(item.History.Where(c => entries.Contains(c.From.Entry)));
        return content => (T)Told(content, said, seen[0].Time);
    }

    /// <summary>What everybody is told of an item whom its marking allows to see it: what a search of all may find it by.</summary>
    public static object ToAll(Item item)
    {
        if (!IsCarrying(item.History)) return item.Content;
        var open = Enumerable.Range(0, item.History.Count).Where(i => item.History[i].From.Own is null
            && !Versions.IsStricter(Versions.Governing(item.History, i, item.Marking).Marking, item.Marking)).Select(i => item.History[i]);
        return Told(item.Content, Said(open), "");
    }

    private static bool IsCarrying<T>(IReadOnlyList<Change<T>> history) =>
        history.Count > 1 && history.Any(c => c.Content is Source { Grade: not null } or Assessment { Dissents.Count: > 0 });

    // By the acts that say these and nothing else: a correction only carries them.
    private static HashSet<object> Said<T>(IEnumerable<Change<T>> versions)
    {
        HashSet<object> said = [];
        foreach (var version in versions)
        {
            if (version is { What: "source-named" or "source-graded", Content: Source { Grade: { } grade } }) said.Add(grade);
            if (version is { What: "assessment-made" or "assessment-dissented", Content: Assessment a }) said.UnionWith(a.Dissents);
        }
        return said;
    }

    private static object Told(object content, HashSet<object> said, string since) => content switch
    {
        // How reliable it is, the item says now; why, and by whose judgement, the act said.
        Source { Grade: { } grade } s when !said.Contains(grade) => s with { Grade = grade with { Evaluator = "", Time = since, Reason = "" } },
        Assessment a when !a.Dissents.All(said.Contains) => a with { Dissents = [.. a.Dissents.Where(said.Contains)] },
        _ => content,
    };
}
