namespace Demarche.Reading.Tests;

public sealed class ObservableSyntaxTests
{
    // What the reader takes for a file, for a word or for nothing, and what somebody who knows says it is.
    [Theory]
    [InlineData(ObservableTypes.Domain, "cert.pl", "cert.pl")]
    [InlineData(ObservableTypes.Domain, "mfa.rs", "mfa.rs")]
    [InlineData(ObservableTypes.Domain, "t.me", "t.me")]
    [InlineData(ObservableTypes.Domain, "localhost", "localhost")]
    [InlineData(ObservableTypes.Domain, "dc01", "dc01")]
    [InlineData(ObservableTypes.Domain, "Update.Harbour[.]Example.", "update.harbour.example")]
    [InlineData(ObservableTypes.Domain, "bücher.example", "xn--bcher-kva.example")]
    [InlineData(ObservableTypes.Domain, "xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData(ObservableTypes.Domain, "xn--i-7iq.example", "xn--i-7iq.example")]
    [InlineData(ObservableTypes.Domain, "pаypal.example", "xn--pypal-4ve.example")]
    [InlineData(ObservableTypes.Domain, "例え。テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData(ObservableTypes.Domain, "_ldap._tcp.dc01.corp.internal", "_ldap._tcp.dc01.corp.internal")]
    [InlineData(ObservableTypes.Domain, "facebookcorewwwi.onion", "facebookcorewwwi.onion")]
    [InlineData(ObservableTypes.Domain, "harbour.newtld", "harbour.newtld")]
    [InlineData(ObservableTypes.FileName, @"%APPDATA%\a.exe", @"%APPDATA%\a.exe")]
    [InlineData(ObservableTypes.FileName, "/usr/bin/x", "/usr/bin/x")]
    [InlineData(ObservableTypes.FileName, "lib.so.4", "lib.so.4")]
    [InlineData(ObservableTypes.FileName, "Приказ № 7 [final].docx", "Приказ № 7 [final].docx")]
    [InlineData(ObservableTypes.Ipv4, " 192[.]0[.]2[.]14 ", "192.0.2.14")]
    [InlineData(ObservableTypes.Ipv4, "198.51.100.0/24", "198.51.100.0/24")]
    [InlineData(ObservableTypes.Ipv6, "2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    [InlineData(ObservableTypes.Ipv6, "::ffff:192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData(ObservableTypes.Ipv6, "2001:db8::/32", "2001:db8::/32")]
    [InlineData(ObservableTypes.Ipv6, "::1", "::1")]
    [InlineData(ObservableTypes.Url, "hxxps://Files[.]Harbour[.]example/A.php?id=1", "https://files.harbour.example/A.php?id=1")]
    [InlineData(ObservableTypes.Url, "http://dc01:8080/x", "http://dc01:8080/x")]
    [InlineData(ObservableTypes.Url, "https://bücher.example/ü?a[]=1&b={x}", "https://xn--bcher-kva.example/%C3%BC?a%5B%5D=1&b=%7Bx%7D")]
    [InlineData(ObservableTypes.Url, "http://harbour.example/100%/%41", "http://harbour.example/100%25/%41")]
    [InlineData(ObservableTypes.Url, "ftp://keeper:s3cret@harbour.example:2121/", "ftp://keeper:s3cret@harbour.example:2121/")]
    [InlineData(ObservableTypes.Url, "http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/")]
    [InlineData(ObservableTypes.Url, "magnet:?xt=urn:btih:c12fe1c0", "magnet:?xt=urn:btih:c12fe1c0")]
    [InlineData(ObservableTypes.Email, "Keeper+7[at]Harbour[.]example", "keeper+7@harbour.example")]
    [InlineData(ObservableTypes.Email, "root@localhost", "root@localhost")]
    [InlineData(ObservableTypes.Email, "root@[192.0.2.1]", "root@[192.0.2.1]")]
    [InlineData(ObservableTypes.Mac, "00-1A-2B-3C-4D-5E", "00:1a:2b:3c:4d:5e")]
    [InlineData(ObservableTypes.Mac, "001a.2b3c.4d5e", "00:1a:2b:3c:4d:5e")]
    [InlineData(ObservableTypes.AutonomousSystem, "64500", "AS64500")]
    [InlineData(ObservableTypes.AutonomousSystem, "ASN 64500", "AS64500")]
    [InlineData(ObservableTypes.AutonomousSystem, "AS1.10", "AS65546")]
    [InlineData(ObservableTypes.RegistryKey, @"HKLM\Software\Crane\", @"HKEY_LOCAL_MACHINE\Software\Crane")]
    [InlineData(ObservableTypes.RegistryKey, @"hkcu:\Software\Crane (x86)", @"HKEY_CURRENT_USER\Software\Crane (x86)")]
    [InlineData(ObservableTypes.RegistryKey, @"\REGISTRY\MACHINE\SYSTEM\Crane", @"HKEY_LOCAL_MACHINE\SYSTEM\Crane")]
    [InlineData(ObservableTypes.Mutex, @"Global\Crane-1", @"Global\Crane-1")]
    [InlineData(ObservableTypes.Vulnerability, "cve-2031-12345", "CVE-2031-12345")]
    [InlineData(ObservableTypes.Vulnerability, "Heartbleed", "Heartbleed")]
    [InlineData(ObservableTypes.DestinationPort, "8443", "8443")]
    [InlineData(ObservableTypes.ResolvesTo, "192.0.2.7", "192.0.2.7")]
    [InlineData("windows-registry-key:values[1].data_type", "reg_sz", "REG_SZ")]
    [InlineData("windows-registry-key:values[0].data", @"C:\a.exe | b", @"C:\a.exe | b")]
    [InlineData(ObservableTypes.MediaType, "Text/HTML; charset=utf-8", "text/html")]
    [InlineData(ObservableTypes.UserAgent, "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)")]
    public void Whoever_states_the_type_is_held_to_its_syntax_only(string type, string written, string value) =>
        Assert.Equal(new(value, null), ObservableSyntax.Read(type, written));

    [Theory]
    [InlineData("MD5", 32)]
    [InlineData("SHA-1", 40)]
    [InlineData("SHA-256", 64)]
    [InlineData("SHA-512", 128)]
    [InlineData("SHA3-256", 64)]
    [InlineData("SHA3-512", 128)]
    [InlineData("SHA-384", 96)]
    public void A_hash_has_the_digits_of_its_algorithm(string algorithm, int digits)
    {
        var type = ObservableTypes.FileHash(algorithm);
        // Zeros alone are a hash where somebody says so.
        Assert.Equal(new string('0', digits), ObservableSyntax.Read(type, new string('0', digits)).Value);
        Assert.Equal(new string('a', digits), ObservableSyntax.Read(type, new string('A', digits)).Value);
        Assert.Null(ObservableSyntax.Read(type, new string('a', digits - 1)).Value);
        Assert.Null(ObservableSyntax.Read(type, new string('g', digits)).Value);
    }

    [Fact]
    public void The_fuzzy_hashes_have_forms_of_their_own()
    {
        Assert.NotNull(ObservableSyntax.Read("file:hashes.SSDEEP", "3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C").Value);
        Assert.Null(ObservableSyntax.Read("file:hashes.SSDEEP", "d41d8cd98f00b204e9800998ecf8427e").Value);
        Assert.Equal(new string('A', 70), ObservableSyntax.Read("file:hashes.TLSH", "T1" + new string('a', 70)).Value);
        Assert.NotNull(ObservableSyntax.Read("file:hashes.telfhash", "t1abc").Value);
    }

    [Theory]
    [InlineData(ObservableTypes.Ipv4, "192.0.2.256", "6.8")]
    [InlineData(ObservableTypes.Ipv4, "192.0.02.1", "6.8")]
    [InlineData(ObservableTypes.Ipv4, "192.0.2.1/33", "6.8")]
    [InlineData(ObservableTypes.Ipv4, "192.0.2", "6.8")]
    [InlineData(ObservableTypes.Ipv6, "2001:db8::1::2", "6.9")]
    [InlineData(ObservableTypes.Ipv6, "fe80::1%eth0", "6.9")]
    [InlineData(ObservableTypes.Domain, "192.0.2.17", "6.4")]
    [InlineData(ObservableTypes.Domain, "two words.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "a..example", "6.4")]
    [InlineData(ObservableTypes.Domain, "-a.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "http://a.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "xn--.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "xn--abc-.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "xn--999999999.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "i❤.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "bu\u0308cher.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "a\u200bb.example", "6.4")]
    [InlineData(ObservableTypes.Domain, "ｈarbour.example", "6.4")]
    [InlineData(ObservableTypes.Url, @"http://harbour.example\a", "6.15")]
    [InlineData(ObservableTypes.Url, "http://har%bour.example/", "6.15")]
    [InlineData(ObservableTypes.Url, "http://i❤.example/", "6.15")]
    [InlineData(ObservableTypes.Url, "www.harbour.example/a", "6.15")]
    [InlineData(ObservableTypes.Url, "harbour.example:80", "6.15")]
    [InlineData(ObservableTypes.Url, "/dp/B074WC4NHW", "6.15")]
    [InlineData(ObservableTypes.Url, "https://harbour.example/a and more", "6.15")]
    [InlineData(ObservableTypes.Url, "https://harbour.example:99999/", "6.15")]
    [InlineData(ObservableTypes.Email, "Harbour Keeper <keeper@harbour.example>", "6.5")]
    [InlineData(ObservableTypes.Email, "keeper.harbour.example", "6.5")]
    [InlineData(ObservableTypes.Mac, "0:1a:2b:3c:4d:5e", "6.10")]
    [InlineData(ObservableTypes.Mac, "00:1a-2b:3c:4d", "6.10")]
    [InlineData(ObservableTypes.AutonomousSystem, "AS4294967296", "6.2")]
    [InlineData(ObservableTypes.AutonomousSystem, "Harbour Net", "6.2")]
    [InlineData(ObservableTypes.RegistryKey, @"Software\Microsoft\Run", "6.17")]
    [InlineData(ObservableTypes.RegistryKey, @"HKLM\a\\b", "6.17")]
    [InlineData(ObservableTypes.Vulnerability, "CVE-31-1", "4.19")]
    [InlineData(ObservableTypes.Vulnerability, "CVE-2031-01234", "4.19")]
    [InlineData(ObservableTypes.DestinationPort, "65536", "6.12")]
    [InlineData(ObservableTypes.Md5, "D41D8CD98F00B204", "2.6")]
    [InlineData("windows-registry-key:values[0].data_type", "REG_WORD", "6.17")]
    [InlineData(ObservableTypes.FileName, "a\nb", "one line")]
    public void What_is_none_of_the_type_is_told_why_and_where_it_says_so(string type, string written, string where)
    {
        var read = ObservableSyntax.Read(type, written);
        Assert.Null(read.Value);
        Assert.Contains(where, read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-btc")]
    [InlineData("file:hashes.")]
    [InlineData("windows-registry-key:values[0].key")]
    [InlineData("")]
    public void A_type_without_a_rule_is_none(string type)
    {
        Assert.False(ObservableSyntax.IsKnown(type));
        Assert.Null(ObservableSyntax.Read(type, "x").Value);
    }

    [Fact]
    public void What_is_read_once_is_read_the_same_again_and_long_values_are_refused()
    {
        foreach (var found in Reader.ObservablesIn(@"hxxps://a[.]example/ü, AS 64500, keeper[at]a[.]example, HKLM\Software\Crane, 2001:DB8::7:1, CVE‑2031‑1234, crane.exe, update.a.example"))
            Assert.Equal(new(found.Value, null), ObservableSyntax.Read(found.Type, found.Value));
        Assert.Null(ObservableSyntax.Read(ObservableTypes.FileName, new string('a', ObservableSyntax.Longest + 1)).Value);
    }

    [Fact]
    public void Of_a_text_whose_type_nobody_says_the_types_are_named_that_it_may_have()
    {
        Assert.Equal([ObservableTypes.Domain], ObservableSyntax.TypesOf("cert.pl"));
        Assert.Equal([ObservableTypes.Ipv4], ObservableSyntax.TypesOf("192.0.2.1"));
        Assert.Empty(ObservableSyntax.TypesOf("a server in Westmark"));
    }

    [Theory]
    [InlineData(ObservableTypes.Sha256, ObservableTypes.FileName, true)]
    [InlineData(ObservableTypes.FileName, ObservableTypes.FileSize, true)]
    [InlineData(ObservableTypes.Ipv4, ObservableTypes.DestinationPort, true)]
    [InlineData(ObservableTypes.RegistryKey, "windows-registry-key:values[0].data", true)]
    [InlineData(ObservableTypes.Domain, ObservableTypes.ResolvesTo, true)]
    [InlineData(ObservableTypes.Ipv4, ObservableTypes.FileName, false)]
    [InlineData(ObservableTypes.Mutex, ObservableTypes.DestinationPort, false)]
    [InlineData(ObservableTypes.Domain, ObservableTypes.Domain, false)]
    public void One_object_has_the_properties_of_its_type(string own, string other, bool expected) =>
        Assert.Equal(expected, ObservableTypes.IsOfOneObject(own, other));
}
