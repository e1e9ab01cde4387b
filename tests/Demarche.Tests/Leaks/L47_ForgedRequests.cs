using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Demarche.Journal;
using Demarche.Store;
using Demarche.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Leaks;

/// <summary>Nothing is done by a form that this desk did not make for this session, by a type that a foreign page can send, or by a method that only reads.</summary>
public sealed class L47_ForgedRequests : IAsyncLifetime
{
    private GuardedCase guarded = null!;
    private IReadOnlyList<Endpoint> endpoints = [];
    private Dictionary<string, string> ids = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        endpoints = Endpoint.Of(guarded.Desk);
        ids = new(guarded.Seen) { ["case"] = guarded.Case, ["partner"] = guarded.Partner, ["person"] = guarded.Reader.Person! };
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task Every_form_without_the_desks_own_token_is_refused_and_changes_nothing()
    {
        var before = await HeadsAsync();
        var forms = endpoints.Where(e => e is { Method: "POST", IsApi: false, Capability: not Capability.Exchange }).ToList();
        foreach (var endpoint in forms)
        {
            using var answer = await guarded.Author.Page.PostAsync(endpoint.At(ids), new FormUrlEncodedContent([KeyValuePair.Create("reason", "text")]), Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Forbidden, $"{endpoint} answered {answer.StatusCode}");
        }
        Assert.Equal(before, await HeadsAsync());
        Assert.True(forms.Count > 10);
        // The control: with the token the same form does something.
        using var own = await guarded.Author.PostAsync($"/cases/{guarded.Case}/requests/{guarded.Seen["request"]}/withdraw", ("reason", "Not needed"));
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
        Assert.NotEqual(before, await HeadsAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task The_api_takes_no_type_that_a_foreign_page_can_send_unasked(string? type)
    {
        var before = await HeadsAsync();
        foreach (var endpoint in endpoints.Where(e => e is { Method: "POST", IsApi: true }))
        {
            var body = endpoint.Body is { } read ? Bodies.Of(read, ids).ToJsonString() : "{}";
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.At(ids)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            // With the browser's cookie, as a forged request would come.
            using var answer = await guarded.Author.Page.SendAsync(request, Ct);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{endpoint} answered {answer.StatusCode} to {type}");
        }
        Assert.Equal(before, await HeadsAsync());
    }

    [Fact]
    public async Task No_method_but_POST_changes_anything()
    {
        var before = await HeadsAsync();
        foreach (var path in endpoints.Select(e => e.At(ids)).Distinct())
        {
            foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE" })
            {
                using var answer = await guarded.Author.Page.SendAsync(new(new(method), path), Ct);
                Assert.True((int)answer.StatusCode < 500, $"{method} {path} answered {answer.StatusCode}");
                if (method is "PUT" or "PATCH" or "DELETE") Assert.False(answer.IsSuccessStatusCode, $"{method} {path} answered {answer.StatusCode}");
            }
        }
        Assert.Equal(before, await HeadsAsync());
    }

    private async Task<IReadOnlyList<Head>> HeadsAsync() =>
        [.. (await guarded.Desk.Services.GetRequiredService<JournalStore>().HeadsAsync(Ct)).OrderBy(h => h.Case, StringComparer.Ordinal)];
}
