using CsCheck;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;

namespace Demarche.Tests.Hypotheses;

/// <summary>What must hold of any matrix, on random ones.</summary>
public sealed class MatrixPropertyTests
{
    private static readonly string[] Raters = [WrittenCase.Ana, WrittenCase.Ben];
    private static readonly MatrixChoice[] Choices =
        [MatrixChoice.Usual, MatrixChoice.Usual with { Measure = Measure.Count }, MatrixChoice.Usual with { Measure = Measure.Weighted, Together = Together.Strictest }];

    private static readonly Gen<(string Evidence, string Hypothesis, Consistency Consistency, string Rater)> Rated = Gen.Select(
        Gen.Int[0, 7].Select(i => i < 6 ? "c" + i : "f" + (i - 6)), Gen.Int[0, 3].Select(i => "h" + i), Gen.Enum<Consistency>(), Gen.Int[0, 1].Select(i => Raters[i]));

    private static readonly Gen<(string, string, Consistency, string)[]> Ratings = Rated.Array[0, 30].Select(r => r.DistinctBy(x => (x.Item1, x.Item2, x.Item4)).ToArray());

    [Fact]
    public void A_copy_changes_no_figure() => Ratings.Sample(ratings =>
    {
        var (written, n) = (Written(ratings), 0);
        var before = Figures(written);
        foreach (var claim in written.View.Claims.All.Where(c => c.Content.Passage?.Document == "paper").ToList())
            written.Add(new ClaimMade($"copy{n++}", claim.Content with { Passage = new("wire", 0, 4, "They") }));
        return n > 0 && before == Figures(written);
    }, iter: LongTest.Count(20, 60));

    [Fact]
    public void The_order_of_ratings_says_nothing() => Gen.Select(Ratings, Gen.Int.Array[30]).Sample((ratings, keys) =>
    {
        var shuffled = ratings.Zip(keys).OrderBy(r => r.Second).Select(r => r.First).ToArray();
        return Figures(Written(ratings)) == Figures(Written(shuffled));
    }, iter: LongTest.Count(20, 60));

    [Fact]
    public void Withdrawing_and_taking_it_back_is_as_if_nothing_had_been() => Gen.Select(Ratings, Gen.Int[0, 5]).Sample((ratings, i) =>
    {
        var written = Written(ratings);
        var before = Figures(written);
        written.Add(new ClaimWithdrawn("c" + i, "By mistake.")).Add(new HypothesisWithdrawn("h1", "By mistake."));
        var last = written.Entries.Count;
        written.Add(new EntryUndone(last)).Add(new EntryUndone(last - 1));
        return before == Figures(written);
    }, iter: LongTest.Count(20, 60));

    [Fact]
    public void Leaving_out_agrees_with_a_journal_in_which_it_was_withdrawn() => Ratings.Sample(ratings =>
    {
        foreach (var choice in Choices)
        {
            var matrix = Written(ratings).Matrix(choice);
            var swings = Sensitivity.Of(matrix);
            foreach (var row in matrix.Rows)
                Agree(matrix, swings.SingleOrDefault(s => s.What is LeftOut.Claim or LeftOut.Finding && s.Id == row.Evidence.Id), Without(ratings, e => e.Id == row.Evidence.Id).Matrix(choice));
            foreach (var source in matrix.Rows.Select(r => r.Evidence.Source).OfType<string>().Distinct())
            {
                if (matrix.Rows.Count(r => r.Evidence.Source == source && r.Cells.Any(c => c.Points > 0)) < 2) continue;
                Agree(matrix, swings.SingleOrDefault(s => s.What == LeftOut.Source && s.Id == source), Without(ratings, e => e.Source == source).Matrix(choice));
            }
        }
    }, iter: LongTest.Count(10, 30));

    private static void Agree(Matrix matrix, Swing? swing, Matrix without)
    {
        var expected = without.Columns.Select(c => c.Place).ToList();
        Assert.Equal(expected, swing?.Places ?? [.. matrix.Columns.Select(c => c.Place)]);
    }

    private static WrittenCase Without((string, string, Consistency, string)[] ratings, Func<Evidence, bool> leaves)
    {
        var written = Written(ratings);
        foreach (var member in EvidenceList.Of(written.View).Rows.Where(leaves).SelectMany(r => r.Members).ToList())
            written.Add(member[0] == 'f' ? new FindingWithdrawn(member, "Left out.") : new ClaimWithdrawn(member, "Left out."));
        return written;
    }

    private static string Figures(WrittenCase written) => string.Join('|', Choices.Select(choice =>
    {
        var matrix = written.Matrix(choice);
        return string.Join(',', matrix.Columns.Select(c => $"{c.Score:R}/{c.Place}/{c.Rated}")) + ';' + string.Join(',', matrix.Rows.Select(r => r.Diagnosis))
            + ';' + string.Join(',', Sensitivity.Of(matrix).Select(s => $"{s.What} {s.Id} {string.Join(' ', s.Places)}"));
    }));

    private static WrittenCase Written((string Evidence, string Hypothesis, Consistency Consistency, string Rater)[] ratings)
    {
        var written = new WrittenCase().Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper))).Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)))
            .Add(new PropositionStated("p", new("It was so."))).Add(new PropositionStated("q", new("It was otherwise.")));
        for (var i = 0; i < 3; i++)
        {
            var grade = i == 0 ? null : new Grade((Reliability)(i * 2), WrittenCase.Ana, "2026-03-01", "Graded.");
            written.Add(new SourceNamed("s" + i, RivalCase.Source("Speaker " + i, Standing.Official) with { Grade = grade }));
        }
        for (var i = 0; i < 6; i++) written.Add(new ClaimMade("c" + i, RivalCase.Said(i % 2 == 0 ? "p" : "q", "s" + (i % 3), Stance.Asserts, i < 3 ? "paper" : null)));
        written.Add(new FindingRecorded("f0", RivalCase.Found(FindingKind.CodeLikeness, 1))).Add(new FindingRecorded("f1", RivalCase.Found(FindingKind.WhereItStands, 4)));
        for (var i = 0; i < 4; i++) written.Add(new HypothesisStated("h" + i, RivalCase.Rival("Rival " + i)));
        var n = 0;
        foreach (var (evidence, hypothesis, consistency, rater) in ratings)
            written.Add(new RatingGiven($"r{n++}", new(hypothesis, evidence, consistency, "Because.", null)), author: rater);
        return written;
    }
}
