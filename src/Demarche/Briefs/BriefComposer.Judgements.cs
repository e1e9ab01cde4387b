using Demarche.Hypotheses;
using Demarche.Leverage;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

public sealed partial class BriefComposer
{
    /// <summary>Pairs of explanations that nothing tells apart: more are the desk's work, not a minister's. And explanations named in one
    /// sentence.</summary>
    private const int MostPairs = 3;

    // Each explanation with what persons judged of it, side by side. None is put first for what the desk counted.
    private void RivalExplanations()
    {
        foreach (var question in view.Hypotheses.Standing.Where(Shared).GroupBy(h => h.Content.Question, StringComparer.OrdinalIgnoreCase))
        {
            var matrix = Matrix.Of(view, MatrixChoice.Usual with { Question = question.Key });
            Sentence(Say(question.Count() == 1 ? "briefs.rivals.lead.one" : "briefs.rivals.lead", Quoted(question.Key)),
                [.. question.Select(h => h.Id)]);
            var isFirst = true;
            foreach (var hypothesis in question)
            {
                var rated = view.Ratings.Standing.Where(r => r.Content.Hypothesis == hypothesis.Id && Shared(r)).ToList();
                // The count rests on what was rated and by whom.
                told.UnionWith(rated.SelectMany(r => new[] { r.Id, r.Content.Evidence }));
                var against = matrix.Columns.FirstOrDefault(c => c.Hypothesis.Id == hypothesis.Id)?.Against ?? 0;
                var counted = rated.Count == 0 ? ""
                    : " " + (against == 0 ? Say("briefs.rivals.counted.nothing") : SayCount("briefs.rivals.counted", against));
                Sentence(Say(isFirst ? "briefs.rivals.hypothesis" : "briefs.rivals.another", Quoted(hypothesis.Content.Text)) + counted,
                    hypothesis.Id);
                isFirst = false;
                WriteAssessments(hypothesis.Id);
            }
        }
        foreach (var proposition in view.Propositions.Standing.Where(p => Shared(p)
            && view.Assessments.Standing.Any(a => a.Content.About == p.Id && Shared(a))))
        {
            Sentence(Say("briefs.rivals.proposition", Quoted(proposition.Content.Text)), proposition.Id);
            WriteAssessments(proposition.Id);
        }
    }

    // Likelihood and confidence in sentences of their own (ICD 203, D.6.e.2).
    private void WriteAssessments(string about)
    {
        foreach (var assessment in AssessmentsOf(about))
        {
            var a = assessment.Content;
            // A dissent is no new judgement.
            var made = assessment.History.Last(c => c.What is "assessment-made" or "assessment-corrected" || c == assessment.History[0]);
            Point(Say("briefs.rivals.assessed", BriefWords.Name(desk.NameOf(assessment.Author)), SayOf(a.Likelihood, "briefs.judged",
                It), AssessmentWords.Of(a.Confidence), Quoted(a.Text), HumanDate.Of(made.Time)), assessment.Id);
            foreach (var dissent in a.Dissents) Point(Say("briefs.rivals.dissent", BriefWords.Name(desk.NameOf(dissent.Author)),
                Quoted(dissent.Text)), assessment.Id);
        }
    }

    private IEnumerable<Held<Assessment>> AssessmentsOf(string about) => view.Assessments.Standing.Where(a => Shared(a)
        && a.Content.About == about);

    private void WhatNobodyJudged()
    {
        var open = view.Hypotheses.Standing.Where(h => Shared(h) && !AssessmentsOf(h.Id).Any()).ToList();
        foreach (var few in open.Chunk(MostPairs)) Point(Say("briefs.rivals.unassessed",
            BriefWords.Listed([.. few.Select(h => Quoted(h.Content.Text))])), [.. few.Select(h => h.Id)]);
        foreach (var question in view.Hypotheses.Standing.Where(Shared).Select(h => h.Content.Question)
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var matrix = Matrix.Of(view, MatrixChoice.Usual with { Question = question });
            if (!matrix.Rows.Any(r => r.IsRated)) continue;
            foreach (var pair in MatrixGaps.Of(matrix).Pairs.Where(p => Shared(view.Hypotheses.Find(p.First)!)
                && Shared(view.Hypotheses.Find(p.Second)!)).Take(MostPairs))
                Point(Say("briefs.gap", Quoted(pair.FirstText), Quoted(pair.SecondText)), pair.First, pair.Second);
        }
    }

    private List<Held<Resolution>> Decided() => [.. view.Resolutions.Standing.Where(Shared)];

    // Chosen ones; before anything is decided, all of them.
    private IEnumerable<Held<Option>> Weighable() => Decided() is { Count: > 0 } decided
        ? decided.SelectMany(d => d.Content.Options).Distinct().Select(view.Options.Find).OfType<Held<Option>>()
            .Where(o => !o.IsWithdrawn && Shared(o)) : view.Options.Standing.Where(Shared);

    // A heading promises no red lines where none is strained.
    private string HeadingOfOptions() => (Decided().Count > 0, Weighable().Any(o => LinesOf(o.Id).Any())) switch
    {
        (true, true) => "briefs.decided.lines",
        (true, false) => "briefs.decided",
        (false, true) => "briefs.options.lines",
        (false, false) => "briefs.options",
    };

    // Options and decisions stand at this desk alone. What is undisclosed is told to whoever may see it anyway, and says that it is.
    private void WhatWasDecided()
    {
        var decided = Decided();
        foreach (var decision in decided)
        {
            var d = decision.Content;
            Sentence(Say(d.Disclosed ? "briefs.options.decided" : "briefs.options.decided.undisclosed", Quoted(d.Text),
                Quoted(d.Authority), HumanDate.When(decision.Time)), decision.Id);
            foreach (var dissent in d.Dissents) Point(Say("briefs.rivals.dissent", BriefWords.Name(dissent.Who), Quoted(dissent.Text)),
                decision.Id);
            foreach (var option in d.Options.Select(view.Options.Find).OfType<Held<Option>>()
                .Where(o => !o.IsWithdrawn && Shared(o))) WriteOption(option, "briefs.options.chosen");
        }
        // Before anything is decided, whoever decides reads the options beside each other.
        if (decided.Count > 0) return;
        foreach (var option in Weighable()) WriteOption(option, "briefs.options.option");
    }

    private void WriteOption(Held<Option> option, string key)
    {
        var o = option.Content;
        Point(Say(key, Quoted(o.Title), OptionWords.Of(o.Kind), OptionWords.Of(o.Reversibility)) + (o.LegalBasis.Length > 0
            ? " " + Say("briefs.options.basis", Quoted(o.LegalBasis)) : ""), option.Id);
        foreach (var (weighing, line, party) in LinesOf(option.Id))
        {
            told.Add(party.Id);
            Point(Say(weighing.Content.Bearing == Bearing.Crosses ? "briefs.options.crosses" : "briefs.options.strains", Quoted(o.Title),
                BriefWords.Name(party.Content.Name), Quoted(line.Content.Text),
                BriefWords.Name(desk.NameOf(weighing.Author)), Quoted(weighing.Content.Reason)), weighing.Id, line.Id, option.Id);
        }
    }

    // Red lines that somebody judges it to cross or to strain.
    private IEnumerable<(Held<Weighing> Weighing, Held<Interest> Line, Held<Party> Party)> LinesOf(string option) =>
        from weighing in view.Weighings.Standing
        where weighing.Content.Option == option && weighing.Content.Bearing is Bearing.Crosses or Bearing.Strains && Shared(weighing)
        let line = view.Interests.Find(weighing.Content.Interest)
        where line is { IsWithdrawn: false, Content.IsRedLine: true } && Shared(line)
        let party = view.Parties.Find(line.Content.Party)
        where party is { IsWithdrawn: false } && Shared(party)
        orderby weighing.Content.Bearing, weighing.Time, weighing.Id
        select (weighing, line, party);
}
