using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Statements;

/// <param name="Marking">Null for the case's default.</param>
public sealed record MakeStatement(string Id, Statement Statement, Marking? Marking);

public sealed record CorrectStatement(string Id, Statement Statement, string Reason, int? Seen);

public sealed record WithdrawStatement(string Id, string Reason, int? Seen);

/// <summary>What is allowed of the public line.</summary>
public static class StatementDecisions
{
    public static Decision Make(View view, MakeStatement request) => Changes.Add(
        view, request.Id, new StatementMade(request.Id, request.Statement), request.Marking, MustBeWellFormed(view, request.Statement));

    public static Decision Correct(View view, CorrectStatement request) => Changes.Correct(
        view, view.Statements.Find(request.Id), request.Seen, new StatementCorrected(request.Id, Whole(view, request), request.Reason), "statement",
        MustBeWellFormed(view, request.Statement));

    public static Decision Withdraw(View view, WithdrawStatement request) => Changes.Withdraw(
        view, view.Statements.Find(request.Id), request.Seen, new StatementWithdrawn(request.Id, request.Reason), "statement");

    // A stance on a proposition that the author may not see can't be in the author's form; a correction keeps it.
    private static Statement Whole(View view, CorrectStatement request) =>
        request.Statement with
        {
            Stances = [.. request.Statement.Stances, .. view.Whole<Statement>(request.Id)?.Stances.Where(s => view.Propositions.Find(s.Proposition) is null) ?? []],
        };

    private static Decision.Refused? MustBeWellFormed(View view, Statement statement) =>
        TextMustBeGiven(statement.Text, "text", "what was said, word for word")
        ?? TextMustBeGiven(statement.Speaker, "speaker", "who said it")
        ?? TimeMustBeReal(statement.At, "at")
        ?? statement.Stances.Select(s => MustStandAsSeen(view.Propositions.Find(s.Proposition), null, "proposition")).FirstOrDefault(r => r is not null)
        ?? (statement.Stances.DistinctBy(s => s.Proposition).Count() < statement.Stances.Count
            ? new("one-stance-for-each-proposition", "The statement takes two stances on one proposition. Keep one.", "stances") : null);
}
