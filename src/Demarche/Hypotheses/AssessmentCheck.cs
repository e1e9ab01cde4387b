using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>Something in a judgement that its reader could misread.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Quote">The words that it is about; null where it is about the whole.</param>
public sealed record AssessmentWarning(string Rule, string Message, string? Quote);

/// <summary>
/// Reads a judgement as ICD 203 (Analytic Standards) asks for it, and beside what the reader sees of the evidence. It warns; whether the judgement
/// stands is its author's choice.
/// </summary>
public static class AssessmentCheck
{
    /// <summary>Everything that is found, first in the words, then beside the evidence.</summary>
    public static IReadOnlyList<AssessmentWarning> Of(View view, Assessment assessment) =>
        [.. Words(assessment), .. AssessmentSupport.Of(view, assessment.About).Against(assessment.Likelihood)];

    /// <summary>What the words alone show.</summary>
    public static IReadOnlyList<AssessmentWarning> Words(Assessment assessment)
    {
        List<AssessmentWarning> found = [];
        foreach (var sentence in EstimativeWords.Sentences(assessment.Text)) found.AddRange(Sentence(sentence));
        var terms = EstimativeWords.In(assessment.Text);
        if (terms.Select(t => t.Row).Distinct().Count() > 1 && terms.Select(t => t.Band).Distinct().Count() > 1)
        {
            found.Add(new("terms-of-one-row", $"Terms of both rows stand in one judgement ({Listed(terms)}). ICD 203 asks for the terms of one: likely with unlikely, or probable with improbable.",
                null));
        }
        if (terms.Count > 0 && terms.All(t => t.Band != assessment.Likelihood))
        {
            found.Add(new("the-words-say-the-band", $"The chosen likelihood is \"{AssessmentWords.Of(assessment.Likelihood)}\", and the words say {Listed(terms)}.", terms[0].Term));
        }
        if (string.IsNullOrWhiteSpace(assessment.Reasons) && !EstimativeWords.Basis().IsMatch(assessment.Text))
            found.Add(new("a-judgement-has-its-basis", "Nothing says what it rests on. ICD 203 asks for the sources and the reasoning behind a judgement.", null));
        if (assessment.Alternatives.Count == 0)
            found.Add(new("alternatives-are-considered", "No other hypothesis is named as considered. ICD 203 asks for an analysis of alternatives.", null));
        if (string.IsNullOrWhiteSpace(assessment.ChangeOfMind))
            found.Add(new("what-would-change-it-is-said", "Nothing says what would change the judgement. ICD 203 asks for indicators that would.", null));
        return found;
    }

    /// <summary>What is to be said of one sentence.</summary>
    public static IEnumerable<AssessmentWarning> Sentence(string sentence)
    {
        var terms = EstimativeWords.In(sentence);
        var bands = terms.Select(t => t.Band).Distinct().Count();
        if (EstimativeWords.ConfidenceTerm().Match(sentence) is { Success: true } confidence && terms.Count > 0)
        {
            yield return new("likelihood-and-confidence-apart", $"\"{terms[0].Term}\" and \"{confidence.Value}\" stand in one sentence. ICD 203 keeps the likelihood of an event and the confidence in a judgement in sentences of their own.",
                sentence);
        }
        if (bands > 1) yield return new("one-band-for-one-judgement", $"One sentence has terms of {bands} bands ({Listed(terms)}). Keep one, or make two sentences of it.", sentence);
        foreach (var outside in EstimativeWords.OutsideTheBands().Matches(sentence).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return new("a-term-of-the-seven-bands", $"\"{outside}\" is none of the seven bands of ICD 203. Say it in one of their terms.", outside);
        foreach (var certain in EstimativeWords.Certainty().Matches(sentence).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return new("no-words-of-certainty", $"\"{certain}\" says that there is no doubt. A judgement is not a fact: the highest band is \"almost certain\".", certain);
        if (bands == 0)
        {
            foreach (var open in EstimativeWords.Open().Matches(sentence).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase))
                yield return new("an-open-word-needs-a-band", $"\"{open}\" leaves the likelihood open, from almost none to almost certain. Say how likely it is.", open);
        }
    }

    private static string Listed(IEnumerable<BandTerm> terms) => string.Join(", ", terms.Select(t => $"\"{t.Term}\"").Distinct());
}
