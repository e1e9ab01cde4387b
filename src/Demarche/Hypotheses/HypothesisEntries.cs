namespace Demarche.Hypotheses;

/// <summary>What a hypothesis explains. Where machines stand is no evidence of <see cref="Responsibility"/>.</summary>
public enum HypothesisKind { Responsibility, Means, Other }

/// <summary>A proposition that a hypothesis takes to be so, or not to be so.</summary>
public sealed record HypothesisPart(string Proposition, bool Negated);

/// <summary>One of several rival explanations.</summary>
/// <param name="Text">What it says, in a sentence.</param>
/// <param name="Question">The question that it answers; hypotheses on one question are rivals and share a matrix.</param>
/// <param name="Kind">What it explains.</param>
/// <param name="Exclusive">Whether the others of its question are wrong where it is right.</param>
/// <param name="Residual">Whether it stands for everything that the others do not say: somebody else, something else.</param>
/// <param name="Propositions">What it takes to be so and not to be so.</param>
public sealed record Hypothesis(
    string Text, string Question, HypothesisKind Kind, bool Exclusive, bool Residual, IReadOnlyList<HypothesisPart> Propositions);

[Kind("hypothesis-stated")]
public sealed record HypothesisStated(string Id, Hypothesis Content) : Added<Hypothesis>(Id, Content);

[Kind("hypothesis-corrected")]
public sealed record HypothesisCorrected(string Id, Hypothesis Content, string Reason) : Corrected<Hypothesis>(Id, Content, Reason);

[Kind("hypothesis-withdrawn")]
public sealed record HypothesisWithdrawn(string Id, string Reason) : Withdrawn<Hypothesis>(Id, Reason);
