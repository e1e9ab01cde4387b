namespace Demarche.Hypotheses;

/// <summary>Two hypotheses that no row tells apart.</summary>
public sealed record UnseparatedPair(string First, string FirstText, string Second, string SecondText);

/// <summary>What nobody has looked for yet, whichever rater's figures are shown.</summary>
/// <param name="Unrated">Rows that nobody has rated against any hypothesis of the question.</param>
/// <param name="Cells">Cells that nobody rated in rows that somebody began.</param>
/// <param name="Pairs">Pairs of hypotheses that no row tells apart.</param>
/// <param name="NoRoom">Whether every hypothesis excludes the others and none leaves room for somebody else.</param>
/// <param name="NoRival">Whether one hypothesis stands alone.</param>
public sealed record MatrixGaps(int Unrated, int Cells, IReadOnlyList<UnseparatedPair> Pairs, bool NoRoom, bool NoRival)
{
    public static MatrixGaps Of(Matrix matrix)
    {
        var columns = matrix.Columns;
        var apart = new bool[columns.Count, columns.Count];
        var (unrated, cells) = (0, 0);
        foreach (var row in matrix.Rows)
        {
            var empty = row.Cells.Count(c => c.OfAll is null);
            if (empty == columns.Count) unrated++;
            else cells += empty;
            if (!row.Diagnosis.IsDiagnostic) continue;
            for (var i = 0; i < columns.Count; i++)
            {
                for (var j = i + 1; j < columns.Count; j++)
                    apart[i, j] |= row.Cells[i].OfAll is { } a && row.Cells[j].OfAll is { } b && a > 0 != b > 0;
            }
        }
        List<UnseparatedPair> pairs = [];
        for (var i = 0; i < columns.Count; i++)
        {
            for (var j = i + 1; j < columns.Count; j++)
            {
                var (one, other) = (columns[i].Hypothesis, columns[j].Hypothesis);
                if (!apart[i, j]) pairs.Add(new(one.Id, one.Content.Text, other.Id, other.Content.Text));
            }
        }
        var all = columns.Select(c => c.Hypothesis.Content).ToList();
        return new(unrated, cells, pairs, all.Count > 1 && all.All(h => h.Exclusive) && !all.Any(h => h.Residual), all.Count == 1);
    }
}
