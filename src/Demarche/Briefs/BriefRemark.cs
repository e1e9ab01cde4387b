using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Views;

namespace Demarche.Briefs;

public enum BriefRule
{
    /// <summary>The sentence says on what it rests nowhere.</summary>
    NothingCited,

    /// <summary>What it rests on was withdrawn since.</summary>
    RestsOnWithdrawn,

    /// <summary>It states as a fact what its source suggests, infers or holds as an opinion.</summary>
    StrongerThanItsSource,

    /// <summary>Its words of likelihood are not as ICD 203 asks: the message says which rule.</summary>
    EstimativeLanguage,

    /// <summary>It speaks of evidence against, or of a denial, where its source says that there is no evidence for.</summary>
    NoEvidenceIsNoDenial,
}

/// <summary>Something in a brief that a person should look at before it goes. A remark stops nothing.</summary>
/// <param name="Sentence">As it stands.</param>
/// <param name="About">The cited item that it is about; null for the sentence itself.</param>
/// <param name="Message">What the rule found, where its name does not say it.</param>
public sealed record BriefRemark(BriefRule Rule, string Sentence, string? About, string? Message = null)
{
    /// <summary>Words by which a sentence says that somebody else says so, or how sure that is: ICD 203 (2015), tradecraft standards 2 and 3.</summary>
    private static readonly string[] Hedges =
    [
        "suggest", "may ", "might", "could", "likely", "probabl", "possibl", "chance", "assess", "judge", "according", "said", "says", "claims", "reported", "believe", "infer", "opinion", "alleg",
        "holds", "denie", "asserts", "was asked", "no evidence", "no indication", "unclear", "not known",
    ];

    private static readonly string[] Denials = ["did not ", "was not ", "were not ", "is not ", "are not ", "denie", "ruled out", "refute", "evidence against", "disproves", "no involvement"];

    /// <summary>Every remark, in the order of the text. From the reader's view alone.</summary>
    public static IReadOnlyList<BriefRemark> Of(View view, Brief brief) => [.. BriefText.Sentences(brief.Text).SelectMany(s => Of(view, brief, s.Sentence, s.Cites))];

    private static IEnumerable<BriefRemark> Of(View view, Brief brief, string sentence, IReadOnlyList<int> cites)
    {
        if (cites.Count == 0 && sentence.Split(' ').Length > 3 && !IsSaidOfNothing(sentence)) yield return new(BriefRule.NothingCited, sentence, null);
        List<string> items = [.. cites.Where(n => n <= brief.Cites.Count).Select(n => brief.Cites[n - 1])];
        foreach (var gone in items.Where(i => view.Item(i) is { IsWithdrawn: true })) yield return new(BriefRule.RestsOnWithdrawn, sentence, gone);
        var claims = items.Select(view.Claims.Find).OfType<Held<Claim>>().Where(c => !c.IsWithdrawn).ToList();
        // What somebody else said is quoted in their words; a judgement of this desk has words of its own.
        if (claims.Count == 0 && items.Any(i => view.Assessments.Find(i) is not null || view.Hypotheses.Find(i) is not null))
        {
            foreach (var found in AssessmentCheck.Sentence(sentence)) yield return new(BriefRule.EstimativeLanguage, sentence, null, found.Message);
        }
        // One claim that asserts it as a fact carries the sentence, whatever others only suggest.
        if (claims.Count > 0 && !Says(sentence, Hedges) && claims.All(c => c.Content is not { Stance: Stance.Asserts, Nature: Nature.Fact }))
            yield return new(BriefRule.StrongerThanItsSource, sentence, claims[0].Id);
        if (claims.Find(c => c.Content.Stance == Stance.NoEvidenceFor) is { } none && claims.All(c => c.Content.Stance != Stance.Denies) && Says(sentence, Denials) && !Says(sentence, ["no evidence", "no indication"]))
            yield return new(BriefRule.NoEvidenceIsNoDenial, sentence, none.Id);
    }

    // That there is nothing rests on nothing; the desk writes these itself.
    private static bool IsSaidOfNothing(string sentence) =>
        sentence.StartsWith(BriefComposer.Counted, StringComparison.Ordinal) || BriefComposer.Empty.Contains(sentence);

    private static bool Says(string sentence, string[] words) => words.Any(w => sentence.Contains(w, StringComparison.OrdinalIgnoreCase));
}
