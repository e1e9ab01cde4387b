namespace Demarche.Web;

/// <summary>One thing to correct in a form.</summary>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Field">The form's field; null where it is about no single one.</param>
/// <param name="NamesNoField">Whether the message makes sense only next to the label of its field.</param>
public sealed record FieldProblem(string Message, string? Field, bool NamesNoField = false);

/// <summary>
/// A form that was refused. It writes nothing itself: <see cref="FormsAgain"/> shows the page of the form again, with everything that was typed.
/// </summary>
public sealed class RefusedForm(string rule, IReadOnlyList<FieldProblem> problems) : IResult
{
    public string Rule => rule;

    public IReadOnlyList<FieldProblem> Problems => problems;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(this);
        httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Task.CompletedTask;
    }
}
