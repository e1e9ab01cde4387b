using System.Text.Json;
using Demarche.Releases;
using Demarche.Requests;

namespace Demarche.Views;

/// <summary>What of an item is nobody's business outside the desk.</summary>
public sealed partial class View
{
    /// <summary>Whether what passes between this desk and a partner may be told: at the desk always, outside only to that partner.</summary>
    private bool IsWith(string partner) => IsAtDesk || Audience is Audience.Partner { Id: var reader } && reader == partner;

    private Request Asked(Request request) => IsAtDesk ? request : request with { Owner = "", Partners = [.. request.Partners.Where(IsWith)] };

    // No author, no reasons, no earlier text, no other partner's name in its marking; and a change that the reader can't see,
    // of the marking or of a hidden part, is no change: its time would tell of it. That a member was open to the reader and is no
    // more, or the other way round, is one: what was given before would else carry the same time and other words.
    private Held<T> Outside<T>(Held<T> item, IReadOnlyList<string> hidden, Func<T, T> shown) where T : notnull
    {
        T Told(Change<T> version) => shown(Fields.Without(version.Content, version.Withheld ?? []));
        var content = shown(Fields.Without(item.Content, hidden));
        List<Change<T>> history = [];
        string? text = null;
        for (var i = 0; i < item.History.Count; i++)
        {
            if (i > 0 && IsKept(item.History[i - 1]) != IsKept(item.History[i])) text = null;
            else if (i > 0 && IsSaidAlready(item.History[i - 1], item.History[i], Told, ref text)) continue;
            history.Add(new(item.History[i].Time, "", "", content, null));
        }
        // What goes out is one object with one level, and one word of what may be done with it: the strictest of what it says.
        var marking = SentMarking.Of(item.Marking);
        foreach (var (_, part) in item.Fields.Where(f => !hidden.Contains(f.Key))) marking = marking.And(part);
        return new(item.Id, content, Bare[marking], history, false);

        string IsKept(Change<T> change) => change.Fields.Count == 0 ? "" : string.Join(' ', Fields.Hidden(typeof(T), change.Fields, Audience) ?? ["?"]);
    }

    // A withdrawal and a change of marking hold the very record of the change before them; only two records have to be read to tell.
    private static bool IsSaidAlready<T>(Change<T> before, Change<T> now, Func<Change<T>, T> shown, ref string? text) where T : notnull
    {
        if (ReferenceEquals(before.Content, now.Content)) return true;
        var last = text ?? JsonSerializer.Serialize(shown(before), FactKinds.Json);
        text = JsonSerializer.Serialize(shown(now), FactKinds.Json);
        return text == last;
    }

    private static readonly Dictionary<SentMarking, Marking> Bare = Enum.GetValues<Tlp>()
        .SelectMany(t => Enum.GetValues<Pap>().Select(p => (Pap?)p).Append(null).Select(p => new SentMarking(t, p)))
        .ToDictionary(m => m, m => new Marking(m.Tlp, [], [], Pap: m.Pap));
}
