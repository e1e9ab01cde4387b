using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;

namespace Demarche.Tests.Hypotheses;

/// <summary>A made-up incident: who wiped Norland's registry. Two copies of one story, three speakers, three rivals.</summary>
internal static class RivalCase
{
    public const string Question = "Who wiped the registry?";

    public static WrittenCase Written() => new WrittenCase()
        .Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper))).Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)))
        .Add(new SourceNamed("norland", Source("Norland's government", Standing.Official)))
        .Add(new SourceNamed("westmark", Source("Westmark's foreign ministry", Standing.Spokesperson)))
        .Add(new SourceNamed("lindqvist", Source("Mara Lindqvist", Standing.Analyst)))
        .Add(new PropositionStated("relay", new("The commands came through servers in Westmark.")))
        .Add(new PropositionStated("inside", new("The attackers had been inside the registry since March.")))
        .Add(new HypothesisStated("group", Rival("A group that Westmark tolerates")))
        .Add(new HypothesisStated("insider", Rival("A clerk of the registry")))
        .Add(new HypothesisStated("rest", Rival("Somebody else") with { Residual = true }))
        .Add(new ClaimMade("c1", Said("relay", "norland", Stance.Asserts, "paper")))
        .Add(new ClaimMade("c2", Said("inside", "lindqvist", Stance.Suggests, "paper") with { Nature = Nature.Inference, Standing = Standing.Analyst }))
        .Add(new ClaimMade("c3", Said("relay", "westmark", Stance.Denies, null)));

    public static Hypothesis Rival(string text) => new(text, Question, HypothesisKind.Responsibility, true, false, []);

    public static Source Source(string name, Standing standing) => new(name, "", null, standing, null, [], null);

    public static Claim Said(string proposition, string source, Stance stance, string? document) =>
        new(proposition, source, stance, Standing.Official, true, Nature.Fact, "said", document is null ? null : new(document, 0, 4, "They"), null);

    public static Finding Found(FindingKind kind, int credibility = 2) => new("The wiper knew the registry's passwords.", kind, [], "Reading its code", "Our laboratory", credibility, null);

    public static WrittenCase Rate(this WrittenCase written, string evidence, string hypothesis, Consistency consistency, string rater = WrittenCase.Ana, string? search = null) =>
        written.Add(new RatingGiven(Demarche.Id.New(), new(hypothesis, evidence, consistency, "Because.", search)), author: rater);

    public static Matrix Matrix(this WrittenCase written, MatrixChoice? choice = null) => Demarche.Hypotheses.Matrix.Of(written.View, choice ?? MatrixChoice.Usual);

    public static double[] Scores(this Matrix matrix) => [.. matrix.Columns.Select(c => c.Score)];

    public static Decision.Refused Refused(Decision decision) => Assert.IsType<Decision.Refused>(decision);

    public static Decision.Allowed Allowed(Decision decision) => Assert.IsType<Decision.Allowed>(decision);
}
