using System.Text.Json;
using System.Text.Json.Nodes;
using Demarche.Leverage;

namespace Demarche.Tests.Leverage;

/// <summary>Profiles in the shapes of 2014 and of later years; the texts are made up.</summary>
public sealed class FactbookProfileTests
{
    private static readonly Countries Known = ReferenceSet.Shipped.Countries;

    private static ReferenceReading Read(object profile) => FactbookProfile.Read(JsonSerializer.SerializeToElement(profile), Known, "xx");

    private static JsonObject Profile(string? exports = null, string? borders = null, string code = ".kp") => new()
    {
        ["Government"] = new JsonObject { ["Country name"] = Text(("conventional short form", "Northland")) },
        ["Communications"] = new JsonObject { ["Internet country code"] = new JsonObject { ["text"] = code } },
        ["Economy"] = new JsonObject { ["Exports - partners"] = new JsonObject { ["text"] = exports ?? "" } },
        ["Geography"] = new JsonObject { ["Land boundaries"] = Text(("total", "1 km"), ("border countries", borders ?? "")) },
    };

    private static JsonObject Text(params (string Name, string Says)[] fields)
    {
        var value = new JsonObject();
        foreach (var (name, says) in fields) value[name] = new JsonObject { ["text"] = says };
        return value;
    }

    [Theory]
    [InlineData("China 54.9%, Algeria 30%, South Korea 16% (2014 est.)", "CN 54.9 2014~|DZ 30 2014~|KR 16 2014~", 0)]
    [InlineData("China 74%, Poland 3% (2023)", "CN 74 2023|PL 3 2023", 0)]
    [InlineData("Bahamas, The 6.2%, Congo, Republic of the 5%, Gambia, The 1% (2014)", "BS 6.2 2014|CG 5 2014|GM 1 2014", 0)]
    [InlineData("Trinidad &amp; Tobago 11%, USA 2% (2023)", "TT 11 2023|US 2 2023", 0)]
    [InlineData("US 100%", "US 100 ", 0)]
    [InlineData("China NA%, Japan 3% (2014)", "JP 3 2014", 1)]
    [InlineData("Europe 73.2%, France 5% (2013 est.)", "FR 5 2013~", 1)]
    [InlineData("Netherlands Antilles 21.7% (2014)", "", 1)]
    [InlineData("Japan 5%, Japan 6% (2014)", "JP 5 2014", 1)]
    [InlineData("Macedonia, The Former Yugo Rep of 4%; C&ocirc;te d'Ivoire 2% (2014)", "MK 4 2014|CI 2 2014", 0)]
    [InlineData("no figures are published", "", 1)]
    [InlineData("Italy 5% (2012) ++ Italy 7% (2013)", "IT 5 2012|IT 7 2013", 0)]
    [InlineData("Japan less than 1% (2014)", "", 1)]
    public void Partners_are_read_as_they_stand_and_what_is_not_understood_is_told(string text, string expected, int unread)
    {
        var reading = Read(Profile(exports: text));
        Assert.Equal(expected, string.Join('|', reading.Rows.Select(r => $"{r.To} {r.Figure} {r.At?.Value}{(r.At?.About == true ? "~" : "")}")));
        Assert.Equal(unread, reading.Unread.Count);
    }

    [Theory]
    [InlineData("China 1,352 km, South Korea 237 km, Russia 18 km", "CN 1352|KR 237|RU 18")]
    [InlineData("China 1,352 km; South Korea 237 km; Russia 18 km", "CN 1352|KR 237|RU 18")]
    [InlineData("China (southeast) 4,133 km and China (south) 46 km; Estonia 324 km", "CN 4179|EE 324")]
    [InlineData("Spain (Ceuta) 8 km, Spain (Melilla) 10.5 km", "ES 18.5")]
    [InlineData("Saint Martin (France) 16 km", "MF 16")]
    [InlineData("Holy See (Vatican City) 3.4 km, San Marino 37 km", "VA 3.4|SM 37")]
    [InlineData("Angola 2,646 km (of which 225 km is the boundary of a province), Zambia 1,065 km", "AO 2646|ZM 1065")]
    public void Borders_are_read_with_their_stretches(string text, string expected)
    {
        var reading = Read(Profile(borders: text));
        Assert.Equal(expected, string.Join('|', reading.Rows.Select(r => $"{r.To} {r.Figure}")));
        Assert.Empty(reading.Unread);
    }

    [Fact]
    public void A_field_that_is_made_to_keep_the_reader_waiting_is_read_at_once_or_told()
    {
        Assert.Equal("CN", Assert.Single(Read(Profile(exports: "x" + new string(' ', FactbookProfile.LongestField - 100) + "% China 5% (2014)")).Rows).To);
        Assert.Empty(Read(Profile(borders: string.Concat(Enumerable.Repeat("( a ", FactbookProfile.LongestField / 4)))).Rows);
        Assert.Empty(Read(Profile(exports: string.Concat(Enumerable.Repeat("a 1 ", FactbookProfile.LongestField / 4)))).Rows);
        var tooLong = "China 5%, " + new string('a', FactbookProfile.LongestField);
        Assert.Contains("longer than 20000", Assert.Single(Read(Profile(exports: tooLong)).Unread).Problem, StringComparison.Ordinal);
        var spread = Profile(borders: "China 5 km");
        foreach (var part in new[] { "a", "b" }) spread["Geography"]!["Land boundaries"]!["border countries " + part] = new JsonObject { ["text"] = new string('a', FactbookProfile.LongestField - 100) };
        Assert.Contains(Read(spread).Unread, u => u.Problem.Contains("longer than 20000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_border_with_what_is_no_country_is_told_and_not_guessed()
    {
        var reading = Read(Profile(borders: "A naval base 28.5 km, China 3 km"));
        Assert.Equal("CN", Assert.Single(reading.Rows).To);
        Assert.Contains("A naval base", Assert.Single(reading.Unread).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".uk", "GB")]
    [InlineData(".ru; note - there is also .su", "RU")]
    [InlineData("metropolitan land - .fr; an island - .re", "FR")]
    [InlineData(".eu", null)]
    [InlineData("none", null)]
    public void A_profile_is_of_the_country_whose_code_it_has(string text, string? code) => Assert.Equal(code, FactbookProfile.CodeOf(JsonSerializer.SerializeToElement(Profile(code: text))));

    [Fact]
    public void The_shipped_set_states_what_its_profiles_state()
    {
        var set = ReferenceSet.Shipped;
        Assert.True(set.Rows.Count > 13_000);
        Assert.Equal(["CN 54.9", "DZ 30", "KR 16"], set.From("KP").Where(r => r.Kind == TieKind.ExportsShare).Select(r => $"{r.To} {r.Figure}"));
        Assert.All(set.From("KP").Where(r => r.Kind is TieKind.ExportsShare or TieKind.ImportsShare), r => Assert.Equal(new ApproximateTime("2014", true), r.At));
        Assert.Equal("1352", set.From("KP").Single(r => r.Kind == TieKind.LandBorder && r.To == "CN").Figure);
        Assert.DoesNotContain(set.From("KP"), r => r.Kind == TieKind.DiplomaticRepresentation);
        Assert.Contains(set.From("RU"), r => r is { Kind: TieKind.DiplomaticRepresentation, To: "US" });
        Assert.All(set.Rows, r => Assert.Contains("The World Factbook (CIA), profile ", r.Citation, StringComparison.Ordinal));
        Assert.All(set.Rows.Where(r => r.Kind != TieKind.Membership), r => Assert.NotNull(set.Countries.NameOf(r.To)));
        Assert.All(set.Rows.Where(r => r.Figure is not null), r => Assert.NotNull(Tie.AmountOf(r.Figure)));
        Assert.Equal("389", set.From("PS").Single(r => r.Kind == TieKind.LandBorder && r.To == "IL").Figure);
        Assert.Equal(set.Rows.Count, set.Rows.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public void Countries_are_known_by_the_names_that_sources_use()
    {
        Assert.Equal(["KR", "KR", "GB", "CI", "VC", "US", "CZ"], new[] { "S. Korea", "Republic of Korea", "UK", "Côte d’Ivoire", "St. Vincent & the Grenadines", "united states", "Czechia" }.Select(n => Known.CodeOf(n) ?? n));
        Assert.Null(Known.CodeOf("Netherlands Antilles"));
        Assert.Equal(["North Korea", "Russia", "Democratic Republic of the Congo"], new[] { "KP", "RU", "CD" }.Select(c => Known.NameOf(c)));
    }

    [Fact]
    public void Later_profiles_are_read_as_well_as_those_of_2014()
    {
        var folder = Shared.PathOf("data", "real", "factbook");
        var (files, rows, unread) = (0, 0, new List<Unread>());
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            if (!FactbookProfile.IsOne(json.RootElement) || FactbookProfile.CodeOf(json.RootElement) is null) continue;
            var reading = FactbookProfile.Read(json.RootElement, Known, Path.GetFileNameWithoutExtension(file));
            (files, rows) = (files + 1, rows + reading.Rows.Count(r => r.Kind is TieKind.ExportsShare or TieKind.ImportsShare or TieKind.LandBorder));
            unread.AddRange(reading.Unread);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{files} profiles, {rows} borders and shares, {unread.Count} things unread:\n{string.Join('\n', unread)}");
        Assert.True(files > 190);
        Assert.True(rows > 2_400, $"{rows}");
        Assert.True(unread.Count < rows / 100, string.Join('\n', unread));
    }
}
