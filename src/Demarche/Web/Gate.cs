using Microsoft.AspNetCore.Http.Extensions;

namespace Demarche.Web;

/// <summary>Lets a request through to its endpoint only if the caller holds what the endpoint requires. An endpoint that requires nothing is closed.</summary>
public static class Gate
{
    public static async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var required = (context.GetEndpoint() ?? throw new InvalidOperationException("No endpoint was found, not even the one for what is not there."))
            .Metadata.GetOrderedMetadata<Requires>();
        if (required.Count == 0) throw new InvalidOperationException($"The endpoint {context.GetEndpoint()} declares no capability.");
        if (await RefusalAsync(context, required) is { } refusal) await refusal.ExecuteAsync(context);
        else await next(context);
    }

    /// <summary>Whoever is told 401 is told how to sign in (RFC 9110 section 15.5.2).</summary>
    private const string HowToSignIn = "Bearer realm=\"demarche\"";

    private static async Task<IResult?> RefusalAsync(HttpContext context, IReadOnlyList<Requires> required)
    {
        if (required.All(r => r.Capability is Capability.Anyone or Capability.Exchange)) return null;
        if (context.FindCaller() is not { } caller) return await NotSignedInAsync(context);
        if (required.All(r => caller.Can(r.Capability))) return null;
        var (rule, message) = ("role-must-allow-it", Words.Say("web.role-must-allow-it"));
        await TypedText.ReadAsync(context);
        return Pages.IsApi(context) ? Problems.Refused(rule, message, status: StatusCodes.Status403Forbidden)
            : Pages.Of<MessagePage>(context, new Message(Words.Say("web.not-allowed"), message, "/", rule), StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> NotSignedInAsync(HttpContext context)
    {
        if (Pages.IsApi(context))
        {
            context.Response.Headers.WWWAuthenticate = HowToSignIn;
            return Problems.Refused("caller-must-be-signed-in", Words.Say("web.sign-in-first"), status: StatusCodes.Status401Unauthorized);
        }
        // A session ended while somebody typed: the text is not lost on the way to the sign-in.
        if (await TypedText.ReadAsync(context))
        {
            context.Response.Headers.WWWAuthenticate = HowToSignIn;
            var signIn = Pages.Referer(context) is { } page ? "/sign-in?next=" + Uri.EscapeDataString(page) : "/sign-in";
            return Pages.Of<MessagePage>(context, new Message(Words.Say("web.signed-out"), Words.Say("web.signed-out.text"), signIn) { Link = Words.Say("web.sign-in") },
                StatusCodes.Status401Unauthorized);
        }
        context.Response.Headers.CacheControl = "no-store";
        var next = HttpMethods.IsGet(context.Request.Method) && context.Request.Path != "/" ? context.Request.GetEncodedPathAndQuery() : null;
        return new SeeOther(next is null ? "/sign-in" : "/sign-in?next=" + Uri.EscapeDataString(next));
    }
}
