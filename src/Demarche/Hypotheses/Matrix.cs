using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>
/// Evidence by hypotheses (Heuer, Psychology of Intelligence Analysis, 1999, chapter 8). Pure: a view and the reader's choice, and nothing else. Every figure
/// comes from what the reader sees.
/// </summary>
/// <param name="Questions">All questions that hypotheses stand on, in the order of their first hypotheses.</param>
/// <param name="Question">The one of this matrix; empty where there is none.</param>
/// <param name="Raters">Ids of all who rated something in it.</param>
public sealed record Matrix(
    IReadOnlyList<string> Questions, string Question, IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<MatrixRow> Rows, IReadOnlyList<string> Raters)
{
    /// <summary>Sums of weights are not exact in binary; beyond this many decimals two figures are equal.</summary>
    private const int Decimals = 9;

    public static Matrix Of(View view, MatrixChoice choice)
    {
        List<string> questions = [.. view.Hypotheses.Standing.Select(h => h.Content.Question).Distinct(StringComparer.OrdinalIgnoreCase)];
        var question = questions.FirstOrDefault(q => q.Equals(choice.Question, StringComparison.OrdinalIgnoreCase)) ?? questions.FirstOrDefault() ?? "";
        List<Held<Hypothesis>> hypotheses = [.. view.Hypotheses.Standing.Where(h => h.Content.Question.Equals(question, StringComparison.OrdinalIgnoreCase))];
        var evidence = EvidenceList.Of(view);
        var given = Given(view, evidence, hypotheses, out var raters);
        choice = choice.Among(raters);
        List<MatrixRow> rows = [.. evidence.Rows.Select(e => Row(e, hypotheses, given, choice))];
        var scores = new double[hypotheses.Count];
        var rated = new int[hypotheses.Count];
        foreach (var row in rows)
        {
            for (var h = 0; h < scores.Length; h++)
            {
                if (row.Cells[h].Points is not { } points) continue;
                scores[h] += points;
                rated[h]++;
            }
        }
        var places = Places(scores);
        return new(questions, question, [.. hypotheses.Select((h, i) => new MatrixColumn(h, Rounded(scores[i]), places[i], rated[i], Against(rows, i)))], rows, raters);
    }

    private static int Against(List<MatrixRow> rows, int column) => rows.Where(r => r.Cells[column].Points > 0).Select(r => r.Evidence.Origin).Distinct().Count();

    /// <summary>The place of each figure, fewest first; equal figures share one.</summary>
    internal static int[] Places(ReadOnlySpan<double> scores)
    {
        var places = new int[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var before = 0;
            for (var j = 0; j < scores.Length; j++)
            {
                if (Rounded(scores[j]) < Rounded(scores[i])) before++;
            }
            places[i] = before + 1;
        }
        return places;
    }

    internal static double Rounded(double score) => Math.Round(score, Decimals) + 0.0;

    // By row and hypothesis. What is withdrawn does not count; ratings of copies of one saying meet in its row.
    private static Dictionary<(string Row, string Hypothesis), List<CellRating>> Given(
        View view, EvidenceList evidence, List<Held<Hypothesis>> hypotheses, out List<string> raters)
    {
        var known = hypotheses.ToDictionary(h => h.Id, h => h.Content);
        Dictionary<(string, string), List<CellRating>> given = [];
        HashSet<string> all = [];
        foreach (var held in view.Ratings.Standing)
        {
            var rating = held.Content;
            if (!known.TryGetValue(rating.Hypothesis, out var hypothesis) || evidence.Find(rating.Evidence) is not { } row) continue;
            var rule = RatingRules.Broken(row, hypothesis, rating.Consistency, rating.Search);
            if (!given.TryGetValue((row.Id, rating.Hypothesis), out var cell)) given[(row.Id, rating.Hypothesis)] = cell = [];
            cell.Add(new(held.Id, held.Author, rating.Consistency, rule is null ? rating.Consistency : Consistency.N, rule, rating.Reason, rating.Search, held.Changed, held.Revision));
            all.Add(held.Author);
        }
        raters = [.. all.Order(StringComparer.Ordinal)];
        return given;
    }

    private static MatrixRow Row(
        Evidence evidence, List<Held<Hypothesis>> hypotheses, Dictionary<(string, string), List<CellRating>> given, MatrixChoice choice)
    {
        var weight = choice.Measure == Measure.Weighted ? choice.Weights.Of(evidence) : 1;
        var cells = new MatrixCell[hypotheses.Count];
        for (var h = 0; h < cells.Length; h++)
        {
            cells[h] = given.TryGetValue((evidence.Id, hypotheses[h].Id), out var ratings) ? Cell(ratings, weight, choice) : Unrated;
        }
        var (against, notAgainst) = (cells.Count(c => c.OfAll > 0), cells.Count(c => c.OfAll == 0));
        return new(evidence, weight, cells, new(against > 0 && notAgainst > 0, against * notAgainst, Rounded(cells.Sum(c => c.OfAll ?? 0))));
    }

    private static readonly MatrixCell Unrated = new([], null, null, false);

    private static MatrixCell Cell(List<CellRating> ratings, double weight, MatrixChoice choice)
    {
        var all = Put(ratings, choice) * weight;
        var points = choice.Rater is null ? all : Put(ratings.Where(r => r.Rater == choice.Rater), choice) * weight;
        return new(ratings, points, all, ratings.Select(r => r.Counted).Distinct().Skip(1).Any());
    }

    // Somebody who rated two copies of one saying has one voice. The order of the ratings says nothing.
    private static double? Put(IEnumerable<CellRating> ratings, MatrixChoice choice)
    {
        List<double> voices = [.. ratings.GroupBy(r => r.Rater).Select(g => g.Select(r => Points(r.Counted, choice.Measure)).Distinct().Order().Average())];
        return voices.Count == 0 ? null : choice.Together switch
        {
            Together.Mildest => voices.Min(),
            Together.Strictest => voices.Max(),
            _ => voices.Order().Average(),
        };
    }

    private static double Points(Consistency consistency, Measure measure) => consistency switch
    {
        Consistency.I => 1,
        Consistency.II => measure == Measure.Count ? 1 : 2,
        _ => 0,
    };
}
