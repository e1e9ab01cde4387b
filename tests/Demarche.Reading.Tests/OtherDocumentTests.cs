namespace Demarche.Reading.Tests;

public class OtherDocumentTests
{
    private static readonly ReadDocument Report = Texts.Read(OtherDocuments.Report);
    private static readonly ReadDocument Advisory = Texts.Read(OtherDocuments.Advisory);

    [Fact]
    public void A_correspondents_report_gives_its_metadata()
    {
        Assert.Equal("SUDRIA SAYS ITS GRID WAS TESTED, NOT ATTACKED", Report.Title);
        Assert.Equal("Ilse Marant and Tom Okafor", Report.Byline);
        Assert.Equal("Coastal News Agency", Report.Agency);
        Assert.Equal("Coastal News Agency", Report.Publisher);
        Assert.Equal("2032-11-14T18:20Z", Report.Published);
        Assert.Equal(8, Report.Body().Count);
        Texts.AssertRanges(Report);
    }

    [Theory]
    [InlineData("Sudria's energy ministry", Standings.Government, Stances.Denies, "reports that a foreign power")]
    [InlineData("Paola Renn", Standings.Official, Stances.Asserts, "There was a test, it was ours")]
    [InlineData("Paola Renn", Standings.Official, Stances.Asserts, "Whoever writes of an attack")]
    [InlineData("two people", Standings.Source, Stances.Asserts, "the test had used an account")]
    [InlineData("Lumen", Standings.Company, Stances.Asserts, "it was “confident” in its logs")]
    [InlineData("Anton Kessel", Standings.Military, Stances.Asserts, "I would not rule out a visitor")]
    [InlineData("Anton Kessel", Standings.Military, Stances.Suggests, "Perhaps one who came to look")]
    [InlineData("its ambassador", Standings.Embassy, Stances.Denies, "Ostania probes its neighbours' networks")]
    [InlineData("Grete Vohl", Standings.Legislator, Stances.Asserts, "the government to publish the logs")]
    [InlineData("Grete Vohl", Standings.Legislator, Stances.Asserts, "silence “helps nobody")]
    public void Its_speakers_are_found(string speaker, string standing, string stance, string content)
    {
        var claim = Assert.Single(Report.Claims, c => c.Content.StartsWith(content, StringComparison.Ordinal));

        Assert.Equal((speaker, standing, stance), (claim.Speaker, claim.Standing, claim.Stance));
    }

    [Fact]
    public void A_report_that_found_no_evidence_is_a_lack_of_evidence() =>
        Assert.Contains(Report.Claims, c => c.Stance == Stances.NoEvidenceFor && Report.Text[c.PropositionStart..c.PropositionEnd] == "settings were changed");

    [Fact]
    public void Its_times_look_back_and_ahead_as_the_words_say() =>
        Assert.Equal([("on Sunday", "2032-11-14"), ("last month", "2032-10")], Report.Times.Where(t => t.Written is "on Sunday" or "last month").Select(t => (t.Written, t.Resolved!)));

    [Fact]
    public void An_advisory_gives_its_indicators_out_of_a_table()
    {
        var found = Advisory.Observables.Select(o => (o.Type, o.Value)).ToList();

        Assert.Equal(
            [
                (ObservableTypes.Vulnerability, "CVE-2032-40404"),
                (ObservableTypes.RegistryKey, @"HKEY_CURRENT_USER\Software\CraneFly\Run"),
                (ObservableTypes.Ipv4, "198.51.100.77"),
                (ObservableTypes.Domain, "update.cranefly.example"),
                (ObservableTypes.Sha256, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                (ObservableTypes.Url, "https://update.cranefly.example/stage2/load.bin"),
                (ObservableTypes.FileName, "crane_fly.dll"),
                (ObservableTypes.Email, "soc@cert.example"),
            ],
            found);
    }

    [Fact]
    public void An_advisory_is_parted_from_its_page()
    {
        Assert.Equal("CraneFly loader in Norland ports", Advisory.Title);
        Assert.Equal("2033-02-07", Advisory.Published);
        Assert.Equal("en-GB", Advisory.Language);
        Assert.Contains("Address\t198.51.100[.]77", Advisory.Body());
        Assert.DoesNotContain(Advisory.Body(), p => p.Contains("Older advisories", StringComparison.Ordinal) || p.Contains("Report an incident", StringComparison.Ordinal));
        Assert.Equal("Norland CERT", Advisory.Publisher);
    }
}
