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

public sealed record AnswerForm(string Ask, Disposition Disposition, string? Text);

/// <summary>What a person replies to a partner's request.</summary>
public sealed record ReplyForm(
    Disposition Disposition, string? Text, IReadOnlyList<AnswerForm>? Answers, IReadOnlyList<string>? Includes, MarkingForm? Marking)
{
    public ReplyDraft ToReply(string request) => new(
        request, Disposition, Text?.Trim() ?? "", [.. (Answers ?? []).Select(a => new Answer(a.Ask, a.Disposition, a.Text?.Trim() ?? ""))],
        [.. (Includes ?? []).Distinct()]);
}

public sealed record ReplyRevisionForm(ReplyForm Reply, string? Reason, int? Seen);
