using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>A page of the matrix, with what hangs on little and what nobody has looked for.</summary>
/// <param name="Total">How many rows the reader's choice lets through.</param>
/// <param name="Evidence">How many rows there are in all.</param>
/// <param name="Next">The row that the next page begins after; null on the last one.</param>
/// <param name="Swings">What changes the order when it alone is left out.</param>
/// <param name="Names">Of the raters, by id.</param>
public sealed record MatrixPart(
    MatrixChoice Choice, IReadOnlyList<string> Questions, string Question, IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<MatrixRow> Rows, int Total,
    int Evidence, string? Next, IReadOnlyList<Swing> Swings, MatrixGaps Gaps, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>So many rows stand on a page: it stays small however large the case is.</summary>
    public const int PageRows = 30;

    public static MatrixPart Of(View view, DeskFile desk, MatrixChoice choice)
    {
        var matrix = Matrix.Of(view, choice);
        choice = choice.Among(matrix.Raters);
        List<MatrixRow> let = [.. matrix.Rows.Where(r => Lets(choice.Rows, r))];
        var start = choice.After is { } after ? let.FindIndex(r => r.Evidence.Id == after) + 1 : 0;
        List<MatrixRow> page = [.. let.Skip(start).Take(PageRows)];
        return new(choice, matrix.Questions, matrix.Question, matrix.Columns, page, let.Count, matrix.Rows.Count,
            start + page.Count < let.Count ? page[^1].Evidence.Id : null, [.. Sensitivity.Of(matrix).Select(s => Named(view, s))], MatrixGaps.Of(matrix),
            matrix.Raters.ToDictionary(r => r, desk.NameOf));
    }

    // The words of a document say which origin it is.
    private static Swing Named(View view, Swing swing) => swing.What != LeftOut.Origin ? swing
        : swing with { Name = view.Documents.Find(swing.Id)?.Content is { } document ? document.Title ?? document.Name : "" };

    private static bool Lets(RowChoice choice, MatrixRow row) => choice switch
    {
        RowChoice.Rated => row.IsRated,
        RowChoice.Unrated => !row.IsRated,
        RowChoice.Diagnostic => row.Diagnosis.IsDiagnostic,
        RowChoice.Disputed => row.Cells.Any(c => c.Disputed),
        _ => true,
    };
}

/// <summary>One row of the matrix: what it is, and everybody's ratings of it with their reasons.</summary>
/// <param name="Quote">The words of the passage, where there is one.</param>
/// <param name="Own">The caller's id.</param>
public sealed record EvidencePart(
    string Question, IReadOnlyList<MatrixColumn> Columns, MatrixRow Row, string? Quote, IReadOnlyDictionary<string, string> Names, string Own)
{
    public static EvidencePart? Of(View view, DeskFile desk, MatrixChoice choice, string id, string caller)
    {
        if (EvidenceList.Of(view).Find(id) is not { } evidence) return null;
        var matrix = Matrix.Of(view, choice with { Rater = null });
        var row = matrix.Rows.First(r => r.Evidence.Id == evidence.Id);
        return new(matrix.Question, matrix.Columns, row,
            (view.Claims.Find(evidence.Id)?.Content.Passage ?? view.Findings.Find(evidence.Id)?.Content.Passage)?.Quote,
            matrix.Raters.ToDictionary(r => r, desk.NameOf), caller);
    }
}
