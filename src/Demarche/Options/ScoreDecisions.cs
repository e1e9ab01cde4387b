using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <param name="Marking">Null for the case's default.</param>
public sealed record ClassifyEffect(string Id, EffectTerms Terms, Marking? Marking);

public sealed record CorrectClassification(string Id, EffectTerms Terms, string Reason, int? Seen);

public sealed record WithdrawClassification(string Id, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record ScoreImpact(string Id, ImpactScore Score, Marking? Marking);

public sealed record CorrectScore(string Id, ImpactScore Score, string Reason, int? Seen);

public sealed record WithdrawScore(string Id, string Reason, int? Seen);

/// <summary>What is allowed of effects in the terms of VERIS, and of NCISS scores.</summary>
public static class ScoreDecisions
{
    public static Decision Classify(View view, ClassifyEffect request) => Changes.Add(
        view, request.Id, new EffectClassified(request.Id, request.Terms), request.Marking,
        MustStandAsSeen(view.Effects.Find(request.Terms.Effect), null, "effect") ?? MustBeTerms(request.Terms)
        ?? Must(!view.EffectTerms.Standing.Any(t => (t.Content.Effect, t.Content.Attribute, t.Content.Variety) == (request.Terms.Effect, request.Terms.Attribute, request.Terms.Variety)),
            "a-term-is-said-once", "The effect is said in this term already. Correct that, or choose another variety.", "variety"));

    public static Decision Correct(View view, CorrectClassification request) => Changes.Correct(
        view, view.EffectTerms.Find(request.Id), request.Seen, new EffectClassificationCorrected(request.Id, request.Terms, request.Reason), "classification",
        Must(view.EffectTerms.Find(request.Id)?.Content.Effect is not { } effect || effect == request.Terms.Effect, "a-classification-stays-its-effects",
            "A correction says anew how an effect is classified; another effect's is another one. Withdraw this one.", "effect")
        ?? MustBeTerms(request.Terms));

    public static Decision Withdraw(View view, WithdrawClassification request) => Changes.Withdraw(
        view, view.EffectTerms.Find(request.Id), request.Seen, new EffectClassificationWithdrawn(request.Id, request.Reason), "classification");

    public static Decision Score(View view, ScoreImpact request) => Changes.Add(
        view, request.Id, new ImpactScored(request.Id, request.Score), RestsOn.MarkingFor(view, request.Score, request.Marking),
        MustBeScore(view, request.Score)
        ?? Must(!view.ImpactScores.Standing.Any(view.IsOwn), "a-person-scores-once",
            "You have scored this incident. Correct your score, or withdraw it.", "inputs"));

    public static Decision Correct(View view, CorrectScore request) => Changes.Correct(
        view, view.ImpactScores.Find(request.Id), request.Seen, new ImpactScoreCorrected(request.Id, Whole(view, request), request.Reason), "score",
        Authorship.MustBeOnesOwn(view, view.ImpactScores.Find(request.Id), "score") ?? MustBeScore(view, request.Score));

    public static Decision Withdraw(View view, WithdrawScore request) => Authorship.MustBeOnesOwn(view, view.ImpactScores.Find(request.Id), "score") ?? Changes.Withdraw(
        view, view.ImpactScores.Find(request.Id), request.Seen, new ImpactScoreWithdrawn(request.Id, request.Reason), "score");

    private static Decision.Refused? MustBeTerms(EffectTerms terms) =>
        Must(Veris.VarietiesOf(terms.Attribute).Contains(terms.Variety), "variety-must-be-of-veris", "Choose a variety that VERIS lists for this attribute.", "variety")
        ?? (terms.Affected is { Length: > 0 } affected ? TextMustBeGiven(affected, "affected", "what was affected") : null);

    private static Decision.Refused? MustBeScore(View view, ImpactScore score)
    {
        if (score.Inputs.Count == 0) return new("a-score-needs-an-answer", "Answer at least one category. What you leave out stays open and makes the score a range.", "inputs");
        if (score.Inputs.Select(i => i.Category).Distinct().Count() < score.Inputs.Count)
            return new("a-category-has-one-answer", "A category has one answer. Choose the one that fits best.", "inputs");
        foreach (var input in score.Inputs)
        {
            var scale = Nciss.Of(input.Category);
            if ((Must(scale.Find(input.Choice) is not null, "choice-must-be-of-nciss", $"Choose one of the options that NCISS lists under {scale.Name}.", "inputs")
                ?? TextMustBeGiven(input.Reason, "inputs", $"why you chose this under {scale.Name}")
                ?? input.RestsOn.Select(e => MustStandAsSeen(view.Effects.Find(e), null, "effect")).FirstOrDefault(r => r is not null)) is { } refused) return refused;
        }
        return score.Note is { Length: > 0 } note ? TextMustBeGiven(note, "note", "the note") : null;
    }

    // Effects that the scorer may not see any more can't be in the scorer's form; a correction keeps them where the category is still answered.
    private static ImpactScore Whole(View view, CorrectScore request)
    {
        if (view.Whole<ImpactScore>(request.Id) is not { } whole) return request.Score;
        IEnumerable<string> Unseen(ImpactCategory category) => whole.Inputs.Where(i => i.Category == category).SelectMany(i => i.RestsOn).Where(e => view.Effects.Find(e) is null);
        return request.Score with { Inputs = [.. request.Score.Inputs.Select(i => i with { RestsOn = [.. i.RestsOn.Union(Unseen(i.Category))] })] };
    }
}
