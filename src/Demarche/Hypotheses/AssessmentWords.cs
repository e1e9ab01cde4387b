using static Demarche.Web.Words;

namespace Demarche.Hypotheses;

/// <summary>How bands, confidence, kinds and ratings are called on pages.</summary>
public static class AssessmentWords
{
    /// <summary>Both terms of the band, as ICD 203 prints them.</summary>
    public static string Of(Likelihood likelihood) => SayOf(likelihood, "hypotheses.likelihood");

    /// <summary>The band's range.</summary>
    public static string Range(Likelihood likelihood) => SayOf(likelihood, "hypotheses.range");

    public static string Of(Confidence confidence) => SayOf(confidence, "hypotheses.confidence");

    public static string Of(Consistency consistency) => SayOf(consistency, "hypotheses.consistency");

    public static string Of(HypothesisKind kind) => SayOf(kind, "hypotheses.kind");

    public static string Of(FindingKind kind) => SayOf(kind, "hypotheses.finding");
}
