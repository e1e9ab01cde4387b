using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Statements;

/// <summary>How a claim that stands bears on what was said in public.</summary>
public enum Bearing
{
    /// <summary>One says that the proposition is so, the other that it is not.</summary>
    Contradicts,

    /// <summary>In public it was said that there is no evidence; somebody asserts or suggests it. No contradiction, but a question that will come.</summary>
    IsClaimedAlthough,
}

/// <summary>A claim that does not agree with the public line.</summary>
public sealed record Disagreement(string Statement, string Proposition, string ProposedText, Stance Public, string Claim, Stance Claimed, string Source, Bearing Bearing);

/// <summary>A proposition and the public stances on it.</summary>
/// <param name="Now">The latest one.</param>
/// <param name="Before">What was said before, newest first, where it was something else.</param>
public sealed record LinePoint(string Proposition, string Text, PublicWord Now, IReadOnlyList<PublicWord> Before);

public sealed record PublicWord(string Statement, Stance Stance, ApproximateTime At, string Speaker);

/// <summary>The public line of a case: all statements, what they hold now on each proposition, and which claims disagree.</summary>
public sealed record PublicLine(IReadOnlyList<Held<Statement>> Statements, IReadOnlyList<LinePoint> Points, IReadOnlyList<Disagreement> Disagreements)
{
    public Held<Statement>? Latest => Statements.FirstOrDefault(s => !s.IsWithdrawn);

    /// <summary>As an audience sees it, newest statement first.</summary>
    /// <param name="asOf">UTC: a statement of a later time has not been made, and takes no stance yet. Null counts what is planned
    /// too.</param>
    public static PublicLine Of(View view, string? asOf = null)
    {
        List<Held<Statement>> statements =
            [.. view.Statements.All.OrderByDescending(s => s.Content.At.Value, StringComparer.Ordinal).ThenByDescending(s => s.Time, StringComparer.Ordinal)];
        var points = statements.Where(s => !s.IsWithdrawn && (asOf is null || s.Content.At.IsNotAfter(asOf)))
            .SelectMany(s => s.Content.Stances.Select(x => (x.Proposition, Word: new PublicWord(s.Id, x.Stance, s.Content.At, s.Content.Speaker))))
            .GroupBy(x => x.Proposition)
            .Select(g => (Proposition: view.Propositions.Find(g.Key), Words: g.Select(x => x.Word).ToList()))
            .Where(g => g.Proposition is { IsWithdrawn: false })
            .Select(g => new LinePoint(g.Proposition!.Id, g.Proposition.Content.Text, g.Words[0], [.. g.Words.Skip(1)]))
            .ToList();
        var claims = points.Count == 0 ? null : view.Claims.Standing.ToLookup(c => c.Content.Proposition);
        return new(statements, points, [.. points.SelectMany(p => Against(view, claims![p.Proposition], p))]);
    }

    private static IEnumerable<Disagreement> Against(View view, IEnumerable<Held<Claim>> claims, LinePoint point) =>
        from claim in claims
        let bearing = BearingOf(point.Now.Stance, claim.Content.Stance)
        where bearing is not null
        select new Disagreement(point.Now.Statement, point.Proposition, point.Text, point.Now.Stance, claim.Id, claim.Content.Stance,
            view.Sources.Find(claim.Content.Source)!.Content.PublicName, bearing.Value);

    // "No evidence for" is neither a denial nor evidence against, so it contradicts nothing.
    internal static Bearing? BearingOf(Stance said, Stance claimed) => (said, claimed) switch
    {
        (Stance.Asserts or Stance.Suggests, Stance.Denies) => Bearing.Contradicts,
        (Stance.Denies, Stance.Asserts or Stance.Suggests) => Bearing.Contradicts,
        (Stance.NoEvidenceFor, Stance.Asserts or Stance.Suggests) => Bearing.IsClaimedAlthough,
        _ => null,
    };
}
