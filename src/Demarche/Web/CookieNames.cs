using System.Globalization;

namespace Demarche.Web;

/// <summary>Browsers keep cookies by host, not by port (RFC 6265 section 8.5): two desks on one machine must not sign each other's people out.</summary>
public static class CookieNames
{
    /// <summary>A browser takes a <c>__Host-</c> cookie only over TLS, without a domain and for the whole host: no other name can set or get it.</summary>
    public static string Session(Uri desk) => Prefix(desk) + Named("demarche", desk);

    /// <summary>Tells the desk that its holder has signed in from this browser before.</summary>
    public static string Device(Uri desk) => Prefix(desk) + Named("demarche-device", desk);

    public static string Form(Uri desk) => Named("demarche-form", desk);

    /// <summary>Carries one sentence over the redirect that follows an act.</summary>
    public static string Message(Uri desk) => Named("demarche-message", desk);

    /// <summary>The desk as this request reached it.</summary>
    public static Uri DeskOf(HttpContext context) => new($"{context.Request.Scheme}://{context.Request.Host.Value}");

    private static string Prefix(Uri desk) => desk.Scheme == Uri.UriSchemeHttps ? "__Host-" : "";

    private static string Named(string name, Uri desk) =>
        desk.IsDefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{desk.Port}");
}
