using System.Globalization;
using System.Text;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>
/// Composes the first text of a brief for an audience: from what that audience and whoever composes it both see, sentence by sentence, each
/// with what it rests on. Pure. A person edits it and writes its lead paragraph; nothing in it is a judgement that nobody made. Each
/// sentence has a subject and a verb whatever people typed, because their words stand in quotation marks. A section of which there is
/// nothing to say is not there.
/// </summary>
public sealed partial class BriefComposer
{
    /// <summary>Sentences of one section: a brief is read in minutes. What is left out is said in a last sentence, to readers at this
    /// desk.</summary>
    private const int MostSentences = 20;

    /// <summary>Claims that stand under one proposition. Its first sentence counts them all.</summary>
    private const int MostClaims = 6;

    /// <summary>Characters of a text that stands in the brief as somebody said it. What is longer is cut, and its number leads to the
    /// whole.</summary>
    private const int LongestWords = 400;

    /// <summary>Characters of one sentence or point.</summary>
    private const int LongestSentence = 2_000;

    /// <summary>Characters from which a composed brief adds no sentence: whoever edits it must have room.</summary>
    private const int LongestText = 16_000;

    private readonly View view;
    private readonly View own;
    private readonly DeskFile desk;
    private readonly string? partner;
    private readonly string now;
    private readonly OriginList origins;
    private readonly List<string> cites = [];

    // What its sentences are made from, cited or not.
    private readonly HashSet<string> told = [];
    private readonly StringBuilder text = new();

    // Sources whose grade was said already.
    private readonly HashSet<string> graded = [];
    private int sentences;
    private int left;

    private BriefComposer(View view, View own, DeskFile desk, string? partner, string now)
    {
        (this.view, this.own, this.desk, this.partner, this.now) = (view, own, desk, partner, now);
        origins = OriginList.Of(view);
    }

    /// <param name="view">The view of whom it is for.</param>
    /// <param name="own">The view of whoever composes it: nobody writes what they may not see.</param>
    /// <param name="partner">The partner it is for; null for readers at this desk.</param>
    /// <param name="now">Against which a request is overdue, UTC.</param>
    /// <param name="marking">The strictest of all that its sentences are made from, whether they cite it or not.</param>
    /// <returns>A brief without text where its reader may see nothing that a sentence could be made of.</returns>
    public static Brief Compose(View view, View own, DeskFile desk, string? partner, string now, out Marking marking)
    {
        var composer = new BriefComposer(view, own, desk, partner, now);
        composer.WriteAll();
        // No partner is told what a case is called here.
        var title = partner is null ? Say("briefs.title.desk", own.Title.Title) : Say("briefs.title.partner",
            desk.Partners.Find(partner)?.Content.Name);
        marking = composer.told.Order(StringComparer.Ordinal).Select(own.Item).OfType<Item>().SelectMany(composer.MarkingsOf)
            .Aggregate(own.Default, (all, one) => all.And(one));
        var text = composer.text.ToString().Trim();
        return new(partner, Cut.To(BriefWords.OneLine(title), Exchange.PackageContent.LongestTitle), text.Length == 0 ? "" : text + "\n",
            composer.cites);
    }

    // Its own, and those of its parts that the reader is told of.
    private IEnumerable<Marking> MarkingsOf(Item item) =>
        item.Fields.Where(f => Ruling.For(f.Value, view.Audience).Seen).Select(f => f.Value).Prepend(item.Marking);

    // The order in which a minister asks. Hypotheses, options, decisions and what is to be done stay at the desk: a partner is told
    // neither of them nor that there are none.
    private void WriteAll()
    {
        Section("briefs.known", WhatIsKnown);
        Section("briefs.said", WhatIsSaidInPublic);
        Section("briefs.asked", WhoWasAsked);
        if (partner is null)
        {
            Section("briefs.rivals", RivalExplanations);
            Section(HeadingOfOptions(), WhatWasDecided);
        }
        // A partner had its notices themselves.
        if (partner is null) Section("briefs.notices", WhatWasCorrected);
        Section("briefs.unknown", WhatIsNotKnown);
        if (partner is null) Section("briefs.steps", NextSteps);
    }

    private void Section(string heading, Action write)
    {
        var start = text.Length;
        (sentences, left) = (0, 0);
        text.Append("## ").Append(Say(heading)).Append("\n\n");
        var body = text.Length;
        write();
        if (text.Length == body)
        {
            text.Length = start;
            return;
        }
        EndPoints();
        // A partner is not told that something is left out: from here it can't tell what was withheld from what was too long.
        if (left > 0 && partner is null) text.Append(SayCount("briefs.left", left)).Append("\n\n");
    }

    // Whoever composes sees it too, and all of it that the audience sees.
    private bool Shared<T>(Held<T> item) where T : notnull =>
        own.Item(item.Id) is { IsWithdrawn: false } mine && (view.Audience is Audience.Partner to ? own.SeesAllOf(item.Id, to)
            : mine.Withheld.Count == 0);

    private List<Held<Claim>> Claims(string proposition) =>
    [
        .. view.Claims.Standing.Where(c => c.Content.Proposition == proposition && Shared(c)
            && view.Sources.Find(c.Content.Source) is { } source && Shared(source))
            .OrderBy(c => c.Content.Stance).ThenBy(c => c.Content.Nature).ThenBy(c => !c.Content.OnRecord).ThenBy(GradeOf)
            .ThenBy(c => c.Content.SaidOn?.Value ?? "~", StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal),
    ];

    // A to F as its evaluator graded the source; one that nobody graded comes last.
    private int GradeOf(Held<Claim> claim) => (int)(view.Sources.Find(claim.Content.Source)!.Content.Grade?.Reliability
        ?? (Reliability)int.MaxValue);

    private string Speaker(Claim claim)
    {
        told.Add(claim.Source);
        return BriefWords.Speaker(view, claim);
    }

    private string NameOf(string id) => desk.Partners.Find(id)?.Content.Name ?? Say("briefs.partner.gone");

    // What rests on something that its partner corrected or retracted cites that partner's notice too: its footnote says so.
    private IReadOnlyList<string> WithNotices(IReadOnlyList<string> on)
    {
        if (partner is not null) return on;
        var recalls = Releases.RecallList.Of(view);
        return [.. on, .. on.Select(recalls.Find).OfType<Releases.Recall>().Select(r => r.Notice.Id).Where(n => own.PartnerNotices.Find(n) is not null)];
    }

    private void Sentence(string words, params IReadOnlyList<string> on)
    {
        on = WithNotices(on);
        if (!Counts(on)) return;
        EndPoints();
        text.Append(Ready(words)).Append(Cited(on)).Append("\n\n");
    }

    private void Point(string words, params IReadOnlyList<string> on)
    {
        on = WithNotices(on);
        if (!Counts(on)) return;
        text.Append("- ").Append(Ready(words)).Append(Cited(on)).Append('\n');
    }

    private void EndPoints()
    {
        if (text.Length > 1 && text[^1] == '\n' && text[^2] != '\n') text.Append('\n');
    }

    // One that had to be cut ends as a sentence all the same.
    private static string Ready(string words)
    {
        var line = BriefWords.OneLine(words);
        if (line.Length <= LongestSentence) return line;
        var cut = Cut.To(line, LongestSentence, "…");
        return cut + (cut.Count(c => c == '“') > cut.Count(c => c == '”') ? "”." : ".");
    }

    private static string Quoted(string? words) => BriefWords.Quoted(Shortened(words ?? ""));

    // Beside a value's word, not within its key.
    private static string It => Web.Words.Say("briefs.it");

    private static string Undated => Web.Words.Say("briefs.undated");

    /// <summary>Somebody's words as they stand in a brief, before their quotation marks.</summary>
    internal static string Shortened(string words) => Cut.To(BriefWords.OneLine(words), LongestWords, "…");

    private bool Counts(IReadOnlyList<string> on)
    {
        if (sentences < MostSentences && text.Length < LongestText)
        {
            sentences++;
            told.UnionWith(on);
            return true;
        }
        left++;
        return false;
    }

    private string Cited(IReadOnlyList<string> on)
    {
        var numbers = new StringBuilder();
        foreach (var id in on.Distinct().Where(i => partner is null || view.Shows(i)))
        {
            if (cites.IndexOf(id) is var at && at < 0)
            {
                if (cites.Count == BriefDecisions.MostCites) break;
                cites.Add(id);
                at = cites.Count - 1;
            }
            numbers.Append(CultureInfo.InvariantCulture, $" [{at + 1}]");
        }
        return numbers.ToString();
    }
}
