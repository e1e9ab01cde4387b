namespace Demarche.Tests;

public sealed class DeskOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7400")]
    [InlineData("http://[::1]:7400")]
    [InlineData("http://localhost:7400;http://127.0.0.1:7401")]
    public void Plain_http_is_allowed_on_loopback(string urls) => new DeskOptions { Urls = urls }.Check();

    [Theory]
    [InlineData("http://0.0.0.0:7400")]
    [InlineData("http://*:7400")]
    [InlineData("http://+:7400")]
    [InlineData("http://[::]:7400")]
    [InlineData("http://192.0.2.7:7400")]
    [InlineData("http://desk.example:7400")]
    [InlineData("http://127.0.0.1:7400;http://192.0.2.7:7400")]
    public void Plain_http_beyond_this_machine_is_refused(string urls) =>
        Assert.Contains("in the clear", Refused(new() { Urls = urls, Address = "https://desk.example" }), StringComparison.Ordinal);

    [Fact]
    public void A_named_proxy_or_a_certificate_opens_the_desk_to_a_network_that_then_needs_an_address()
    {
        var open = new DeskOptions { Urls = "http://0.0.0.0:7400", Proxies = ["192.0.2.10", "2001:db8::/32"], Address = "https://desk.example" };
        open.Check();
        Assert.Contains("--address", Refused(open with { Address = null }), StringComparison.Ordinal);
        new DeskOptions { Urls = "https://0.0.0.0:7443", TlsCertificate = "a.pem", TlsKey = "b.pem", Address = "https://desk.example" }.Check();
    }

    [Theory]
    [InlineData("https://127.0.0.1:7443", null, null, "needs a certificate")]
    [InlineData("https://127.0.0.1:7443", "a.pem", null, "go together")]
    [InlineData("ftp://127.0.0.1", null, null, "no address to listen on")]
    [InlineData("127.0.0.1:7400", null, null, "no address to listen on")]
    [InlineData(" ; ", null, null, "names no address")]
    public void Settings_that_contradict_each_other_are_refused(string urls, string? certificate, string? key, string says) =>
        Assert.Contains(says, Refused(new() { Urls = urls, TlsCertificate = certificate, TlsKey = key }), StringComparison.Ordinal);

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("192.0.2.0/99")]
    public void A_proxy_is_an_address_or_a_network(string proxy) =>
        Assert.Contains("no network", Refused(new() { Proxies = [proxy] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("desk.example")]
    [InlineData("https://desk.example/desk")]
    [InlineData("javascript:alert(1)")]
    public void The_public_address_is_one_of_a_desk(string address) =>
        Assert.Contains("no address of a desk", Refused(new() { Address = address }), StringComparison.Ordinal);

    private static string Refused(DeskOptions options) => Assert.Throws<OptionsProblem>(options.Check).Message;
}
