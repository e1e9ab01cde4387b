using Demarche.Claims;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Statements;

public static class StatementEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<StatementPage, StatementList>("/statements", Capability.ReadCases, call => StatementList.Of(call.View, call.Desk, call.Writes));
        routes.Act<StatementForm>("/statements", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => StatementDecisions.Make(view, new(id, form.ToStatement(), form.Marking?.ToMarking())), "/statements#{0}", "The statement stands in the public line.");
        });
        routes.Act<StatementCorrectionForm>("/statements/{statement}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => StatementDecisions.Correct(view, new(call.Route("statement"), form.Statement.ToStatement(), form.Reason, form.Seen)),
            "/statements#{0}", "The statement was corrected."));
        routes.Act<WithdrawalForm>("/statements/{statement}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => StatementDecisions.Withdraw(view, new(call.Route("statement"), form.Reason, form.Seen)),
            "/statements#{0}", "The statement was withdrawn. Its history stays."));
    }
}

/// <summary>The page of the public line.</summary>
/// <param name="Propositions">What a statement can take a stance on.</param>
/// <param name="Authors">The names of those who wrote the statements down, by id.</param>
public sealed record StatementList(
    string Case, PublicLine Line, IReadOnlyList<Held<Proposition>> Propositions, IReadOnlyDictionary<string, string> Authors, bool Writes)
{
    public static StatementList Of(View view, DeskFile desk, bool writes) => new(
        view.CaseId, PublicLine.Of(view), [.. view.Propositions.Standing],
        view.Statements.All.Select(s => s.Author).Distinct().ToDictionary(a => a, desk.NameOf), writes && view.IsOpen);
}
