using Demarche.Documents;
using Demarche.Sources;
using Demarche.Web;

namespace Demarche.Claims;

/// <summary>What a person says of a claim, on a page or through the API.</summary>
/// <param name="Proposition">An existing proposition's id; empty to state a new one.</param>
/// <param name="NewProposition">The new proposition's text; one that stands in the same words is used.</param>
/// <param name="Source">An existing source's id; empty to name a new one.</param>
public sealed record ClaimForm(
    string? Proposition, string? NewProposition, string? Source, SourceForm? NewSource, Stance Stance, Standing Standing, [property: MustBeSaid] bool OnRecord, Nature Nature,
    string? Cue, PassageRef? Passage, ApproximateTime? SaidOn, MarkingForm? Marking)
{
    public Claim ToClaim() => new(Proposition ?? "", Source ?? "", Stance, Standing, OnRecord, Nature, Cue, Passage, SaidOn);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record ClaimCorrectionForm(ClaimForm Claim, string Reason, int? Seen);

public sealed record PropositionForm(string Text, MarkingForm? Marking);

public sealed record PropositionCorrectionForm(string Text, string Reason, int? Seen);
