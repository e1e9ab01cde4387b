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
        string? text = null;
        for (var i = 0; i < item.History.Count; i++)
        {
            if (i > 0 && IsSaidAlready(item.History[i - 1].Content, item.History[i].Content, shown, ref text)) continue;
            history.Add(new(item.History[i].Time, "", "", content, null));
        }
        return new(item.Id, content, Bare[item.Marking.Tlp], history, false);
    }

    // A withdrawal and a change of marking hold the very record of the change before them; only two records have to be read to tell.
    private static bool IsSaidAlready<T>(T before, T now, Func<T, T> shown, ref string? text) where T : notnull
    {
        if (ReferenceEquals(before, now)) return true;
        var last = text ?? JsonSerializer.Serialize(shown(before), FactKinds.Json);
        text = JsonSerializer.Serialize(shown(now), FactKinds.Json);
        return text == last;
    }

    private static readonly Dictionary<Tlp, Marking> Bare = Enum.GetValues<Tlp>().ToDictionary(t => t, t => new Marking(t, [], []));
}
