using System.Text.RegularExpressions;
using Demarche.Claims;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>How a brief puts what people typed into sentences of its own: any text, with a full stop or without, a sentence or no
/// sentence.</summary>
internal static partial class BriefWords
{
    /// <summary>Characters of what is said of a speaker beside the name.</summary>
    private const int LongestRole = 100;

    /// <summary>In one line, whatever ends a line, without square brackets: it must become no heading, point, picture or number of the
    /// text that it stands in.</summary>
    public static string OneLine(string words) => string.Join(' ', words.ReplaceLineEndings(" ").Split((char[]?)null,
        StringSplitOptions.RemoveEmptyEntries))
        .Replace('[', '(').Replace(']', ')').TrimStart('#', '{', '-', ' ');

    /// <summary>In quotation marks, without the full stop at its end: the sentence that it stands in has one.</summary>
    public static string Quoted(string words)
    {
        var inner = words.Trim();
        // An ellipsis of three full stops is one.
        if (inner.EndsWith("...", StringComparison.Ordinal)) inner = inner[..^3].TrimEnd('.', ' ') + "…";
        inner = inner.TrimEnd('.', ' ').Replace('“', '‘').Replace('”', '’').Replace('„', '‚').Replace("\"", "'", StringComparison.Ordinal);
        return $"“{inner}”";
    }

    /// <summary>
    /// The words outside of quotation marks: what a sentence itself says. Each quotation leaves one sign, so that no two words meet that
    /// did not.
    /// </summary>
    public static string OutsideQuotes(string sentence)
    {
        var kept = new System.Text.StringBuilder(sentence.Length);
        var open = false;
        foreach (var c in sentence)
        {
            if (!open) kept.Append(c == '“' ? '…' : c);
            if (c == '“') open = true;
            else if (c == '”') open = false;
        }
        return kept.ToString();
    }

    // What the desk says between what people typed, the longest first.
    private static readonly Lazy<string[]> Phrases = new(() =>
    [
        .. Keys.Where(k => k.StartsWith("briefs.", StringComparison.Ordinal)).SelectMany(k => Place().Split(Say(k)))
            .Select(p => p.Trim(' ', '.', ',', ';', ':', '“', '”'))
            .Where(p => p.Count(c => c == ' ') >= FewestOfPhrase - 1).Distinct().OrderByDescending(p => p.Length)
                .ThenBy(p => p, StringComparer.Ordinal),
    ]);

    /// <summary>Words of a phrase of the desk's own; fewer are in common use anyway.</summary>
    private const int FewestOfPhrase = 2;

    /// <summary>A sentence without what any composed brief says, and without dates: what is left is what somebody typed or is
    /// called.</summary>
    public static string WithoutPhrases(string sentence)
    {
        foreach (var phrase in Phrases.Value) sentence = sentence.Replace(phrase, " ", StringComparison.Ordinal);
        return Date().Replace(sentence, " ");
    }

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4}\b(?:, [0-9]{2}:[0-9]{2}(?::[0-9]{2})? UTC)?")]
    private static partial Regex Date();

    /// <summary>What stands within each quotation of a sentence.</summary>
    public static IEnumerable<string> Quotations(string sentence)
    {
        for (var start = sentence.IndexOf('“'); start >= 0; start = sentence.IndexOf('“', start + 1))
        {
            if (sentence.IndexOf('”', start) is var end && end > start + 1) yield return sentence[(start + 1)..end];
        }
    }

    /// <summary>Who says it: the public name, what may be said of the speaker, and in what capacity it was said.</summary>
    public static string Speaker(View view, Claim claim)
    {
        if (view.Sources.Find(claim.Source)?.Content is not { } source) return "";
        var role = source.Organisation is { Length: > 0 } organisation ? organisation : source.IsProtected ? "" : source.Description;
        if (role.Equals(source.PublicName, StringComparison.OrdinalIgnoreCase)) role = "";
        var standing = claim.Standing == Standing.Unknown ? "" : ClaimWords.Of(claim.Standing);
        // An embassy of a state that speaks as an embassy is named once.
        if (role.Contains(standing, StringComparison.OrdinalIgnoreCase)) standing = "";
        var parts = new[] { Cut.To(Name(role), LongestRole, "…"), standing }.Where(p => p.Length > 0).ToList();
        var name = Name(source.PublicName);
        return parts.Count == 0 ? name : $"{name} ({string.Join(", ", parts)})";
    }

    /// <summary>What an effect is and what it did, before its quotation marks.</summary>
    public static string OfEffect(Incidents.Effect effect) => $"{effect.Kind.TrimEnd(' ', '.')}: {effect.Description}".Trim(' ', ':');

    /// <summary>How far a source is trusted, and who says so; F is no low grade but none.</summary>
    public static string Graded(DeskFile desk, Grade grade) => Say("briefs.grade", Name(desk.NameOf(grade.Evaluator)), grade.Reliability,
        SayOf(grade.Reliability, "briefs.reliability"));

    /// <summary>A name within a sentence: one that is written as several sentences is joined, so that it ends none.</summary>
    public static string Name(string name)
    {
        var line = OneLine(name);
        var parts = Reading.Retellings.Sentences(line);
        if (parts.Count < 2) return line.TrimEnd('.');
        var joined = "";
        foreach (var part in parts.Select(p => line[p.Start..p.End].Trim().TrimEnd('.', '!', '?')).Where(p => p.Length > 0))
            // After an abbreviation the name goes on: “Dept of Energy”.
            joined += joined.Length == 0 ? part : (char.IsLower(part[0]) ? " " : "; ") + part;
        return joined;
    }

    /// <summary>A name at the head of a sentence: what follows a comma within it ends with one, as in “Ida Lund, Minister, said”.</summary>
    public static string Subject(string name) => Name(name).TrimEnd(',') is var plain && plain.Contains(',') ? plain + "," : plain;

    /// <summary>From how many origins each stance is taken: “asserted from 2 origins and denied from 1 origin”. Stances are never added
    /// up.</summary>
    /// <returns>Empty where nobody asserts, suggests or denies it.</returns>
    public static string Counted(IEnumerable<StanceCount> counts) =>
        Listed([.. counts.Where(c => c.Stance is Stance.Asserts or Stance.Suggests or Stance.Denies)
            .Select(c => SayCount(CountedBy(c.Stance), c.Origins) + Recalled(c))]);

    private static string Recalled(StanceCount count) => count.Recalled == 0 ? ""
        : " " + (count.Recalled == count.Origins ? Say("claims.recalled.all") : SayCount("claims.recalled", count.Recalled));

    private static string CountedBy(Stance stance) => stance switch
    {
        Stance.Asserts => "briefs.counted.asserts",
        Stance.Suggests => "briefs.counted.suggests",
        _ => "briefs.counted.denies",
    };

    /// <summary>“a”, “a and b”, “a, b and c”.</summary>
    public static string Listed(IReadOnlyList<string> parts) => parts switch
    {
        [] => "",
        [var one] => one,
        _ => Say("briefs.and", string.Join(", ", parts.Take(parts.Count - 1)), parts[^1]),
    };
}
