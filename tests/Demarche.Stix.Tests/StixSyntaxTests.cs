using CsCheck;

namespace Demarche.Stix.Tests;

public class StixSyntaxTests
{
    [Theory]
    [InlineData("https://a.example/x?y=1#z", "https://a.example/x?y=1#z")]
    [InlineData("https://a.example/%C3%BC", "https://a.example/%C3%BC")]
    [InlineData("https://ä.example/ü", "https://xn--4ca.example/%C3%BC")]
    [InlineData("HTTP://A.example:80/a b", "HTTP://A.example:80/a%20b")]
    [InlineData("http://a.example\\b", null)]
    [InlineData("http://u:p ss@a.example/", "http://u:p%20ss@a.example/")]
    [InlineData("http://[2001:db8::1]:8/", "http://[2001:db8::1]:8/")]
    [InlineData("http://[2001:db8::1/", null)]
    [InlineData("http://a_b.example/", "http://a_b.example/")]
    [InlineData("http://a.example/\u0001", null)]
    [InlineData("http://%zz.example/", null)]
    [InlineData("mailto:ana@example.org", "mailto:ana@example.org")]
    [InlineData("//a.example", null)]
    [InlineData("1http://a.example", null)]
    [InlineData("http:", null)]
    public void A_url_is_a_uri(string text, string? uri) => Assert.Equal(uri, StixSyntax.Url(text));

    [Fact]
    public void Whatever_is_written_a_url_is_ascii_and_stays_as_it_is_when_it_is_written_again() => Gen.String.Sample(text =>
    {
        if (StixSyntax.Url("http://a.example/" + text) is not { } url) return;
        Assert.All(url, c => Assert.InRange(c, '!', '~'));
        Assert.Equal(-1, url.IndexOfAny(['\\', '<', '>', '"', '{', '}', '|', '^', '`']));
        Assert.All(url.Split('%').Skip(1), e => Assert.True(e.Length > 1 && char.IsAsciiHexDigit(e[0]) && char.IsAsciiHexDigit(e[1]), url));
        Assert.Equal(url, StixSyntax.Url(url));
        Assert.True(Uri.TryCreate(url, UriKind.Absolute, out _), url);
    });

    [Fact]
    public void Half_of_a_surrogate_pair_is_in_no_url() => Assert.Null(StixSyntax.Url("http://a.example/" + (char)0xd800));

    [Theory]
    [InlineData("a.example", true)]
    [InlineData("münchen.example", true)]
    [InlineData("_dmarc.a_b.example", true)]
    [InlineData("a..example", false)]
    [InlineData(".example", false)]
    [InlineData("a.example.", false)]
    [InlineData("a-.example", false)]
    [InlineData("", false)]
    public void A_domain_has_labels(string text, bool isOne) => Assert.Equal(isOne, StixSyntax.Domain(text) is not null);

    [Fact]
    public void A_domain_has_its_limits()
    {
        Assert.NotNull(StixSyntax.Domain(new string('a', 63) + ".example"));
        Assert.Null(StixSyntax.Domain(new string('a', 64) + ".example"));
        Assert.Null(StixSyntax.Domain(string.Join('.', Enumerable.Repeat(new string('a', 50), 6))));
    }

    [Theory]
    [InlineData("198.51.100.3", true)]
    [InlineData("198.51.100.0/24", true)]
    [InlineData("198.51.100.0/33", false)]
    [InlineData("198.51.100.0/024", false)]
    [InlineData("198.51.100", false)]
    [InlineData("198.51.100.03", false)]
    [InlineData("198.51.100.256", false)]
    public void An_ipv4_address_is_four_numbers(string text, bool isOne) => Assert.Equal(isOne, StixSyntax.Ipv4(text) is not null);

    [Theory]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("fe80::1%eth0", null)]
    [InlineData("[2001:db8::1]", null)]
    [InlineData("198.51.100.3", null)]
    public void An_ipv6_address_is_in_its_short_form(string text, string? address) => Assert.Equal(address, StixSyntax.Ipv6(text));

    [Theory]
    [InlineData("AS64500", 64500L)]
    [InlineData("4294967295", 4294967295L)]
    [InlineData("4294967296", null)]
    [InlineData("AS-1", null)]
    public void An_autonomous_system_is_a_number_of_32_bits(string text, long? number) => Assert.Equal(number, StixSyntax.AutonomousSystem(text));

    [Theory]
    [InlineData("hklm\\Software", "HKEY_LOCAL_MACHINE\\Software")]
    [InlineData("HKEY_USERS", "HKEY_USERS")]
    [InlineData("HKEY_NOBODY\\x", null)]
    public void A_registry_key_has_its_hive_written_out(string text, string? key) => Assert.Equal(key, StixSyntax.RegistryKey(text));

    [Theory]
    [InlineData("cve-2026-1234", "CVE-2026-1234")]
    [InlineData("CVE-2026-0123", "CVE-2026-0123")]
    [InlineData("CVE-2026-01234", null)]
    [InlineData("CVE-26-1234", null)]
    public void A_vulnerability_of_the_list_has_its_name(string text, string? name) => Assert.Equal(name, StixSyntax.Cve(text));
}
