using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Demarche.Imports;

/// <summary>A row of a table as it stands there.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Raw">Its text without the last line end; line ends within are LF.</param>
internal sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string> Fields, string Raw)
{
    /// <summary>A field without blanks around it; empty where there is no such column.</summary>
    public string this[string column] => Columns.TryGetValue(column, out var at) ? Fields[at].Trim() : "";
}

/// <summary>Comma-separated values (RFC 4180, UTF-8) with a first line of names, read row by row. A row that is broken is told and the next one read.</summary>
internal sealed class CsvTable
{
    private readonly List<ImportProblem> problems = [];

    private CsvTable(string file) => File = file;

    public string File { get; }

    /// <summary>The first line; null where there is none that can be read.</summary>
    public CsvRow? Head { get; private set; }

    public IReadOnlyList<ImportProblem> Problems => problems;

    public List<CsvRow> Rows { get; } = [];

    public static CsvTable Read(Stream stream, string file)
    {
        var table = new CsvTable(file);
        if (stream.CanSeek && stream.Length > ImportLimits.TableBytes)
        {
            table.Tell(Defect.TooMuch, null, $"It is larger than {ImportLimits.TableBytes / 1024 / 1024} MiB. Nothing of it was read. Divide it.");
            return table;
        }
        try
        {
            table.ReadRows(stream);
        }
        catch (DecoderFallbackException)
        {
            table.Tell(Defect.UnreadableRow, table.Rows.LastOrDefault()?.Line, "After this line it is not UTF-8. Save it as UTF-8 and bring it again.");
        }
        return table;
    }

    private void ReadRows(Stream stream)
    {
        var (badAt, read) = (-1, 0);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            MaxFieldSize = ImportLimits.Field,
            BadDataFound = bad => badAt = bad.Context.Parser!.RawRow,
        };
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var parser = new CsvParser(reader, configuration);
        while (true)
        {
            try
            {
                if (!parser.Read()) return;
            }
            catch (MaxFieldSizeException)
            {
                Tell(Defect.UnreadableRow, (Rows.LastOrDefault() ?? Head)?.Line, $"A field after this line is longer than {ImportLimits.Field} characters; a quote may never be closed. Nothing after this line was read.");
                return;
            }
            var raw = parser.RawRecord.TrimEnd('\r', '\n').ReplaceLineEndings("\n");
            var line = parser.RawRow - raw.AsSpan().Count('\n');
            var fields = parser.Record!;
            if (Head is null)
            {
                Name(fields, line, raw);
                if (Head is null) return;
            }
            // Broken ones count: each of them is told, with its text.
            else if (read++ == ImportLimits.Rows)
            {
                Tell(Defect.TooMuch, line, $"A table has at most {ImportLimits.Rows} rows. Nothing from this line on was read. Divide it.");
                return;
            }
            else if (badAt >= line && badAt <= parser.RawRow)
            {
                Tell(Defect.UnreadableRow, line, "Its quotes don't match. Nothing of it was taken.", raw);
            }
            else if (fields.Length != Head.Fields.Count)
            {
                Tell(Defect.UnreadableRow, line, $"It has {fields.Length} fields, the first line names {Head.Fields.Count} columns. Nothing of it was taken.", raw);
            }
            else
            {
                Rows.Add(new(File, line, Head.Columns, fields, raw));
            }
        }
    }

    private void Name(string[] fields, int line, string raw)
    {
        if (fields.Length > ImportLimits.Columns)
        {
            Tell(Defect.TooMuch, line, $"It names more than {ImportLimits.Columns} columns. Nothing of it was read.");
            return;
        }
        Dictionary<string, int> columns = [];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!columns.TryAdd(fields[i].Trim().TrimStart('\uFEFF'), i)) problems.Add(new(Defect.UnknownColumn, File, line, fields[i], "The first line names this column twice. The first one counts."));
        }
        Head = new(File, line, columns, fields, raw);
    }

    private void Tell(Defect defect, int? line, string what, string? text = null) => problems.Add(new(defect, File, line, null, what, null, text));
}
