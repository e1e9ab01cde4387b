using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Demarche.Journal;
using Demarche.Releases;

namespace Demarche.Exchange;

/// <summary>What came of one try to bring a package to a partner.</summary>
public abstract record CarryOutcome
{
    private CarryOutcome() { }

    /// <summary>The partner's desk signed for it.</summary>
    public sealed record Received(Receipt Receipt) : CarryOutcome;

    /// <param name="Why">For a person of this desk; what the other side said is quoted, cut and never more than text.</param>
    /// <param name="Left">Whether bytes may have left this desk.</param>
    /// <param name="Final">Whether a person must look at it before it is tried again.</param>
    /// <param name="NotBefore">How long the other side asked us to wait.</param>
    public sealed record NotReceived(string Why, bool Left, bool Final = false, TimeSpan? NotBefore = null) : CarryOutcome;
}

/// <summary>Carries packages over HTTPS. What the other side answers is hostile until its signature is checked.</summary>
public sealed class Courier(HttpMessageHandler handler, TimeSpan? patience = null) : IDisposable
{
    /// <summary>A partner that accepts the connection and never answers must not hold up the others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>As long as a receipt may be (docs/protocol/package.md, P23): an answer without end must not fill the memory. Bytes.</summary>
    public const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>Of a refusal no more is read. Bytes.</summary>
    public const int LargestRefusal = 8 * 1024;

    /// <summary>After these the same bytes are not sent again until a person says so (docs/protocol/exchange.md, X16).</summary>
    private static readonly HashSet<string> Final =
    [
        "not-a-package", "truncated", "damaged", "wrong-recipient", "not-accepted", "old-key", "wrong-desk", "id-taken", "too-large",
        "wrong-media-type", "unknown-kind", "unknown-marking", "content-not-readable",
    ];

    /// <summary>A partner that asks us to wait must not be able to ask for ever.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private readonly HttpClient http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>As the desk runs it. A redirect is never followed: a person confirmed this address and no other.</summary>
    public static Courier Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    /// <param name="from">Our desk's id.</param>
    /// <param name="manifest">The items that the receipt must report, each once.</param>
    /// <param name="begins">Notes that bytes leave, before the first does; says why they must not.</param>
    public async Task<CarryOutcome> CarryAsync(
        Package package, DeskCard to, string from, IReadOnlyList<string> manifest, Func<CancellationToken, Task<string?>>? begins = null, CancellationToken ct = default)
    {
        if (Target(to, "/exchange/packages") is not { } target) return Not("The partner's card names no address that packages can be sent to. Download the package and carry it.", left: false, final: true);
        return await PostAsync(target, package.Sealed, async response =>
        {
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "application/jose") return await RefusedAsync(response, ct);
            if (await ReadAsync(response, LargestAnswer, ct) is not { } text) return Not("The partner's desk answered with more than a receipt can be.");
            var verified = Receipt.Verify(text.Trim(), to);
            if (verified.Value is not { } receipt) return Not($"The partner's desk answered with something that is not its receipt. {Quoted(verified.Problem)}");
            return Mismatch(receipt, package.Id, package.SealedSha256, from, manifest) is { } mismatch ? Not(mismatch) : new CarryOutcome.Received(receipt);
        }, ct, begins);
    }

    /// <summary>Tells a partner of our new keys.</summary>
    /// <returns>Null when it took the statement, else why not.</returns>
    public async Task<string?> TellAsync(DeskCard to, string statement, CancellationToken ct = default)
    {
        if (Target(to, "/exchange/rotations") is not { } target) return "The partner's card names no address that it can be sent to.";
        var outcome = await PostAsync(target, statement, async response =>
            response.StatusCode == HttpStatusCode.NoContent ? Not("") : await RefusedAsync(response, ct), ct);
        return outcome is CarryOutcome.NotReceived { Why: "" } ? null : ((CarryOutcome.NotReceived)outcome).Why;
    }

    /// <summary>Why a receipt is not the one for this package; null when it is.</summary>
    public static string? Mismatch(Receipt receipt, string package, string sealedSha256, string from, IReadOnlyList<string> manifest) =>
        receipt.Package != package || receipt.From != from ? "It is the receipt of another package."
        : receipt.Sha256 != sealedSha256 ? "The receipt is for other bytes than those that were sent."
        : !receipt.Covers(manifest) ? "The receipt does not report every item of the package, each once."
        : null;

    public void Dispose() => http.Dispose();

    private async Task<CarryOutcome> PostAsync(
        Uri target, string body, Func<HttpResponseMessage, Task<CarryOutcome>> answered, CancellationToken ct, Func<CancellationToken, Task<string?>>? begins = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience ?? Patience);
        var content = new NotedContent(Encoding.ASCII.GetBytes(body), begins is null ? null : () => begins(ct));
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = content };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await answered(response).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && content.Kept is { } why)
        {
            return Not(why, left: false);
        }
        catch (HttpRequestException e)
        {
            return Not($"The partner's desk could not be reached: {Quoted(e.Message)}", content.HasBegun);
        }
        catch (IOException e)
        {
            return Not($"The connection broke off: {Quoted(e.Message)}", content.HasBegun);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Not($"The partner's desk did not answer within {(patience ?? Patience).TotalSeconds:0} seconds.", content.HasBegun);
        }
    }

    private static async Task<CarryOutcome> RefusedAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400) return Not($"The partner's desk answered with a redirect ({status}), which is never followed. Ask the partner for a card with its real address.");
        var wait = response.Headers.RetryAfter?.Delta is { } asked && asked < LongestWait ? asked : (TimeSpan?)null;
        var foreign = Not($"The partner's desk answered {status}, and not as a desk does.") with { NotBefore = wait };
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return foreign;
        var (code, title) = Problem(await ReadAsync(response, LargestRefusal, ct) ?? "");
        if (code is null) return foreign;
        return Not($"The partner's desk refused the package: {code}. {title}".TrimEnd(), final: status is >= 400 and < 500 && Final.Contains(code)) with { NotBefore = wait };
    }

    private static (string? Code, string? Title) Problem(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, null);
            string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return (Text("code") is { Length: > 0 and <= 60 } code && code.All(c => char.IsAsciiLetterLower(c) || c == '-') ? code : null, Quoted(Text("title")));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, int most, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > most) return null;
            bytes.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static Uri? Target(DeskCard to, string path) =>
        Uri.TryCreate(to.Address.TrimEnd('/') + path, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri : null;

    // What a stranger wrote stands in our pages and journal: one line, no control characters, short.
    internal static string Quoted(string? text) => PackageContent.Cut(new string([.. (text ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Trim());

    private static CarryOutcome.NotReceived Not(string why, bool left = true, bool final = false) => new(why, left, final);
}
