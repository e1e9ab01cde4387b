using Demarche.Hypotheses;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

public sealed partial class BriefComposer
{
    // Each explanation with what persons judged of it, side by side. None is put first for what the desk counted.
    private void RivalExplanations()
    {
        var matrix = Matrix.Of(view, MatrixChoice.Usual);
        foreach (var question in view.Hypotheses.Standing.Where(Shared).GroupBy(h => h.Content.Question, StringComparer.OrdinalIgnoreCase))
        {
            Sentence(Say("briefs.rivals.lead", Ended(question.Key)));
            foreach (var hypothesis in question)
            {
                var against = matrix.Rows.Count(r => matrix.Columns.Index().Any(c => c.Item.Hypothesis.Id == hypothesis.Id && r.Cells[c.Index].Points > 0));
                var counted = question.Key.Equals(matrix.Question, StringComparison.OrdinalIgnoreCase) && matrix.Rows.Any(r => r.IsRated) ? Say("briefs.rivals.counted", against) : "";
                Point(Say("briefs.rivals.hypothesis", Ended(hypothesis.Content.Text), counted).Trim(), hypothesis.Id);
                var judged = view.Assessments.Standing.Where(a => Shared(a) && a.Content.About == hypothesis.Id).ToList();
                if (judged.Count == 0) Point(Say("briefs.rivals.unassessed"), hypothesis.Id);
                foreach (var assessment in judged) WriteAssessment(assessment);
            }
            Gap();
        }
    }

    // Likelihood and confidence in sentences of their own (ICD 203, D.6.e.2).
    private void WriteAssessment(Held<Assessment> assessment)
    {
        var a = assessment.Content;
        Point(Say("briefs.rivals.assessed", AssessmentWords.Of(a.Likelihood), AssessmentWords.Of(a.Confidence), Ended(a.Text)), assessment.Id);
        foreach (var dissent in a.Dissents) Point(Say("briefs.rivals.dissent", desk.NameOf(dissent.Author), Ended(dissent.Text)), assessment.Id);
    }
}
