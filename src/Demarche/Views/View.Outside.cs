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
    // of the marking or of a hidden part, is no change: its time would tell of it.
    private static Held<T> Outside<T>(Held<T> item, Func<T, T> shown) where T : notnull
    {
        var content = shown(item.Content);
        List<Change<T>> history = [];
        var last = "";
        foreach (var change in item.History)
        {
            var text = item.History.Count == 1 ? "" : JsonSerializer.Serialize(shown(change.Content), FactKinds.Json);
            if (history.Count > 0 && text == last) continue;
            last = text;
            history.Add(new(change.Time, "", "", content, null));
        }
        return new(item.Id, content, new(item.Marking.Tlp, [], []), history, false);
    }
}
