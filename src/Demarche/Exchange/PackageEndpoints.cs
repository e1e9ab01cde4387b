using System.Text;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>Where other desks reach this one (docs/protocol/exchange.md, X14 to X20). They prove themselves by signatures, not by a session.</summary>
public static class PackageEndpoints
{
    private const string MediaType = "application/jose";

    /// <summary>A statement holds one card.</summary>
    private const int LargestStatement = 32 * 1024;

    public static void Map(DeskRoutes routes)
    {
        routes.Raw.MapPost("/exchange/packages", async (HttpContext context, PackageBodies bodies, Intake intake) =>
            await WithBodyAsync(context, bodies, SealedPackage.MaximumBytes, async text => await intake.ReceiveAsync(text, context.RequestAborted) switch
            {
                Reception.Held held => TypedResults.Text(held.Receipt, MediaType),
                Reception.Refused { Code: "inbox-full" } => Busy(context),
                Reception.Refused refused => Refuse(refused.Code, refused.Tell),
                _ => throw new InvalidOperationException("A package was neither held nor refused."),
            })).Demand(Capability.Exchange).AllowBody(SealedPackage.MaximumBytes);

        routes.Raw.MapPost("/exchange/rotations", async (HttpContext context, PackageBodies bodies, DeskBook desk) =>
            await WithBodyAsync(context, bodies, LargestStatement, async text =>
            {
                // Whether a known partner is meant is nobody's business: every statement that is not taken is told alike.
                var outcome = await desk.WriteAsync("desk", list => PinDecisions.Rotate(list, text), ct: context.RequestAborted);
                return outcome.Refusal is null ? TypedResults.NoContent() : Refuse("not-accepted", null);
            })).Demand(Capability.Exchange).AllowBody(LargestStatement);
    }

    private static async Task<IResult> WithBodyAsync(HttpContext context, PackageBodies bodies, int most, Func<string, Task<IResult>> take)
    {
        if (context.Request.ContentType is not { } type || !type.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return Refuse("wrong-media-type", $"Send {MediaType}.");
        var read = await bodies.ReadAsync(context, most);
        if (read is BodyRead.Whole whole)
        {
            using (whole) return await take(Encoding.Latin1.GetString(whole.Bytes, 0, whole.Length));
        }
        // What is still to come is not waited for.
        context.Response.Headers.Connection = "close";
        return read switch
        {
            BodyRead.TooLarge => Refuse("too-large", null),
            BodyRead.TooSlow => Refuse("too-slow", $"Send at least {PackageBodies.LeastPerSecond} bytes a second."),
            _ => Busy(context),
        };
    }

    private static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return TypedResults.Problem(title: "This desk can't take it now.", statusCode: StatusCodes.Status429TooManyRequests,
            extensions: new Dictionary<string, object?> { ["code"] = "busy" });
    }

    private static IResult Refuse(string code, string? tell) => TypedResults.Problem(
        title: tell ?? "This desk does not take it.", statusCode: Status(code), extensions: new Dictionary<string, object?> { ["code"] = code });

    private static int Status(string code) => code switch
    {
        "not-accepted" or "old-key" or "wrong-desk" => StatusCodes.Status403Forbidden,
        "id-taken" => StatusCodes.Status409Conflict,
        "too-slow" => StatusCodes.Status408RequestTimeout,
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        "wrong-media-type" => StatusCodes.Status415UnsupportedMediaType,
        "unknown-kind" or "unknown-marking" or "content-not-readable" => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };
}
