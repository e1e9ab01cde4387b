using System.Globalization;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <param name="Marking">Null for the case's default; of an undisclosed decision without the partners that it names.</param>
public sealed record TakeDecision(string Id, Resolution Resolution, Marking? Marking);

public sealed record CorrectDecision(string Id, Resolution Resolution, string Reason, int? Seen);

public sealed record WithdrawDecision(string Id, string Reason, int? Seen);

/// <summary>What is allowed of decisions.</summary>
public static class ResolutionDecisions
{
    /// <summary>More people than this dissent in no meeting.</summary>
    public const int MostDissents = 50;

    public static Decision Take(View view, TakeDecision request)
    {
        var marking = request.Marking ?? (request.Resolution.Disclosed ? view.Default : view.Default with { ReleasableTo = [] });
        return Changes.Add(view, request.Id, new DecisionTaken(request.Id, request.Resolution), marking, MustBeWellFormed(view, request.Resolution, []) ?? MustStayHere(request.Resolution, marking));
    }

    public static Decision Correct(View view, CorrectDecision request) => Changes.Correct(
        view, view.Resolutions.Find(request.Id), request.Seen, new DecisionCorrected(request.Id, Whole(view, request), request.Reason), "decision",
        MustBeWellFormed(view, request.Resolution, view.Resolutions.Find(request.Id)?.Content.Options ?? [])
        ?? (view.Resolutions.Find(request.Id) is { } held ? MustStayHere(request.Resolution, held.Marking) : null));

    public static Decision Withdraw(View view, WithdrawDecision request) => Changes.Withdraw(
        view, view.Resolutions.Find(request.Id), request.Seen, new DecisionWithdrawn(request.Id, request.Reason), "decision");

    /// <summary>While a decision is undisclosed, no partner sees it by its marking either.</summary>
    internal static Decision.Refused? MustStayHere(object content, Marking marking) =>
        Must(content is not Resolution { Disclosed: false } || (marking.Tlp != Tlp.Clear && marking.ReleasableTo.Count == 0 && marking.Originator is null), "an-undisclosed-decision-goes-to-no-partner",
            "This decision is undisclosed: its marking can't be TLP:CLEAR or name a partner. Choose a stricter one, or say first that it is disclosed.", "marking");

    /// <summary>Whether a decision is to be looked at again by now.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsDue(Held<Resolution> decision, string now) =>
        !decision.IsWithdrawn && decision.Content.ReviewOn is { } day && string.CompareOrdinal(day, 0, now, 0, Day.Length) <= 0;

    private const string Day = "yyyy-MM-dd";

    // An option that was chosen may have been withdrawn since: it was chosen all the same.
    private static Decision.Refused? MustBeWellFormed(View view, Resolution resolution, IReadOnlyList<string> chosen) =>
        Must(resolution.Options.Count > 0, "option-must-be-chosen", "Choose at least one option. To do nothing is one too: propose it first.", "options")
        ?? resolution.Options.Except(chosen).Select(o => MustStandAsSeen(view.Options.Find(o), null, "option")).FirstOrDefault(r => r is not null)
        ?? TextMustBeGiven(resolution.Text, "text", "what was decided")
        ?? TextMustBeGiven(resolution.Authority, "authority", "by what authority")
        ?? TextMustBeGiven(resolution.Reasons, "reasons", "why")
        ?? Must(resolution.Dissents.Count <= MostDissents, "dissents-must-be-few-enough", $"At most {MostDissents} dissents. Put the others together.", "dissents")
        ?? resolution.Dissents.Select(d => TextMustBeGiven(d.Who, "dissents", "who disagrees") ?? TextMustBeGiven(d.Text, "dissents", "what they say")).FirstOrDefault(r => r is not null)
        ?? Must(resolution.ReviewOn is not { } day || DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "review-must-be-a-day",
            "Give the day of the review as 2014-12-31.", "reviewOn");

    // Options that the author may not see can't be in the author's form; a correction keeps them.
    private static Resolution Whole(View view, CorrectDecision request) => view.Whole<Resolution>(request.Id) is not { } whole ? request.Resolution
        : request.Resolution with { Options = [.. request.Resolution.Options.Union(whole.Options.Where(o => view.Options.Find(o) is null))] };
}
