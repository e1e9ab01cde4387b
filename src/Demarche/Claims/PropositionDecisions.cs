using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Claims;

public sealed record StateProposition(string Id, string Text, Marking? Marking);

public sealed record CorrectProposition(string Id, string Text, string Reason, int? Seen);

public sealed record WithdrawProposition(string Id, string Reason, int? Seen);

/// <summary>What is allowed of propositions. The same words are stated once, so that stances on them meet.</summary>
public static class PropositionDecisions
{
    public static Decision State(View view, StateProposition request)
    {
        var marking = request.Marking ?? view.Default;
        return CaseMustBeOpen(view) ?? MustBeSayable(view, request.Text, null) ?? MarkingMustHold(view, marking)
            ?? Decision.Allow(new PropositionStated(request.Id, new(request.Text.Trim())), marking, request.Id);
    }

    public static Decision Correct(View view, CorrectProposition request)
    {
        var held = view.Propositions.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "proposition")
            ?? TextMustBeGiven(request.Reason, "reason", "why you correct it") ?? MustBeSayable(view, request.Text, request.Id)
            ?? Decision.Allow(new PropositionCorrected(request.Id, new(request.Text.Trim()), request.Reason), held!.Marking, request.Id);
    }

    /// <summary>A proposition on which claims stand stays: a claim is always about something.</summary>
    public static Decision Withdraw(View view, WithdrawProposition request)
    {
        var held = view.Propositions.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "proposition") ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")) is { } refused)
            return refused;
        var claims = view.Claims.Standing.Count(c => c.Content.Proposition == request.Id);
        return claims > 0
            ? Decision.Refuse("proposition-with-claims-must-stay", $"Claims stand on this proposition: {claims}. Withdraw them or give them another proposition first.")
            : Decision.Allow(new PropositionWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    /// <summary>The standing proposition with these words; letter case and the last full stop make no difference.</summary>
    internal static Held<Proposition>? Same(View view, string? text) =>
        text is null ? null : view.Propositions.Standing.FirstOrDefault(p => Plain(p.Content.Text).Equals(Plain(text), StringComparison.OrdinalIgnoreCase));

    private static Decision.Refused? MustBeSayable(View view, string text, string? own) =>
        TextMustBeGiven(text, "text", "what the proposition says")
        ?? (Same(view, text) is { } same && same.Id != own ? new("proposition-must-be-new", "This proposition is stated already.", "text") : null);

    private static string Plain(string text) => text.Trim().TrimEnd('.').TrimEnd();
}
