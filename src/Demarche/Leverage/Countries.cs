using System.Collections.Frozen;
using System.Text;
using Demarche.Search;

namespace Demarche.Leverage;

/// <summary>
/// Countries by the names that sources give them, and their codes (ISO 3166-1 alpha-2). The names are those of the shipped profiles, whose code is
/// their country code on the Internet, and the ones below, which later profiles and tables use. What is in neither is no country here, and is never guessed.
/// </summary>
public sealed class Countries
{
    /// <summary>Other names of countries, by code. XK is the code of the ISO's user range that is in general use for Kosovo.</summary>
    private static readonly (string Code, string[] Names)[] Others =
    [
        ("AE", ["UAE"]), ("BA", ["Bosnia"]), ("BL", ["Saint Barthelemy"]), ("BS", ["Bahamas, The", "Bahamas"]),
        ("CD", ["Congo, Democratic Republic of the", "Democratic Republic of Congo", "Congo (Kinshasa)", "Congo, Dem. Rep. of the"]),
        ("CG", ["Congo, Republic of the", "Republic of Congo"]), ("CI", ["Ivory Coast"]), ("CV", ["Cape Verde"]), ("CW", ["Curacao"]), ("CZ", ["Czechia"]),
        ("FK", ["Falkland Islands"]), ("FM", ["Micronesia"]), ("GB", ["UK", "Great Britain", "United Kingdom of Great Britain and Northern Ireland"]), ("GF", ["French Guiana"]),
        ("GM", ["Gambia, The", "Gambia"]), ("KP", ["N. Korea", "Korea, North"]), ("KR", ["S. Korea", "Korea, South", "Korea, Republic of"]), ("MK", ["North Macedonia", "Macedonia, The Former Yugo Rep of"]),
        ("MM", ["Myanmar"]), ("NZ", ["NZ"]), ("PS", ["West Bank", "Gaza Strip", "Palestine"]), ("SH", ["Saint Helena"]), ("SX", ["Sint Maarten"]), ("SZ", ["Eswatini"]),
        ("TL", ["East Timor"]), ("TR", ["Turkiye", "Turkey (Turkiye)"]), ("US", ["US", "USA", "United States", "U.S."]), ("VA", ["Holy See", "Vatican City"]), ("VN", ["Viet Nam"]), ("XK", ["Kosovo"]),
    ];

    /// <summary>Names to show where the first one of a profile would mislead.</summary>
    private static readonly (string Code, IReadOnlyList<string> Names)[] Preferred =
        [("CD", ["Democratic Republic of the Congo"]), ("CG", ["Republic of the Congo"]), ("DO", ["Dominican Republic"]), ("FK", ["Falkland Islands"]), ("PS", ["Palestine"]), ("VA", ["Holy See"])];

    private readonly FrozenDictionary<string, string> codes;
    private readonly FrozenDictionary<string, string> names;

    /// <param name="profiles">Code and names, the commonest first.</param>
    internal Countries(IEnumerable<(string Code, IReadOnlyList<string> Names)> profiles)
    {
        List<(string Code, IReadOnlyList<string> Names)> all = [.. profiles];
        List<(string Code, IReadOnlyList<string> Names)> others = [.. Others.Select(o => (o.Code, (IReadOnlyList<string>)o.Names))];
        Dictionary<string, string> byName = [];
        foreach (var (code, called) in Preferred.Concat(all).Concat(others))
        {
            foreach (var name in called) byName.TryAdd(Plain(name), code);
        }
        codes = byName.ToFrozenDictionary();
        names = Preferred.Concat(all.Where(p => p.Names.Count > 0)).Concat(others).GroupBy(p => p.Code).ToFrozenDictionary(g => g.Key, g => g.First().Names[0]);
    }

    /// <summary>The code of a country by one of its names, in whatever case and with or without accents; null when none is called that.</summary>
    public string? CodeOf(string name) => codes.GetValueOrDefault(Plain(name));

    /// <summary>What a country is commonly called; null for a code that no country here has.</summary>
    public string? NameOf(string code) => names.GetValueOrDefault(code);

    public IEnumerable<string> Codes => names.Keys.Order(StringComparer.Ordinal);

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Trim().Replace("&", "and", StringComparison.Ordinal).Replace('\u2019', '\'').EnumerateRunes())
        {
            if (!Folding.IsAccent(letter.Value)) plain.Append(Folding.Of(letter));
        }
        var text = string.Join(' ', plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.StartsWith("st. ", StringComparison.Ordinal) ? "saint " + text[4..] : text.StartsWith("the ", StringComparison.Ordinal) ? text[4..] : text;
    }
}
