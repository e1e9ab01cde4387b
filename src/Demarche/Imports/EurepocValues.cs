using System.Globalization;
using System.Text;
using Demarche.Leverage;

namespace Demarche.Imports;

/// <summary>How EuRepoC writes values.</summary>
internal static class EurepocValues
{
    /// <summary>Words that stand for nothing said.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "", "Not available", "Unknown", "Unknown - not attributed", "nan", "NaT", "None", "N" };

    /// <summary>Names of ISO 3166-1 that the desk's list of countries has in another form.</summary>
    private static readonly Dictionary<string, string> Formal = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bolivia, Plurinational State of"] = "BO",
        ["Congo, the Democratic Republic of the"] = "CD",
        ["Iran, Islamic Republic of"] = "IR",
        ["Korea, Democratic People's Republic of"] = "KP",
        ["Korea, Republic of"] = "KR",
        ["Lao People's Democratic Republic"] = "LA",
        ["Macedonia, the former Yugoslav Republic of"] = "MK",
        ["Micronesia, Federated States of"] = "FM",
        ["Moldova, Republic of"] = "MD",
        ["Palestine, State of"] = "PS",
        ["Palestinian Territory, Occupied"] = "PS",
        ["Russian Federation"] = "RU",
        ["Syrian Arab Republic"] = "SY",
        ["Taiwan, Province of China"] = "TW",
        ["Tanzania, United Republic of"] = "TZ",
        ["Venezuela, Bolivarian Republic of"] = "VE",
    };

    /// <summary>What is said; null where a value stands for nothing said.</summary>
    public static string? Given(string value) => Nothing.Contains(value.Trim()) ? null : value.Trim();

    /// <summary>ISO 3166-1 alpha-2; null where the name is no country's that the desk knows. It is never guessed.</summary>
    public static string? CountryCode(string? name) => name is null ? null : Formal.GetValueOrDefault(name) ?? ReferenceSet.Shipped.Countries.CodeOf(name);

    /// <summary>The words before a remark in brackets that explains the code book: <c>Data theft (incident scores …)</c>.</summary>
    public static string WithoutRemark(string value)
    {
        string[] remarks = [" (incident scores", " (e.g.", " (corporate targets only", " / self-attribution via"];
        foreach (var remark in remarks)
        {
            if (value.IndexOf(remark, StringComparison.OrdinalIgnoreCase) is > 0 and var at) value = value[..at];
        }
        return value.TrimEnd(' ', ',', ';');
    }

    /// <summary>A day, with or without an hour of zeros after it. 1 January stands for a year of which no more is known as well as for itself, so it is read as the year, which is true of both.</summary>
    /// <returns>False where there is something and it is no date.</returns>
    public static bool TryDate(string value, out DateOnly? day, out ApproximateTime? time)
    {
        (day, time) = (null, null);
        if (Given(value) is null) return true;
        var text = value.Trim() is { Length: > 10 } longer && longer.EndsWith(" 00:00:00", StringComparison.Ordinal) ? longer[..^9] : value.Trim();
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        time = new(read is { Month: 1, Day: 1 } ? text[..4] : text);
        return true;
    }

    /// <summary>A list as Python writes it, of strings alone: <c>['one', "an other's"]</c>; null where it is none.</summary>
    public static IReadOnlyList<string>? List(string value)
    {
        var text = value.Trim();
        if (text.Length == 0) return [];
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']') return null;
        List<string> items = [];
        for (var at = 1; at < text.Length - 1;)
        {
            if (text[at] is ' ' or ',' or '\n')
            {
                at++;
                continue;
            }
            if (text[at] is not ('\'' or '"')) return null;
            var (quote, item) = (text[at++], new StringBuilder());
            while (at < text.Length - 1 && text[at] != quote)
            {
                if (text[at] == '\\' && at + 1 < text.Length - 1) at++;
                item.Append(text[at++]);
            }
            if (at >= text.Length - 1) return null;
            at++;
            items.Add(item.ToString());
        }
        return items;
    }

    /// <summary>A name as one reads it: signs that are not seen, or that turn the order around, are taken out.</summary>
    public static string Plain(string name, out bool changed)
    {
        var shown = PlainName.Of(name);
        changed = shown.Length != name.Length;
        return string.Join(' ', string.Concat(shown.Select(c => char.IsControl(c) || c == '\u00a0' ? ' ' : c)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
