using System.Globalization;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Bench;

/// <summary>The matrix of a large case with everything that its page shows, beside <see cref="JsonSerializer"/> over the ratings that it counts.</summary>
internal static class Matrices
{
    private const int Claims = 1_000;
    private const int Rivals = 8;
    private const int Sources = 50;

    public static int Run()
    {
        var file = CaseFile.Fold("case", Entries());
        var person = new Audience.AtDesk(InventedCase.Author, true, new HashSet<string>());
        var choice = MatrixChoice.Usual with { Measure = Measure.Weighted };
        var ratings = View.For(file, person).Ratings.All;
        var swings = 0;
        void Count(View view)
        {
            var matrix = Matrix.Of(view, choice);
            swings = Sensitivity.Of(matrix).Count;
            _ = MatrixGaps.Of(matrix);
        }
        void Serialise() => JsonSerializer.SerializeToUtf8Bytes(ratings, FactKinds.Json);
        var opened = View.For(file, person);
        Count(opened);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"matrix: {Claims} claims by {Rivals} hypotheses, {ratings.Count} ratings; {swings} rows and sources change the order when left out alone"));
        Console.WriteLine($"matrix, diagnosticity, gaps and full leave-one-out on a view that is open: {Measured.Beside(() => Count(opened), Serialise)}");
        Console.WriteLine($"the same with the view made anew: {Measured.Beside(() => Count(View.For(file, person)), Serialise)}");
        return 0;
    }

    private static List<Entry> Entries()
    {
        var head = Head.Empty("case");
        List<Entry> entries = [];
        foreach (var fact in Facts())
        {
            var time = Times.Text(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddSeconds(entries.Count));
            entries.Add(FactKinds.Draft("case", time, InventedCase.Author, new(fact, Marking.Of(Tlp.Amber))).After(head));
            head = entries[^1].AsHead();
        }
        return entries;
    }

    private static IEnumerable<Fact> Facts()
    {
        yield return InventedCase.Opened.Fact;
        for (var s = 0; s < Sources; s++)
            yield return new SourceNamed($"source-{s}", new($"Speaker {s}", "", null, Standing.Official, null, [], new((Reliability)(s % 6), InventedCase.Author, "2026-03-02", "Graded.")));
        for (var h = 0; h < Rivals; h++) yield return new HypothesisStated($"rival-{h}", new($"Explanation {h}", "Who did it?", HypothesisKind.Responsibility, true, h == 0, []));
        for (var c = 0; c < Claims; c++)
        {
            yield return new PropositionStated($"proposition-{c}", new($"The relay {c} was rented by the group."));
            yield return new ClaimMade($"claim-{c}", new($"proposition-{c}", $"source-{c % Sources}", Stance.Asserts, Standing.Official, true, Nature.Fact, "said", null, new("2026-02-17")));
        }
        for (var c = 0; c < Claims; c++)
        {
            for (var h = 0; h < Rivals; h++)
                yield return new RatingGiven($"rating-{c}-{h}", new($"rival-{h}", $"claim-{c}", (Consistency)((c * 7 + h * 3 + c / 11) % 5), "It fits, or does not.", null));
        }
    }
}
