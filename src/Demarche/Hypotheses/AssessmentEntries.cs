namespace Demarche.Hypotheses;

/// <summary>The seven bands of likelihood of ICD 203.</summary>
public enum Likelihood { AlmostNoChance, VeryUnlikely, Unlikely, RoughlyEvenChance, Likely, VeryLikely, AlmostCertain }

/// <summary>How well founded a judgement is (ICD 203). Another thing than its likelihood, and kept apart from it.</summary>
public enum Confidence { Low, Moderate, High }

/// <summary>Who does not share an assessment, and why.</summary>
/// <param name="Author">A person's id.</param>
public sealed record Dissent(string Author, string Text);

/// <summary>A person's judgement on a hypothesis or a proposition in estimative language.</summary>
/// <param name="About">The id of a hypothesis or of a proposition.</param>
/// <param name="Text">The judgement in words.</param>
/// <param name="Reasons">What it rests on.</param>
/// <param name="Alternatives">Ids of the hypotheses that were considered beside it.</param>
/// <param name="ChangeOfMind">What would change it.</param>
/// <param name="Dissents">By others; a correction keeps them.</param>
public sealed record Assessment(
    string About, Likelihood Likelihood, Confidence Confidence, string Text, string Reasons, IReadOnlyList<string> Alternatives, string ChangeOfMind,
    IReadOnlyList<Dissent> Dissents);

[Kind("assessment-made")]
public sealed record AssessmentMade(string Id, Assessment Content) : Added<Assessment>(Id, Content);

[Kind("assessment-corrected")]
public sealed record AssessmentCorrected(string Id, Assessment Content, string Reason) : Corrected<Assessment>(Id, Content, Reason);

/// <summary>Somebody wrote down, or took back, a dissent from it.</summary>
[Kind("assessment-dissented")]
public sealed record AssessmentDissented(string Id, Assessment Content, string Reason) : Corrected<Assessment>(Id, Content, Reason);

[Kind("assessment-withdrawn")]
public sealed record AssessmentWithdrawn(string Id, string Reason) : Withdrawn<Assessment>(Id, Reason);
