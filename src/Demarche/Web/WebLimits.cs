using System.Threading.RateLimiting;

namespace Demarche.Web;

/// <summary>Limits on what comes over the wire, each with the attack it stops.</summary>
public static class WebLimits
{
    /// <summary>Forms and JSON: a body that fills the memory. Uploads and packages set their own with <see cref="AllowBody"/>.</summary>
    public const int LargestBody = 2 * 1024 * 1024;

    /// <summary>Headers that exhaust memory before anybody is known.</summary>
    public const int MostHeaders = 60;

    public const int LargestHeaders = 32 * 1024;

    /// <summary>A form of a million fields, each of which costs.</summary>
    public const int MostFields = 8_000;

    /// <summary>
    /// Open connections: an attacker who opens many and says nothing. Where all are taken, those that say nothing give way to a newcomer
    /// (<see cref="ConnectionsByAddress"/>), so that strangers in many networks hold the desk shut for nobody.
    /// </summary>
    public const int MostConnections = 10_000;

    /// <summary>
    /// Of them from one neighbourhood of addresses: one machine that opens all of them would shut the desk for everybody. A reverse proxy that is named with
    /// <c>--proxy</c> has all of them.
    /// </summary>
    public const int MostConnectionsOfOne = 1_000;

    /// <summary>So long an open connection may say nothing, at the beginning and between requests.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(60);

    /// <summary>Headers that come byte by byte (Slowloris).</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);

    /// <summary>Seconds' worth of requests that an address may send at once.</summary>
    private const int Burst = 10;

    /// <summary>Lets an endpoint take a larger body.</summary>
    public static TBuilder AllowBody<TBuilder>(this TBuilder builder, long bytes) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BodyLimit(bytes));

    internal static PartitionedRateLimiter<HttpContext> Requests(DeskOptions options, Func<HttpContext, string?> deviceOf) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
    {
        // A browser that somebody signed in from is counted by itself: a stranger behind the same address can't use its share up.
        var from = deviceOf(context) is { } device ? "device " + device : AddressBlock.One(context.Connection.RemoteIpAddress);
        // What anybody may post is a guess at a password, a code or a link.
        var guess = HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<Requires>()?.Capability == Capability.Anyone;
        return guess
            ? RateLimitPartition.GetSlidingWindowLimiter("guess " + from, _ => new()
            {
                PermitLimit = options.SignInsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            })
            : RateLimitPartition.GetTokenBucketLimiter(from, _ => new()
            {
                TokenLimit = options.RequestsPerSecond * Burst,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = true,
            });
    });

    internal static async ValueTask RefuseAsync(HttpContext context, CancellationToken ct)
    {
        var (rule, message, status) = ("requests-must-be-fewer", Words.Say("web.requests-must-be-fewer"), StatusCodes.Status429TooManyRequests);
        context.Response.Headers.RetryAfter = "60";
        IResult answer = Pages.IsApi(context) ? Problems.Refused(rule, message, status: status)
            : Pages.Of<MessagePage>(context, new Message(Words.Say("web.not-now"), message, "/", rule), status);
        await answer.ExecuteAsync(context);
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
