using System.Net;
using System.Net.Http.Headers;

namespace Demarche.Tests.Leaks;

/// <summary>Two people behind one connection, by turns and at once: each is answered as that person and nobody else.</summary>
public sealed class L46_TwoOnOneConnection
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_over_one_connection_are_those_of_whoever_asks()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        using var one = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(guarded.Desk.Address) };
        var told = 0;
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { Method: "GET", IsApi: true } && !e.Pattern.Contains("/preview", StringComparison.Ordinal) && e.Pattern != "/api/me"))
        {
            var path = endpoint.At(guarded.Ids());
            var (author, reader, outsider) = (await AsAsync(one, guarded.Author, path), await AsAsync(one, guarded.Reader, path), await AsAsync(one, guarded.Outsider, path));
            var together = await Task.WhenAll(AsAsync(one, guarded.Author, path), AsAsync(one, guarded.Reader, path), AsAsync(one, guarded.Outsider, path), AsAsync(one, null, path));
            Assert.Equal([author, reader, outsider], together[..3]);
            Assert.DoesNotContain(GuardedCase.Word, reader + outsider + together[3], StringComparison.Ordinal);
            if (author.Contains(GuardedCase.Word, StringComparison.Ordinal)) told++;
        }
        Assert.True(told > 3, $"Only {told} answers told the author of it.");
    }

    private static async Task<string> AsAsync(HttpClient http, Web.Visitor? visitor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (visitor is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? "404" : await answer.Content.ReadAsStringAsync(Ct);
    }
}
