using System.Security.Cryptography;
using System.Text;

namespace Demarche.Requests;

/// <summary>
/// The ids by which one partner knows the asks of a request. Two partners who compare what they were asked find no id in common, so they can't tell which of their
/// asks was worded otherwise for the other.
/// </summary>
internal static class AskId
{
    /// <summary>128 bits in hexadecimal digits.</summary>
    private const int Length = 32;

    public static string For(string partner, string request, string ask) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"ask\n{partner}\n{request}\n{ask}")))[..Length];

    /// <summary>
    /// The words of every ask, by our id, that a partner was or is to be asked in a request of ours, or that a partner asks us: as they
    /// stand now where a version
    /// of before had other ones. Of the versions that a view shows.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WordsOf(Views.View view, string request, string partner)
    {
        Dictionary<string, string> words = [];
        foreach (var ask in view.Incoming.Find(request)?.Content.Asks ?? []) words[ask.Id] = ask.Text;
        foreach (var ask in view.Requests.Find(request)?.History.SelectMany(c => c.Content.Asks) ?? []) words[ask.Id] = ask.Text;
        foreach (var ask in RequestList.WordingFor(view, request, partner)?.History.SelectMany(c => c.Content.Asks ?? []) ?? []) words[ask.Id] = ask.Text;
        return words;
    }

    /// <summary>A partner's reply with our own ids of what it answers. What earlier packages asked went under those.</summary>
    public static Reply Ours(Reply reply, Shelf<Request> requests, Shelf<Wording> wordings)
    {
        var asked = requests.Find(reply.Request)?.History.SelectMany(c => c.Content.Asks) ?? [];
        var own = wordings.All.Where(w => w.Content.Request == reply.Request && w.Content.Partner == reply.Partner)
            .SelectMany(w => w.History).SelectMany(c => c.Content.Asks ?? []);
        Dictionary<string, string> ours = [];
        foreach (var ask in asked.Concat(own)) ours[For(reply.Partner, reply.Request, ask.Id)] = ask.Id;
        return reply with { Answers = [.. reply.Answers.Select(a => ours.TryGetValue(a.Ask, out var id) ? a with { Ask = id } : a)] };
    }
}
