namespace Demarche.Web;

/// <summary>Headers on every answer. An endpoint that needs another policy sets it first; what is set stays.</summary>
public static class Guards
{
    /// <summary>No script or style but our two files, no other host, no frame in or around our pages.</summary>
    public const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", ContentPolicy),
        ("X-Content-Type-Options", "nosniff"),
        // Our own Back links need the address within the desk; no other host gets one.
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        // Whatever says nothing of its own is not kept by browsers or proxies.
        ("Cache-Control", "no-store"),
    ];

    private const string TwoYears = "max-age=63072000; includeSubDomains";

    public static Task SetHeadersAsync(HttpContext context, RequestDelegate next)
    {
        // On starting, because the answer to a fault is begun anew without what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Headers) headers.TryAdd(name, value);
            // The renderer's word to a script that we do not have.
            headers.Remove("blazor-enhanced-nav");
            if (context.Request.IsHttps) headers.TryAdd("Strict-Transport-Security", TwoYears);
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>What reached us in the clear from beyond this machine is not answered: a proxy that is not named, or names no scheme.</summary>
    public static Task RefuseClearTextAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps || context.Connection.RemoteIpAddress is not { } from || System.Net.IPAddress.IsLoopback(from)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This desk answers over TLS only. Its operator names the proxy in front of it with --proxy.");
    }
}
