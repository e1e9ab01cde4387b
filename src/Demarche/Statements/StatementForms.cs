using Demarche.Web;

namespace Demarche.Statements;

/// <summary>The public line, as a person writes it down.</summary>
public sealed record StatementForm(string Text, ApproximateTime? At, string Speaker, IReadOnlyList<PublicStance>? Stances, MarkingForm? Marking)
{
    // A form sends a row for every proposition; one without a stance says nothing.
    public Statement ToStatement() => new(Text?.Trim() ?? "", At ?? new(""), Speaker?.Trim() ?? "", Stances ?? []);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record StatementCorrectionForm(StatementForm Statement, string Reason, int? Seen);
