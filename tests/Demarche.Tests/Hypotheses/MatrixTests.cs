using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Sources;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Hypotheses;

public sealed class MatrixTests
{
    private readonly WrittenCase written = RivalCase.Written();

    [Fact]
    public void Inconsistencies_are_counted_after_Heuer_and_in_points_after_PARC()
    {
        written.Rate("c1", "insider", Consistency.I).Rate("c2", "insider", Consistency.II).Rate("c2", "rest", Consistency.CC).Rate("c3", "group", Consistency.I);
        Assert.Equal([1, 2, 0], written.Matrix(MatrixChoice.Usual with { Measure = Measure.Count }).Scores());
        var points = written.Matrix();
        Assert.Equal([1, 3, 0], points.Scores());
        Assert.Equal([2, 3, 1], points.Columns.Select(c => c.Place));
        Assert.Equal([1, 2, 1], points.Columns.Select(c => c.Rated));
    }

    [Fact]
    public void The_weighted_measure_multiplies_by_the_published_factors_and_the_reader_may_move_a_grade()
    {
        written.Rate("c1", "insider", Consistency.II);
        written.Add(new SourceGraded("norland", RivalCase.Source("Norland's government", Standing.Official) with { Grade = new(Reliability.A, WrittenCase.Ana, "2026-03-01", "Right so far.") }, "Graded."));
        written.Add(new FindingRecorded("f", RivalCase.Found(FindingKind.Behaviour, 5))).Rate("f", "insider", Consistency.I);
        var weighted = MatrixChoice.Usual with { Measure = Measure.Weighted };
        Assert.Equal(2 * Math.Sqrt(2) + 1 / Math.Sqrt(2), written.Matrix(weighted).Scores()[1], 9);
        var moved = weighted with { Weights = Weights.Usual with { Credibility = [.. Weights.Usual.Credibility.Select(_ => Weight.Medium)] } };
        Assert.Equal(2 * Math.Sqrt(2) + 1, written.Matrix(moved).Scores()[1], 9);
        // A changed grade changes it at once.
        written.Add(new SourceGraded("norland", RivalCase.Source("Norland's government", Standing.Official) with { Grade = new(Reliability.E, WrittenCase.Ana, "2026-03-02", "Wrong twice.") }, "Graded."));
        Assert.Equal(2 / Math.Sqrt(2) + 1 / Math.Sqrt(2), written.Matrix(weighted).Scores()[1], 9);
    }

    [Fact]
    public void Copies_of_one_saying_are_one_row_and_its_ratings_outlive_the_rated_copy()
    {
        written.Rate("c1", "insider", Consistency.I);
        var before = written.Matrix();
        written.Add(new ClaimMade("copy", RivalCase.Said("relay", "norland", Stance.Asserts, "wire")));
        var after = written.Matrix();
        Assert.Equal(before.Rows.Count, after.Rows.Count);
        Assert.Equal(["c1", "copy"], after.Rows.Single(r => r.Evidence.Id == "c1").Evidence.Members);
        Assert.Equal(before.Scores(), after.Scores());
        written.Add(new ClaimWithdrawn("c1", "Another page of it."));
        Assert.Equal(before.Scores(), written.Matrix().Scores());
        written.Add(new ClaimWithdrawn("copy", "Misread."));
        Assert.Equal([0, 0, 0], written.Matrix().Scores());
    }

    [Fact]
    public void Raters_stand_side_by_side_and_the_reader_chooses_what_counts()
    {
        written.Rate("c1", "insider", Consistency.II).Rate("c1", "insider", Consistency.N, WrittenCase.Ben);
        var cell = written.Matrix().Rows.Single(r => r.Evidence.Id == "c1").Cells[1];
        Assert.True(cell.Disputed);
        Assert.Equal([Consistency.II, Consistency.N], cell.Ratings.Select(r => r.Given));
        Assert.Equal(1, written.Matrix().Scores()[1]);
        Assert.Equal(0, written.Matrix(MatrixChoice.Usual with { Together = Together.Mildest }).Scores()[1]);
        Assert.Equal(2, written.Matrix(MatrixChoice.Usual with { Together = Together.Strictest }).Scores()[1]);
        Assert.Equal(0, written.Matrix(MatrixChoice.Usual with { Rater = WrittenCase.Ben }).Scores()[1]);
    }

    [Fact]
    public void Whoever_is_chosen_nothing_is_called_open_that_somebody_rated()
    {
        written.Rate("c2", "group", Consistency.C).Rate("c2", "insider", Consistency.I).Rate("c1", "insider", Consistency.I, WrittenCase.Ben);
        var (all, bens) = (written.Matrix(), written.Matrix(MatrixChoice.Usual with { Rater = WrittenCase.Ben }));
        Assert.Equal([0, 1, 0], bens.Scores());
        Assert.Equal(all.Rows.Select(r => (r.IsRated, r.Diagnosis)), bens.Rows.Select(r => (r.IsRated, r.Diagnosis)));
        var (open, bensOpen) = (MatrixGaps.Of(all), MatrixGaps.Of(bens));
        Assert.Equal((open.Unrated, open.Cells), (bensOpen.Unrated, bensOpen.Cells));
        Assert.Equal(open.Pairs, bensOpen.Pairs);
    }

    [Fact]
    public void A_rater_who_rated_nothing_here_is_not_chosen()
    {
        written.Rate("c1", "insider", Consistency.II);
        var nobody = MatrixChoice.Usual with { Rater = "nobody" };
        Assert.Equal(written.Matrix().Scores(), written.Matrix(nobody).Scores());
        Assert.Null(MatrixPart.Of(written.View, Demarche.Tests.Twins.Seats.Desk, nobody).Choice.Rater);
    }

    [Fact]
    public void A_row_of_copies_is_as_strong_as_the_strongest_of_them()
    {
        written.Add(new ClaimMade("weak", RivalCase.Said("inside", "westmark", Stance.Asserts, "paper") with { Nature = Nature.Opinion }))
            .Add(new ClaimMade("strong", RivalCase.Said("inside", "westmark", Stance.Asserts, "wire")));
        var row = EvidenceList.Of(written.View).Find("weak")!;
        Assert.Equal(["weak", "strong"], row.Members);
        Assert.Equal(Nature.Fact, row.Nature);
    }

    [Fact]
    public void A_row_that_goes_alike_with_all_is_not_diagnostic()
    {
        foreach (var hypothesis in (string[])["group", "insider", "rest"]) written.Rate("c1", hypothesis, Consistency.I);
        written.Rate("c2", "group", Consistency.C).Rate("c2", "insider", Consistency.I).Rate("c2", "rest", Consistency.N);
        var rows = written.Matrix().Rows.ToDictionary(r => r.Evidence.Id, r => r.Diagnosis);
        Assert.Equal(new RowDiagnosis(false, 0, 3), rows["c1"]);
        Assert.Equal(new RowDiagnosis(true, 2, 1), rows["c2"]);
    }

    [Fact]
    public void Gaps_are_the_cells_that_nobody_rated_and_the_pairs_that_nothing_tells_apart()
    {
        written.Rate("c2", "group", Consistency.C).Rate("c2", "insider", Consistency.I);
        var gaps = MatrixGaps.Of(written.Matrix());
        Assert.Equal((2, 1), (gaps.Unrated, gaps.Cells));
        Assert.Equal([("group", "rest"), ("insider", "rest")], gaps.Pairs.Select(p => (p.First, p.Second)));
        Assert.False(gaps.NoRoom);
        written.Add(new HypothesisWithdrawn("rest", "To see what is missed."));
        Assert.True(MatrixGaps.Of(written.Matrix()).NoRoom);
    }

    [Fact]
    public void What_the_order_hangs_on_is_found_by_leaving_each_row_source_and_origin_out()
    {
        written.Rate("c1", "group", Consistency.I).Rate("c2", "group", Consistency.I).Rate("c3", "insider", Consistency.II).Rate("c3", "rest", Consistency.II);
        Assert.Equal([1, 1, 1], written.Matrix().Columns.Select(c => c.Place));
        var swings = Sensitivity.Of(written.Matrix());
        Assert.Contains(swings, s => s is { What: LeftOut.Claim, Id: "c3", FirstChanges: true });
        var paper = swings.Single(s => s.What == LeftOut.Origin);
        Assert.Equal(("paper", 2), (paper.Id, paper.Rows));
        Assert.Equal([1, 2, 2], paper.Places);
    }

    [Fact]
    public void Figures_of_an_empty_case_are_none()
    {
        var matrix = new WrittenCase().Matrix();
        Assert.Empty(matrix.Columns);
        Assert.Empty(Sensitivity.Of(matrix));
        Assert.Empty(MatrixGaps.Of(matrix).Pairs);
    }

    [Fact]
    public void Each_question_has_a_matrix_of_its_own()
    {
        written.Add(new HypothesisStated("how", RivalCase.Rival("By a stolen password") with { Question = "How did they come in?", Kind = HypothesisKind.Means }));
        Assert.Equal([RivalCase.Question, "How did they come in?"], written.Matrix().Questions);
        Assert.Equal(["how"], written.Matrix(MatrixChoice.Usual with { Question = "how did they come in?" }).Columns.Select(c => c.Hypothesis.Id));
    }

    [Fact]
    public void What_the_reader_may_not_see_moves_no_figure()
    {
        var vault = new Marking(Tlp.Amber, [], ["vault"]);
        written.Rate("c1", "group", Consistency.I);
        var before = written.Matrix();
        written.Add(new SourceNamed("hidden", RivalCase.Source("Somebody", Standing.Witness)), vault).Add(new ClaimMade("h", RivalCase.Said("relay", "hidden", Stance.Asserts, null)));
        written.Rate("h", "insider", Consistency.II);
        written.Add(new HypothesisStated("secret", RivalCase.Rival("A secret one")), vault).Rate("c1", "secret", Consistency.II);
        written.Add(new RatingGiven("r", new("group", "c2", Consistency.II, "Because.", null)), vault, WrittenCase.Ben);
        var after = written.Matrix();
        Assert.Equal(before.Scores(), after.Scores());
        Assert.Equal(before.Rows.Select(r => r.Evidence.Id), after.Rows.Select(r => r.Evidence.Id));
        Assert.Equal(before.Raters, after.Raters);
        Assert.Equal(4, Demarche.Hypotheses.Matrix.Of(Demarche.Views.View.For(written.File, WrittenCase.AtDesk(compartments: "vault")), MatrixChoice.Usual).Columns.Count);
        Assert.Empty(written.For(WrittenCase.Ostania).Hypotheses.All);
        Assert.Empty(written.For(WrittenCase.Ostania).Ratings.All);
    }

    [Fact]
    public void The_readers_choice_comes_back_from_its_address()
    {
        var choice = new MatrixChoice("Who & why?", Measure.Weighted, Together.Strictest, "person-ben",
            Weights.Usual with { Reliability = [Weight.Low, .. Weights.Usual.Reliability.Skip(1)] }, RowChoice.Rated, "row");
        var query = new Microsoft.AspNetCore.Http.QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(choice.Address()));
        Assert.Equal(choice.Address(), MatrixChoice.Of(query).Address());
        Assert.Equal("", MatrixChoice.Usual.Address());
        Assert.Contains("A=low", choice.Address(), StringComparison.Ordinal);
    }
}
