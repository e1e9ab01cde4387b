using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Claims;

/// <summary>A claim in a line: who says what of which proposition, where, and when.</summary>
/// <param name="Document">Null for what was told us, and for a document that the caller may not see.</param>
/// <param name="Start">Where the passage begins in that document.</param>
/// <param name="Origin">Rows with the same key come from one origin. It says nothing else.</param>
public sealed record ClaimRow(
    string Id, string Proposition, string Text, Stance Stance, string Source, string Speaker, bool Protected, Standing Standing, bool OnRecord,
    Nature Nature, string? Cue, ApproximateTime? SaidOn, string? Quote, string? Document, int Start, string? DocumentTitle, string Origin,
    Marking Marking, bool Withdrawn, string Author, string Time, int Revision)
{
    public static ClaimRow Of(Held<Claim> held, View view, DeskFile desk)
    {
        var claim = held.Content;
        var source = view.Sources.Find(claim.Source)!.Content;
        var document = view.Documents.Find(claim.Passage?.Document);
        return new(held.Id, claim.Proposition, view.Propositions.Find(claim.Proposition)!.Content.Text, claim.Stance, claim.Source, source.PublicName,
            source.IsProtected, claim.Standing, claim.OnRecord, claim.Nature, claim.Cue, claim.SaidOn, claim.Passage?.Quote, document?.Id,
            claim.Passage?.Start ?? 0, document?.Content.Title ?? document?.Content.Name, Documents.OriginList.Of(view).KeyOf(claim), held.Marking,
            held.IsWithdrawn, desk.NameOf(held.Author), held.Time, held.Revision);
    }
}
