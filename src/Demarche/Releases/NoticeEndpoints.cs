using Demarche.Web;

namespace Demarche.Releases;

public static class NoticeEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<NoticesPage, NoticeList>("/notices", Capability.ReadCases, call => NoticeList.Of(call.View, call.Desk));
        routes.Act<NoticeForm>("/notices", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => Rules.LevelOfDraftMustBeGiven(form.Marking?.ToMarking()) ?? NoticeDecisions.Draft(view, new(id, new(form.Kind, [.. form.Includes.Distinct()], form.Text.Trim()), form.Marking?.ToMarking())),
                "/drafts/{0}/preview", "The notice is drafted. Look at what each partner will see, then propose it.");
        });
        routes.Act<WithdrawalForm>("/notices/{notice}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => NoticeDecisions.Withdraw(view, new(call.Route("notice"), form.Reason, form.Seen)), "/notices", "The notice was withdrawn."));
        routes.Page<RecallPage, RecallPart>("/partner-notices", Capability.ReadCases, call => RecallPart.Of(call.View, call.Desk));
        routes.Act<KeepForm>("/partner-notices/{notice}/items/{item}/keep", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => RecallDecisions.Keep(view, new(id, call.Route("notice"), call.Route("item"), form.Reason ?? "", form.Seen)),
                "/partner-notices#{0}", Words.Say("releases.recall.kept.done"));
        });
        routes.Act<WithdrawalForm>("/partner-notices/decisions/{judgement}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => RecallDecisions.Withdraw(view, new(call.Route("judgement"), form.Reason, form.Seen)), "/partner-notices#{0}", Words.Say("releases.recall.kept.withdrawn")));
        routes.Page<HadPage, HadModel>("/items/{item}/had", Capability.ReadCases, call => HadModel.Of(call.View, call.Desk, call.Route("item")));
    }
}
