using Demarche.Claims;
using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>How a package says in plain words what its extensions say, for the letter and for a reader of STIX who knows no extension: one text for both.</summary>
internal static class LetterWords
{
    public static string Of(Disposition disposition) => disposition switch
    {
        Disposition.Accepted => "Accepted",
        Disposition.Declined => "Declined",
        Disposition.Partly => "Accepted in part",
        Disposition.Question => "A question back",
        Disposition.Answered => "Answered",
        Disposition.OnConditions => "Accepted on conditions",
        Disposition.Postponed => "Postponed",
        Disposition.NotCompetent => "Not competent to do it",
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };

    public static string Of(Nature nature) => nature switch
    {
        Nature.Fact => "a fact",
        Nature.Inference => "an inference",
        Nature.Opinion => "an opinion",
        _ => throw new ArgumentOutOfRangeException(nameof(nature)),
    };

    /// <summary>An answer to one ask, as it is said.</summary>
    public static string Answer(Disposition disposition, string? text) => string.IsNullOrEmpty(text) ? Of(disposition) : $"{Of(disposition)}: {text}";

    /// <summary>What follows the words of a request: each ask, on what ground, and by when.</summary>
    public static string Asks(IReadOnlyList<string> asks, string? legalBasis, string? due)
    {
        var terms = new[] { string.IsNullOrEmpty(legalBasis) ? "" : $"Legal basis: {legalBasis}", string.IsNullOrEmpty(due) ? "" : $"Answer needed by: {due}" };
        return string.Concat(asks.Select((a, i) => $"\n\n{i + 1}. {a}").Concat(terms.Where(t => t.Length > 0).Select(t => "\n\n" + t)));
    }

    /// <summary>What follows the words of a reply: the answer as a whole, and each answer under what was asked.</summary>
    public static string Answers(ReplyExtension reply) =>
        $"\n\nReply: {Of(reply.Disposition)}" + string.Concat(reply.Answers.Select((a, i) => $"\n\n{i + 1}. {a.Asked}\n{Answer(a.Disposition, a.Text)}"));

    public static string Claim(string source, string? organisation, Claim claim, string verb, string proposition)
    {
        var who = string.IsNullOrEmpty(organisation) ? source : $"{source}, {organisation},";
        var how = new[] { ClaimWords.Of(claim.Standing), claim.OnRecord ? "on the record" : "off the record", Of(claim.Nature), claim.SaidOn is { } said ? $"said {said}" : "" };
        var quote = claim.Passage?.Quote is { Length: > 0 } words ? $" “{words}”" : "";
        return $"{who} {verb}: {proposition} ({string.Join("; ", how.Where(h => h.Length > 0))}){quote}";
    }
}
