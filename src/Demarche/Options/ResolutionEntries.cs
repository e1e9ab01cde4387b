namespace Demarche.Options;

/// <summary>Somebody who took part and disagrees, in that person's words.</summary>
public sealed record Objection(string Who, string Text);

/// <summary>What was decided. It stands at this desk alone: nobody outside is shown it, disclosed or not; what is disclosed is told by a statement.</summary>
/// <param name="Options">Ids of the options chosen.</param>
/// <param name="Text">The decision, in words.</param>
/// <param name="Authority">By what authority: who decided, and what entitles them to.</param>
/// <param name="ReviewOn">The day on which it is looked at again: <c>2014-12-31</c>; null where none was set.</param>
/// <param name="Disclosed">Whether it may be told. While it may not, its marking names no partner and is not public.</param>
public sealed record Resolution(
    IReadOnlyList<string> Options, string Text, string Authority, string Reasons, IReadOnlyList<Objection> Dissents, string? ReviewOn, bool Disclosed);

public enum CommitmentState
{
    Kept,
    Broken,
    Open,
}

/// <summary>A person's judgement of what a partner promised, or said its law is, against what it then did.</summary>
/// <param name="Commitment">The commitment's id.</param>
/// <param name="Reply">The reply that shows it; its id.</param>
public sealed record CommitmentJudgement(string Commitment, CommitmentState State, [Markable] string? Reply, string Reason);

[Kind("decision-taken")]
public sealed record DecisionTaken(string Id, Resolution Content) : Added<Resolution>(Id, Content);

[Kind("decision-corrected")]
public sealed record DecisionCorrected(string Id, Resolution Content, string Reason) : Corrected<Resolution>(Id, Content, Reason);

[Kind("decision-withdrawn")]
public sealed record DecisionWithdrawn(string Id, string Reason) : Withdrawn<Resolution>(Id, Reason);

[Kind("commitment-judged")]
public sealed record CommitmentJudged(string Id, CommitmentJudgement Content) : Added<CommitmentJudgement>(Id, Content);

[Kind("commitment-judgement-corrected")]
public sealed record CommitmentJudgementCorrected(string Id, CommitmentJudgement Content, string Reason) : Corrected<CommitmentJudgement>(Id, Content, Reason);

[Kind("commitment-judgement-withdrawn")]
public sealed record CommitmentJudgementWithdrawn(string Id, string Reason) : Withdrawn<CommitmentJudgement>(Id, Reason);
