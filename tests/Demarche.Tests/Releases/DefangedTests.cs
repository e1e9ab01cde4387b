using System.Text.RegularExpressions;
using Demarche.Reading;
using Demarche.Releases;

namespace Demarche.Tests.Releases;

/// <summary>No program makes a link of a value in a letter, and whoever copies it into a desk gets the exact value.</summary>
public sealed partial class DefangedTests
{
    [Theory]
    [InlineData(ObservableTypes.Ipv4, "203.0.113.7", "203[.]0[.]113[.]7")]
    [InlineData(ObservableTypes.Ipv6, "2001:db8::7", "2001[:]db8[:][:]7")]
    [InlineData(ObservableTypes.Domain, "relay.badhost.org", "relay[.]badhost[.]org")]
    [InlineData(ObservableTypes.Email, "pay.us@badhost.org", "pay.us[@]badhost[.]org")]
    [InlineData(ObservableTypes.Url, "http://badhost.org/a.php?b=1", "hxxp://badhost[.]org/a[.]php?b=1")]
    [InlineData(ObservableTypes.Url, "https://relay.badhost.org:8443/x", "hxxps://relay[.]badhost[.]org:8443/x")]
    [InlineData(ObservableTypes.Url, "ftp://203.0.113.7/drop/wiper.bin", "fxp://203[.]0[.]113[.]7/drop/wiper[.]bin")]
    [InlineData(ObservableTypes.Url, "https://badhost.org/?u=http://other.org/", "hxxps://badhost[.]org/?u=http[://]other[.]org/")]
    [InlineData(ObservableTypes.Sha256, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData(ObservableTypes.FileName, "wiper.exe", "wiper.exe")]
    [InlineData(ObservableTypes.RegistryKey, @"HKEY_LOCAL_MACHINE\Software\Microsoft\Run", @"HKEY_LOCAL_MACHINE\Software\Microsoft\Run")]
    public void A_value_is_shown_so_that_it_is_no_link_and_is_read_back_as_it_is(string type, string value, string shown)
    {
        Assert.Equal(shown, Defanged.Of(type, value));
        Assert.Equal(shown != value, Defanged.Changes(type, value));
        if (shown != value) Assert.DoesNotMatch(Link(), shown);
        Assert.Contains(Reader.ObservablesIn($"They used {shown} there."), o => o.Type == type && o.Value == value);
    }

    [Fact]
    public void Whatever_else_of_the_same_object_is_an_address_is_no_link_either() =>
        Assert.Equal("203[.]0[.]113[.]7", Defanged.Of("domain-name:resolves_to_refs[*].value", "203.0.113.7"));

    // As mail programs find them: a scheme that they open, a name with a top-level domain, four numbers, a mailbox.
    [GeneratedRegex(@"(https?|ftp)://|www\.|(?<![\w.])[\w-]+\.(org|com|net|example)\b|\d+\.\d+\.\d+\.\d+|\w@\w")]
    private static partial Regex Link();
}
