namespace Demarche.Paper.Fonts;

/// <summary>Widths of a table's columns: each at least its longest word where there is room, the rest by how much text a column holds.</summary>
internal static class ColumnWidths
{
    public static IReadOnlyList<double> Of(Table table, double total, double size, double padding)
    {
        var count = table.Columns.Count;
        var (least, natural) = (new double[count], new double[count]);
        for (var c = 0; c < count; c++)
        {
            Widen(c, table.Columns[c].Head, bold: true);
            foreach (var row in table.Rows) Widen(c, row[c].Plain, bold: row[c].Runs.Any(r => r is Words { Stress: Stress.Strong }));
            (least[c], natural[c]) = (Math.Min(least[c], total / count) + padding, Math.Min(natural[c], total * 0.75) + padding);
        }
        var (narrow, wide) = (least.Sum(), natural.Sum());
        if (narrow >= total) return [.. least.Select(w => w / narrow * total)];
        if (wide <= total) return [.. natural.Select(w => w / wide * total)];
        var share = (total - narrow) / (wide - narrow);
        return [.. least.Select((w, c) => w + (natural[c] - w) * share)];

        void Widen(int column, string text, bool bold)
        {
            var font = Face.Of(bold);
            natural[column] = Math.Max(natural[column], font.Width(text, size));
            foreach (var word in text.Split(' ')) least[column] = Math.Max(least[column], font.Width(word, size));
        }
    }
}
