using System.Text;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>Where other desks reach this one (docs/protocol/exchange.md, X14 to X20). They prove themselves by signatures, not by a session.</summary>
public static class PackageEndpoints
{
    private const string MediaType = "application/jose";

    /// <summary>Packages opened at one time. Opening costs us a key agreement and 16 MiB several times over; sending costs a stranger nothing.</summary>
    private const int AtOnce = 4;

    /// <summary>A statement holds one card.</summary>
    private const int LargestStatement = 32 * 1024;

    public static void Map(DeskRoutes routes)
    {
        var places = new SemaphoreSlim(AtOnce);
        routes.Raw.MapPost("/exchange/packages", async (HttpContext context, Intake intake) =>
        {
            if (!places.Wait(0)) return Busy(context);
            try
            {
                var (text, refusal) = await ReadAsync(context, SealedPackage.MaximumBytes);
                if (refusal is not null) return refusal;
                return await intake.ReceiveAsync(text!, context.RequestAborted) switch
                {
                    Reception.Held held => TypedResults.Text(held.Receipt, MediaType),
                    Reception.Refused { Code: "inbox-full" } => Busy(context),
                    Reception.Refused refused => Refuse(refused.Code, refused.Tell),
                    _ => throw new InvalidOperationException("A package was neither held nor refused."),
                };
            }
            finally
            {
                places.Release();
            }
        }).Demand(Capability.Exchange).AllowBody(SealedPackage.MaximumBytes);

        routes.Raw.MapPost("/exchange/rotations", async (HttpContext context, DeskBook desk) =>
        {
            var (text, refusal) = await ReadAsync(context, LargestStatement);
            if (refusal is not null) return refusal;
            // Whether a known partner is meant is nobody's business: every statement that is not taken is told alike.
            var outcome = await desk.WriteAsync("desk", list => PinDecisions.Rotate(list, text), ct: context.RequestAborted);
            return outcome.Refusal is null ? TypedResults.NoContent() : Refuse("not-accepted", null);
        }).Demand(Capability.Exchange).AllowBody(LargestStatement);
    }

    private static async Task<(string? Text, IResult? Refusal)> ReadAsync(HttpContext context, int most)
    {
        var request = context.Request;
        if (request.ContentType is not { } type || !type.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase))
            return (null, Refuse("wrong-media-type", $"Send {MediaType}."));
        if (request.ContentLength > most) return (null, Refuse("too-large", null));
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
            {
                if (body.Length + read > most) return (null, Refuse("too-large", null));
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refuse("too-large", null));
        }
        return (Encoding.Latin1.GetString(body.GetBuffer(), 0, (int)body.Length), null);
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
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        "wrong-media-type" => StatusCodes.Status415UnsupportedMediaType,
        "unknown-kind" or "unknown-marking" or "content-not-readable" => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };
}
