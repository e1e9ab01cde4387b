using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <param name="Marking">Null for the case's default.</param>
public sealed record ProposeOption(string Id, Option Option, Marking? Marking);

public sealed record CorrectOption(string Id, Option Option, string Reason, int? Seen);

public sealed record WithdrawOption(string Id, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record RecordResponse(string Id, Response Response, Marking? Marking);

public sealed record CorrectResponse(string Id, Response Response, string Reason, int? Seen);

public sealed record WithdrawResponse(string Id, string Reason, int? Seen);

/// <summary>What is allowed of options, and of responses that were really made.</summary>
public static class OptionDecisions
{
    /// <summary>A title is read in a table.</summary>
    public const int LongestTitle = 200;

    public static Decision Propose(View view, DeskFile desk, ProposeOption request) => Changes.Add(
        view, request.Id, new OptionProposed(request.Id, request.Option), request.Marking, MustBeWellFormed(view, desk, request.Option));

    public static Decision Correct(View view, DeskFile desk, CorrectOption request) => Changes.Correct(
        view, view.Options.Find(request.Id), request.Seen, new OptionCorrected(request.Id, Whole(view, request), request.Reason), "option",
        MustBeWellFormed(view, desk, request.Option) ?? HiddenPart.MustStay(HiddenParty(view, request) is not null, request.Option.Against is not null, "against"));

    public static Decision Withdraw(View view, WithdrawOption request) => Changes.Withdraw(
        view, view.Options.Find(request.Id), request.Seen, new OptionWithdrawn(request.Id, request.Reason), "option");

    public static Decision Record(View view, RecordResponse request) => Changes.Add(
        view, request.Id, new ResponseRecorded(request.Id, request.Response), request.Marking, MustBeWellFormed(request.Response));

    public static Decision Correct(View view, CorrectResponse request) => Changes.Correct(
        view, view.Responses.Find(request.Id), request.Seen, new ResponseCorrected(request.Id, request.Response, request.Reason), "response", MustBeWellFormed(request.Response));

    public static Decision Withdraw(View view, WithdrawResponse request) => Changes.Withdraw(
        view, view.Responses.Find(request.Id), request.Seen, new ResponseWithdrawn(request.Id, request.Reason), "response");

    private static Decision.Refused? MustBeWellFormed(View view, DeskFile desk, Option option) =>
        TextMustBeGiven(option.Title, "title", "what the option is, in a line") ?? NameMustBePlain(option.Title, "title")
        ?? Must(option.Title.Length <= LongestTitle, "title-must-be-short", $"A title has at most {LongestTitle} characters. Say the rest in the text.", "title")
        ?? TextMustBeGiven(option.Text, "text", "what would be done")
        ?? Long(option.LegalBasis, "legalBasis") ?? Long(option.MustAgree, "mustAgree") ?? Long(option.Cost, "cost")
        ?? Long(option.Time, "time") ?? Long(option.Place, "place") ?? Long(option.Manner, "manner")
        ?? (option.Against is { } against ? MustStandAsSeen(view.Parties.Find(against), null, "party") : null)
        ?? option.Answers.Select(e => MustStandAsSeen(view.Effects.Find(e), null, "effect")).FirstOrDefault(r => r is not null)
        ?? Must(option.ReliesOn.All(p => desk.Partners.Find(p) is { IsWithdrawn: false }), "partner-must-be-listed", "Choose partners from the directory; add one there first.", "reliesOn");

    private static Decision.Refused? MustBeWellFormed(Response response) =>
        TextMustBeGiven(response.By, "by", "who made the response")
        ?? TimeMustBeReal(response.At, "at")
        ?? TextMustBeGiven(response.Text, "text", "what was done")
        ?? TextMustBeGiven(response.Citation, "citation", "where this stands, so that somebody can look it up")
        ?? Must(response.Citation.Length <= Leverage.TieDecisions.LongestCitation, "citation-must-be-short", $"A citation has at most {Leverage.TieDecisions.LongestCitation} characters.", "citation");

    private static Decision.Refused? Long(string text, string field) => text.Length > 0 ? TextMustBeGiven(text, field, "it") : null;

    private static string? HiddenParty(View view, CorrectOption request) => view.Whole<Option>(request.Id) is { Against: { } party } && view.Parties.Find(party) is null ? party : null;

    // A party or an effect that the author may not see can't be in the author's form; a correction keeps it.
    private static Option Whole(View view, CorrectOption request)
    {
        if (view.Whole<Option>(request.Id) is not { } whole) return request.Option;
        return request.Option with { Against = request.Option.Against ?? HiddenParty(view, request), Answers = [.. request.Option.Answers.Union(whole.Answers.Where(e => view.Effects.Find(e) is null))] };
    }
}
