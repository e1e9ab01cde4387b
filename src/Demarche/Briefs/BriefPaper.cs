using System.Text.Json;
using Demarche.Paper;
using Demarche.Releases;
using Demarche.Views;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>A brief as a paper: what its reader may see of it, in any format of Demarche.Paper. Pure.</summary>
public static class BriefPaper
{
    /// <param name="view">The view of whoever reads it. What that view does not show of the cited has a number and no words, and so has
    /// what is stricter than the brief.</param>
    /// <param name="now">As of when, UTC.</param>
    public static ShortPaper Of(View view, DeskFile desk, Held<Brief> brief, string now)
    {
        var (content, cited) = (brief.Content, BriefText.CitesIn(brief.Content.Text).ToHashSet());
        // The paper bears the brief's level, or that of what it cites where somebody marked that more strictly since. What is stricter than
        // that is neither drawn nor named on it.
        var marking = BriefDecisions.Raised(view, content, brief.Marking);
        view = view.ForReadersOf(marking);
        var sections = Sections(content.Text, runs => ProseOf(runs, n => n <= content.Cites.Count), name =>
            BriefPictures.Of(view, desk, name, now));
        var partner = desk.Partners.Find(content.Partner)?.Content.Name;
        var since = brief.IsWithdrawn ? [] : BriefSince.Of(view, desk, brief);
        if (since.Count > 0) sections.Add(Since(since, cited.Contains, BriefSince.WrittenAt(brief)));
        return new(content.Title, MarkingOn(marking), sections)
        {
            Lines =
            [
                new(Say("briefs.for"), partner ?? Say("briefs.for.us")), new(Say("briefs.paper.by"),
                    $"{desk.NameOf(brief.Author)}{(desk.Settings.Name.Length > 0 ? $", {desk.Settings.Name}" : "")}"),
                new(Say("briefs.paper.as-of"), HumanDate.Of(BriefSince.WrittenAt(brief))),
                // Nobody reads a brief that the case has left behind without being told so at its head.
                .. since.Count > 0 ? [new PaperLine(Say("briefs.since.line"), SayCount("briefs.since.line", since.Count))]
                    : Array.Empty<PaperLine>(),
            ],
            Notes = [.. content.Cites.Select((item, at) => (Item: item, Number: at + 1)).Where(c => cited.Contains(c.Number))
                .Select(c => new Note(Key(c.Number), Line(view, desk, c.Item)))],
        };
    }

    /// <summary>An approved brief as its partner was given it: its words as they stood, and of what it cites that which went.</summary>
    /// <param name="cleared">The package that may leave now (docs/protocol/package.md): its level, and the words in which it says what the
    /// brief cites.</param>
    /// <returns>Null where the release is no brief, or nobody approved it.</returns>
    public static ShortPaper? OfRelease(View view, DeskFile desk, Held<Release> release, Package cleared)
    {
        var package = JsonSerializer.Deserialize<JsonElement>(cleared.Plain);
        var (proposal, content) = (release.Content.Proposal, release.Content);
        if (proposal.Kind != PackageKind.Brief || content.SealedSha256 is null || Telling.At(view.Briefs.Find(proposal.About),
            proposal.Created) is not { } brief) return null;
        var went = ReleasedItem.OfTheirOwn(proposal.Items).DistinctBy(i => i.Item).ToDictionary(i => i.Item, StringComparer.Ordinal);
        var said = package.GetProperty("bundle").GetProperty("objects").EnumerateArray()
            .Where(o => o.GetProperty("type").GetString() == "note")
            .ToDictionary(o => o.GetProperty("id").GetString()!, o => o.GetProperty("content").GetString()!);
        // What was said in other words is a note in them; what is no note had its own.
        string Told(ReleasedItem item) => said.TryGetValue(item.As, out var words) ? words
            : Telling.Of(view, item.Item, proposal.Created, proposal.Partner)?.Text ?? "";
        var numbers = brief.Cites.Select((item, at) => (Item: item, Number: at + 1)).Where(c => went.ContainsKey(c.Item))
            .ToDictionary(c => c.Number, c => c.Item);
        var sections = Sections(brief.Text, runs => ProseOf(runs, numbers.ContainsKey), _ => null);
        var cited = BriefText.CitesIn(brief.Text).Where(numbers.ContainsKey).ToHashSet();
        return new(brief.Title, PaperMarking.Of(package.GetProperty("tlp").GetString()!), sections)
        {
            Lines =
            [
                new(Say("briefs.for"), desk.Partners.Find(proposal.Partner)?.Content.Name ?? ""),
                    new(Say("briefs.paper.by"), desk.Settings.Name.Length > 0 ? desk.Settings.Name : "-"),
                new(Say("briefs.paper.as-of"), HumanDate.Of(proposal.Created)),
            ],
            Notes = [.. numbers.Where(n => cited.Contains(n.Key)).Select(n => new Note(Key(n.Key),
                Footnote(went[n.Value].Kind, Told(went[n.Value]))))],
        };
    }

    // Whoever holds the paper has to know of a compartment too: no badge stands beside it.
    private static PaperMarking MarkingOn(Marking marking) => PaperMarking.Of(marking.Label) with
    {
        Label = string.Join(" · ", marking.Compartments.Prepend(marking.Label)),
    };

    private static List<Section> Sections(string text, Func<IReadOnlyList<BriefRun>, Prose> prose, Func<string, Illustration?> picture)
    {
        List<Section> sections = [];
        List<Block> blocks = [];
        var heading = "";
        // The heading at the end ends the last section.
        foreach (var block in BriefText.Read(text).Append(new BriefBlock.Heading("")))
        {
            switch (block)
            {
                case BriefBlock.Heading next:
                    if (blocks.Count > 0 || heading.Length > 0) sections.Add(new(heading, [.. blocks]));
                    blocks.Clear();
                    heading = Cut.To(next.Text, PaperLimits.LineCharacters);
                    break;
                case BriefBlock.Paragraph paragraph:
                    blocks.Add(new Paragraph(prose(paragraph.Runs)));
                    break;
                case BriefBlock.Points points:
                    blocks.Add(new Points([.. points.Items.Select(prose)]));
                    break;
                case BriefBlock.Picture { Name: var name } when picture(name) is { } drawn:
                    blocks.Add(drawn);
                    break;
            }
        }
        return sections;
    }

    private static Prose ProseOf(IReadOnlyList<BriefRun> runs, Func<int, bool> isCited) => new(
    [
        .. runs.Where(r => r.Cite is not { } cite || isCited(cite)).Select(r => r.Cite is { } cite ? (Run)new Cite(Key(cite))
            : new Paper.Words(r.Text)),
    ]);

    // A claim says who takes which stance in its own words; of anything else a reader is told what it is.
    private static string Footnote(string kind, string words) => kind == "claim" ? words : $"{Capital(CaseWords.Kind(kind))}: {words}";

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static string Line(View view, DeskFile desk, string id)
    {
        if (view.Item(id) is not { } item) return Say("briefs.rests.hidden");
        var words = BriefCitation.Of(view, desk, item);
        var recalled = Releases.RecallWords.Of(view, desk, id) is { } said ? Say("briefs.cite.recalled", said) + " " : "";
        return $"{words} {(item.IsWithdrawn ? Say("briefs.cite.withdrawn") + " " : "")}{recalled}{item.Marking.Label}";
    }

    private static Section Since(IReadOnlyList<BriefChange> changes, Func<int, bool> isCited, string at)
    {
        var points = changes.Take(BriefSince.MostChanges).Select(c =>
            c.Text + (c.Was is null ? "" : $" {Say("briefs.since.was")} {c.Was}") + (c.Is is null ? ""
                : $" {Say("briefs.since.is")} {c.Is}"));
        var text = string.Join('\n', points.Select(p => "- " + p)) + (changes.Count > BriefSince.MostChanges
            ? "\n\n" + SayCount("briefs.since.more", changes.Count - BriefSince.MostChanges) : "");
        var read = Sections($"{Say("briefs.since.lead", HumanDate.When(at))}\n\n{text}", runs => ProseOf(runs, isCited), _ => null);
        return new(Say("briefs.since"), [.. read.SelectMany(s => s.Blocks)]);
    }

    private static string Key(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
