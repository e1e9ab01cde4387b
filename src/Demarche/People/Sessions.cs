using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.People;

/// <summary>
/// Who is signed in. A session is a row in the store and ends when the row does; the browser or program holds a random token, the store its SHA-256.
/// What a session may do is read from the desk's list at every request, so a changed role counts at once.
/// </summary>
public sealed class Sessions(Records records, DeskBook book, TimeProvider time, DeskOptions options)
{
    /// <summary>256 bits, which nobody guesses.</summary>
    private const int TokenBytes = 32;

    /// <summary>Characters of a session's hash that name it on a page.</summary>
    internal const int ShownHash = 16;

    /// <summary>That a session is used is written at most this often: a page has no write of its own.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session.</summary>
    /// <returns>Its token, which is not kept.</returns>
    public async Task<string> OpenAsync(string person, CancellationToken ct = default)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        await records.CloseExpiredSessionsAsync(ct);
        await records.OpenSessionAsync(new(Hash(token), person, now, now, Ends(now, now)), ct);
        return token;
    }

    /// <summary>The caller behind a token; null when the session has ended or the account is closed.</summary>
    public async Task<Caller?> FindAsync(string token, DeskFile desk, CancellationToken ct = default)
    {
        if (await records.FindSessionAsync(Hash(token), ct) is not { } session) return null;
        var now = time.GetUtcNow();
        if (session.Expires <= now || desk.People.Find(session.Person) is not { IsWithdrawn: false, Content.Disabled: false } person) return null;
        if (now - session.Seen >= Grain) await records.TouchSessionAsync(session.Hash, now, Ends(session.Created, now), ct);
        return Roles.Caller(person);
    }

    /// <summary>When a session that is opened now ends at the latest.</summary>
    public DateTimeOffset LongestEnd => time.GetUtcNow() + options.SessionLongest;

    /// <summary>A person's sessions that are open, the latest first.</summary>
    public async Task<IReadOnlyList<Session>> OfAsync(string person, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        return [.. (await records.SessionsOfAsync(person, ct)).Where(s => s.Expires > now)];
    }

    public Task CloseAllAsync(string person, CancellationToken ct = default) => records.CloseSessionsOfAsync(person, ct);

    /// <summary>Closes one of a person's sessions.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="hash">The session's, or the first characters of it.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>False when the person has no such session.</returns>
    public async Task<bool> CloseAsync(string person, string hash, CancellationToken ct = default)
    {
        if ((await OfAsync(person, ct)).FirstOrDefault(s => hash.Length >= ShownHash && s.Hash.StartsWith(hash, StringComparison.Ordinal)) is not { } session) return false;
        await records.CloseSessionAsync(session.Hash, ct);
        return true;
    }

    public Task CloseAsync(string token, CancellationToken ct = default) => records.CloseSessionAsync(Hash(token), ct);

    /// <summary>The request's token: a program's from its header, a browser's from its cookie.</summary>
    public static string? TokenOf(HttpContext context)
    {
        const string Bearer = "Bearer ";
        return context.Request.Headers.Authorization is [{ } header, ..]
            ? header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : ""
            : context.Request.Cookies[CookieName(context)];
    }

    /// <summary>Sets the request's caller, where its session says who it is.</summary>
    public static async Task FindCallerAsync(HttpContext context)
    {
        var sessions = context.RequestServices.GetRequiredService<Sessions>();
        var desk = await sessions.OpenDeskAsync(context.RequestAborted);
        context.Features.Set(desk);
        if (TokenOf(context) is not { Length: > 0 } token || await sessions.FindAsync(token, desk, context.RequestAborted) is not { } caller) return;
        context.Features.Set(caller);
        // Binds the forms that the framework signs to this session: another's form is refused.
        context.User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Hash(token))], "session"));
    }

    /// <summary>Gives the browser its token; it goes back to this desk alone, never to a script, never from another site's page.</summary>
    public static void Give(HttpContext context, string token) => context.Response.Cookies.Append(CookieName(context), token, Cookie(context));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(CookieName(context), Cookie(context));

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private Task<DeskFile> OpenDeskAsync(CancellationToken ct) => book.OpenAsync(ct);

    private DateTimeOffset Ends(DateTimeOffset opened, DateTimeOffset now)
    {
        var (idle, longest) = (now + options.SessionIdle, opened + options.SessionLongest);
        return idle < longest ? idle : longest;
    }

    private static string CookieName(HttpContext context) => CookieNames.Session(CookieNames.DeskOf(context));

    private static CookieOptions Cookie(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" };
}
