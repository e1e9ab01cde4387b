using Demarche.Hypotheses;
using Demarche.Options;
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
            Sentence(Say("briefs.rivals.lead", Counted, Ended(question.Key)));
            foreach (var hypothesis in question)
            {
                var against = matrix.Rows.Count(r => matrix.Columns.Index().Any(c => c.Item.Hypothesis.Id == hypothesis.Id && r.Cells[c.Index].Points > 0));
                var counted = question.Key.Equals(matrix.Question, StringComparison.OrdinalIgnoreCase) && matrix.Rows.Any(r => r.IsRated)
                    ? against == 0 ? Say("briefs.rivals.counted.nothing") : SayCount("briefs.rivals.counted", against) : "";
                // The count rests on what was rated and by whom.
                if (counted.Length > 0) told.UnionWith(view.Ratings.Standing.Where(r => r.Content.Hypothesis == hypothesis.Id).SelectMany(r => new[] { r.Id, r.Content.Evidence }));
                Point(Say("briefs.rivals.hypothesis", Ended(hypothesis.Content.Text), counted).Trim(), hypothesis.Id);
                var judged = view.Assessments.Standing.Where(a => Shared(a) && a.Content.About == hypothesis.Id).ToList();
                if (judged.Count == 0) Point(Say("briefs.rivals.unassessed"), hypothesis.Id);
                foreach (var assessment in judged) WriteAssessment(assessment);
            }
            Gap();
        }
    }

    // Options and decisions stand at this desk alone. What is undisclosed is told to whoever may see it anyway, and says that it is.
    private void WhatCouldBeDone()
    {
        foreach (var option in view.Options.Standing.Where(Shared))
        {
            Point(Say("briefs.options.option", OptionWords.Of(option.Content.Kind), Ended(option.Content.Title), OptionWords.Of(option.Content.Reversibility),
                option.Content.LegalBasis.Length > 0 ? Ended(option.Content.LegalBasis) : Say("briefs.options.no-basis")), option.Id);
            foreach (var crossed in view.Weighings.Standing.Where(w => Shared(w) && w.Content.Option == option.Id && w.Content.Bearing == Options.Bearing.Crosses))
            {
                if (view.Interests.Find(crossed.Content.Interest) is not { IsWithdrawn: false, Content.IsRedLine: true } line || view.Parties.Find(line.Content.Party) is not { } party) continue;
                told.UnionWith([crossed.Id, party.Id]);
                Point(Say("briefs.options.crosses", party.Content.Name, Ended(line.Content.Text), Ended(crossed.Content.Reason)), line.Id);
            }
        }
        foreach (var decision in view.Resolutions.Standing.Where(Shared))
        {
            Point(Say(decision.Content.Disclosed ? "briefs.options.decided" : "briefs.options.decided.undisclosed", Ended(decision.Content.Text), Ended(decision.Content.Authority)), decision.Id);
            foreach (var dissent in decision.Content.Dissents) Point(Say("briefs.rivals.dissent", dissent.Who, Ended(dissent.Text)), decision.Id);
        }
        Gap();
    }

    // Likelihood and confidence in sentences of their own (ICD 203, D.6.e.2).
    private void WriteAssessment(Held<Assessment> assessment)
    {
        var a = assessment.Content;
        Point(Say("briefs.rivals.assessed", AssessmentWords.Of(a.Likelihood), AssessmentWords.Of(a.Confidence), Ended(a.Text)), assessment.Id);
        foreach (var dissent in a.Dissents) Point(Say("briefs.rivals.dissent", desk.NameOf(dissent.Author), Ended(dissent.Text)), assessment.Id);
    }
}
