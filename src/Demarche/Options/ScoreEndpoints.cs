using Demarche.Web;

namespace Demarche.Options;

/// <summary>Effects in the terms of VERIS, and scores by NCISS.</summary>
public static class ScoreEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<EffectsScoredPage, ScoreList>("/effects-scored", Capability.ReadCases, call => ScoreList.Of(call.View, call.Desk, call.Writes));
        routes.Act<TermsForm>("/effects-scored/terms", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => ScoreDecisions.Classify(view, new(id, form.ToTerms(), form.Marking?.ToMarking())), "/effects-scored#{0}", "The effect is classified.");
        });
        routes.Act<TermsCorrectionForm>("/effects-scored/terms/{terms}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ScoreDecisions.Correct(view, new CorrectClassification(call.Route("terms"), form.Terms.ToTerms(), form.Reason, form.Seen)), "/effects-scored#{0}", "The classification was corrected."));
        routes.Act<WithdrawalForm>("/effects-scored/terms/{terms}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ScoreDecisions.Withdraw(view, new WithdrawClassification(call.Route("terms"), form.Reason, form.Seen)), "/effects-scored#{0}", "The classification was withdrawn. Its history stays."));

        routes.Act<ScoreForm>("/effects-scored", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => ScoreDecisions.Score(view, new(id, form.ToScore(), form.Marking?.ToMarking())), "/effects-scored#{0}", "Your score stands, with each of its inputs.");
        });
        routes.Act<ScoreCorrectionForm>("/effects-scored/{score}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ScoreDecisions.Correct(view, new CorrectScore(call.Route("score"), form.Score.ToScore(), form.Reason, form.Seen)), "/effects-scored#{0}", "Your score was corrected."));
        routes.Act<WithdrawalForm>("/effects-scored/{score}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ScoreDecisions.Withdraw(view, new WithdrawScore(call.Route("score"), form.Reason, form.Seen)), "/effects-scored#{0}", "The score was withdrawn. Its history stays."));
    }
}
