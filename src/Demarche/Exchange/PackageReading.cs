using Demarche.Releases;
using Demarche.Requests;
using Demarche.Stix;
using Answer = Demarche.Requests.Answer;
using Ask = Demarche.Requests.Ask;

namespace Demarche.Exchange;

/// <summary>What a package's bundle says as a request or a reply, in the desk's own words. Pure.</summary>
public static class PackageReading
{
    /// <summary>Longer texts are cut when they become part of a case; the whole stands in the kept bytes.</summary>
    private const int LongestText = Rules.LongestText;

    /// <summary>More asks or answers than this are no request that people wrote.</summary>
    public const int MostAsks = 200;

    /// <summary>The request that the package carries; null where no object of it is one.</summary>
    public static IncomingRequest? Request(PackageContent content, Arrival arrival)
    {
        foreach (var grouping in content.Bundle.Objects.Where(o => o.Type == "grouping"))
        {
            if (RequestExtension.Read(grouping).Value is not { } asked) continue;
            return new IncomingRequest(
                arrival.Partner, content.Id, arrival.PlainSha256, content.Created, content.Title, Cut(Words(grouping.Description ?? "", asked)),
                [.. asked.Asks.Take(MostAsks).Select(a => new Ask(Cut(a.Id), Cut(a.Text)))], Cut(asked.LegalBasis), asked.Due?.ToString() ?? "",
                grouping.Id.ToString());
        }
        return null;
    }

    /// <summary>By when the request that a package carries needs an answer, UTC; null where it is none or names no time.</summary>
    public static string? DueOf(PackageContent content) => content.Kind != Releases.PackageKind.Request ? null
        : content.Bundle.Objects.Where(o => o.Type == "grouping").Select(o => RequestExtension.Read(o).Value).FirstOrDefault(r => r is not null)?.Due?.ToString();

    /// <summary>What the answers of a reply say was asked, by the ids of the asks: the partner's word for it.</summary>
    public static IReadOnlyDictionary<string, string> AskedIn(PackageContent content)
    {
        var reply = content.Bundle.Objects.Where(o => o.Type == "note").Select(o => ReplyExtension.Read(o).Value).FirstOrDefault(r => r is not null);
        return (reply?.Answers ?? []).Take(MostAsks).Where(a => a.Asked is { Length: > 0 }).ToDictionary(a => Cut(a.Ask), a => Cut(a.Asked));
    }

    /// <summary>The reply that the package carries to a request of ours; null where no object of it is one.</summary>
    /// <param name="request">The request's id in our case.</param>
    public static Reply? Reply(PackageContent content, Arrival arrival, string request)
    {
        foreach (var note in content.Bundle.Objects.Where(o => o.Type == "note"))
        {
            if (ReplyExtension.Read(note).Value is not { } reply) continue;
            return new Reply(
                request, arrival.Partner, content.Id, arrival.PlainSha256, content.Created, reply.Disposition, Cut(Words(note.Text("content") ?? "", reply)),
                [.. reply.Answers.Take(MostAsks).Select(a => new Answer(Cut(a.Ask), a.Disposition, Cut(a.Text)))], Object: note.Id.ToString(), About: arrival.About);
        }
        return null;
    }

    // For readers without the extension the description repeats the asks, numbered, at its end; here they stand by themselves.
    private static string Words(string description, RequestExtension asked)
    {
        // Desks of before repeated the asks alone.
        string[] texts = [.. asked.Asks.Select(a => a.Text)];
        return Without(description, LetterWords.Asks(texts, asked.LegalBasis, asked.Due?.ToString()), LetterWords.Asks(texts, null, null));
    }

    // Where there were no words of its own, what is repeated is all that there is.
    private static string Without(string words, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (ending.Length > 0 && words.EndsWith(ending, StringComparison.Ordinal)) return words[..^ending.Length];
            if (ending.Length > 0 && words == ending.TrimStart('\n')) return "";
        }
        return words;
    }

    private static string Words(string content, ReplyExtension reply) => Without(content, LetterWords.Answers(reply, LetterWords.Of(reply.Disposition)), LetterWords.Answers(reply, LetterWords.AskByAsk));

    internal static string Cut(string? text) => text is null ? "" : Demarche.Cut.To(text, LongestText, "…");
}
