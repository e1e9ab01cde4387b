using System.Text.RegularExpressions;
using Demarche.Web;

namespace Demarche.Tests.Briefs;

/// <summary>
/// The forms that a composed sentence can have, as the words of the desk give them, and whether each has a subject and a verb. What people typed stands in quotation marks
/// or in the place of a name, so the form of a sentence is all that the desk itself says.
/// </summary>
internal static partial class SentenceForms
{
    // The verb is in what is put in.
    private static readonly (string Key, string Place, string Family)[] Filled = [("briefs.claim", "{1}", "briefs.stance."), ("briefs.contradicts", "{0}", "briefs.line."),
        ("briefs.rivals.assessed", "{1}", "briefs.judged."), ("briefs.cite.assessment", "{1}", "briefs.judged."), ("briefs.since.assessed", "{1}", "briefs.judged.")];

    private static readonly List<string> All =
    [
        .. Words.Keys.Where(k => k.StartsWith("briefs.", StringComparison.Ordinal) && Filled.All(f => f.Key != k)).Select(k => Words.Say(k)).Where(w => w.EndsWith('.')),
        .. from f in Filled from k in Words.Keys where k.StartsWith(f.Family, StringComparison.Ordinal) && !k.EndsWith(".changed", StringComparison.Ordinal) && !k.EndsWith(".it", StringComparison.Ordinal) select Words.Say(f.Key).Replace(f.Place, Words.Say(k), StringComparison.Ordinal),
        .. Words.Keys.Where(k => k.StartsWith("briefs.ask.", StringComparison.Ordinal) || k.StartsWith("briefs.we.", StringComparison.Ordinal)).Select(k => Words.Say(k)).Where(w => !w.EndsWith('.')).SelectMany(w => new[] { w + ".", w + ": {9}." }),
    ];

    /// <summary>Why a sentence is none; null where it has the form of one.</summary>
    public static string? Wrong(string sentence)
    {
        var masked = Quotation().Replace(sentence, "“”");
        if (masked.Contains('“') && Quotation().Replace(masked, "").AsSpan().IndexOfAny('“', '”') >= 0) return "its quotation marks do not close";
        var forms = All.Where(f => Of(f).IsMatch(masked)).ToList();
        return forms.Count == 0 ? "it has no form that the words of briefs give" : forms.Any(HasSubjectAndVerb) ? null : $"none of its forms has a subject and a verb: {string.Join(" | ", forms)}";
    }

    private static Regex Of(string form) => new("^" + Place().Replace(Regex.Escape(Quotation().Replace(form, "“”")).Replace("}", @"\}", StringComparison.Ordinal), ".*?") + "$");

    private static bool HasSubjectAndVerb(string form) => Clause().IsMatch(Place().Replace(form, "X"));

    [GeneratedRegex("“[^“”]*”")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\\?\{[0-9]\\?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?:X(?: \(X\))?|It|We|This brief|The (?:incident|question|public line|answer|matter|request(?: X)?|decision X|confidence in that judgement(?:, made on X,)?)|No receipt of it|Our question about X|Another explanation|An effectXX|One explanation|(?:Nothing|None of the evidence) that was rated|Evidence from X origins?|From X origins? it|That decision|Its legal basis|(?:One|X) more (?:sayings?|sentences?))"
        + @" (?:is|was|were|are|has|have|said|says|asserts|asserted|suggests|suggested|denies|denied|takes|take|took|grades|keeps|began|ended|cites|stands|tells|speaks|agreed|postponed|refused|asked|answered|wrote|promised|judges|dissents|crosses|strains|owe|sent|corrected|retracted|would|wait)\b")]
    private static partial Regex Clause();
}
