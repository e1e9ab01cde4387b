using System.Text.Json;
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
        T Told(T said) => shown(Fields.Without(said, hidden));
        string Kept(Change<T> change) => change.Fields.Count == 0 ? "" : string.Join(' ', Fields.Hidden(typeof(T), change.Fields, Audience) ?? []);
        var content = Told(item.Content);
        List<Change<T>> history = [];
        var last = "";
        foreach (var change in item.History)
        {
            var text = item.History.Count == 1 ? "" : $"{Kept(change)}\n{JsonSerializer.Serialize(Told(change.Content), FactKinds.Json)}";
            if (history.Count > 0 && text == last) continue;
            last = text;
            history.Add(new(change.Time, "", "", content, null));
        }
        // What goes out is one object with one level: the strictest of what it says.
        var tlp = item.Fields.Where(f => !hidden.Contains(f.Key)).Select(f => f.Value.Tlp).Append(item.Marking.Tlp).Max();
        return new(item.Id, content, new(tlp, [], []), history, false);
    }
}
