using Demarche.Documents;
using Demarche.Sources;

namespace Demarche.Claims;

/// <summary>A statement about the incident that can be true or false.</summary>
public sealed record Proposition(string Text);

/// <summary>What a source says of a proposition. <see cref="NoEvidenceFor"/> is neither a denial nor evidence against.</summary>
public enum Stance { Asserts, Suggests, Denies, NoEvidenceFor, AskedAbout }

public enum Nature { Fact, Inference, Opinion }

/// <summary>A source's stance on a proposition in a passage on a date.</summary>
/// <param name="Proposition">The proposition's id.</param>
/// <param name="Source">The source's id.</param>
/// <param name="Stance">What the source says of it.</param>
/// <param name="Standing">In what capacity it was said.</param>
/// <param name="OnRecord">Whether it was said for the record.</param>
/// <param name="Nature">Fact, inference or opinion, as the source puts it.</param>
/// <param name="Cue">The words that attribute it: said, suggested, declined.</param>
/// <param name="Passage">Where it stands; null for what was said to us.</param>
/// <param name="SaidOn">When it was said, as precisely as known.</param>
public sealed record Claim(
    string Proposition, string Source, Stance Stance, Standing Standing, bool OnRecord, Nature Nature, [Markable] string? Cue,
    [Markable] PassageRef? Passage, [Markable] ApproximateTime? SaidOn);

[Kind("proposition-stated")]
public sealed record PropositionStated(string Id, Proposition Content) : Added<Proposition>(Id, Content);

[Kind("proposition-corrected")]
public sealed record PropositionCorrected(string Id, Proposition Content, string Reason) : Corrected<Proposition>(Id, Content, Reason);

[Kind("proposition-withdrawn")]
public sealed record PropositionWithdrawn(string Id, string Reason) : Withdrawn<Proposition>(Id, Reason);

[Kind("claim-made")]
public sealed record ClaimMade(string Id, Claim Content) : Added<Claim>(Id, Content);

[Kind("claim-corrected")]
public sealed record ClaimCorrected(string Id, Claim Content, string Reason) : Corrected<Claim>(Id, Content, Reason);

[Kind("claim-withdrawn")]
public sealed record ClaimWithdrawn(string Id, string Reason) : Withdrawn<Claim>(Id, Reason);
