using Demarche.Exchange;
using static Demarche.Cases.Rules;

namespace Demarche.Releases;

/// <summary>What a package can carry. A letter that says what the bundle can't carry would be read by people and lost by their desk.</summary>
public sealed partial record Outgoing
{
    /// <summary>Why this can't be carried whole to a desk that reads packages as this one does; null where it can.</summary>
    public Decision.Refused? MustBeCarried() =>
        Must(Title.Length is > 0 and <= PackageContent.LongestTitle && !Title.Any(char.IsControl), "title-must-be-a-line",
            $"A title is one line of at most {PackageContent.LongestTitle} characters; the partner's desk refuses another one.", "title")
        ?? Must(TextsOf().All(t => t.Length <= LongestText), "text-must-be-short-enough", $"A text is longer than {LongestText} characters: the partner's desk would cut it. Shorten it.", "text")
        ?? Must(Asks.Count <= PackageReading.MostAsks && (Answers?.Count ?? 0) <= PackageReading.MostAsks, "asks-must-be-few",
            $"There are more than {PackageReading.MostAsks} asks or answers: the partner's desk would drop the rest.", "asks")
        ?? Must(Asks.All(a => a.Id.Length > 0 && a.Text.Length > 0) && Asks.DistinctBy(a => a.Id).Count() == Asks.Count && (Kind != PackageKind.Request || Asks.Count > 0),
            "asks-must-differ", "A request asks for at least one thing, and no two asks have one id. Open the form again.", "asks")
        ?? Must(Due is null || Times.Parse(Due) is not null, "due-must-be-a-time", "The day by which an answer is needed can't be read. Write it again.", "due")
        ?? Must(Kind != PackageKind.Reply || (Disposition is { } d && Enum.IsDefined(d) && AnsweredPackage is { Length: > 0 } && Answers is not null),
            "reply-must-be-whole", "The reply does not say what it answers, or what the answer is.", "disposition")
        ?? Must((Answers ?? []).All(a => Enum.IsDefined(a.Disposition) && a.Ask.Length > 0) && (Answers ?? []).DistinctBy(a => a.Ask).Count() == (Answers?.Count ?? 0),
            "answer-must-be-one", "An ask has one answer. Open the form again.", "answers");

    private IEnumerable<string> TextsOf() => [Text, LegalBasis ?? "", .. Asks.SelectMany(a => new[] { a.Id, a.Text }), .. (Answers ?? []).Select(a => a.Text)];
}
