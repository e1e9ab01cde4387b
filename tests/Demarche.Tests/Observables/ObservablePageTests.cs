using System.Net;
using Demarche.Observables;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Observables;

public sealed class ObservablePageTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_form_says_whose_it_is_when_it_was_seen_and_what_else_is_known_and_the_page_shows_it()
    {
        var answer = await ana.PostAsync($"/cases/{id}/observables", ("type", "domain-name"), ("value", " CERT[.]pl "), ("credibility", "2"),
            ("role", "victim"), ("firstSeen.value", "2026-03"), ("lastSeen.value", "2026-03-17T09:32Z"), ("lastSeen.about", "on"),
            ("also[0].type", "network-traffic:dst_port"), ("also[0].value", "8443"), ("also[1].type", ""), ("also[1].value", ""));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var held = Assert.Single((await desk.Cases.FindAsync(id, Ct))!.Observables.All);
        Assert.Equal(("cert.pl", ObservableRole.Victim, new("2026-03"), new ApproximateTime("2026-03-17T09:32Z", true)),
            (held.Content.Value, held.Content.Role, held.Content.FirstSeen, held.Content.LastSeen));
        Assert.Equal([new TypedValue("network-traffic:dst_port", "8443")], held.Content.Also);
        var page = await ana.ReadAsync($"/cases/{id}/observables/{held.Id}");
        Assert.All(["the victim&#x27;s", "March 2026", "about 17 March 2026, 09:32", "port that it listens on", "8443"],
            w => Assert.Contains(w, page, StringComparison.Ordinal));
        // The form of a correction holds what stands.
        Assert.Contains("<option value=\"victim\" selected", page, StringComparison.Ordinal);
        Assert.Contains("name=\"also[0].value\" value=\"8443\"", page, StringComparison.Ordinal);
        Assert.Contains("the victim&#x27;s", await ana.ReadAsync($"/cases/{id}/observables"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_made_of_what_was_typed_is_said()
    {
        Assert.Contains("The observable was added to the case as the domain name cert.pl.", await SaidAsync("domain-name", "CERT[.]pl"), StringComparison.Ordinal);
        Assert.Contains("The observable was added to the case.", await SaidAsync("file:name", "/usr/bin/x"), StringComparison.Ordinal);

        async Task<string> SaidAsync(string type, string value) => WebUtility.UrlDecode(WebUtility.UrlDecode(string.Join(' ',
            (await ana.PostAsync($"/cases/{id}/observables", ("type", type), ("value", value))).Headers.GetValues("Set-Cookie"))));
    }

    [Fact]
    public async Task A_refused_form_comes_back_with_what_was_typed_and_the_reason_at_its_field()
    {
        var answer = await ana.PostAsync($"/cases/{id}/observables", ("type", "ipv4-addr"), ("value", "192.0.2.7"), ("role", "attacker"),
            ("also[0].type", "network-traffic:dst_port"), ("also[0].value", "844300"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.All(["844300", "A port goes from 0 to 65535", "<option value=\"attacker\" selected"], w => Assert.Contains(w, html, StringComparison.Ordinal));
    }
}
