using System.Text;

namespace Demarche.Leverage;

/// <summary>
/// A table of ties as comma-separated values (RFC 4180) with a first line of names: from, to, kind, figure, unit, year, source, note, in any order; the last
/// five may be left out or empty, but a source is needed. It is read whole or not at all: each problem names its line and column.
/// </summary>
public static class TieTable
{
    /// <summary>More rows are no table that a person looks through; each would become an entry.</summary>
    public const int MostRows = 5_000;

    /// <summary>A field of megabytes would be kept in each place that shows it.</summary>
    public const int LongestField = 2_000;

    /// <summary>Problems that are told: a wrong file has one in every line.</summary>
    public const int MostProblems = 20;

    private static readonly string[] Between = ["from", "to", "kind"];
    private static readonly string[] Needed = ["from", "to", "kind", "source"];
    private static readonly string[] Known = ["from", "to", "kind", "figure", "unit", "year", "source", "note"];

    /// <param name="text">The file's text.</param>
    /// <param name="name">What it is called, for problems.</param>
    public static ReferenceReading Read(string text, string name)
    {
        List<Unread> problems = [];
        List<ReferenceRow> rows = [];
        string[]? columns = null;
        foreach (var record in Records(text))
        {
            if (record.Problem is { } broken) problems.Add(new($"{name}, line {record.Line}", broken));
            if (record.Problem is not null || problems.Count >= MostProblems) break;
            if (record.Fields is [""]) continue;
            if (columns is null)
            {
                columns = [.. record.Fields.Select(f => f.Trim().ToLowerInvariant())];
                problems.AddRange(Head(columns).Select(p => new Unread($"{name}, line {record.Line}", p)));
                if (problems.Count > 0) break;
                continue;
            }
            if (rows.Count == MostRows)
            {
                problems.Add(new($"{name}, line {record.Line}", $"A table has at most {MostRows} rows. Divide it."));
                break;
            }
            if (record.Fields.Count != columns.Length)
            {
                problems.Add(new($"{name}, line {record.Line}", $"This line has {record.Fields.Count} fields, the first line names {columns.Length} columns."));
                continue;
            }
            var (row, wrong) = Row(columns, record);
            problems.AddRange(wrong.Select(w => new Unread($"{name}, line {record.Line}, column {w.Column}", w.Problem)));
            if (row is not null) rows.Add(row);
        }
        if (problems.Count == 0 && rows.Count == 0) problems.Add(new(name, "There is no row in it."));
        return new(problems.Count > 0 ? [] : rows, [.. problems.Take(MostProblems)]);
    }

    /// <summary>Whether a first line names the columns without which there is no tie: between whom, and of which kind.</summary>
    internal static bool IsHead(string line)
    {
        HashSet<string> columns = [.. line.Split(',').Select(c => c.Trim().Trim('"').Trim().ToLowerInvariant())];
        return columns.IsSupersetOf(Between);
    }

    private static IEnumerable<string> Head(string[] columns)
    {
        foreach (var missing in Needed.Except(columns)) yield return $"The first line must name the columns; “{missing}” is missing. It is: {string.Join(',', Known)}.";
        foreach (var other in columns.Except(Known)) yield return $"No column is called “{Cut.To(other, 40, "…")}”. They are: {string.Join(',', Known)}.";
        if (columns.Distinct().Count() < columns.Length) yield return "The first line names a column twice.";
    }

    private static (ReferenceRow? Row, IReadOnlyList<(string Column, string Problem)> Problems) Row(string[] columns, (int Line, IReadOnlyList<string> Fields, string Raw, string? Problem) record)
    {
        List<(string, string)> problems = [];
        string? Of(string column) => Array.IndexOf(columns, column) is >= 0 and var at && record.Fields[at].Trim() is { Length: > 0 } given ? given : null;
        foreach (var (column, field) in columns.Zip(record.Fields))
        {
            if (field.Length > LongestField) problems.Add((column, $"This is longer than {LongestField} characters."));
        }
        // What a tie can't hold is told now, not when somebody takes the row.
        if (Of("source")?.Length > TieDecisions.LongestCitation) problems.Add(("source", $"A citation has at most {TieDecisions.LongestCitation} characters."));
        if (Of("unit")?.Length > TieDecisions.LongestUnit) problems.Add(("unit", $"A unit has at most {TieDecisions.LongestUnit} characters."));
        if (Of("figure")?.Length > TieDecisions.LongestFigure || Tie.AmountOf(Of("figure")) > TieDecisions.GreatestFigure) problems.Add(("figure", TieDecisions.FigureIsTooLarge));
        foreach (var needed in Needed.Where(n => Of(n) is null)) problems.Add((needed, "This must be given."));
        TieKind? kind = Enum.GetValues<TieKind>().Cast<TieKind?>().FirstOrDefault(k => TieWords.Key(k!.Value) == Of("kind"));
        if (Of("kind") is { } said && kind is null) problems.Add(("kind", $"“{Cut.To(said, 40, "…")}” is no kind. They are: {string.Join(", ", Enum.GetValues<TieKind>().Select(TieWords.Key))}."));
        var (figure, unit) = (Of("figure"), Of("unit"));
        if (figure is not null && Tie.AmountOf(figure) is null) problems.Add(("figure", $"“{Cut.To(figure, 40, "…")}” is no number without a sign and with a point for decimals."));
        else if (figure is null && kind is TieKind.ExportsShare or TieKind.ImportsShare) problems.Add(("figure", "A share needs its figure."));
        else if (kind is TieKind.ExportsShare or TieKind.ImportsShare && Tie.AmountOf(figure) > 100) problems.Add(("figure", "A share is at most 100."));
        if (figure is not null && unit is null) unit = kind switch { TieKind.ExportsShare or TieKind.ImportsShare => TieSet.Percent, TieKind.LandBorder => TieSet.Kilometres, _ => null };
        if (figure is not null && unit is null) problems.Add(("unit", "A figure needs its unit."));
        if (kind is TieKind.ExportsShare or TieKind.ImportsShare && unit is not null and not TieSet.Percent) problems.Add(("unit", "A share is in %."));
        if (kind is TieKind.LandBorder && unit is not null and not TieSet.Kilometres) problems.Add(("unit", "The length of a border is in km."));
        var at = Of("year") is { } year ? new ApproximateTime(year) : null;
        if (at is { IsValid: false }) problems.Add(("year", $"“{Cut.To(at.Value, 40, "…")}” is no year or date such as 2023 or 2023-06."));
        if (kind == TieKind.Other && Of("note") is null) problems.Add(("note", "Say how they are tied."));
        if (Of("from") is { } from && from == Of("to")) problems.Add(("to", "A tie is between two."));
        return problems.Count > 0 ? (null, problems) : (new(Of("from")!, Of("to")!, kind!.Value, figure, unit, at, Of("source")!, Of("note"), record.Raw), []);
    }

    // Quoted fields may hold commas, line ends and doubled quotes.
    private static IEnumerable<(int Line, IReadOnlyList<string> Fields, string Raw, string? Problem)> Records(string text)
    {
        if (text.StartsWith('\uFEFF')) text = text[1..];
        text = text.ReplaceLineEndings("\n");
        var (line, start, at) = (1, 0, 0);
        List<string> fields = [];
        while (at < text.Length || fields.Count > 0)
        {
            var field = new StringBuilder();
            var begun = line;
            if (at < text.Length && text[at] == '"')
            {
                var closed = false;
                for (at++; at < text.Length; at++)
                {
                    if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"') field.Append(text[at++]);
                    else if (text[at] == '"')
                    {
                        closed = true;
                        break;
                    }
                    else
                    {
                        if (text[at] == '\n') line++;
                        field.Append(text[at]);
                    }
                }
                if (!closed)
                {
                    yield return (begun, [], "", "A quote is opened and not closed.");
                    yield break;
                }
                at++;
                if (at < text.Length && text[at] is not (',' or '\n'))
                {
                    yield return (line, [], "", "After a closing quote comes a comma or the end of the line.");
                    yield break;
                }
            }
            else
            {
                while (at < text.Length && text[at] is not (',' or '\n')) field.Append(text[at++]);
            }
            fields.Add(field.ToString());
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (at < text.Length) continue;
                fields.Add("");
            }
            yield return (begun, fields, text[start..at], null);
            fields = [];
            at++;
            line++;
            start = at;
        }
    }
}
