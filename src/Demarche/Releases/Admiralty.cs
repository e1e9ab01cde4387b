namespace Demarche.Releases;

/// <summary>Credibility by the Admiralty code, 1 confirmed to 6 cannot be judged, in the words and on the scale of STIX 2.1 (appendix A).</summary>
internal static class Admiralty
{
    public const int Unjudged = 6;

    private const int Confirmed = 90, Step = 20;

    /// <summary>90, 70, 50, 30 or 10; null for what cannot be judged, which has no confidence.</summary>
    public static int? Confidence(int credibility) => credibility is >= 1 and < Unjudged ? Confirmed - ((credibility - 1) * Step) : null;

    /// <summary>The grade whose range holds a confidence of 0 to 100; 6 where none is stated.</summary>
    public static int Credibility(int? confidence) => confidence is >= 0 and <= 100 and var stated ? Math.Max(1, 5 - (stated / Step)) : Unjudged;

    public static string Words(int credibility) => credibility switch
    {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "its truth cannot be judged",
    };
}
