using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Demarche.Web;

/// <summary>Answers that people read.</summary>
public static class Pages
{
    public static RazorComponentResult Of<TPage>(HttpContext context, object model, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };
    }

    /// <summary>Whether the request is a program's.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    public static RazorComponentResult NotFound(HttpContext context) =>
        Of<MessagePage>(context, new Message(Words.Say("web.not-found"), Words.Say("web.not-found.text"), "/"), StatusCodes.Status404NotFound);

    /// <summary>The form's own page again, with what was typed and what is wrong.</summary>
    public static IResult Refused(Acted.Refused refused) => new RefusedForm(refused.Rule, refused.Problems);

    /// <summary>A form that another site may have sent is never shown filled in: one press would then send it as the reader's own.</summary>
    public static RazorComponentResult NotOurs(HttpContext context) => Of<MessagePage>(
        context, new Message(Words.Say("web.not-done"), DeskRoutes.NotOurs.Message, Back(context), DeskRoutes.NotOurs.Rule), StatusCodes.Status422UnprocessableEntity);

    /// <summary>See Other: reloading the next page does not repeat the act.</summary>
    public static IResult Done(HttpContext context, Acted.Done done)
    {
        if (done.Message is { } message)
        {
            context.Response.Cookies.Append(CookieNames.Message(CookieNames.DeskOf(context)), WebUtility.UrlEncode(message), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromMinutes(1),
            });
        }
        return new SeeOther(done.Location);
    }

    // Only a path of this desk: an address from outside must not choose where a person goes next.
    internal static string Back(HttpContext context) => Referer(context) ?? "/";

    /// <summary>The page of this desk that the browser came from.</summary>
    internal static string? Referer(HttpContext context) =>
        Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) && referer.Authority == context.Request.Host.Value ? referer.PathAndQuery : null;
}

/// <summary>A page that says one thing.</summary>
/// <param name="Rule">The rule that refused, by name.</param>
public sealed record Message(string Title, string Text, string Back, string? Rule = null)
{
    /// <summary>What the link is called.</summary>
    public string Link { get; init; } = Words.Say("web.back");
}

internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
