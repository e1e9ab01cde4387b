using System.Text.Json;

namespace Demarche.Web;

/// <summary>A request read from outside, or what is wrong with it and where.</summary>
/// <param name="Request">The request, if it could be read.</param>
/// <param name="Problem">What is wrong first.</param>
/// <param name="Field">Where that is.</param>
/// <param name="All">Everything that is wrong, for a form.</param>
public readonly record struct Read<TRequest>(TRequest? Request, string? Problem, string? Field, IReadOnlyList<FieldProblem>? All = null) where TRequest : class
{
    /// <summary>The refusal of a form that could not be read.</summary>
    public Acted.Refused Refusal => All is { } all ? new("form-must-be-whole", Problem!, Field) { Problems = all } : new("form-must-be-whole", Problem!, Field);
}

public static class JsonReader
{
    public static async Task<Read<TRequest>> ReadAsync<TRequest>(HttpRequest request) where TRequest : class
    {
        // A form that a foreign page posts can't carry this type without asking first (CSRF).
        if (!request.HasJsonContentType()) return new(null, "Send application/json.", null);
        try
        {
            var value = await JsonSerializer.DeserializeAsync<TRequest>(request.Body, FormReader.Json, request.HttpContext.RequestAborted);
            return value is null ? new(null, "The body is null.", null) : new(value, null, null);
        }
        catch (JsonException problem)
        {
            return new(null, $"The body can't be read at {problem.Path ?? "$"}: {Plain(problem)}", problem.Path);
        }
    }

    private static string Plain(JsonException problem) =>
        problem.Message.Split(". Path:", 2)[0].Split(" Path:", 2)[0];
}
