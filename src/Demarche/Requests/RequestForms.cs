using Demarche.Web;

namespace Demarche.Requests;

/// <param name="Id">The ask's id where it stood before; empty for a new one.</param>
public sealed record AskForm(string? Id, string? Text);

/// <summary>What a person says of a request.</summary>
/// <param name="Due">ISO 8601, or what a browser's date-and-time field sends; UTC.</param>
public sealed record RequestForm(
    string? Title, string? Text, IReadOnlyList<AskForm>? Asks, string? LegalBasis, string? Owner, string? Due, IReadOnlyList<string>? Partners,
    IReadOnlyList<string>? Includes, MarkingForm? Marking)
{
    /// <param name="owner">Who keeps it where the form names nobody.</param>
    public Request ToRequest(string owner) => new(
        Title?.Trim() ?? "", Text?.Trim() ?? "", ToAsks(Asks), LegalBasis?.Trim() ?? "", Owner ?? owner, ToDue(Due),
        [.. (Partners ?? []).Distinct()], [.. (Includes ?? []).Distinct()]);

    internal static IReadOnlyList<Ask> ToAsks(IReadOnlyList<AskForm>? asks) =>
        [.. (asks ?? []).Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => new Ask(string.IsNullOrEmpty(a.Id) ? Demarche.Id.New() : a.Id, a.Text!.Trim()))];

    // Kept in one shape, so that due times compare as text.
    private static string ToDue(string? due) => Times.Parse(due) is { } time ? Times.Text(time) : due ?? "";
}

public sealed record RequestRevisionForm(RequestForm Request, string? Reason, int? Seen);

/// <param name="OwnAsks">Whether the partner gets asks of its own; otherwise the common ones stand.</param>
public sealed record WordingForm(string? Text, bool OwnAsks, IReadOnlyList<AskForm>? Asks, int? Seen);

public sealed record PartnerReasonForm(string Partner, string? Reason);

/// <param name="Disposition">Null where this reply says nothing to the ask: what was said to it before stands.</param>
public sealed record AnswerForm(string Ask, Disposition? Disposition, string? Text);

/// <summary>What a person replies to a partner's request.</summary>
/// <param name="Disposition">Of the request as a whole. It counts only where no ask is answered by itself: else the answers say it.</param>
public sealed record ReplyForm(
    Disposition? Disposition, string? Text, IReadOnlyList<AnswerForm>? Answers, IReadOnlyList<string>? Includes, MarkingForm? Marking)
{
    /// <param name="asked">How many things the partner asks.</param>
    public ReplyDraft ToReply(string request, int asked)
    {
        List<Answer> answers = [.. (Answers ?? []).Where(a => a.Disposition is not null).Select(a => new Answer(a.Ask, a.Disposition!.Value, a.Text?.Trim() ?? ""))];
        return new(request, Asks.Whole([.. answers.Select(a => a.Disposition)], asked) ?? Disposition ?? Demarche.Stix.Disposition.Answered, Text?.Trim() ?? "", answers,
            [.. (Includes ?? []).Distinct()]);
    }

    /// <summary>What is missing of the form itself, at the field where it is missing.</summary>
    internal Decision.Refused? Unsaid()
    {
        for (var i = 0; i < (Answers?.Count ?? 0); i++)
        {
            if (Answers![i] is { Disposition: null, Text: { } words } && !string.IsNullOrWhiteSpace(words))
                return new("disposition-must-be-chosen", "Choose what becomes of this ask, beside your words to it.", $"answers[{i}].disposition");
            if (Answers[i] is { Disposition: { } said } answer && ReplyDecisions.NeedsReason(said) && string.IsNullOrWhiteSpace(answer.Text))
                return new("reason-must-be-given", ReplyDecisions.WhatToSay(said), $"answers[{i}].text");
        }
        return Rules.Must(Disposition is not null || Answers?.Any(a => a.Disposition is not null) == true, "disposition-must-be-chosen",
            "Answer at least one ask, or say what becomes of the request as a whole.", Answers is { Count: > 0 } ? "answers[0].disposition" : "disposition");
    }
}

public sealed record QuestionAnswerForm(string Ask, string? Text);

/// <summary>What a person answers to questions that a partner asked back.</summary>
/// <param name="Answers">To questions about single asks; one without words says nothing to that question.</param>
public sealed record AnswerToQuestionForm(string? Text, IReadOnlyList<QuestionAnswerForm>? Answers, IReadOnlyList<string>? Includes, MarkingForm? Marking)
{
    public ReplyDraft ToReply(string request, string question) => new(
        request, Disposition.Answered, Text?.Trim() ?? "",
        [.. (Answers ?? []).Where(a => !string.IsNullOrWhiteSpace(a.Text)).Select(a => new Answer(a.Ask, Disposition.Answered, a.Text!.Trim()))], [.. (Includes ?? []).Distinct()], question);
}

public sealed record ReplyRevisionForm(ReplyForm Reply, string? Reason, int? Seen);
