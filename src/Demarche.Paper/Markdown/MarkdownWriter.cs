using System.Globalization;
using System.Text;
using Demarche.Paper.Checking;

namespace Demarche.Paper.Markdown;

/// <summary>CommonMark 0.31 with the tables of GitHub Flavored Markdown 0.29. A picture is given as its title, its description and its table.</summary>
internal sealed class MarkdownWriter
{
    private readonly Prepared prepared;
    private readonly StringBuilder text = new(8 * 1024);
    private int lists;

    private MarkdownWriter(Prepared prepared) => this.prepared = prepared;

    public static byte[] Write(Prepared prepared)
    {
        var writer = new MarkdownWriter(prepared);
        writer.Write();
        return Encoding.UTF8.GetBytes(writer.text.ToString());
    }

    private void Write()
    {
        var paper = prepared.Paper;
        var marking = $"**{MarkdownText.Escape(paper.Marking.Label)}**";
        Block(marking);
        Block("# " + MarkdownText.Escape(paper.Title));
        List([.. paper.Lines.Select(l => $"{MarkdownText.Escape(l.Name)}: {Text(l.Value)}")], numbered: false);
        foreach (var section in paper.Sections)
        {
            if (section.Heading.Length > 0) Block("## " + MarkdownText.Escape(section.Heading));
            foreach (var block in section.Blocks) Write(block);
        }
        if (prepared.Notes.Count > 0)
        {
            Block("## " + MarkdownText.Escape(paper.Words.Notes));
            List([.. prepared.Notes.Select(n => Text(n.Text))], numbered: true);
        }
        Block(marking);
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph p:
                Block(Text(p.Text));
                break;
            case Points p:
                List([.. p.Items.Select(Text)], p.Numbered);
                break;
            case Quotation q:
                Block("> " + Text(q.Text) + (q.Speaker.Length > 0 ? "\n>\n> — " + MarkdownText.Escape(q.Speaker) : ""));
                break;
            case Table t:
                if (t.Caption.Length > 0) Block($"**{MarkdownText.Escape(t.Caption)}**");
                Table(t);
                Source(t.Source);
                break;
            case Illustration i:
                Block($"**{MarkdownText.Escape(i.Picture.Title)}**");
                Block(MarkdownText.Escape(i.Picture.Description));
                if (i.Caption.Length > 0) Block(MarkdownText.Escape(i.Caption));
                Table(i.Table);
                Source(i.Source);
                break;
        }
    }

    /// <summary>An empty line cannot be told from white space, so an empty text is left out.</summary>
    private void Block(string markdown)
    {
        if (markdown.Trim().Length == 0) return;
        if (text.Length > 0) text.Append('\n');
        text.Append(markdown).Append('\n');
    }

    private void List(IReadOnlyList<string> items, bool numbered)
    {
        if (items.Count == 0) return;
        if (text.Length > 0) text.Append('\n');

        // Two lists in a row would be one, but for another marker.
        var odd = lists++ % 2 == 1;
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(numbered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}{(odd ? ')' : '.')} ") : odd ? "+ " : "- ");
            text.Append(items[i].Length == 0 ? "—" : items[i]).Append('\n');
        }
    }

    private void Table(Table table)
    {
        if (text.Length > 0) text.Append('\n');
        Row(table.Columns.Select(c => MarkdownText.Escape(c.Head)));
        Row(table.Columns.Select(c => c.Alignment switch { Alignment.Centre => ":-:", Alignment.End => "--:", _ => "---" }));
        foreach (var row in table.Rows) Row(row.Select(Text));
    }

    private void Row(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private void Source(string source)
    {
        if (source.Length > 0) Block(MarkdownText.Escape(PaperWords.Fill(prepared.Paper.Words.Source, source)));
    }

    private string Text(Prose prose)
    {
        var written = new StringBuilder();
        var runs = prose.Runs;
        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i] is Cite cite) written.Append(CultureInfo.InvariantCulture, $"\\[{prepared.Numbers[cite.Key]}\\]");
            if (runs[i] is not Words words) continue;
            var escaped = MarkdownText.Inline(words.Text);
            var mark = words.Stress switch { Stress.Strong => "**", Stress.Emphasis => "*", _ => "" };
            var alone = mark.Length > 0 && MarkdownText.CanBeStressed(words.Text, EndOf(runs, i), StartOf(runs, i));
            written.Append(alone ? MarkdownText.Stressed(escaped, mark) : escaped);
        }
        return MarkdownText.AtStart(written.ToString().Trim());
    }

    /// <summary>What stands before and after a run: a mark that touches a letter is no mark.</summary>
    private static char EndOf(IReadOnlyList<Run> runs, int i) => i == 0 ? ' ' : runs[i - 1] is Words { Text: [.., var c], Stress: Stress.None } ? c : 'x';

    private static char StartOf(IReadOnlyList<Run> runs, int i) => i + 1 == runs.Count ? ' ' : runs[i + 1] is Words { Text: [var c, ..], Stress: Stress.None } ? c : runs[i + 1] is Cite ? '[' : 'x';
}
