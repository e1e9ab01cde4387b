using Demarche.Documents;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Claims;

/// <summary>One source's stance on one proposition in one origin: copies of it are one saying.</summary>
/// <param name="Claim">Of the first copy.</param>
/// <param name="SourceId">Null for a statement of the public line.</param>
/// <param name="Statement">The statement's id; null for a claim.</param>
/// <param name="OnRecord">Whether it was said for the record; a statement always is.</param>
/// <param name="SaidOn">When it was said, else when the document was published; null where neither is known.</param>
/// <param name="Copies">How many standing claims repeat it.</param>
/// <param name="Origin">Sayings with the same key come from one origin. It says nothing else.</param>
public sealed record Saying(
    string? Claim, string? Statement, string Proposition, string? SourceId, string Speaker, bool Protected, Standing? Standing, Stance Stance, bool OnRecord,
    ApproximateTime? SaidOn, int Copies, string Origin)
{
    /// <summary>All that stands, claims and the public line, by when it was said; what has no date comes last.</summary>
    public static IReadOnlyList<Saying> All(View view)
    {
        var origins = OriginList.Of(view);
        var claims = view.Claims.Standing
            .GroupBy(c => (Origin: origins.KeyOf(c.Content), c.Content.Proposition, c.Content.Source, c.Content.Stance, c.Content.OnRecord))
            .Select(g => OfClaims(view, [.. g], g.Key.Origin));
        var statements = from statement in view.Statements.Standing
                         from stance in statement.Content.Stances
                         where view.Propositions.Find(stance.Proposition) is { IsWithdrawn: false }
                         select new Saying(null, statement.Id, stance.Proposition, null, statement.Content.Speaker, false, null, stance.Stance, true,
                             statement.Content.At, 1, "line " + statement.Id);
        return [.. claims.Concat(statements).OrderBy(s => s.SaidOn?.Value ?? "~", StringComparer.Ordinal).ThenBy(s => s.Claim ?? s.Statement, StringComparer.Ordinal)];
    }

    /// <summary>Whether the two can't both be right: one says that it is so, the other that it is not.</summary>
    public bool Contradicts(Saying other) => Proposition == other.Proposition
        && (Stance == Stance.Denies ? other.Stance is Stance.Asserts or Stance.Suggests : Stance is Stance.Asserts or Stance.Suggests && other.Stance == Stance.Denies);

    private static Saying OfClaims(View view, List<Held<Claim>> copies, string origin)
    {
        var claim = copies[0].Content;
        var source = view.Sources.Find(claim.Source)!.Content;
        var said = copies.Select(c => c.Content.SaidOn).FirstOrDefault(t => t is not null)
            ?? copies.Select(c => view.Documents.Find(c.Content.Passage?.Document)?.Content.Published).OfType<string>().Order(StringComparer.Ordinal).Select(Published).FirstOrDefault();
        return new(copies[0].Id, null, claim.Proposition, claim.Source, source.PublicName, source.IsProtected, claim.Standing, claim.Stance, claim.OnRecord, said, copies.Count, origin);
    }

    // A dateline may have a zone and seconds; a day is as precise as a saying in it is known.
    private static ApproximateTime? Published(string published) => new ApproximateTime(published.Length > 10 ? published[..10] : published) is { IsValid: true } time ? time : null;
}
