using Demarche.Paper.Fonts;

namespace Demarche.Paper.Pictures;

/// <summary>
/// Evidence by hypotheses, each cell a short word: CC, C, N, I, II as in the analysis of competing hypotheses (Heuer, Psychology of Intelligence Analysis,
/// chapter 8), or any other word, which is then printed without a tint. The word says it; the tint only helps the eye. Nothing is added up.
/// </summary>
/// <param name="Cells">A row for each of <paramref name="Rows"/>, a word for each of <paramref name="Columns"/>.</param>
public sealed record Matrix(string Title, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Cells)
{
    private const double Width = 640;
    private const double Size = 12;
    private const double Step = 15;

    /// <summary>What the words mean, in one line under the picture.</summary>
    public string Legend { get; init; } = "CC very consistent · C consistent · N says nothing · I inconsistent · II very inconsistent";

    /// <summary>Above the rows, in the corner.</summary>
    public string Corner { get; init; } = "";

    public Picture Draw()
    {
        if (Columns.Count == 0 || Cells.Count != Rows.Count || Cells.Any(c => c.Count != Columns.Count)) throw new ArgumentException("A matrix has a cell for each row and column.", nameof(Cells));
        var names = Math.Clamp(Width - 104.0 * Columns.Count, 150, 330);
        var cell = Math.Min((Width - names) / Columns.Count, 150);
        var right = names + cell * Columns.Count;
        var heads = Columns.Select(c => Wrap.Lines(c, cell - 8, Size, bold: true, most: 6)).ToList();
        var y = heads.Max(h => h.Count) * Step + 6;
        List<Shape> shapes = [new Label(new(0, y - 8), Corner) { Size = 11, Fill = Tone.Quiet }];
        for (var c = 0; c < heads.Count; c++)
        {
            for (var i = 0; i < heads[c].Count; i++) shapes.Add(new Label(new(names + cell * (c + 0.5), y - 8 - (heads[c].Count - 1 - i) * Step), heads[c][i]) { Bold = true, Size = Size, Anchor = Alignment.Centre });
        }
        shapes.Add(Polyline.Between(0, y, right, y, Tone.Ink) with { EdgeWidth = 1.5 });
        for (var r = 0; r < Rows.Count; r++)
        {
            var lines = Wrap.Lines(Rows[r], names - 14, Size, most: 4);
            var height = Math.Max(lines.Count, 1) * Step + 9;
            for (var i = 0; i < lines.Count; i++) shapes.Add(new Label(new(0, y + 16.5 + i * Step), lines[i]) { Size = Size });
            for (var c = 0; c < Columns.Count; c++)
            {
                var x = names + cell * c;
                var (tint, bold) = Look(Cells[r][c]);
                if (tint is not null) shapes.Add(new Box(x + 2, y + 2, cell - 4, height - 4) { Fill = tint });
                var word = Wrap.Lines(Cells[r][c], cell - 10, Size, bold, most: 1);
                if (word.Count > 0) shapes.Add(new Label(new(x + cell / 2, y + height / 2 + 4.2), word[0]) { Bold = bold, Size = Size, Anchor = Alignment.Centre });
            }
            y += height;
            shapes.Add(Polyline.Between(0, y, right, y, Tone.Rule));
        }
        foreach (var line in Wrap.Lines(Legend, Width, 11)) shapes.Add(new Label(new(0, y += Step + 2), line) { Size = 11, Fill = Tone.Quiet });
        return new(Width, y + 8, Title, Describe(), shapes);
    }

    public Table ToTable() => new([new(Corner), .. Columns.Select(c => new Column(c, Alignment.Centre))], [.. Rows.Select((r, i) => (IReadOnlyList<Prose>)[r, .. Cells[i].Select(w => (Prose)w)])]) { Source = "" };

    private static (Tone? Tint, bool Bold) Look(string word) => word switch
    {
        "CC" => (Tone.BlueMid, true),
        "C" => (Tone.BlueWash, false),
        "I" => (Tone.OrangeWash, false),
        "II" => (Tone.OrangeMid, true),
        _ => (null, false),
    };

    private string Describe()
    {
        var said = string.Join(" ", Rows.Select((r, i) => $"{r}: {string.Join(", ", Columns.Select((c, j) => $"{c} {Cells[i][j]}"))}."));
        return said.Length <= 2000 ? said : Title;
    }
}
