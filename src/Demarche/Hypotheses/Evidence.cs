using Demarche.Claims;
using Demarche.Sources;

namespace Demarche.Hypotheses;

/// <summary>A row of the matrix: a finding, or what one source says of one proposition in one origin, however many copies repeat it.</summary>
/// <param name="Id">Of the finding, or of the first standing claim.</param>
/// <param name="Kind">claim or finding.</param>
/// <param name="Members">Ids of the claims that are copies of one saying, or of the one finding.</param>
/// <param name="Text">The proposition, or what was found.</param>
/// <param name="Proposition">The proposition's id; null for a finding.</param>
/// <param name="Source">The source's id; null for a finding.</param>
/// <param name="Speaker">The source's public name, or the analyst.</param>
/// <param name="Protected">Whether the source is a protected one.</param>
/// <param name="Nature">The strongest of its copies: fact before inference before opinion.</param>
/// <param name="Origin">Rows with the same key come from one origin. It says nothing else.</param>
/// <param name="Reliability">Of the source; null where nobody graded it, and for a finding.</param>
/// <param name="Credibility">Of a finding, 1 to 6; null for a claim.</param>
/// <param name="Time">When it came into the case, UTC.</param>
public sealed record Evidence(
    string Id, string Kind, IReadOnlyList<string> Members, string Text, string? Proposition, string? Source, string Speaker, bool Protected, Standing? Standing,
    Stance? Stance, Nature? Nature, FindingKind? FindingKind, string Origin, Reliability? Reliability, int? Credibility, string Time)
{
    /// <summary>Whether what rests on this id rests on this row: one of its members, or a withdrawn copy of them.</summary>
    internal bool Has(Views.View view, string id) => EvidenceList.Of(view).Find(id)?.Id == Id;
}
