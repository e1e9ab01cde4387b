namespace Demarche.Reading.Tests;

public class AdvisoryTests
{
    private static ReadDocument Advisory(string stem) =>
        SharedData.Read(Directory.GetFiles(SharedData.Folder("data/real/cisa-alerts-html"), stem + "*.html").Single());

    [Theory]
    [InlineData("1c35", "Cyber-Attack Against Ukrainian Critical Infrastructure", "2016-02-25")]
    [InlineData("772b", "HIDDEN COBRA – North Korean Trojan: Volgmer", "2017-11-14")]
    [InlineData("30d7", "MAR-10135536-12 – North Korean Trojan: TYPEFRAME", "2018-06-14")]
    [InlineData("d954", "Petya Ransomware", "2017-07-01")]
    [InlineData("01bb", "Compromised Web Servers and Web Shells - Threat Awareness and Guidance", "2015-11-10")]
    public void A_saved_advisory_gives_title_and_release_date(string stem, string title, string published)
    {
        var document = Advisory(stem);

        Assert.Equal((title, published), (document.Title, document.Published));
        Texts.AssertRanges(document);
    }

    [Fact]
    public void Every_advisory_has_a_body_without_its_menus()
    {
        foreach (var path in Directory.GetFiles(SharedData.Folder("data/real/cisa-alerts-html"), "*.html"))
        {
            var body = SharedData.Read(path).Body();

            Assert.True(body.Sum(p => p.Length) > 500, path);
            Assert.DoesNotContain(body, p => p.StartsWith("Skip to main", StringComparison.Ordinal) || p.Contains("Enter Search Terms", StringComparison.Ordinal) || p.Contains("official website of the", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_malware_report_gives_its_samples_and_control_servers()
    {
        var document = Advisory("30d7");
        var inBody = document.Observables.Where(o => document.Passages.Any(p => p.Kind == PassageKind.Body && p.Start <= o.Start && o.End <= p.End)).ToList();

        Assert.Equal(14, inBody.Where(o => o.Type == ObservableTypes.Sha512).Select(o => o.Value).Distinct().Count());
        Assert.Contains(inBody, o => o is { Type: ObservableTypes.Ipv4, Value: "111.207.78.204" });
        Assert.Contains(inBody, o => o is { Type: ObservableTypes.FileName, Value: "laxhost.dll" });
    }
}
