using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Releases.Exposure;

namespace Demarche.Releases;

/// <summary>Why a claim against the public line is ours to weigh, the strongest reason first.</summary>
internal enum Voice
{
    /// <summary>The copy says it in words that we wrote in the claim's place: it names no speaker.</summary>
    OurWords,

    /// <summary>The text of the brief states it, and does not say that somebody else says so.</summary>
    OurSentence,

    /// <summary>Its source speaks for us: it is who spoke in public, or belongs to whom that one or this desk belongs.</summary>
    OurSource,

    /// <summary>A standing assessment of somebody at this desk takes the same side.</summary>
    OurAssessment,

    /// <summary>Nobody outside can know that this speaker says so: the partner has it from us.</summary>
    NotPublic,
}

/// <summary>
/// Whose voice a copy lends to what contradicts the public line. What a named speaker says in public against it is reported, and nothing of
/// it is ours: the accused denies, and everybody has read that. It is ours where we say it, endorse it or bring it out
/// (docs/decisions/the-public-line-as-ours.md). Pure, and from the view of whoever checks.
/// </summary>
internal sealed class OurVoice(CheckedCopy copy)
{
    private static readonly char[] EndsOfNames = [',', ';', '(', ')'];

    // By such words a sentence says that somebody else says it, asks it, or says that it is not so.
    private static readonly HashSet<string> ByOthers =
    [
        "said", "say", "says", "according", "claims", "claimed", "claim", "reports", "reported", "alleges", "alleged", "allegedly", "denies",
        "denied", "deny", "asserts", "asserted", "assert", "suggests", "suggested", "suggest", "asked", "asks", "ask", "whether", "states",
        "stated", "told", "tells", "quoted", "writes", "wrote", "if", "not", "no", "never", "nobody", "nothing", "untrue", "false", "evidence",
    ];

    // Words of offices that every government has: a name of such words alone is no name of ours.
    private static readonly HashSet<string> Offices =
    [
        "a", "affairs", "agency", "and", "authorities", "cabinet", "chief", "defence", "defense", "department", "deputy", "director",
        "embassy", "external", "for", "foreign", "general", "government", "head", "home", "interior", "internal", "justice", "mfa", "minister",
        "ministry", "national", "of", "office", "official", "police", "press", "president", "prime", "secretary", "security", "senior", "service",
        "spokesman", "spokesperson", "spokeswoman", "state", "the",
    ];

    private readonly View view = copy.View;
    private readonly Lazy<HashSet<string>> ours = new(() => NamesOfOurs(copy.View, copy.Desk.Settings.Name));
    private readonly Lazy<ILookup<(string, Side), string>> assessed =
        new(() => Assessed(copy.View).ToLookup(a => a.Side, a => a.Assessment));
    private readonly Lazy<IReadOnlyList<string>> sentences = new(() => [.. Stated(copy.Outgoing)]);

    public PublicAlready Public { get; } = new(copy.View, copy.Partner.At);

    /// <summary>Why a claim that goes is ours to weigh against the public line; null where others say it in public and we only pass it
    /// on.</summary>
    public Voice? Of(Held<Claim> claim) =>
        copy.IsReworded(claim.Id) ? Voice.OurWords : Sentences(claim.Id).Any() ? Voice.OurSentence : InOwnWords(claim);

    /// <summary>The same of a claim that goes as its source put it.</summary>
    public Voice? InOwnWords(Held<Claim> claim) =>
        view.Sources.Find(claim.Content.Source) is { } source && IsOurs(source.Content) ? Voice.OurSource
        : Assessments(claim).Any() ? Voice.OurAssessment
        : Public.HasSpeaker(claim) ? null : Voice.NotPublic;

    /// <summary>Our assessments that take the side of a claim.</summary>
    public IEnumerable<string> Assessments(Held<Claim> claim) => assessed.Value[(claim.Content.Proposition, SideOf(claim.Content.Stance))];

    /// <summary>The sentences of what we wrote for the copy (title, letter, asks, answers, a brief) that state a proposition in its own
    /// words, folded.</summary>
    public IReadOnlyList<string> Written(string proposition)
    {
        var said = Runs.Plain(proposition);
        // What stands around it says whose words it is; a proposition may say "no" itself. One word is anybody's.
        return !said.Contains(' ', StringComparison.Ordinal) ? []
            : [.. sentences.Value.Where(s => s.Contains($" {said} ", StringComparison.Ordinal)
                && !IsOfOthers(s.Replace($" {said} ", " ", StringComparison.Ordinal)))];
    }

    /// <summary>Whether one of these sentences is in English: of others the check can't tell who says so.</summary>
    public bool IsRead(string claim) => Sentences(claim).Any(s => Reading.ContentWords.LanguageOf(s) is null or "en");

    private bool IsOurs(Source source) => ours.Value.Contains(Descriptions.Folded(source.PublicName))
        || (source.Organisation is { Length: > 0 } of && ours.Value.Contains(Descriptions.Folded(of)));

    // Who speaks in public, as the statements name them, and whom these belong to, as far as a source of the case says.
    private static HashSet<string> NamesOfOurs(View view, string desk)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { Descriptions.Folded(desk) };
        foreach (var speaker in view.Statements.Standing.Select(s => s.Content.Speaker))
            names.UnionWith(speaker.Split(EndsOfNames, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(IsName).Append(speaker).Select(Descriptions.Folded));
        names.UnionWith(view.Sources.Standing
            .Where(s => !s.Content.IsProtected && names.Contains(Descriptions.Folded(s.Content.PublicName)))
            .Select(s => s.Content.Organisation).OfType<string>().Where(IsName).Select(Descriptions.Folded).ToList());
        names.Remove("");
        return names;
    }

    // "Ministry of Foreign Affairs" is somebody else's too: by its organisation nobody of that name is ours.
    private static bool IsName(string name) =>
        Runs.Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => !Offices.Contains(word));

    // Of a hypothesis that is likely, what it takes to be so and not to be so is likely too. One that is unlikely may fail for any of its parts.
    private static IEnumerable<((string, Side) Side, string Assessment)> Assessed(View view)
    {
        foreach (var held in view.Assessments.Standing)
        {
            var (about, likelihood) = (held.Content.About, held.Content.Likelihood);
            var side = likelihood >= Likelihood.Likely ? Side.For : likelihood <= Likelihood.Unlikely ? Side.Against : (Side?)null;
            if (side is not { } taken) continue;
            if (view.Hypotheses.Find(about) is not { IsWithdrawn: false } hypothesis) yield return ((about, taken), held.Id);
            else if (taken == Side.For)
            {
                foreach (var part in hypothesis.Content.Propositions)
                    yield return ((part.Proposition, part.Negated ? Side.Against : Side.For), held.Id);
            }
        }
    }

    /// <summary>The sentences of a brief that cite a claim and do not say that somebody else says it.</summary>
    public IEnumerable<string> Sentences(string claim) => copy.Outgoing.Kind != PackageKind.Brief ? []
        : BriefText.Sentences(copy.Outgoing.Text).Where(s => !IsQuestion(s.Sentence) && !IsOfOthers(Runs.Plain(s.Sentence))
            && s.Cites.Any(n => n <= copy.Outgoing.Cites.Count && copy.Outgoing.Cites[n - 1] == claim)).Select(s => s.Sentence);

    // Its sentences that ask nothing, folded.
    private static IEnumerable<string> Stated(Outgoing said)
    {
        IEnumerable<string> texts =
        [
            said.Title, said.Text, .. said.Kind == PackageKind.Request ? said.Asks.Select(a => a.Text) : [],
            .. (said.Answers ?? []).Select(a => a.Text),
        ];
        return texts.SelectMany(SentencesOf).Where(s => !IsQuestion(s)).Select(s => $" {Runs.Plain(s)} ");
    }

    // Each with the sign that ends it: a question states nothing.
    private static IEnumerable<string> SentencesOf(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '\n')) continue;
            yield return text[from..(i + 1)];
            from = i + 1;
        }
        yield return text[from..];
    }

    private static bool IsQuestion(string sentence) => sentence.TrimEnd().EndsWith('?');

    private static bool IsOfOthers(string plain) => plain.Split(' ').Any(ByOthers.Contains);
}
