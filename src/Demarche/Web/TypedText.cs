namespace Demarche.Web;

/// <summary>What a person typed into a form that can't be shown again as it was: shown as plain text, to copy.</summary>
public static class TypedText
{
    /// <summary>More than this many texts of one form are not listed: nobody types more.</summary>
    private const int Most = 200;

    /// <summary>The texts of the form that this request read; none where no form was read. Choices are ids and say nothing to a person.</summary>
    public static IReadOnlyList<(string Field, string Text)> Of(HttpContext context) =>
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is { } form ? Of(form, _ => true) : [];

    /// <summary>
    /// Reads a form that is refused before anything else reads it: somebody's session or role ended while they typed. Files are not read. A form that
    /// another site sent is not read either: its text would stand on a page of this desk as if the reader had typed it.
    /// </summary>
    public static async Task<bool> ReadAsync(HttpContext context)
    {
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || !HttpMethods.IsPost(context.Request.Method) || context.Request.ContentLength is not (> 0 and <= WebLimits.LargestBody)
            || context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return false;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return Of(context).Count > 0;
        }
        catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException)
        {
            return false;
        }
    }

    internal static IReadOnlyList<(string Field, string Text)> Of(IFormCollection form, Func<string, bool> isWanted) =>
        [.. form.Where(f => !FormReader.IsOwn(f.Key) && f.Key != "seen" && !SecretFields.Has(f.Key) && isWanted(f.Key))
            .SelectMany(f => f.Value.Where(IsText).Select(v => (f.Key, v!))).Take(Most)];

    // The revision that was seen and ticks are nothing that anybody typed.
    private static bool IsText(string? value) => !string.IsNullOrWhiteSpace(value) && value is not ("on" or "true" or "false") && !Id.IsOne(value);
}
