using Microsoft.AspNetCore.Http.HttpResults;

namespace Demarche.Web;

/// <summary>Errors as programs read them (RFC 9457).</summary>
public static class Problems
{
    /// <summary>One body for what is not there and for what the caller may not know of.</summary>
    public static ProblemHttpResult NotFound() => TypedResults.Problem(title: "There is nothing here.", statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Refused(string rule, string message, string? field = null, int status = StatusCodes.Status422UnprocessableEntity) =>
        TypedResults.Problem(title: message, statusCode: status, extensions: new Dictionary<string, object?> { ["rule"] = rule, ["field"] = field });
}
