using Demarche.Documents;
using Demarche.Reading;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Observables;

public sealed record SeeObservable(string Id, string? Type, string Written, int? Credibility, string? Note, PassageRef? Passage, Marking? Marking);

public sealed record CorrectObservable(string Id, string? Type, string Written, int? Credibility, string? Note, string Reason, int? Seen);

public sealed record WithdrawObservable(string Id, string Reason, int? Seen);

/// <summary>What is allowed of observables. Values are refanged and normalised by the reader, and no other way.</summary>
public static class ObservableDecisions
{
    /// <summary>A URL may be long; a longer value than this is a text that holds one.</summary>
    public const int LongestValue = 4000;

    /// <summary>Admiralty 6: its truth can't be judged.</summary>
    private const int Unjudged = 6;

    public static Decision See(View view, SeeObservable request)
    {
        var marking = RestsOn.MarkingFor(view, new Observable("", "", Unjudged, request.Passage, null), request.Marking);
        if ((CaseMustBeOpen(view) ?? MarkingMustHold(view, marking)
            ?? (request.Passage is { } passage ? MustStandAsSeen(view.Documents.Find(passage.Document), null, "document") : null)) is { } refused)
            return refused;
        if (Read(request.Type, request.Written, out var type, out var value) is { } unread) return unread;
        return CredibilityMustBeGraded(request.Credibility) ?? MustBeNew(view, type, value, null, request.Passage)
            ?? Decision.Allow(new ObservableSeen(request.Id, new(type, value, request.Credibility ?? Unjudged, request.Passage, request.Note?.Trim())), marking, request.Id);
    }

    /// <summary>A correction keeps the passage.</summary>
    public static Decision Correct(View view, CorrectObservable request)
    {
        var held = view.Observables.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "observable") ?? TextMustBeGiven(request.Reason, "reason", "why you correct it")) is { } refused)
            return refused;
        if (Read(request.Type, request.Written, out var type, out var value) is { } unread) return unread;
        return CredibilityMustBeGraded(request.Credibility) ?? MustBeNew(view, type, value, request.Id, held!.Content.Passage)
            ?? Decision.Allow(new ObservableCorrected(request.Id, held!.Content with
            {
                Type = type,
                Value = value,
                Credibility = request.Credibility ?? held.Content.Credibility,
                Note = request.Note?.Trim(),
            }, request.Reason), held.Marking, request.Id);
    }

    public static Decision Withdraw(View view, WithdrawObservable request)
    {
        var held = view.Observables.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "observable")
            ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Decision.Allow(new ObservableWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    /// <summary>Puts the passage of the observable as it stands back into a correction that was decided on a view, which may not show it.</summary>
    public static Decision Carry(CaseFile file, Decision decision) => decision is not Decision.Allowed allowed ? decision
        : allowed with
        {
            Facts = [.. allowed.Facts.Select(m => m.Fact is ObservableCorrected c && file.Observables.Find(c.Id) is { } held
            ? m with { Fact = c with { Content = c.Content with { Passage = held.Content.Passage } } } : m)]
        };

    private static Decision.Refused? Read(string? type, string written, out string readType, out string value)
    {
        (readType, value) = ("", "");
        if (TextMustBeGiven(written, "value", "what was seen") is { } missing) return missing;
        if (written.Length > LongestValue) return new("value-must-be-short", $"An observable has at most {LongestValue} characters.", "value");
        var text = written.Trim();
        // The whole of it must be one observable: an address inside a sentence is not what the person meant to enter.
        var found = Reader.Read(System.Text.Encoding.UTF8.GetBytes(text), "text/plain", null).Document?.Observables
            .Where(o => o.Start == 0 && o.End == text.Length && (string.IsNullOrEmpty(type) || o.Type == type)).FirstOrDefault();
        if (found is null)
        {
            return string.IsNullOrEmpty(type)
                ? new("observable-must-be-readable", $"The reader knows no observable in \"{text}\". Check it, or say its type.", "value")
                : new("observable-must-be-of-its-type", $"\"{text}\" is no {ObservableWords.Of(type)} as the reader knows it.", "value");
        }
        (readType, value) = (found.Type, found.Value);
        return null;
    }

    private static Decision.Refused? CredibilityMustBeGraded(int? credibility) => credibility is null or (>= 1 and <= 6) ? null
        : new("credibility-must-be-graded", "Credibility goes from 1, confirmed, to 6, cannot be judged.", "credibility");

    private static Decision.Refused? MustBeNew(View view, string type, string value, string? own, PassageRef? passage) =>
        view.Observables.Standing.Any(o => o.Id != own && o.Content.Type == type && o.Content.Value == value
            && o.Content.Passage?.Document == passage?.Document && o.Content.Passage?.Start == passage?.Start)
            ? new("observable-must-be-new", $"{value} stands in the case already, from the same place.", "value") : null;
}
