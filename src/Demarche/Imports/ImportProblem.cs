using Demarche.Documents;

namespace Demarche.Imports;

/// <summary>What was found wrong with a place of a file, or is not taken from it.</summary>
public enum Defect
{
    EndBeforeBeginning, MissingDate, ImpossibleDate, RepeatedRow, UnknownColumn, MissingColumn, UnreadableRow, NoIncident, MissingText, UnreadableList, NobodyNamed,
    Contested, Disguise, TooMuch, UnlikeBefore, NotWritten, UnreadableValue, LooseJson, StandsAlready,
    UnreadablePart, Narrowed,
}

/// <summary>One thing that was found, and where.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line on which the row begins, from 1; null for a whole file.</param>
/// <param name="Column">The column's or member's name; null for a whole row.</param>
/// <param name="What">What is wrong, and what was done about it.</param>
/// <param name="Incident">The incident or event that it belongs to, as the file calls it.</param>
/// <param name="Text">The row itself, where nothing of it stands in a case.</param>
public sealed record ImportProblem(Defect Defect, string File, int? Line, string? Column, string What, string? Incident = null, string? Text = null)
{
    private const int LongestShown = 4_000;

    /// <summary>Where it is: <c>table.csv, line 12, column end_date</c>.</summary>
    public string Where => File + (Line is { } line ? $", line {line}" : "") + (Column is { } column ? $", column {column}" : "");

    /// <summary>In a line that no sign of the file can break or turn around.</summary>
    public override string ToString() => ShownText.Line($"{Where}: {What}{(Text is { } text ? $" The row: {text}" : "")}", LongestShown);
}

/// <summary>What an import came to.</summary>
/// <param name="Read">Incidents or events that the files hold.</param>
/// <param name="Cases">Ids of the cases that were written, in the order of the file.</param>
/// <param name="Already">How many were there already, and were left as they are.</param>
/// <param name="Failed">How many are not written; each has a problem that says why.</param>
/// <param name="Responses">Political and legal responses that were read.</param>
/// <param name="Counts">What was made, by kind of entry.</param>
/// <param name="Unread">Parts of events that are not in the form of the format and were not read, though the rest of the event was.</param>
/// <param name="Members">What became of every member of every event, by member; null for tables, whose rows are told one by one.</param>
public sealed record ImportReport(
    int Read, IReadOnlyList<string> Cases, int Already, int Failed, int Responses, IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<MemberAccount>? Members = null, int Unread = 0);
