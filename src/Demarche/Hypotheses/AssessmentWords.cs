using Demarche.Claims;
using static Demarche.Web.Words;

namespace Demarche.Hypotheses;

/// <summary>How bands, confidence, kinds and ratings are called on pages.</summary>
public static class AssessmentWords
{
    /// <summary>Both terms of the band, as ICD 203 prints them.</summary>
    public static string Of(Likelihood likelihood) => Say("hypotheses.likelihood." + ClaimWords.Key(likelihood));

    /// <summary>The band's range.</summary>
    public static string Range(Likelihood likelihood) => Say("hypotheses.range." + ClaimWords.Key(likelihood));

    public static string Of(Confidence confidence) => Say("hypotheses.confidence." + ClaimWords.Key(confidence));

    public static string Of(Consistency consistency) => Say("hypotheses.consistency." + ClaimWords.Key(consistency));

    public static string Of(HypothesisKind kind) => Say("hypotheses.kind." + ClaimWords.Key(kind));

    public static string Of(FindingKind kind) => Say("hypotheses.finding." + ClaimWords.Key(kind));
}
