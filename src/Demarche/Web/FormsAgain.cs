using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Demarche.Web;

/// <summary>
/// Shows a refused form on its own page again: the page is asked for as its reader would ask for it (same session, same gate), and
/// <see cref="FilledForm"/> puts in what was typed and what is wrong. One mechanism for every form of the desk; a page does nothing for it.
/// </summary>
public static class FormsAgain
{
    /// <summary>The page that a form was on, for a form that was shown again: the browser's address is then the act's.</summary>
    public const string BackField = "back";

    /// <summary>More pages than this are not rendered for one refusal: a long address must not cost many.</summary>
    private const int MostPages = 6;

    /// <summary>An endpoint that shows a page: asking for it changes nothing.</summary>
    internal sealed record IsPage;

    private sealed record Asked;

    public static async Task ShowAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<RefusedForm>() is not { } refused || context.Response.HasStarted) return;
        var posted = context.Features.Get<IFormFeature>()?.Form ?? FormCollection.Empty;
        foreach (var address in Addresses(context, posted).Distinct(StringComparer.Ordinal).Take(MostPages))
        {
            if (await PageAsync(context, next, address) is not { } html || FilledForm.Find(html, context.Request.Path, posted, refused.Rule == FormFindings.Freshness) is not { } form) continue;
            await WriteAsync(context, FormFindings.Show(form, refused, address));
            return;
        }
        // The form is on no page any more: what it was about has changed.
        await Pages.Of<MessagePage>(context, new Message(Words.Say("web.not-done"), string.Join(" ", refused.Problems.Select(p => p.Message)), Pages.Back(context), refused.Rule),
            StatusCodes.Status422UnprocessableEntity).ExecuteAsync(context);
    }

    /// <summary>Stands between routing and the gate: what is asked for again is a page and nothing else.</summary>
    public static Task OnlyPagesAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Asked>() is null || context.GetEndpoint()?.Metadata.GetMetadata<IsPage>() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // Where the form says that it was, where the browser came from, and the act's own address with what is above it.
    private static IEnumerable<string> Addresses(HttpContext context, IFormCollection posted)
    {
        if (posted.TryGetValue(BackField, out var said) && Local(said) is { } back) yield return back;
        if (Pages.Referer(context) is { } referer) yield return referer;
        for (var path = context.Request.Path.ToUriComponent(); path.Length > 1; path = path[..Math.Max(1, path.LastIndexOf('/'))]) yield return path;
    }

    // Only an address of this desk's pages.
    private static string? Local(StringValues said) =>
        said is [['/', not ('/' or '\\'), ..] back] && !back.Any(char.IsControl) && Uri.IsWellFormedUriString(back, UriKind.Relative) ? back : null;

    private static async Task<string?> PageAsync(HttpContext context, RequestDelegate next, string address)
    {
        var parts = address.Split('?', 2);
        var request = new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = context.Request.Scheme,
            Protocol = context.Request.Protocol,
            Path = PathString.FromUriComponent(parts[0]).Value!,
            QueryString = parts.Length > 1 ? "?" + parts[1] : "",
            Headers = new HeaderDictionary { ["Host"] = context.Request.Headers.Host, ["Cookie"] = context.Request.Headers.Cookie },
        };
        using var buffer = new MemoryStream();
        var body = new StreamResponseBodyFeature(buffer);
        var response = new HttpResponseFeature();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(body);
        features.Set(context.Features.Get<IHttpConnectionFeature>());
        features.Set(context.Features.Get<IHttpRequestLifetimeFeature>());
        features.Set(new Asked());
        // A page is rendered once in a scope.
        await using var scope = context.RequestServices.CreateAsyncScope();
        features.Set<IServiceProvidersFeature>(new RequestServicesFeature(scope.ServiceProvider));
        var page = new DefaultHttpContext(features);
        await next(page);
        await body.CompleteAsync();
        if (page.Response.StatusCode != StatusCodes.Status200OK || page.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true) return null;
        if (page.Response.Headers.SetCookie is { Count: > 0 } cookies) context.Response.Headers.SetCookie = StringValues.Concat(context.Response.Headers.SetCookie, cookies);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static Task WriteAsync(HttpContext context, string html)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private sealed class RequestServicesFeature(IServiceProvider services) : IServiceProvidersFeature
    {
        public IServiceProvider RequestServices { get; set; } = services;
    }
}
