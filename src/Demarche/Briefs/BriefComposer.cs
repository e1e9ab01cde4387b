using System.Globalization;
using System.Text;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Requests;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>
/// Composes the first text of a brief for an audience: from what that audience and whoever composes it both see, sentence by sentence, each with
/// what it rests on. Pure. A person edits it; nothing in it is a judgement that nobody made.
/// </summary>
public sealed partial class BriefComposer
{
    /// <summary>Sentences of one section: a brief is read in minutes. What is left out is said in a last sentence.</summary>
    private const int MostSentences = 12;

    /// <summary>Characters of a text that stands in the brief as somebody said it. What is longer is cut, and its number leads to the whole.</summary>
    private const int LongestWords = 600;

    /// <summary>Characters from which a composed brief adds no sentence: whoever edits it must have room.</summary>
    private const int LongestText = 16_000;

    /// <summary>What stands in a section of which there is nothing to say.</summary>
    internal static IReadOnlyList<string> Empty =>
    [
        Say("briefs.happened.none"), Say("briefs.known.none"), Say("briefs.unknown.none"), Say("briefs.rivals.none"), Say("briefs.asked.none"), Say("briefs.options.none"), Say("briefs.said.none"),
    ];

    /// <summary>How the sentence begins that puts rival explanations side by side.</summary>
    internal static string Counted => Say("briefs.rivals.question");

    private readonly View view;
    private readonly View own;
    private readonly DeskFile desk;
    private readonly string? partner;
    private readonly string now;
    private readonly List<string> cites = [];

    // What its sentences are made from, cited or not.
    private readonly HashSet<string> told = [];
    private readonly StringBuilder text = new();
    private int sentences;
    private int left;

    private BriefComposer(View view, View own, DeskFile desk, string? partner, string now) =>
        (this.view, this.own, this.desk, this.partner, this.now) = (view, own, desk, partner, now);

    /// <param name="view">The view of whom it is for.</param>
    /// <param name="own">The view of whoever composes it: nobody writes what they may not see.</param>
    /// <param name="partner">The partner it is for; null for readers at this desk.</param>
    /// <param name="now">Against which a request is overdue, UTC.</param>
    /// <param name="marking">The strictest of all that its sentences are made from, whether they cite it or not.</param>
    public static Brief Compose(View view, View own, DeskFile desk, string? partner, string now, out Marking marking)
    {
        var composer = new BriefComposer(view, own, desk, partner, now);
        composer.WriteAll();
        // No partner is told what a case is called here.
        var title = partner is null ? Say("briefs.title.desk", own.Title.Title) : Say("briefs.title.partner", desk.Partners.Find(partner)?.Content.Name);
        marking = composer.told.Order(StringComparer.Ordinal).Select(own.Item).OfType<Item>().SelectMany(composer.MarkingsOf).Aggregate(own.Default, (all, one) => all.And(one));
        return new(partner, Cut.To(OneLine(title), Exchange.PackageContent.LongestTitle), composer.text.ToString().Trim() + "\n", composer.cites);
    }

    // Its own, and those of its parts that the reader is told of.
    private IEnumerable<Marking> MarkingsOf(Item item) =>
        item.Fields.Where(f => Ruling.For(f.Value, view.Audience).Seen).Select(f => f.Value).Prepend(item.Marking);

    private void WriteAll()
    {
        Section("briefs.happened", "briefs.happened.none", WhatHappened);
        Section("briefs.known", "briefs.known.none", WhatIsKnown);
        Section("briefs.unknown", "briefs.unknown.none", WhatIsNotKnown);
        // Hypotheses stay at the desk: to say that there are none would be untrue, and that there are some nobody's business.
        if (partner is null) Section("briefs.rivals", "briefs.rivals.none", RivalExplanations);
        Section("briefs.asked", "briefs.asked.none", WhoWasAsked);
        if (partner is null) Section("briefs.options", "briefs.options.none", WhatCouldBeDone);
        Section("briefs.said", "briefs.said.none", WhatIsSaidInPublic);
    }

    private void Section(string heading, string nothing, Action write)
    {
        var (start, before) = (text.Length, sentences);
        (sentences, left) = (0, 0);
        text.Append("## ").Append(Say(heading)).Append("\n\n");
        write();
        if (sentences == 0) text.Append(Say(nothing)).Append("\n\n");
        if (left > 0) text.Append(Say("briefs.left", left)).Append("\n\n");
        if (text.Length == start) throw new InvalidOperationException("A section was not written.");
        sentences = before;
    }

    private void WhatHappened()
    {
        foreach (var incident in view.Incidents.Standing.Where(Shared))
        {
            var c = incident.Content;
            var times = new[] { ("briefs.began", c.Began), ("briefs.ended", c.Ended), ("briefs.discovered", c.Discovered) }.Where(t => t.Item2 is not null).Select(t => Say(t.Item1, t.Item2));
            Sentence(string.Join(' ', times.Prepend(Ended(c.Description))), incident.Id);
        }
        foreach (var effect in view.Effects.Standing.Where(Shared).OrderBy(e => e.Content.At?.Value ?? "~", StringComparer.Ordinal))
        {
            var victim = view.Parties.Find(effect.Content.Victim) is { } party && Shared(party) ? $" ({party.Content.Name})" : "";
            if (victim.Length > 0) told.Add(effect.Content.Victim!);
            Point(Ended($"{effect.Content.Kind}{victim}{(effect.Content.At is { } at ? $", {at}" : "")}: {effect.Content.Description}"), effect.Id);
        }
        Gap();
    }

    // An origin counts once: what one speaker said in several copies of one story is one sentence.
    private void WhatIsKnown()
    {
        var origins = OriginList.Of(view);
        foreach (var proposition in view.Propositions.Standing.Where(Shared))
        {
            var claims = Claims(proposition.Id).Where(c => c.Content.Stance is Stance.Asserts or Stance.Suggests or Stance.Denies).ToList();
            if (claims.Count == 0) continue;
            Sentence(Say("briefs.proposition", proposition.Content.Text, SayCount("briefs.origins", origins.Count(claims.Select(c => c.Content)))), proposition.Id);
            foreach (var same in claims.GroupBy(c => (c.Content.Source, c.Content.Stance, origins.KeyOf(c.Content))))
                Point(Said(same.First().Content), [.. same.Select(c => c.Id)]);
            Gap();
        }
    }

    private void WhatIsNotKnown()
    {
        foreach (var proposition in view.Propositions.Standing.Where(Shared))
        {
            foreach (var claim in Claims(proposition.Id).Where(c => c.Content.Stance == Stance.NoEvidenceFor).DistinctBy(c => c.Content.Source))
                Point(Say("briefs.no-evidence", Speaker(claim.Content), proposition.Content.Text), claim.Id);
            if (Claims(proposition.Id).All(c => c.Content.Stance == Stance.AskedAbout)) Point(Say("briefs.open", proposition.Content.Text), proposition.Id);
        }
        Gap();
    }

    private void WhoWasAsked()
    {
        foreach (var row in RequestList.Of(view, desk, now).Where(r => !r.Request.IsWithdrawn && own.Requests.Find(r.Request.Id) is not null))
        {
            // What is drafted for a partner is not told before somebody approved it.
            foreach (var asked in row.Partners.Where(p => partner is null || (p.Partner == partner && IsOnItsWay(row.Request.Id, p.Partner))))
            {
                // To whom else a request went is no partner's business, nor how far it has come here.
                var state = partner is null ? SayOf(asked.Progress, "requests.progress") + (asked.IsOverdue ? $", {Say("briefs.overdue")}" : "") : Say("briefs.asked-you");
                Point(Say(partner is null && asked.Progress is Progress.Drafted or Progress.Proposed or Progress.Refused ? "briefs.asked-not" : "briefs.asked-of", asked.Name, row.Request.Content.Title, state), row.Request.Id);
                foreach (var reply in asked.Replies.Where(r => own.Replies.Find(r.Id) is not null && r.Content.Text.Length > 0))
                    Point(Say("briefs.answered", asked.Name, Cut.To(reply.Content.Text, 280, "…")), reply.Id);
            }
        }
        foreach (var commitment in view.Commitments.Standing.Where(Shared))
        {
            var name = desk.Partners.Find(commitment.Content.Partner)?.Content.Name;
            if (name is not null) Point(Say(commitment.Content.Law ? "briefs.law" : "briefs.commitment", name, commitment.Content.Text), commitment.Id);
        }
        Gap();
    }

    private void WhatIsSaidInPublic()
    {
        foreach (var statement in view.Statements.Standing.Where(Shared).OrderBy(s => s.Content.At.Value, StringComparer.Ordinal))
            Point(Say("briefs.statement", statement.Content.Speaker, statement.Content.At, statement.Content.Text), statement.Id);
        Gap();
    }

    private bool IsOnItsWay(string request, string to) =>
        own.Releases.All.Any(r => (r.Content.HasGone || r.Content.IsOnItsWay) && r.Content.Proposal is var proposal && proposal.About == request && proposal.Partner == to);

    private IEnumerable<Held<Claim>> Claims(string proposition) => view.Claims.Standing.Where(c => c.Content.Proposition == proposition && Shared(c)
        && view.Sources.Find(c.Content.Source) is { } source && Shared(source)).OrderBy(c => c.Content.SaidOn?.Value ?? "~", StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal);

    private string Said(Claim claim) => Say(claim.SaidOn is null ? "briefs.claim" : "briefs.claim.dated", Speaker(claim), SayOf(claim.Stance, "briefs.stance"),
        claim.SaidOn, Say(claim.OnRecord ? "briefs.on-record" : "briefs.in-confidence"), SayOf(claim.Nature, "briefs.nature"));

    private string Speaker(Claim claim)
    {
        told.Add(claim.Source);
        return $"{view.Sources.Find(claim.Source)!.Content.PublicName} ({ClaimWords.Of(claim.Standing)})";
    }

    // Whoever composes sees it too, and all of it that the audience sees.
    private bool Shared<T>(Held<T> item) where T : notnull =>
        own.Item(item.Id) is { IsWithdrawn: false } mine && (view.Audience is Audience.Partner to ? own.SeesAllOf(item.Id, to) : mine.Withheld.Count == 0);

    private void Sentence(string words, params IReadOnlyList<string> on)
    {
        if (!Counts(on)) return;
        text.Append(OneLine(words)).Append(Cited(on)).Append("\n\n");
    }

    private void Point(string words, params IReadOnlyList<string> on)
    {
        if (!Counts(on)) return;
        text.Append("- ").Append(OneLine(words)).Append(Cited(on)).Append('\n');
    }

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

    private void Gap()
    {
        if (text.Length > 1 && text[^1] == '\n' && text[^2] != '\n') text.Append('\n');
    }

    // A partner is shown the number of what goes along; a request or a reply of its own it has already.
    private string Cited(IReadOnlyList<string> on)
    {
        var numbers = new StringBuilder();
        foreach (var id in on.Where(i => partner is null || view.Shows(i)))
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

    // What is quoted must not become a heading, a point, a picture or a number of this text's own: it stands in one line, whatever ends a line.
    private static string OneLine(string words) => Cut.To(string.Join(' ', words.ReplaceLineEndings(" ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Replace('[', '(').Replace(']', ')').TrimStart('#', '{', '-', ' '), LongestWords, "…");

    private static string Ended(string words) => words.Length == 0 || words[^1] is '.' or '!' or '?' ? words : words + ".";
}
