using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Asks a desk over HTTP as one person, or as nobody. Follows no redirect and keeps no cookie: what it sends is what stands here.</summary>
internal sealed class Probe(Uri desk, string who, string? token, Pace pace, TimeProvider time) : IDisposable
{
    /// <summary>A desk that answers without end must not fill the memory. Bytes.</summary>
    private const int LargestAnswer = 32 * 1024 * 1024;

    /// <summary>How often a request that the desk held back is sent again.</summary>
    private const int Tries = 14;

    private static readonly TimeSpan HeldBack = TimeSpan.FromSeconds(5);

    private static readonly HashSet<string> Moving = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Set-Cookie", "Transfer-Encoding", "Content-Length", "Connection", "Keep-Alive", "Content-Type", "Retry-After",
    };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    })
    { BaseAddress = desk, MaxResponseContentBufferSize = LargestAnswer, Timeout = TimeSpan.FromSeconds(60) };

    public string Who => who;

    public string? Token => token;

    public Uri Desk => desk;

    /// <summary>Answers of 500 and above, to anybody of this run, that no row has reported yet.</summary>
    public Queue<string> Faults => pace.Faults;

    public Task<Answer> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, ct: ct);

    public Task<Answer> PostAsync(string path, JsonNode body, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), ct: ct);

    /// <param name="with">Headers beside the session's.</param>
    /// <param name="anonymous">True to send no session.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, (string Name, string Value)[]? with = null, bool anonymous = false, CancellationToken ct = default)
    {
        // Kept, so that it can be sent again.
        var (bytes, type) = content is null ? (null, null) : (await content.ReadAsByteArrayAsync(ct), content.Headers.ContentType);
        for (var i = 1; ; i++)
        {
            await pace.WaitAsync(ct);
            using var request = new HttpRequestMessage(method, Target(path));
            if (bytes is not null) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = type } };
            if (token is not null && !anonymous) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            foreach (var (name, value) in with ?? []) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await AnsweredAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests && i < Tries) await Task.Delay(HeldBack, time, ct);
            else return await ReadAsync($"{method} {path}", response, ct);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>How long the answer took to its last byte.</summary>
    public async Task<TimeSpan> TimedAsync(string path, CancellationToken ct)
    {
        await pace.WaitAsync(ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, Target(path)) { Headers = { Authorization = token is null ? null : new("Bearer", token) } };
        var began = time.GetTimestamp();
        using var response = await AnsweredAsync(request, ct);
        return time.GetElapsedTime(began);
    }

    /// <summary>The answer's JSON; null where it has none.</summary>
    public static JsonNode? Json(Answer answer)
    {
        try
        {
            return answer.IsJson ? JsonNode.Parse(answer.Text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Paths go out as they are written: the class would tidy up the odd forms that a check is about. No path leads to another host.
    private Uri Target(string path) => path.StartsWith('/')
        ? new Uri(desk.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
        : throw new ArgumentException("A path begins with a slash.", nameof(path));

    private async Task<HttpResponseMessage> AnsweredAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            // A stream that never ends is recognised by its head; it is not waited for.
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if ((int)response.StatusCode >= 500) pace.Faults.Enqueue($"{request.Method} {request.RequestUri?.PathAndQuery} answered {who} with {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") await response.Content.LoadIntoBufferAsync(LargestAnswer, ct);
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new LeaksProblem($"{desk} does not answer {request.Method} {request.RequestUri?.PathAndQuery}: {e.Message}");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new LeaksProblem($"{desk} did not answer {request.Method} {request.RequestUri?.PathAndQuery} within {http.Timeout.TotalSeconds:0} seconds.");
        }
    }

    private static async Task<Answer> ReadAsync(string asked, HttpResponseMessage response, CancellationToken ct)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        var body = type == "text/event-stream" ? [] : await response.Content.ReadAsByteArrayAsync(ct);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => !Moving.Contains(h.Key))
            .OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return new(asked, (int)response.StatusCode, type, string.Join('\n', headers), Encoding.UTF8.GetString(body), body.Length);
    }
}
