using System.Text.RegularExpressions;

namespace Demarche.Hypotheses;

/// <summary>A term of ICD 203 in a text.</summary>
/// <param name="Row">0 for the row of likelihood (likely), 1 for the row of probability (probable).</param>
internal sealed record BandTerm(Likelihood Band, int Row, string Term, int Start);

/// <summary>
/// The estimative terms of ICD 203 (Analytic Standards, 2 January 2015, table of D.6.e.2): seven bands, each with a term in either of two rows;
/// and the words that stand outside them. English.
/// </summary>
internal static partial class EstimativeWords
{
    /// <summary>Longer terms before those that they contain: very unlikely before unlikely, unlikely before likely.</summary>
    private static readonly (Regex Pattern, Likelihood Band, int Row)[] Terms =
    [
        (Whole("almost no chance"), Likelihood.AlmostNoChance, 0), (Whole("remote (?:chance|possibility|odds)|(?<=\\b(?:is|seems|be|appears|are) )remote"), Likelihood.AlmostNoChance, 1),
        (Whole("very unlikely"), Likelihood.VeryUnlikely, 0), (Whole("highly improbabl[ey]"), Likelihood.VeryUnlikely, 1),
        (Whole("roughly even chance"), Likelihood.RoughlyEvenChance, 0), (Whole("roughly even odds"), Likelihood.RoughlyEvenChance, 1),
        (Whole("almost certain(?:ly)?"), Likelihood.AlmostCertain, 0), (Whole("nearly certain"), Likelihood.AlmostCertain, 1),
        (Whole("very likely"), Likelihood.VeryLikely, 0), (Whole("highly probabl[ey]"), Likelihood.VeryLikely, 1),
        (Whole("unlikely"), Likelihood.Unlikely, 0), (Whole("improbabl[ey]"), Likelihood.Unlikely, 1),
        (Whole("likely"), Likelihood.Likely, 0), (Whole("probabl[ey]"), Likelihood.Likely, 1),
    ];

    /// <summary>The terms of a text, in its order. No character belongs to two.</summary>
    public static IReadOnlyList<BandTerm> In(string text)
    {
        var taken = new bool[text.Length];
        List<BandTerm> found = [];
        foreach (var outside in OutsideTheBands().Matches(text).Cast<Match>()) Array.Fill(taken, true, outside.Index, outside.Length);
        foreach (var (pattern, band, row) in Terms)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (taken.AsSpan(match.Index, match.Length).Contains(true)) continue;
                Array.Fill(taken, true, match.Index, match.Length);
                found.Add(new(band, row, match.Value, match.Index));
            }
        }
        return [.. found.OrderBy(f => f.Start)];
    }

    /// <summary>Its sentences; an abbreviation such as U.S. ends none.</summary>
    public static IEnumerable<string> Sentences(string text) => SentenceEnd().Split(text).Select(s => s.Trim()).Where(s => s.Length > 0);

    [GeneratedRegex(@"(?<=[.!?]["")\u201d]?)(?<!\b[A-Z]\.)(?<!\b[A-Z]\.[A-Z]\.)\s+(?=[""(\u201c]?[A-Z])|\n+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:low|moderate|high)(?:[ -]to[ -](?:moderate|high))?[ -]+(?:level of )?confidence\b|\bconfidence (?:is|remains|was) (?:low|moderate|high)\b", RegexOptions.IgnoreCase)]
    public static partial Regex ConfidenceTerm();

    [GeneratedRegex(@"\b(?:prov(?:e[sdn]?|ing)|proof|undoubtedly|undeniabl[ey]|unquestionabl[ey]|indisputabl[ey]|definite(?:ly)?|conclusive(?:ly)?|certainty|(?<!almost )(?<!nearly )certainly|(?:is|are|was|be) certain|no doubt|without (?:a )?doubt|beyond (?:any |all )?doubt|obvious(?:ly)?|clearly|of course)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Certainty();

    // The month is written with a capital.
    [GeneratedRegex(@"\b(?:may|might|could|can[ ]?(?:not|'t|’t) (?:be )?(?:rule[d]? out|exclude[d]?)|(?:Can[ ]?not|Can't|Can’t) (?:be )?(?:rule[d]? out|exclude[d]?))\b")]
    public static partial Regex Open();

    [GeneratedRegex(@"\b(?:(?:highly|extremely|quite|fairly|somewhat|rather|more|most|less) (?:un)?likely|(?:very|extremely|quite|fairly|more|most|less) (?:im)?probable|possibl[ey]|conceivabl[ey]|plausibl[ey]|presumabl[ey]|perhaps|a good chance|a fair chance|chances are|a real possibility|strong possibility|\d{1,3} ?(?:%|per ?cent))(?:\b|(?<=%))", RegexOptions.IgnoreCase)]
    public static partial Regex OutsideTheBands();

    [GeneratedRegex(@"\b(?:because|based on|on the basis of|as (?:reported|shown|seen|stated) (?:by|in)|according to|since|given (?:that|the)|reported by|we base|rests on|in light of|judging (?:by|from)|said|told|logs?|analysis of)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Basis();

    private static Regex Whole(string term) => new($@"(?<![\w-])(?:{term})(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
