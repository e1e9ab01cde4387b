using Demarche.Web;

namespace Demarche.Options;

/// <summary>A possible response, as a person proposes it.</summary>
/// <param name="Against">A party's id; null where it is aimed at nobody.</param>
/// <param name="Answers">Ids of effects.</param>
/// <param name="ReliesOn">Ids of partners.</param>
public sealed record OptionForm(
    OptionKind Kind, string Title, string Text, string? Against, string? LegalBasis, Reversibility Reversibility, string? MustAgree, string? Cost, string? Time, string? Place,
    string? Manner, IReadOnlyList<string>? Answers, IReadOnlyList<string>? ReliesOn, MarkingForm? Marking)
{
    public Option ToOption() => new(
        Kind, Title.Trim(), Text.Trim(), string.IsNullOrWhiteSpace(Against) ? null : Against, LegalBasis?.Trim() ?? "", Reversibility, MustAgree?.Trim() ?? "", Cost?.Trim() ?? "",
        Time?.Trim() ?? "", Place?.Trim() ?? "", Manner?.Trim() ?? "", [.. (Answers ?? []).Distinct()], [.. (ReliesOn ?? []).Distinct()]);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record OptionCorrectionForm(OptionForm Option, string Reason, int? Seen);

/// <summary>How an option bears on an interest.</summary>
/// <param name="Interest">The interest's id.</param>
public sealed record WeighingForm(string Interest, Bearing Bearing, string Reason, MarkingForm? Marking)
{
    public Weighing ToWeighing(string option) => new(option, Interest, Bearing, Reason.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record WeighingCorrectionForm(WeighingForm Weighing, string Reason, int? Seen);

/// <summary>Whether an option is in proportion, in words.</summary>
public sealed record ProportionalityForm(string Text, string Reason, MarkingForm? Marking)
{
    public Proportionality ToJudgement(string option) => new(option, Text.Trim(), Reason.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record ProportionalityCorrectionForm(ProportionalityForm Judgement, string Reason, int? Seen);

/// <summary>A response that somebody really made.</summary>
public sealed record ResponseForm(OptionKind Kind, string By, ApproximateTime? At, string Text, string Citation, MarkingForm? Marking)
{
    public Response ToResponse() => new(Kind, By.Trim(), At, Text.Trim(), Citation.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record ResponseCorrectionForm(ResponseForm Response, string Reason, int? Seen);

public sealed record DissentForm(string Who, string Text);

/// <summary>What was decided.</summary>
/// <param name="Options">Ids of the options chosen.</param>
/// <param name="ReviewOn">The day of the review; null for none.</param>
public sealed record DecisionForm(
    IReadOnlyList<string> Options, string Text, string Authority, string Reasons, IReadOnlyList<DissentForm>? Dissents, string? ReviewOn, bool Disclosed, MarkingForm? Marking)
{
    public Resolution ToResolution() => new(
        [.. Options.Distinct()], Text.Trim(), Authority.Trim(), Reasons.Trim(), [.. (Dissents ?? []).Select(d => new Objection(d.Who.Trim(), d.Text.Trim()))],
        string.IsNullOrWhiteSpace(ReviewOn) ? null : ReviewOn.Trim(), Disclosed);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record DecisionCorrectionForm(DecisionForm Decision, string Reason, int? Seen);

/// <summary>Whether what a partner promised, or said its law is, was kept.</summary>
/// <param name="Reply">The reply that shows it; its id.</param>
public sealed record CommitmentJudgementForm(CommitmentState State, string? Reply, string Reason, MarkingForm? Marking)
{
    public CommitmentJudgement ToJudgement(string commitment) => new(commitment, State, string.IsNullOrWhiteSpace(Reply) ? null : Reply, Reason.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record CommitmentJudgementCorrectionForm(CommitmentJudgementForm Judgement, string Reason, int? Seen);
