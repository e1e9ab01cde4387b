using System.Globalization;
using System.Text.RegularExpressions;
using Demarche.Paper.Pictures;

namespace Demarche.Paper.Checking;

internal static partial class PaperCheck
{
    public static IReadOnlyList<PaperProblem> Problems(ShortPaper paper)
    {
        var found = new List<PaperProblem>();
        var characters = 0L;
        var blocks = (long)paper.Lines.Count;
        var cells = 0L;

        void Say(string where, string message) => found.Add(new(where, message));
        void Limit(string where, double have, double most, string what)
        {
            if (!(have <= most)) Say(where, string.Create(CultureInfo.InvariantCulture, $"{have} {what}; at most {most} are written"));
        }
        void Line(string where, string text)
        {
            characters += text.Length;
            Limit(where, text.Length, PaperLimits.LineCharacters, "characters");
        }
        void Text(string where, Prose prose)
        {
            var length = prose.Runs.Sum(r => r is Words w ? (long)w.Text.Length : 1);
            characters += length;
            Limit(where, length, PaperLimits.ProseCharacters, "characters");
            Limit(where, prose.Runs.Count, PaperLimits.Runs, "runs");
        }
        void Grid(string where, Table table)
        {
            cells += (long)table.Columns.Count * (table.Rows.Count + 1);
            Line(where, table.Caption);
            Line(where, table.Source);
            if (table.Columns.Count == 0) Say(where, "a table needs a column");
            Limit(where, table.Columns.Count, PaperLimits.Columns, "columns");
            foreach (var column in table.Columns) Line(where, column.Head);
            for (var r = 0; r < table.Rows.Count; r++)
            {
                if (table.Rows[r].Count != table.Columns.Count) Say($"{where}.rows[{r}]", $"{table.Rows[r].Count} cells under {table.Columns.Count} columns");
                foreach (var cell in table.Rows[r]) Text($"{where}.rows[{r}]", cell);
            }
        }
        void One(string where, Block block)
        {
            blocks += block is Points p ? 1 + p.Items.Count : 1;
            foreach (var text in block is Table or Illustration ? [] : Prepared.Texts(block)) Text(where, text);
            if (block is Quotation quotation) Line(where, quotation.Speaker);
            if (block is Table table) Grid(where, table);
            if (block is not Illustration shown) return;
            Line(where, shown.Caption);
            Line(where, shown.Source);
            Grid(where, shown.Table);
            if (shown.Table.Rows.SelectMany(r => r).SelectMany(c => c.Runs).OfType<Cite>().Any()) Say(where, "the table of a picture can't cite: it may stand elsewhere, or nowhere, and numbers follow the text");
            characters += shown.Picture.Shapes.OfType<Label>().Sum(l => (long)l.Text.Length);
            foreach (var problem in Problems(shown.Picture)) Say(where, problem);
        }

        Line("title", paper.Title);
        if (string.IsNullOrWhiteSpace(paper.Title)) Say("title", "a paper needs a title");
        Line("marking", paper.Marking.Label);
        if (string.IsNullOrWhiteSpace(paper.Marking.Label)) Say("marking", "a paper needs a marking");
        if (!LanguageTag().IsMatch(paper.Language)) Say("language", "not a language tag as BCP 47 writes them");
        if (paper.Words.Months.Count != 12) Say("words", "twelve months are needed");
        for (var i = 0; i < paper.Lines.Count; i++)
        {
            Line($"lines[{i}]", paper.Lines[i].Name);
            Text($"lines[{i}]", paper.Lines[i].Value);
        }
        for (var s = 0; s < paper.Sections.Count; s++)
        {
            Line($"sections[{s}]", paper.Sections[s].Heading);
            for (var b = 0; b < paper.Sections[s].Blocks.Count; b++) One($"sections[{s}].blocks[{b}]", paper.Sections[s].Blocks[b]);
        }
        foreach (var (note, i) in paper.Notes.Select((n, i) => (n, i)))
        {
            Text($"notes[{i}]", note.Text);
            if (note.Text.Runs.OfType<Cite>().Any()) Say($"notes[{i}]", "a note can't cite another");
        }
        Limit("notes", paper.Notes.Count, PaperLimits.Notes, "notes");
        Limit("sections", blocks + paper.Sections.Count, PaperLimits.Blocks, "blocks");
        Limit("sections", cells, PaperLimits.Cells, "cells");
        Limit("paper", characters, PaperLimits.Characters, "characters");
        Limit("sections", paper.Sections.SelectMany(s => s.Blocks).OfType<Illustration>().Count(), PaperLimits.Pictures, "pictures");

        var known = paper.Notes.GroupBy(n => n.Key).ToDictionary(g => g.Key, g => g.Count());
        var cited = Prepared.Cited(paper).ToHashSet();
        foreach (var key in known.Where(k => k.Value > 1)) Say("notes", $"the key {key.Key} stands for {key.Value} notes");
        foreach (var key in cited.Where(c => !known.ContainsKey(c))) Say("notes", $"{key} is cited and is no note");
        foreach (var key in known.Keys.Where(k => !cited.Contains(k))) Say("notes", $"nothing cites {key}");
        return found;
    }

    public static IEnumerable<string> Problems(Picture picture)
    {
        if (!Side(picture.Width) || !Side(picture.Height)) yield return $"width and height are above 0 and at most {PaperLimits.PictureSide}";
        if (picture.Shapes.Count > PaperLimits.Shapes) yield return $"{picture.Shapes.Count} shapes; at most {PaperLimits.Shapes} are drawn";
        if (picture.Shapes.Sum(s => (long)s.PointCount) > PaperLimits.Points) yield return $"more than {PaperLimits.Points} points";
        if (picture.Shapes.Any(s => !s.IsFinite)) yield return "a shape lies nowhere, or too far outside";
        if (string.IsNullOrWhiteSpace(picture.Title)) yield return "a picture needs a title";
        if (picture.Title.Length > PaperLimits.LineCharacters) yield return "the title is too long";
        if (picture.Description.Length > PaperLimits.ProseCharacters) yield return "the description is too long";
        if (picture.Shapes.OfType<Label>().Any(l => l.Text.Length > PaperLimits.LineCharacters)) yield return "a label is too long";
    }

    private static bool Side(double length) => length is > 0 and <= PaperLimits.PictureSide;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$")]
    private static partial Regex LanguageTag();
}
