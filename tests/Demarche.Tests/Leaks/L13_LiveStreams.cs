using System.Net;

namespace Demarche.Tests.Leaks;

/// <summary>The desk streams nothing: an answer is made for its reader and ends. When something is streamed, it is found here.</summary>
public sealed class L13_LiveStreams
{
    [Fact]
    public async Task Nothing_is_streamed_and_every_answer_about_a_case_asks_who_reads()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var stranger = guarded.Desk.Stranger();
        var (ct, ended) = (TestContext.Current.CancellationToken, 0);
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.At(guarded.Ids())) { Headers = { { "Accept", "text/event-stream, */*" }, { "Connection", "Upgrade" }, { "Upgrade", "websocket" }, { "Sec-WebSocket-Version", "13" }, { "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==" } } };
            using var answer = await guarded.Author.Page.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, answer.StatusCode);
            Assert.NotEqual("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            await answer.Content.ReadAsByteArrayAsync(ct);
            if (answer.IsSuccessStatusCode) ended++;
            if (!endpoint.Pattern.Contains("/cases", StringComparison.Ordinal)) continue;
            using var strangers = await stranger.Page.GetAsync(endpoint.At(guarded.Ids()), ct);
            Assert.False(strangers.IsSuccessStatusCode, $"{endpoint} answered somebody who is not signed in");
        }
        Assert.True(ended > 20);
    }
}
