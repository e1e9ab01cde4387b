using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>
/// A TLP label that a document states of itself: in its title, its first lines or its last ones, or by the ids of STIX marking definitions. It is a proposal for a
/// person: a document may quote a label, explain all of them, or bear one of the first version of TLP, whose names are read by their meaning (WHITE is CLEAR). Words
/// of classification are not guessed.
/// </summary>
/// <param name="Label">As FIRST writes it in TLP 2.0: "TLP:AMBER+STRICT".</param>
/// <param name="Written">As the document writes it, without what is not seen.</param>
/// <param name="Line">Which line of the kept text, from 1; 0 where it is in the title.</param>
public sealed partial record StatedMarking(string Label, string Written, int Line)
{
    /// <summary>A label in the middle speaks of something else: a distribution list, a glossary, an annex.</summary>
    public const int FirstLines = 20;

    /// <summary>A label often stands in the foot of the last page too.</summary>
    public const int LastLines = 6;

    /// <summary>Characters that are looked at from the beginning: one line may be a whole document.</summary>
    public const int FirstCharacters = 4_000;

    /// <summary>The same from the end.</summary>
    public const int LastCharacters = 2_000;

    /// <summary>Around a label within data, which has no first lines.</summary>
    private const int Around = 60;

    private static readonly string[] Levels = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];

    // The ids that STIX 2.1 and FIRST gave to the labels of both editions.
    private static readonly Dictionary<string, string> Definitions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["94868c89-83c2-464b-929b-a1a8aa3c8487"] = "CLEAR",
        ["bab4a63c-aed9-4cf5-a766-dfca5abac2bb"] = "GREEN",
        ["55d920b0-5e8b-4f79-9ee9-91f868d9b421"] = "AMBER",
        ["939a9414-2ddd-4d32-a0cd-375ea402b003"] = "AMBER+STRICT",
        ["e828b379-4e03-4974-9ac4-e53a884c97c1"] = "RED",
        ["613f2e26-407d-48c7-9eca-b8e91df99dc9"] = "CLEAR",
        ["34098fce-860f-48ae-8e50-ebd3cc5e41da"] = "GREEN",
        ["f88d31f6-486f-44da-b317-01333bde0b82"] = "AMBER",
        ["5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] = "RED",
    };

    /// <summary>The strictest label that it states; null where there is none.</summary>
    public static StatedMarking? Find(ReadDocument document)
    {
        StatedMarking? strictest = null;
        foreach (var stated in In(document.Title ?? "", 0).Concat(AtTheEnds(document.Text)).Concat(ByDefinition(document.Text)).Concat(InData(document.Text)))
        {
            if (strictest is null || Rank(stated) > Rank(strictest)) strictest = stated;
        }
        return strictest;
    }

    private static int Rank(StatedMarking stated) => Array.IndexOf(Levels, stated.Label["TLP:".Length..]);

    private static IEnumerable<StatedMarking> AtTheEnds(string text)
    {
        var first = text[..Math.Min(text.Length, FirstCharacters)].Split('\n');
        var (line, read) = (0, 0);
        while (line < first.Length && read < FirstLines)
        {
            foreach (var stated in In(first[line++], line)) yield return stated;
            if (!string.IsNullOrWhiteSpace(first[line - 1])) read++;
        }
        var from = Math.Max(0, text.Length - LastCharacters);
        var last = text[from..].Split('\n');
        var before = text.AsSpan(0, from).Count('\n');
        read = 0;
        for (var i = last.Length - 1; i >= 0 && read < LastLines; i--)
        {
            foreach (var stated in In(last[i], before + i + 1)) yield return stated;
            if (!string.IsNullOrWhiteSpace(last[i])) read++;
        }
    }

    private static IEnumerable<StatedMarking> ByDefinition(string text)
    {
        const string Prefix = "marking-definition--";
        const int Id = 36;
        var lines = new Lines(text);
        for (var at = text.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
        {
            var id = at + Prefix.Length;
            if (text.Length - id >= Id && Definitions.TryGetValue(text.Substring(id, Id), out var level))
            {
                yield return new("TLP:" + level, Prefix + text.Substring(id, Id), lines.At(at));
                if (level == Levels[^1]) yield break;
            }
        }
    }

    // In JSON a label stands wherever the thing stands that bears it. Each place is looked at once, and nothing is stricter than the last level.
    private static IEnumerable<StatedMarking> InData(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) yield break;
        var lines = new Lines(text);
        for (var at = text.IndexOf("tlp", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("tlp", at + 3, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var stated in In(text.Substring(at, Math.Min(Around, text.Length - at)), 0))
            {
                yield return stated with { Line = lines.At(at) };
                if (Rank(stated) == Levels.Length - 1) yield break;
            }
        }
    }

    private static IEnumerable<StatedMarking> In(string text, int line)
    {
        foreach (Match match in Labels().Matches(LikeLetters.Of(text)))
            yield return new("TLP:" + Plain(match.Groups["level"].Value), match.Value, line);
    }

    // Asked for places from first to last, so that a text is counted once.
    private sealed class Lines(string text)
    {
        private int line = 1;
        private int counted;

        public int At(int place)
        {
            line += text.AsSpan(counted, place - counted).Count('\n');
            counted = place;
            return line;
        }
    }

    private static string Plain(string written)
    {
        var level = written.ToUpperInvariant();
        return level.StartsWith("AMBER", StringComparison.Ordinal) && level.EndsWith("STRICT", StringComparison.Ordinal) ? "AMBER+STRICT" : level == "WHITE" ? "CLEAR" : level;
    }

    // "TLP 2.0: RED", "TLPv2:RED", "Traffic Light Protocol (v2.0) - RED": the edition is a number from 1 to 2.
    private const string Edition = @"(?:\s{0,3}\(?(?:v|version)?\s?[12](?:\.[0-9])?\)?)?\s{0,3}";

    private const string Level = @"(?<level>AMBER\s{0,3}[+\s_-]\s{0,3}STRICT|AMBER|RED|GREEN|CLEAR|WHITE)(?![\p{L}\p{Nd}])";

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?:TLP\)?" + Edition + @"[:=|/_\s\u2010-\u2015-]|Traffic[\s-]{1,3}Light[\s-]{1,3}Protocol" + Edition
        + @"[:=|\u2010-\u2015-])\s{0,3}[\[(""']?\s{0,3}" + Level,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labels();
}
