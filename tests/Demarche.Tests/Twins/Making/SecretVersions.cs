using Demarche.Cases;
using Demarche.Markings;

namespace Demarche.Tests.Twins;

/// <summary>Which versions of an item an audience may see that sees the item: the second statement of the rule, entry by entry.</summary>
/// <param name="All">The lines that made its versions, by their keys.</param>
/// <param name="Seen">Those whose version the audience sees.</param>
/// <param name="Carried">Those whose version is hidden and whose words a seen version says.</param>
/// <param name="HiddenIn">The members hidden in the version of a line, for as long as its words are not written over.</param>
/// <param name="Told">Each seen version with its hidden members and the line whose words it says.</param>
internal sealed record SecretVersions(
    IReadOnlySet<int> All, IReadOnlySet<int> Seen, IReadOnlySet<int> Carried, IReadOnlyDictionary<int, IReadOnlyList<string>> HiddenIn, IReadOnlyList<string> Told)
{
    /// <summary>Whether a fact makes a version that can be taken out or said otherwise where it is hidden. What withdraws an item, or marks a member, is told by what it leaves.</summary>
    public static bool IsVersion(Fact fact) => IsWords(fact) || fact is MarkingChanged or VersionLifted;

    public static SecretVersions Of(Item item, Audience audience, IReadOnlyDictionary<long, Line> lines, Func<object, object, bool> namesHidden)
    {
        var history = item.History;
        // A release has no versions: it goes from one state to the next.
        if (item.Content is Demarche.Releases.Release) return new(new HashSet<int>(), new HashSet<int>(), new HashSet<int>(), new Dictionary<int, IReadOnlyList<string>>(), []);
        var count = history.Count;
        bool Keeps(Marking marking) => !Ruling.For(marking, audience).Seen;
        bool IsClosed(int at) => Keeps(history[at].From.Marking)
            || history[at].Fields.Any(f => Keeps(f.Value) && !Fields.Of(item.Content.GetType()).Contains(f.Key));
        bool IsOpenFrom(int from) => Enumerable.Range(from, count - from).All(i => !IsClosed(i));
        int At(long entry) => Enumerable.Range(0, count).First(i => history[i].From.Entry == entry);
        bool IsSeen(int i) => (IsOpenFrom(i) || (history[i].From.LiftedBy is { } lift && IsOpenFrom(At(lift))))
            && (history[i].From.Own is not { } own || !Keeps(own)) && !namesHidden(history[i].Content, item.Content);
        bool IsMemberKept(string member, int from) => Enumerable.Range(from, count - from).Any(i => history[i].Fields.TryGetValue(member, out var marking) && Keeps(marking));
        List<string> Hidden(int i) => [.. Fields.Of(item.Content.GetType()).Where(m => IsMemberKept(m, history[i].From.LiftedFields.TryGetValue(m, out var by) ? At(by) : i))];

        var of = Enumerable.Range(0, count).Select(i => lines[history[i].From.Entry]).ToList();
        int Words(int i) => Enumerable.Range(0, i + 1).Last(w => w == 0 || IsWords(of[w].Fact!));
        List<int> seen = [.. Enumerable.Range(0, count).Where(IsSeen)];
        var hiddenIn = new Dictionary<int, IReadOnlyList<string>>();
        for (var w = 0; w < count; w++)
        {
            if (Words(w) != w) continue;
            var says = Enumerable.Range(w, count - w).TakeWhile(i => Words(i) == w).ToList();
            hiddenIn[of[w].Key] = [.. Hidden(says[0]).Where(m => says.All(i => Hidden(i).Contains(m)))];
        }
        return new(
            of.Select(l => l.Key).ToHashSet(), seen.Select(i => of[i].Key).ToHashSet(),
            seen.Select(Words).Where(w => !seen.Contains(w)).Select(w => of[w].Key).ToHashSet(), hiddenIn,
            [.. seen.Select(i => $"{of[i].Key} says {of[Words(i)].Key} without {string.Join(' ', Hidden(i))}, marked {Marked(i)}")]);

        // At the desk it is told by which marking a member is hidden; outside, what is seen of the item has the level of its members.
        string Marked(int i) => string.Join(' ', history[i].Fields.Where(f => audience is Audience.AtDesk || !Keeps(f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value.ToJson()));
    }

    private static bool IsWords(Fact fact) => FactMaker.ContentOf(fact.GetType(), typeof(Added<>)) is not null || FactMaker.ContentOf(fact.GetType(), typeof(Corrected<>)) is not null;
}
