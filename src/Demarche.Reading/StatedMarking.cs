using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>
/// A TLP label that a document states of itself in its first lines. It is a proposal for a person: a document may quote a label, explain all of them,
/// or bear one of the first version of TLP, whose names are read by their meaning (WHITE is CLEAR). Words of classification are not guessed.
/// </summary>
/// <param name="Label">As FIRST writes it in TLP 2.0: "TLP:AMBER+STRICT".</param>
/// <param name="Written">As the document writes it.</param>
/// <param name="Line">Which line of the kept text, from 1; 0 where it is in the title.</param>
public sealed partial record StatedMarking(string Label, string Written, int Line)
{
    /// <summary>A label further down speaks of something else: a distribution list, a glossary, an annex.</summary>
    public const int FirstLines = 12;

    /// <summary>Characters that are looked at: one line may be a whole document.</summary>
    public const int FirstCharacters = 4_000;

    private static readonly string[] Levels = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];

    /// <summary>The strictest label in the title and the first lines; null where there is none.</summary>
    public static StatedMarking? Find(ReadDocument document)
    {
        StatedMarking? strictest = null;
        var line = 0;
        var read = 0;
        foreach (var text in document.Text.AsSpan(0, Math.Min(document.Text.Length, FirstCharacters)).ToString().Split('\n').Prepend(document.Title ?? ""))
        {
            foreach (Match match in Labels().Matches(text))
            {
                var level = Plain(match.Groups["level"].Value);
                if (strictest is null || Array.IndexOf(Levels, level) > Array.IndexOf(Levels, strictest.Label["TLP:".Length..]))
                    strictest = new("TLP:" + level, match.Value, line);
            }
            line++;
            if (line > 1 && !string.IsNullOrWhiteSpace(text) && ++read == FirstLines) break;
        }
        return strictest;
    }

    private static string Plain(string written)
    {
        var level = written.ToUpperInvariant();
        return level.StartsWith("AMBER", StringComparison.Ordinal) && level.EndsWith("STRICT", StringComparison.Ordinal) ? "AMBER+STRICT" : level == "WHITE" ? "CLEAR" : level;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])TLP\s{0,3}[:\s\u2010-\u2015-]\s{0,3}(?<level>AMBER\s{0,3}[+\s-]\s{0,3}STRICT|AMBER|RED|GREEN|CLEAR|WHITE)(?![\p{L}\p{Nd}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labels();
}
