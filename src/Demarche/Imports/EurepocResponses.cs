using Demarche.Options;

namespace Demarche.Imports;

/// <summary>A response that a table tells of.</summary>
/// <param name="Legal">Whether it is one of law; else it is political.</param>
/// <param name="By">Who made it, in words.</param>
/// <param name="At">When; null where no date is told or it can't be told whose it is.</param>
/// <param name="Text">What was done, in the table's words.</param>
internal sealed record ToldResponse(bool Legal, string By, ApproximateTime? At, string Text)
{
    /// <summary>What sort of response its words name; what they don't name is other.</summary>
    public OptionKind Kind => Kinds.FirstOrDefault(k => Text.Contains(k.Word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } named ? named.Kind : OptionKind.Other;

    private static readonly (string Word, OptionKind Kind)[] Kinds =
    [
        ("sanction", OptionKind.Sanction), ("protest note", OptionKind.Demarche), ("diplomatic relations", OptionKind.Expulsion), ("expulsion", OptionKind.Expulsion), ("indictment", OptionKind.Indictment),
        ("statement", OptionKind.Statement), ("declaration", OptionKind.Statement),
    ];
}

/// <summary>The responses that the global database has in columns of lists, one value for each response.</summary>
internal static class EurepocResponses
{
    public static IReadOnlyList<ToldResponse> Of(CsvRow row) => [.. Of(row, "political", false), .. Of(row, "legal", true)];

    /// <summary>The responses as a case holds them.</summary>
    public static IEnumerable<Response> Made(IReadOnlyList<ToldResponse> responses, string citation) =>
        responses.Select(r => new Response(r.Kind, r.By, r.At, $"{(r.Legal ? "Legal" : "Political")}: {r.Text}", citation));

    private static IEnumerable<ToldResponse> Of(CsvRow row, string kind, bool legal)
    {
        if (!int.TryParse(row[$"number_of_{kind}_responses"], System.Globalization.CultureInfo.InvariantCulture, out var count) || count is < 1 or > ImportLimits.RowsOfIncident) yield break;
        string[] columns = [$"{kind}_response_type", $"{kind}_response_type_subcode", $"{kind}_response_country", $"{kind}_response_actor", $"{kind}_response_date"];
        var values = columns.Select(c => Values(row[c], count)).ToList();
        for (var i = 0; i < count; i++)
        {
            string? At(int column) => values[column] is { } all ? EurepocValues.Given(all[i]) : count == 1 ? EurepocValues.Given(row[columns[column]]) : null;
            // A list whose parts can't be told apart belongs to all of them, and is said as it stands with each.
            string? Said(int column) => values[column] is not null || count == 1 ? At(column) : EurepocValues.Given(row[columns[column]]) is { } whole ? $"one of: {whole}" : null;
            EurepocValues.TryDate(At(4) ?? "", out _, out var time);
            var what = string.Join(", ", new[] { Said(0), Said(1) }.OfType<string>());
            var by = string.Join(", ", new[] { Said(3), Said(2) }.OfType<string>());
            yield return new(legal, by.Length > 0 ? by : "nobody named", time, what.Length > 0 ? what : "not said");
        }
    }

    // Names hold semicolons too, within brackets: "Lord Ahmad (Minister; GBR)".
    private static List<string>? Values(string text, int count)
    {
        List<string> values = [];
        var (depth, start) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '(') depth++;
            else if (text[at] == ')') depth--;
            else if (text[at] == ';' && depth <= 0)
            {
                values.Add(text[start..at].Trim());
                start = at + 1;
            }
        }
        values.Add(text[start..].Trim());
        return values.Count == count ? values : null;
    }
}
