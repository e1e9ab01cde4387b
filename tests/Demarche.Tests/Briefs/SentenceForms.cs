using System.Text.RegularExpressions;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Requests;
using Demarche.Web;

namespace Demarche.Tests.Briefs;

/// <summary>
/// The forms that a composed sentence can have, as the words of the desk give them, and whether each has a subject and a verb. What people typed stands in quotation marks
/// or in the place of a name, so the form of a sentence is all that the desk itself says.
/// </summary>
internal static partial class SentenceForms
{
    // The verb is in what is put in.
    private static readonly (string Key, string Place, string[] Values)[] Filled =
    [
        ("briefs.claim", "{1}", Family<Stance>("briefs.stance")), ("briefs.contradicts", "{0}", Family<Stance>("briefs.line")),
        ("briefs.line.changed", "it {1}", [.. Family<Stance>("briefs.took").Select(v => "it " + v)]),
        ("briefs.rivals.assessed", "{1}", Family<Likelihood>("briefs.judged")),
        ("briefs.cite.assessment", "{1}", Family<Likelihood>("briefs.judged")),
        ("briefs.since.claimed", "{1}", Family<Stance>("briefs.cite.stance")),
        ("briefs.since.assessed", "{1}", Family<Likelihood>("briefs.judged")),
    ];

    // Of a text of several sentences each is a form.
    private static readonly List<string> All =
    [
        .. Words.Keys.Where(k => k.StartsWith("briefs.", StringComparison.Ordinal) && Filled.All(f => f.Key != k))
            .Select(k => Words.Say(k)).Where(w => w.EndsWith('.')).SelectMany(Parts),
        .. from filled in Filled from value in filled.Values
           from part in Parts(Words.Say(filled.Key).Replace(filled.Place, value, StringComparison.Ordinal)) select part,
        .. Family<Disposition>("briefs.ask").Concat(Family<OwedState>("briefs.we")).SelectMany(w => new[] { w + ".", w + ": {9}." }),
    ];

    private static string[] Family<T>(string family) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => Words.SayOf(v, family))];

    private static string[] Parts(string text) => Ends().Split(text);

    /// <summary>Why a sentence is none; null where it has the form of one.</summary>
    public static string? Wrong(string sentence)
    {
        var masked = Quotation().Replace(sentence, "“”");
        if (masked.Contains('“') && Quotation().Replace(masked, "").AsSpan().IndexOfAny('“', '”') >= 0) return "its quotation marks do not close";
        var forms = All.Where(f => Of(f).IsMatch(masked)).ToList();
        return forms.Count == 0 ? "it has no form that the words of briefs give" : forms.Any(HasSubjectAndVerb) ? null : $"none of its forms has a subject and a verb: {string.Join(" | ", forms)}";
    }

    private static Regex Of(string form) => new("^" + Place().Replace(Regex.Escape(Quotation().Replace(form, "“”")).Replace("}", @"\}", StringComparison.Ordinal), ".*?") + "$");

    private static bool HasSubjectAndVerb(string form) => Clause().IsMatch(Place().Replace(Joined().Replace(form, " "), "X"));

    [GeneratedRegex("“[^“”]*”")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\\?\{[0-9]\\?\}")]
    private static partial Regex Place();

    // What begins with a blank of its own.
    [GeneratedRegex(@"(?<=\w)(?=\{)")]
    private static partial Regex Joined();

    [GeneratedRegex(@"(?<=\.) (?=[A-Z{])")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^(?:X(?: \(X\))?|It|We|This brief|The (?:incident|question|public line|answer|request(?: X)?|decision X"
        + @"|statement|confidence in that judgement(?:, made on X,)?)|No receipt of it|Our (?:question about|request) X|(?:One|Another) explanation|An effect XX"
        + @"|(?:Nothing|None of the evidence) that was rated|Evidence from X origins?|From X origins? it|That(?: decision)?|Its legal basis"
        + @"|(?:One|X) more (?:sayings?|sentences?))"
        + @" (?:is|was|were|are|has|have|said|says|asserts|asserted|suggests|suggested|denies|denied|takes|take|took|grades|keeps|began|ended"
        + @"|cites|stands|tells|speaks|agreed|postponed|refused|asked|asks|answered|replied|wrote|promised|judges|dissents|crosses|strains|owe"
        + @"|sent|went|came|corrected|retracted|would|wait)\b")]
    private static partial Regex Clause();
}
