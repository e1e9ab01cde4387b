namespace Demarche.Imports;

/// <summary>A response that a table tells of.</summary>
/// <param name="Legal">Whether it is one of law; else it is political.</param>
/// <param name="By">Who made it, in words.</param>
/// <param name="At">When; null where no date is told or it can't be told whose it is.</param>
/// <param name="Text">What was done, in the table's words.</param>
internal sealed record ToldResponse(bool Legal, string By, ApproximateTime? At, string Text)
{
    public override string ToString() => $"{(Legal ? "Legal" : "Political")} response, {At?.Value ?? "no date"}, {By}: {Text}";
}

/// <summary>The responses that the global database has in columns of lists, one value for each response.</summary>
internal static class EurepocResponses
{
    public static IReadOnlyList<ToldResponse> Of(CsvRow row) => [.. Of(row, "political", false), .. Of(row, "legal", true)];

    /// <summary>The one place in which responses come into a case: each a line of what is told of the incident, until the case has an entry of its own for them.</summary>
    public static IEnumerable<string> Told(IReadOnlyList<ToldResponse> responses) => responses.Select(r => r.ToString());

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
