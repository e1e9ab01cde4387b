using System.Globalization;
using Demarche.Claims;
using Demarche.Observables;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Web;

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

    public static string Of(Standing standing) => Words.English("sources.standing", Words.Key(standing))!;

    public static string Of(ObservableRole role) => Words.English("observables.role", Words.Key(role))!;

    /// <summary>What is told of a source whose name is kept.</summary>
    public const string Protected = "the source is protected";

    public static string Verb(Stance stance) => stance switch
    {
        Stance.Asserts => "asserts",
        Stance.Suggests => "suggests",
        Stance.Denies => "denies",
        Stance.NoEvidenceFor => "has no evidence for",
        _ => "was asked about",
    };

    public static string Of(PackageKind kind) => kind switch
    {
        PackageKind.Request => "A request",
        PackageKind.Reply => "A reply to your request",
        PackageKind.Brief => "A brief",
        PackageKind.Correction => "A correction of what we sent",
        PackageKind.Retraction => "A retraction of what we sent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A type that came from a partner may be one that this desk has no word for; it is shown as it is.</summary>
    public static string Type(string type) => Words.English("observables.type", type) ?? type;

    /// <summary>Admiralty code, credibility of information: the number and its word.</summary>
    public static string Credibility(int credibility)
    {
        var grade = Math.Clamp(credibility, 1, 6).ToString(CultureInfo.InvariantCulture);
        return $"credibility {grade}, {Words.English("observables.credibility", grade)}";
    }

    /// <summary>A source that is named, or of which a public description is told.</summary>
    public static string Who(string source, string? organisation) => string.IsNullOrEmpty(organisation) ? source : $"{source}, {organisation},";

    public static string Record(bool isOnRecord) => isOnRecord ? "on the record" : "off the record";

    /// <summary>An answer to one ask, as it is said.</summary>
    public static string Answer(Disposition disposition, string? text) => string.IsNullOrEmpty(text) ? Of(disposition) : $"{Of(disposition)}: {text}";

    /// <summary>What follows the words of a request: each ask, on what ground, and by when.</summary>
    public static string Asks(IReadOnlyList<string> asks, string? legalBasis, string? due)
    {
        var terms = new[] { string.IsNullOrEmpty(legalBasis) ? "" : $"Legal basis: {legalBasis}", string.IsNullOrEmpty(due) ? "" : $"Answer needed by: {due}" };
        return string.Concat(asks.Select((a, i) => $"\n\n{i + 1}. {a}").Concat(terms.Where(t => t.Length > 0).Select(t => "\n\n" + t)));
    }

    /// <summary>Stands for the answer as a whole where the answers to single asks differ, or some have none.</summary>
    public const string AskByAsk = "Ask by ask, as below";

    /// <summary>The answer as a whole: one word for all asks where all have that answer, and otherwise none that an answer could contradict.</summary>
    /// <param name="asked">How many asks there are.</param>
    public static string Whole(Disposition whole, IReadOnlyList<Disposition> answers, int asked) =>
        answers.Count == 0 || (answers.Count == asked && answers.All(a => a == whole)) ? Of(whole) : AskByAsk;

    /// <summary>What follows the words of a reply: the answer as a whole, and each answer under what was asked.</summary>
    /// <param name="whole">What is said of the whole.</param>
    public static string Answers(ReplyExtension reply, string whole) =>
        $"\n\nReply: {whole}" + string.Concat(reply.Answers.Select((a, i) => $"\n\n{i + 1}. {a.Asked}\n{Answer(a.Disposition, a.Text)}"));

    public static string Claim(string source, string? organisation, Claim claim, string verb, string proposition)
    {
        var who = Who(source, organisation);
        var how = new[] { Of(claim.Standing), Record(claim.OnRecord), Of(claim.Nature), claim.SaidOn is { } said ? $"said {said}" : "" };
        var quote = claim.Passage?.Quote is { Length: > 0 } words ? $" “{words}”" : "";
        return $"{who} {verb}: {proposition} ({string.Join("; ", how.Where(h => h.Length > 0))}){quote}";
    }
}
