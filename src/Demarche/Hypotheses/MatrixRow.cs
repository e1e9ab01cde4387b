namespace Demarche.Hypotheses;

/// <summary>One person's rating in a cell.</summary>
/// <param name="Rater">A person's id.</param>
/// <param name="Counted">What it counts as: N where it breaks <paramref name="Rule"/> as things stand now.</param>
/// <param name="Rule">The rule that it breaks; null where it holds.</param>
public sealed record CellRating(
    string Id, string Rater, Consistency Given, Consistency Counted, string? Rule, string Reason, string? Search, string Time, int Revision);

/// <summary>One piece of evidence against one hypothesis.</summary>
/// <param name="Ratings">Of all raters, by when they were first given.</param>
/// <param name="Points">What it adds to the hypothesis's figure; null where none of the raters that count rated it.</param>
/// <param name="OfAll">What it would add if every rater counted, whoever is chosen; null where nobody rated it.</param>
/// <param name="Disputed">Whether two raters differ.</param>
public sealed record MatrixCell(IReadOnlyList<CellRating> Ratings, double? Points, double? OfAll, bool Disputed);

/// <summary>How far a row helps to tell hypotheses apart, by all who rated it: what one rater has not looked at is no gap.</summary>
/// <param name="IsDiagnostic">
/// Whether it is inconsistent with one hypothesis and not with another. A row that goes alike with all of them has no diagnostic value (Heuer,
/// Psychology of Intelligence Analysis, chapter 8).
/// </param>
/// <param name="Pairs">How many pairs of hypotheses it tells apart so.</param>
/// <param name="Points">The sum of its points over all hypotheses, by which Open Source ACH (Burton and Knowles, 2010) sorts evidence.</param>
public sealed record RowDiagnosis(bool IsDiagnostic, int Pairs, double Points);

/// <param name="Weight">The factor of the weighted measure; 1 in the others.</param>
/// <param name="Cells">In the order of the hypotheses.</param>
public sealed record MatrixRow(Evidence Evidence, double Weight, IReadOnlyList<MatrixCell> Cells, RowDiagnosis Diagnosis)
{
    /// <summary>Whether anybody rated it.</summary>
    public bool IsRated => Cells.Any(c => c.OfAll is not null);
}

/// <summary>A hypothesis and what speaks against it.</summary>
/// <param name="Score">The figure of the reader's measure.</param>
/// <param name="Place">1 for the fewest inconsistencies; equal figures share a place. No probability, and no verdict.</param>
/// <param name="Rated">On how many rows a rater that counts rated it.</param>
/// <param name="Against">From how many origins something was rated as inconsistent with it: what one original says through several mouths comes from one.</param>
public sealed record MatrixColumn(Held<Hypothesis> Hypothesis, double Score, int Place, int Rated, int Against);
