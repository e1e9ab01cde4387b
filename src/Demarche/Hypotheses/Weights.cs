using Demarche.Sources;

namespace Demarche.Hypotheses;

/// <summary>How much a piece of evidence weighs, in the three steps of PARC's ACH.</summary>
public enum Weight { Low, Medium, High }

/// <summary>
/// The weighted inconsistency score of PARC's ACH (Good, Shrager, Stefik, Pirolli and Card with Heuer, "ACH1.1: A Tool for Analyzing Competing
/// Hypotheses, Technical Description") multiplies the points of a rating by two factors, each 1/√2 for low, 1 for medium, √2 for high. PARC's
/// two are credibility and relevance; here they are the two axes of the Admiralty code. Which grade is low, medium or high is nobody's
/// published rule: it is a convention, shown beside the figures, and the reader's to change.
/// </summary>
/// <param name="Reliability">One for each of A to F.</param>
/// <param name="Credibility">One for each of 1 to 6.</param>
public sealed record Weights(IReadOnlyList<Weight> Reliability, IReadOnlyList<Weight> Credibility)
{
    /// <summary>A and B, 1 and 2 high; C and 3 medium; D and E, 4 and 5 low. What can't be judged (F, 6) is neither lifted nor lowered.</summary>
    public static Weights Usual { get; } = new(Steps, Steps);

    private static IReadOnlyList<Weight> Steps => [Weight.High, Weight.High, Weight.Medium, Weight.Low, Weight.Low, Weight.Medium];

    /// <summary>What nobody graded weighs as medium.</summary>
    public double Of(Evidence evidence) =>
        Factor(evidence.Reliability is { } reliability ? Reliability[(int)reliability] : Weight.Medium)
        * Factor(evidence.Credibility is { } credibility ? Credibility[Math.Clamp(credibility, 1, 6) - 1] : Weight.Medium);

    /// <summary>From the address: <c>A=high</c>, <c>4=medium</c>; what is not said is as usual.</summary>
    public static Weights Of(IQueryCollection query) => new(
        [.. Enum.GetValues<Reliability>().Select(r => Said(query, r.ToString()) ?? Usual.Reliability[(int)r])],
        [.. Enumerable.Range(1, 6).Select(c => Said(query, Digit(c)) ?? Usual.Credibility[c - 1])]);

    /// <summary>What differs from the usual, as the address says it.</summary>
    public IEnumerable<string> Address() =>
        [
            .. Reliability.Index().Where(r => r.Item != Usual.Reliability[r.Index]).Select(r => $"{(Reliability)r.Index}={Word(r.Item)}"),
            .. Credibility.Index().Where(c => c.Item != Usual.Credibility[c.Index]).Select(c => $"{Digit(c.Index + 1)}={Word(c.Item)}"),
        ];

    public static double Factor(Weight weight) => weight switch
    {
        Weight.Low => 1 / Math.Sqrt(2),
        Weight.High => Math.Sqrt(2),
        _ => 1,
    };

    internal static string Word(Weight weight) => weight.ToString().ToLowerInvariant();

    private static string Digit(int credibility) => credibility.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Weight? Said(IQueryCollection query, string grade) =>
        Enum.GetValues<Weight>().Cast<Weight?>().FirstOrDefault(w => Word(w!.Value) == query[grade]);
}
