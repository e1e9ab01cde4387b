using System.Net;
using System.Net.Http.Json;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;

namespace Demarche.Tests.Leaks;

/// <summary>What a caller says of itself, or of whose a thing is, lowers nothing.</summary>
public sealed class L16_LoweredProtection : IAsyncLifetime
{
    private readonly string item = Id.New();
    private GuardedCase guarded = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        // A partner gave it to us; only that partner can let it go wider.
        await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!,
            _ => Decision.Allow(new ObservableSeen(item, new("domain-name", "theirs.example", 2, null, null)), new(Tlp.Amber, [], [], guarded.Partner)), ct: Ct);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task The_terms_of_whoever_gave_us_something_stand_whatever_the_caller_sends()
    {
        var before = await MarkingAsync();
        foreach (var marking in new object[] { new { tlp = "clear" }, new { tlp = "amber", releasableTo = new[] { guarded.Partner } }, new { tlp = "red", originator = "us" } })
        {
            using var answer = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/items/{item}/marking", new { marking, reason = "Wider" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        Assert.Equal(before, await MarkingAsync());
        // The control: stricter is allowed, and the originator stays.
        using var stricter = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/items/{item}/marking", new { marking = new { tlp = "red" }, reason = "Stricter" });
        Assert.Equal(HttpStatusCode.OK, stricter.StatusCode);
        Assert.Equal((Tlp.Red, guarded.Partner), ((await MarkingAsync()).Tlp, (await MarkingAsync()).Originator));
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override", "PUT")]
    [InlineData("X-Forwarded-User", "administrator")]
    [InlineData("X-Remote-User", "administrator")]
    [InlineData("X-Demarche-Api", "1")]
    [InlineData("synchronized-upsert", "true")]
    [InlineData("Prefer", "handling=lenient")]
    [InlineData("X-Original-URL", "/api/cases")]
    public async Task No_header_opens_or_does_what_is_refused_without_it(string name, string value)
    {
        await guarded.HideAsync();
        foreach (var path in new[] { $"/api/cases/{guarded.Case}", $"/api/cases/{guarded.Case}/observables" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { name, value } } };
            using var answer = await guarded.Outsider.Api.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var marking = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{guarded.Case}/items/{item}/marking") { Headers = { { name, value } }, Content = JsonContent.Create(new { marking = new { tlp = "clear" }, reason = "Wider" }) };
        using var refused = await guarded.Author.Api.SendAsync(marking, Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private async Task<Marking> MarkingAsync() => (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.MarkingOf(item)!;
}
