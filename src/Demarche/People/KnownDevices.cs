using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.People;

/// <summary>
/// Browsers from which a person signed in before. Their tries are counted by themselves, so that whoever fails elsewhere on purpose does not keep
/// the person out. What a browser holds opens nothing, and is good for that person and password alone.
/// </summary>
public sealed class KnownDevices(NodeSeal seal, TimeProvider time)
{
    /// <summary>So long a browser is remembered after its last good sign-in.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromDays(90);

    /// <summary>A longer cookie is none of ours: opening it is work that a stranger could cause.</summary>
    private const int Longest = 2_000;

    private const string Place = "known-device";

    /// <summary>What is kept in the browser after a good sign-in.</summary>
    /// <param name="before">The device that the browser was before; it stays the same one.</param>
    public string Issue(Credential credential, string? before)
    {
        var device = new Device(before ?? Id.New(), credential.Person, Stamp.Of(credential.Changed), Times.Text(time.GetUtcNow()));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(seal.Seal(JsonSerializer.Serialize(device), Place)));
    }

    /// <summary>The device's id; null where the browser is none of this person's, or the password was changed since.</summary>
    public string? Of(string? cookie, Credential credential) =>
        Open(cookie) is { } device && device.Person == credential.Person && device.Changed == Stamp.Of(credential.Changed) ? device.Id : null;

    /// <summary>The id of a device that this desk has let somebody in from, before anybody says who it is; null for every other browser.</summary>
    public static string? OfRequest(HttpContext context) => context.RequestServices.GetRequiredService<KnownDevices>().Open(CookieOf(context))?.Id;

    /// <summary>The cookie of a request.</summary>
    public static string? CookieOf(HttpContext context) => context.Request.Cookies[CookieNames.Device(CookieNames.DeskOf(context))];

    public static void Give(HttpContext context, string cookie) => context.Response.Cookies.Append(CookieNames.Device(CookieNames.DeskOf(context)), cookie,
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = Good });

    private Device? Open(string? cookie)
    {
        if (cookie is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(cookie)) return null;
        return seal.Open(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cookie)), Place) is { } text && JsonSerializer.Deserialize<Device>(text) is { } device
            && Times.Parse(device.At) is { } at && time.GetUtcNow() - at < Good ? device : null;
    }

    private sealed record Device(string Id, string Person, string Changed, string At);
}
