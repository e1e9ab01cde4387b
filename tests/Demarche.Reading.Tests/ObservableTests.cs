namespace Demarche.Reading.Tests;

public class ObservableTests
{
    [Theory]
    [InlineData("beacons to 192.0.2.14 every hour", ObservableTypes.Ipv4, "192.0.2.14", "192.0.2.14")]
    [InlineData("beacons to 192[.]0[.]2[.]14, then", ObservableTypes.Ipv4, "192.0.2.14", "192[.]0[.]2[.]14")]
    [InlineData("the range 198.51.100.0/24.", ObservableTypes.Ipv4, "198.51.100.0/24", "198.51.100.0/24")]
    [InlineData("from 2001:db8::7:1 at noon", ObservableTypes.Ipv6, "2001:db8::7:1", "2001:db8::7:1")]
    [InlineData("see hxxps://files[.]harbour[.]example/a.php?id=1.", ObservableTypes.Url, "https://files.harbour.example/a.php?id=1", "hxxps://files[.]harbour[.]example/a.php?id=1")]
    [InlineData("see (http://harbour.example/list).", ObservableTypes.Url, "http://harbour.example/list", "http://harbour.example/list")]
    [InlineData("the name update-port[.]example was", ObservableTypes.Domain, "update-port.example", "update-port[.]example")]
    [InlineData("the name www.Harbour.example was", ObservableTypes.Domain, "www.harbour.example", "www.Harbour.example")]
    [InlineData("mail to keeper[at]harbour[.]example please", ObservableTypes.Email, "keeper@harbour.example", "keeper[at]harbour[.]example")]
    [InlineData("md5 D41D8CD98F00B204E9800998ECF8427E.", ObservableTypes.Md5, "d41d8cd98f00b204e9800998ecf8427e", "D41D8CD98F00B204E9800998ECF8427E")]
    [InlineData("sha da39a3ee5e6b4b0d3255bfef95601890afd80709;", ObservableTypes.Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("uses cve-2031-12345 to", ObservableTypes.Vulnerability, "CVE-2031-12345", "cve-2031-12345")]
    [InlineData("drops crane_svc.exe in", ObservableTypes.FileName, "crane_svc.exe", "crane_svc.exe")]
    [InlineData("runs setup.py on", ObservableTypes.FileName, "setup.py", "setup.py")]
    [InlineData("in AS64500 and", ObservableTypes.AutonomousSystem, "AS64500", "AS64500")]
    [InlineData(@"sets HKLM\Software\Crane\Run to", ObservableTypes.RegistryKey, @"HKEY_LOCAL_MACHINE\Software\Crane\Run",
        @"HKLM\Software\Crane\Run")]
    public void An_indicator_is_found_with_what_was_written_and_what_it_means(string text, string type, string value, string written)
    {
        var observable = Assert.Single(Texts.Read(text).Observables);

        Assert.Equal((type, value, written), (observable.Type, observable.Value, observable.Written));
        Assert.Equal(written, text[observable.Start..observable.End]);
    }

    [Theory]
    [InlineData("The U.S. and the U.K. agreed at 10:30 a.m. on 12.05.2031, i.e. late.")]
    [InlineData("It was the end.Next came the letter, and the e.g. in it.")]
    [InlineData("Version 4.12.0.7 replaced version 10.1.2.3 in the spring.")]
    [InlineData("Call 555-0123 before 12:30:45, not after.")]
    [InlineData("The hash is 00000000000000000000000000000000, that is, none.")]
    [InlineData("Add std::vector to the list and 999.999.999.999 to the other.")]
    [InlineData("An ASCII file of AS much as 5,000.50 crowns.")]
    public void Ordinary_prose_holds_no_indicators(string text) => Assert.Empty(Texts.Read(text).Observables);

    [Fact]
    public void An_address_inside_a_URL_is_part_of_the_URL() =>
        Assert.Equal(ObservableTypes.Url, Assert.Single(Texts.Read("get hxxp://192.0.2.9:8080/x.exe now").Observables).Type);
}
