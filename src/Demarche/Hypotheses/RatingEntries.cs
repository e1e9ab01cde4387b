namespace Demarche.Hypotheses;

/// <summary>How evidence goes with a hypothesis: very consistent, consistent, neutral, inconsistent, very inconsistent.</summary>
public enum Consistency { CC, C, N, I, II }

/// <summary>One person's judgement of one piece of evidence against one hypothesis. The rater is the author of the entry.</summary>
/// <param name="Hypothesis">The hypothesis's id.</param>
/// <param name="Evidence">The id of a claim or a finding.</param>
/// <param name="Consistency">Would this be seen if the hypothesis were true?</param>
/// <param name="Reason">Why.</param>
/// <param name="Search">For "no evidence for" and silence: where somebody searched, and why that search would have found it.</param>
public sealed record Rating(string Hypothesis, string Evidence, Consistency Consistency, string Reason, string? Search);

[Kind("rating-given")]
public sealed record RatingGiven(string Id, Rating Content) : Added<Rating>(Id, Content);

[Kind("rating-changed")]
public sealed record RatingChanged(string Id, Rating Content, string Reason) : Corrected<Rating>(Id, Content, Reason);

[Kind("rating-withdrawn")]
public sealed record RatingWithdrawn(string Id, string Reason) : Withdrawn<Rating>(Id, Reason);
