using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <param name="Marking">Null for the case's default.</param>
public sealed record WeighOption(string Id, Weighing Weighing, Marking? Marking);

public sealed record CorrectWeighing(string Id, Weighing Weighing, string Reason, int? Seen);

/// <param name="Option">The option that it is of: what stands elsewhere is not there.</param>
public sealed record WithdrawWeighing(string Id, string Option, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record JudgeProportionality(string Id, Proportionality Judgement, Marking? Marking);

public sealed record CorrectProportionality(string Id, Proportionality Judgement, string Reason, int? Seen);

/// <param name="Option">The option that it is of.</param>
public sealed record WithdrawProportionality(string Id, string Option, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record JudgeCommitment(string Id, CommitmentJudgement Judgement, Marking? Marking);

public sealed record CorrectCommitmentJudgement(string Id, CommitmentJudgement Judgement, string Reason, int? Seen);

/// <param name="Commitment">The commitment that it is of.</param>
public sealed record WithdrawCommitmentJudgement(string Id, string Commitment, string Reason, int? Seen);

/// <summary>What is allowed of people's judgements of options and of commitments. Each is its author's, and several stand side by side.</summary>
public static class JudgementDecisions
{
    public static Decision Weigh(View view, WeighOption request) => Changes.Add(
        view, request.Id, new OptionWeighed(request.Id, request.Weighing), request.Marking,
        MustStandAsSeen(view.Options.Find(request.Weighing.Option), null, "option")
        ?? MustStandAsSeen(view.Interests.Find(request.Weighing.Interest), null, "interest")
        ?? TextMustBeGiven(request.Weighing.Reason, "reason", "why it bears on this so")
        ?? Must(!view.Weighings.Standing.Any(w => view.IsOwn(w)
            && (w.Content.Option, w.Content.Interest) == (request.Weighing.Option, request.Weighing.Interest)),
            "a-person-weighs-once", "You have weighed this option against this interest. Correct your weighing.", "bearing"));

    public static Decision Correct(View view, CorrectWeighing request) => Changes.Correct(
        view, view.Weighings.Find(request.Id), request.Seen, new OptionWeighingCorrected(request.Id, request.Weighing, request.Reason), "weighing",
        Authorship.MustBeOnesOwn(view, view.Weighings.Find(request.Id), "weighing")
        ?? Must(view.Weighings.Find(request.Id)?.Content is not { } now || (now.Option, now.Interest) == (request.Weighing.Option, request.Weighing.Interest), "a-weighing-stays-of-the-same",
            "A correction says anew how this option bears on this interest. Another pair is another weighing.", "interest")
        ?? TextMustBeGiven(request.Weighing.Reason, "weighing.reason", "why it bears on this so"));

    public static Decision Withdraw(View view, WithdrawWeighing request) => Withdraw(
        view, Of(view.Weighings.Find(request.Id), w => w.Option == request.Option), request.Seen, new OptionWeighingWithdrawn(request.Id, request.Reason), "weighing");

    public static Decision Judge(View view, JudgeProportionality request) => Changes.Add(
        view, request.Id, new ProportionalityJudged(request.Id, request.Judgement), request.Marking,
        MustStandAsSeen(view.Options.Find(request.Judgement.Option), null, "option") ?? MustBeSaid(request.Judgement)
        ?? Must(!view.Proportionalities.Standing.Any(p => view.IsOwn(p)
            && p.Content.Option == request.Judgement.Option), "a-person-judges-once",
            "You have judged whether this option is in proportion. Correct your judgement.", "text"));

    public static Decision Correct(View view, CorrectProportionality request) => Changes.Correct(
        view, view.Proportionalities.Find(request.Id), request.Seen, new ProportionalityCorrected(request.Id, request.Judgement, request.Reason), "judgement",
        Authorship.MustBeOnesOwn(view, view.Proportionalities.Find(request.Id), "judgement")
        ?? Must(view.Proportionalities.Find(request.Id)?.Content.Option is not { } option || option == request.Judgement.Option, "a-judgement-stays-of-the-same",
            "A correction says anew what you think of the same option.", "option")
        ?? MustBeSaid(request.Judgement));

    public static Decision Withdraw(View view, WithdrawProportionality request) => Withdraw(
        view, Of(view.Proportionalities.Find(request.Id), p => p.Option == request.Option), request.Seen, new ProportionalityWithdrawn(request.Id, request.Reason), "judgement");

    public static Decision Judge(View view, JudgeCommitment request) => Changes.Add(
        view, request.Id, new CommitmentJudged(request.Id, request.Judgement), request.Marking,
        MustStandAsSeen(view.Commitments.Find(request.Judgement.Commitment), null, "commitment") ?? MustBeSaid(view, request.Judgement)
        ?? Must(!view.CommitmentJudgements.Standing.Any(j => view.IsOwn(j)
            && j.Content.Commitment == request.Judgement.Commitment), "a-person-judges-once",
            "You have judged this. Correct your judgement.", "state"));

    public static Decision Correct(View view, CorrectCommitmentJudgement request) => Changes.Correct(
        view, view.CommitmentJudgements.Find(request.Id), request.Seen, new CommitmentJudgementCorrected(request.Id, Whole(view, request), request.Reason), "judgement",
        Authorship.MustBeOnesOwn(view, view.CommitmentJudgements.Find(request.Id), "judgement")
        ?? Must(view.CommitmentJudgements.Find(request.Id)?.Content.Commitment is not { } commitment || commitment == request.Judgement.Commitment, "a-judgement-stays-of-the-same",
            "A correction says anew what you think of the same commitment.", "commitment")
        ?? MustBeSaid(view, request.Judgement)
        ?? HiddenPart.MustStay(HiddenReply(view, request) is not null, request.Judgement.Reply is not null, "reply"));

    public static Decision Withdraw(View view, WithdrawCommitmentJudgement request) => Withdraw(
        view, Of(view.CommitmentJudgements.Find(request.Id), j => j.Commitment == request.Commitment), request.Seen, new CommitmentJudgementWithdrawn(request.Id, request.Reason), "judgement");

    private static Decision Withdraw<T>(View view, Held<T>? held, int? seen, Withdrawn<T> fact, string what) where T : notnull =>
        Authorship.MustBeOnesOwn(view, held, what) ?? Changes.Withdraw(view, held, seen, fact, what);

    // An address that names another option or commitment is one of nothing, whether that one is there or not.
    private static Held<T>? Of<T>(Held<T>? held, Func<T, bool> isIts) where T : notnull => held is not null && isIts(held.Content) ? held : null;

    private static Decision.Refused? MustBeSaid(Proportionality judgement) =>
        TextMustBeGiven(judgement.Text, "text", "whether it is in proportion") ?? TextMustBeGiven(judgement.Reason, "judgement.reason", "why");

    private static Decision.Refused? MustBeSaid(View view, CommitmentJudgement judgement) =>
        TextMustBeGiven(judgement.Reason, "judgement.reason", "what shows it")
        ?? (judgement.Reply is { } reply ? MustStandAsSeen(view.Replies.Find(reply), null, "reply")
            ?? Must(view.Commitments.Find(judgement.Commitment)?.Content.Partner is not { } partner || view.Replies.Find(reply)?.Content.Partner == partner, "the-reply-must-be-the-partners",
                "This reply came from somebody else. Choose one of the partner that gave its word.", "reply") : null);

    // A reply that the author may not see can't be in the author's form; a correction keeps it.
    private static CommitmentJudgement Whole(View view, CorrectCommitmentJudgement request) =>
        request.Judgement.Reply is null && HiddenReply(view, request) is { } reply ? request.Judgement with { Reply = reply } : request.Judgement;

    private static string? HiddenReply(View view, CorrectCommitmentJudgement request) =>
        view.Whole<CommitmentJudgement>(request.Id) is { Reply: { } reply } && view.Replies.Find(reply) is null ? reply : null;
}
