using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Views;

namespace Demarche.Options;

public sealed record TermsRow(Held<EffectTerms> Terms, string By);

/// <summary>An effect, and how people put it in terms of VERIS.</summary>
public sealed record ScoredEffect(Held<Effect> Effect, string? Victim, IReadOnlyList<TermsRow> Terms);

/// <summary>One scorer's answer, with the effects that it rests on by name.</summary>
public sealed record InputRow(ImpactInput Input, IReadOnlyList<Named> RestsOn);

/// <summary>One person's score, with everything that it was made from.</summary>
/// <param name="IsMine">Whether the reader gave it.</param>
public sealed record ScoreRow(Held<ImpactScore> Score, string By, bool IsMine, ImpactResult Result, IReadOnlyList<InputRow> Inputs);

/// <summary>What the incident did, in VERIS's terms and as several people score it.</summary>
public sealed record ScoreList(string Case, IReadOnlyList<ScoredEffect> Effects, IReadOnlyList<ScoreRow> Scores, bool Writes)
{
    /// <summary>Whether the reader may still give a score.</summary>
    public bool CanScore => Writes && !Scores.Any(s => s.IsMine && !s.Score.IsWithdrawn);

    public IReadOnlyList<Named> Standing => [.. Effects.Where(e => !e.Effect.IsWithdrawn).Select(e => new Named(e.Effect.Id, e.Effect.Content.Kind))];

    public static ScoreList Of(View view, DeskFile desk, bool writes)
    {
        var terms = view.EffectTerms.All.ToLookup(t => t.Content.Effect);
        return new(
            view.CaseId,
            [
                .. view.Effects.All.Where(e => !e.IsWithdrawn || terms.Contains(e.Id)).OrderBy(e => e.IsWithdrawn).ThenBy(e => e.Content.At?.Value ?? "~", StringComparer.Ordinal)
                    .ThenBy(e => e.Time, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal)
                    .Select(e => new ScoredEffect(e, view.Parties.Find(e.Content.Victim)?.Content.Name, [.. terms[e.Id].OrderBy(t => t.IsWithdrawn).ThenBy(t => t.Content.Attribute)
                        .ThenBy(t => t.Time, StringComparer.Ordinal).ThenBy(t => t.Id, StringComparer.Ordinal).Select(t => new TermsRow(t, desk.NameOf(t.Author)))])),
            ],
            ScoresOf(view, desk), writes && view.IsOpen);
    }

    /// <summary>Every score, standing ones first, by when it was given.</summary>
    public static IReadOnlyList<ScoreRow> ScoresOf(View view, DeskFile desk) =>
    [
        .. view.ImpactScores.All.OrderBy(s => s.IsWithdrawn).ThenBy(s => s.Time, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => new ScoreRow(
            s, desk.NameOf(s.Author), view.IsOwn(s), ImpactResult.Of(s.Content.Inputs),
            [.. s.Content.Inputs.OrderBy(i => i.Category).Select(i => new InputRow(i, [.. i.RestsOn.Select(view.Effects.Find).OfType<Held<Effect>>().Select(e => new Named(e.Id, e.Content.Kind))]))])),
    ];
}
