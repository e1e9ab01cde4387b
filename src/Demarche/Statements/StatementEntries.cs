using Demarche.Claims;

namespace Demarche.Statements;

/// <summary>The public line.</summary>
/// <param name="Text">As it was said.</param>
/// <param name="At">When.</param>
/// <param name="Speaker">By whom.</param>
/// <param name="Stances">The propositions it takes a stance on.</param>
public sealed record Statement(string Text, ApproximateTime At, string Speaker, IReadOnlyList<PublicStance> Stances);

public sealed record PublicStance(string Proposition, Stance Stance);

[Kind("statement-made")]
public sealed record StatementMade(string Id, Statement Content) : Added<Statement>(Id, Content);

[Kind("statement-corrected")]
public sealed record StatementCorrected(string Id, Statement Content, string Reason) : Corrected<Statement>(Id, Content, Reason);

[Kind("statement-withdrawn")]
public sealed record StatementWithdrawn(string Id, string Reason) : Withdrawn<Statement>(Id, Reason);
