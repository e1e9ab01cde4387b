using Demarche.Paper;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>A brief as a paper: what its reader may see of it, in any format of Demarche.Paper. Pure.</summary>
public static class BriefPaper
{
    /// <param name="view">The view of whoever reads it. What that view does not show of the cited has a number and no words.</param>
    /// <param name="now">As of when, UTC.</param>
    public static ShortPaper Of(View view, DeskFile desk, Held<Brief> brief, string now)
    {
        var (content, cited) = (brief.Content, BriefText.CitesIn(brief.Content.Text).ToHashSet());
        List<Section> sections = [];
        List<Block> blocks = [];
        var heading = "";
        void End()
        {
            if (blocks.Count > 0 || heading.Length > 0) sections.Add(new(heading, [.. blocks]));
            blocks.Clear();
        }
        foreach (var block in BriefText.Read(content.Text))
        {
            switch (block)
            {
                case BriefBlock.Heading next:
                    End();
                    heading = Cut.To(next.Text, PaperLimits.LineCharacters);
                    break;
                case BriefBlock.Paragraph paragraph:
                    blocks.Add(new Paragraph(ProseOf(paragraph.Runs, content)));
                    break;
                case BriefBlock.Points points:
                    blocks.Add(new Points([.. points.Items.Select(p => ProseOf(p, content))]));
                    break;
                case BriefBlock.Picture picture when BriefPictures.Of(view, desk, picture.Name, now) is { } drawn:
                    blocks.Add(drawn);
                    break;
            }
        }
        End();
        var partner = desk.Partners.Find(content.Partner)?.Content.Name;
        return new(content.Title, PaperMarking.Of(brief.Marking.Label), sections)
        {
            Lines =
            [
                new(Say("briefs.for"), partner ?? Say("briefs.for.desk")), new(Say("briefs.paper.by"), $"{desk.NameOf(brief.Author)}{(desk.Settings.Name.Length > 0 ? $", {desk.Settings.Name}" : "")}"),
                new(Say("briefs.paper.as-of"), $"{brief.Changed[..10]} {brief.Changed[11..16]} UTC"),
            ],
            Notes = [.. content.Cites.Select((item, at) => (Item: item, Number: at + 1)).Where(c => cited.Contains(c.Number)).Select(c => new Note(Key(c.Number), Line(view, desk, c.Item)))],
        };
    }

    private static Prose ProseOf(IReadOnlyList<BriefRun> runs, Brief brief) => new(
    [
        .. runs.Where(r => r.Cite is null || r.Cite <= brief.Cites.Count).Select(r => r.Cite is { } cite ? (Run)new Cite(Key(cite)) : new Paper.Words(r.Text)),
    ]);

    private static string Line(View view, DeskFile desk, string id) => view.Item(id) is { } item
        ? $"{CaseWords.Kind(item.Kind)}: {ItemLine.Of(view, desk, item).Text} ({item.Marking.Label}{(item.IsWithdrawn ? $", {Say("cases.withdrawn")}" : "")})" : Say("briefs.rests.hidden");

    private static string Key(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
