using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Reading;
using Demarche.Releases;
using Demarche.Statements;
using Demarche.Views;

namespace Demarche.Briefs;

public enum BriefRule
{
    /// <summary>The sentence says on what it rests nowhere.</summary>
    NothingCited,

    /// <summary>What it rests on was withdrawn since.</summary>
    RestsOnWithdrawn,

    /// <summary>The partner who gave what it rests on corrected or retracted that since: the message says in which words.</summary>
    RestsOnRecalled,

    /// <summary>It states as a fact what its source suggests, infers or holds as an opinion.</summary>
    StrongerThanItsSource,

    /// <summary>Its words of likelihood are not as ICD 203 asks: the message says which rule.</summary>
    EstimativeLanguage,

    /// <summary>It speaks of evidence against, or of a denial, where its source says that there is no evidence for.</summary>
    NoEvidenceIsNoDenial,

    /// <summary>It has no word in common with anything that it rests on: the number may be of something else.</summary>
    NoWordInCommon,
}

/// <summary>Something in a brief that a person should look at before it goes. A remark stops nothing.</summary>
/// <param name="Sentence">As it stands.</param>
/// <param name="About">The cited item that it is about; null for the sentence itself.</param>
/// <param name="Message">What the rule found, where its name does not say it.</param>
public sealed record BriefRemark(BriefRule Rule, string Sentence, string? About, string? Message = null);

/// <summary>
/// The check of a brief's words: its remarks, and what it could not check. It compares words of English; of a sentence in another language
/// it says that it could not read it, and nothing else. Pure, from the reader's view alone.
/// </summary>
/// <param name="Remarks">In the order of the text.</param>
/// <param name="Unread">Sentences whose words were not checked, because they or what they cite are in another language.</param>
public sealed record BriefCheck(IReadOnlyList<BriefRemark> Remarks, IReadOnlyList<string> Unread)
{
    /// <summary>Words by which a sentence says that somebody else says so, or how sure that is: ICD 203 (2015), tradecraft standards 2 and
    /// 3.</summary>
    private static readonly string[] Hedges =
    [
        "suggest", "may ", "might", "could", "likely", "probabl", "possibl", "chance", "assess", "judge", "according", "said", "says",
            "claims", "reported", "believe", "infer", "opinion", "alleg",
        "holds", "denie", "asserts", "asserted", "takes a stance", "take a stance", "one stance", "grades this source",
            "was asked", "no evidence", "no indication", "unclear",
            "not known", "had told",
    ];

    private static readonly string[] Denials = ["did not ", "was not ", "were not ", "is not ", "are not ", "denie", "ruled out", "refute",
        "evidence against", "disproves", "no involvement"];

    private static readonly string[] NoEvidence = ["no evidence", "no indication"];

    /// <summary>Words that stand for something of the sentence before.</summary>
    private static readonly HashSet<string> Pointing = new(["it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "this",
        "that", "these", "those", "both"], StringComparer.OrdinalIgnoreCase);

    public static BriefCheck Of(View view, DeskFile desk, Brief brief)
    {
        List<BriefRemark> remarks = [];
        List<string> unread = [];
        var language = ContentWords.LanguageOf(brief.Text);
        var before = "";
        IReadOnlyList<int> last = [];
        foreach (var (sentence, cites) in BriefText.Sentences(brief.Text))
        {
            List<Item> items = [.. cites.Where(n => n <= brief.Cites.Count).Select(n => view.Item(brief.Cites[n - 1])).OfType<Item>()];
            remarks.AddRange(OfCitations(view, desk, brief, sentence, cites, items));
            // What it quotes may be in any language.
            if (!IsEnglish(ContentWords.LanguageOf(BriefWords.OutsideQuotes(sentence)) ?? language)) unread.Add(sentence);
            else
            {
                remarks.AddRange(OfWords(sentence, items));
                // What a sentence points back to stands in the one before it, of those that rest on the same.
                var (words, isKnown) = Compared(view, desk, items, cites.SequenceEqual(last) && PointsBack(sentence)
                    ? before + " " + sentence : sentence);
                if (!isKnown) unread.Add(sentence);
                else if (words) remarks.Add(new(BriefRule.NoWordInCommon, sentence, items[0].Id));
            }
            (before, last) = (sentence, cites);
        }
        return new(remarks, [.. unread.Distinct()]);
    }

    private static IEnumerable<BriefRemark> OfCitations(View view, DeskFile desk, Brief brief, string sentence, IReadOnlyList<int> cites, List<Item> items)
    {
        if (cites.Count == 0 && sentence.Split(' ').Length > 3 && !IsOfTheBrief(sentence)
            && !IsBetweenUs(view, brief, sentence)) yield return new(BriefRule.NothingCited, sentence, null);
        foreach (var gone in items.Where(i => i.IsWithdrawn)) yield return new(BriefRule.RestsOnWithdrawn, sentence, gone.Id);
        foreach (var recall in items.Select(i => RecallList.Of(view).Find(i.Id)).OfType<Recall>()
            // A sentence that cites the notice too says so itself.
            .Where(r => items.All(i => i.Id != r.Notice.Id)))
            yield return new(BriefRule.RestsOnRecalled, sentence, recall.Item, RecallWords.Sentence(desk, recall));
    }

    private static IEnumerable<BriefRemark> OfWords(string sentence, List<Item> items)
    {
        List<Item> claims = [.. items.Where(i => i is { Content: Claim, IsWithdrawn: false })];
        // What somebody wrote is quoted in their words; a judgement of this desk has words of its own.
        var own = BriefWords.OutsideQuotes(sentence);
        if (claims.Count == 0 && items.Any(i => i.Content is Assessment or Hypothesis))
        {
            foreach (var found in AssessmentCheck.Sentence(own)) yield return new(BriefRule.EstimativeLanguage, sentence, null,
                found.Message);
        }
        // One claim that asserts it as a fact carries the sentence, whatever others only suggest; so does what somebody said in public or
        // took back.
        if (claims.Count > 0 && !items.Any(i => i.Content is Statement or Notice or PartnerNotice) && !Says(sentence, Hedges)
            && claims.All(c => c.Content is not Claim { Stance: Stance.Asserts, Nature: Nature.Fact }))
            yield return new(BriefRule.StrongerThanItsSource, sentence, claims[0].Id);
        if (claims.Find(c => c.Content is Claim { Stance: Stance.NoEvidenceFor }) is { } none
            && claims.All(c => c.Content is not Claim { Stance: Stance.Denies }) && Says(own, Denials) && !Says(own, NoEvidence))
            yield return new(BriefRule.NoEvidenceIsNoDenial, sentence, none.Id);
    }

    // Whether a sentence and what it cites have nothing in common, and whether that can be told: of words in another language it can't.
    private static (bool Nothing, bool IsKnown) Compared(View view, DeskFile desk, List<Item> items, string sentence)
    {
        if (items.Count == 0) return (false, true);
        var words = ContentWords.Of(sentence);
        if (words.Count == 0) return (false, true);
        // Who keeps a request is said by name, which is no word of the request.
        var cited = items.Select(i => (Typed: BriefCitation.WordsOf(view, i)
            + (i.Content is Requests.Request request ? "\n" + desk.NameOf(request.Owner) : ""), Said: BriefCitation.Of(view, desk, i))).ToList();
        // A quotation that stands in the citation too is enough, whatever its words.
        if (cited.Any(c => BriefWords.Quotations(sentence).Any(q => $"{c.Typed}\n{c.Said}".Contains(q, StringComparison.OrdinalIgnoreCase))
            || ContentWords.Of(c.Typed).Overlaps(words) || ContentWords.Of(c.Said).Except(OfTheDesk.Value).Any(words.Contains)))
            return (false, true);
        return cited.All(c => IsEnglish(ContentWords.LanguageOf(c.Typed))) ? (true, true) : (false, false);
    }

    // What the desk itself says in any footnote: that a sentence says "denies" too makes it no sentence about this denial.
    private static readonly Lazy<IReadOnlySet<string>> OfTheDesk = new(() => ContentWords.Of(string.Join('\n',
        Web.Words.Keys.Where(k => k.StartsWith("briefs.cite.", StringComparison.Ordinal)).Select(k => Web.Words.Say(k)))));

    // A text too short to tell is taken for English, which is what this check reads.
    private static bool IsEnglish(string? language) => language is null || language.Split('-')[0].Equals("en",
        StringComparison.OrdinalIgnoreCase);

    private static bool PointsBack(string sentence) => sentence.Split([' ', ',', ';', ':', '.'], StringSplitOptions.RemoveEmptyEntries)
        .Any(Pointing.Contains);

    // How much of it is left out rests on nothing; the desk writes that itself.
    private static bool IsOfTheBrief(string sentence) =>
        sentence == Web.Words.Say("briefs.left.one") || int.TryParse(sentence.Split(' ')[0], out var left)
            && sentence == Web.Words.Say("briefs.left.other", left);

    // What passed between us and the partner can't go with the brief, and the partner has it: a sentence that quotes it says where it
    // stands.
    private static bool IsBetweenUs(View view, Brief brief, string sentence) => brief.Partner is { } to
        && BetweenUs(view, to).Any(t => t.Length > 0 && sentence.Contains(BriefWords.Quoted(t), StringComparison.Ordinal));

    private static IEnumerable<string> BetweenUs(View view, string partner) =>
    [
        // The partner may hold the words of an earlier version.
        .. view.Requests.Standing.Where(r => r.Content.Partners.Contains(partner)).SelectMany(r => r.History)
            .SelectMany(r => r.Content.Asks.Select(a => a.Text).Prepend(r.Content.Title)).Select(Short).Distinct(),
        .. view.Wordings.Standing.Where(w => w.Content.Partner == partner).SelectMany(w => w.History).SelectMany(w => w.Content.Asks ?? [])
            .Select(a => Short(a.Text)).Distinct(),
        .. view.Replies.Standing.Where(r => r.Content.Partner == partner).SelectMany(r => r.Content.Answers.Select(a => a.Text)
            .Prepend(r.Content.Text)).Select(Short),
        .. view.Commitments.Standing.Where(c => c.Content.Partner == partner).Select(c => Short(c.Content.Text)),
    ];

    private static string Short(string text) => BriefComposer.Shortened(text);

    private static bool Says(string sentence, string[] words) => words.Any(w => sentence.Contains(w, StringComparison.OrdinalIgnoreCase));
}
