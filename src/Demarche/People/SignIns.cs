using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.People;

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Block">Its neighbourhood of addresses.</param>
/// <param name="Cookie">What the browser holds of an earlier sign-in; null where it holds nothing.</param>
public sealed record SignInFrom(string Block, string? Cookie)
{
    public static SignInFrom Of(HttpContext context) => new(AddressBlock.Near(context.Connection.RemoteIpAddress), KnownDevices.CookieOf(context));
}

/// <summary>Somebody who was let in.</summary>
/// <param name="Device">What the browser keeps, so that it is known the next time.</param>
public sealed record SignedInAs(string Person, string Device);

/// <summary>Lets people in. Whatever is wrong, the answer and the work are the same: nobody learns here which logins exist.</summary>
/// <remarks>
/// Failures lock a login for the block of addresses that they came from. A browser that the person has signed in from is counted by itself, and a valid
/// second factor gets through a lock: nobody keeps a person out by failing elsewhere. Guesses from very many places together lock the login for browsers that
/// are not known and bring no second factor.
/// </remarks>
public sealed class SignIns(
    Records records, DeskBook book, Passwords passwords, SecondFactors factors, KnownDevices devices, TimeProvider time, DeskOptions options) : IDisposable
{
    /// <summary>Failed tries from one place until the login is locked there for a while.</summary>
    public const int Allowed = 5;

    /// <summary>Failed tries from all places until the login is locked for browsers that are not known. NIST SP 800-63B section 3.2.2 allows 100.</summary>
    public const int AllowedInAll = 100;

    /// <summary>The first lock; each further failure from one place doubles it there.</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);

    /// <summary>No lock is longer: whoever wants to keep a person out must go on failing.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromHours(1);

    /// <summary>Failures are forgotten after so long without another.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly PartitionedRateLimiter<string> byPlace = PartitionedRateLimiter.Create<string, string>(place =>
        RateLimitPartition.GetFixedWindowLimiter(place, _ => new() { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Checks all at once.</summary>
    /// <returns>Who it is, or null.</returns>
    public async Task<SignedInAs?> TryAsync(string login, string password, string? code, SignInFrom from, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        if (login.Length > 64) login = "";
        var desk = await book.OpenAsync(ct);
        var person = desk.People.Standing.FirstOrDefault(p => p.Content.Login == login && !p.Content.Disabled)?.Id;
        var nobodys = await passwords.NobodysAsync(ct);
        var held = await records.FindCredentialAsync(person ?? Passwords.Nobody, ct);
        var credential = held ?? nobodys;
        var device = devices.Of(from.Cookie, credential);
        var places = Places.Of(Hash("login", login), device is null ? "block " + from.Block : "device " + device, device is not null);
        using var lease = byPlace.AttemptAcquire(places.Here);
        if (!lease.IsAcquired) return null;
        if (await CheckAsync(person is null ? null : held, credential, password, code, places, ct) is not { } before) return null;
        // Whoever was kept out meanwhile is told of it where the journal is read.
        var entries = before.InAll.Failed >= Allowed ? new Fact[] { new SignInLocked(person!), new SignedIn(person!) } : [new SignedIn(person!)];
        await book.WriteAsync(person!, _ => new Decision.Allowed([.. entries.Select(e => new Marked(e, DeskFile.Internal))]), ct: ct);
        return new(person!, devices.Issue(credential, device));
    }

    /// <summary>Whether somebody who is signed in is who the session says. A session that was left open must not be a way to guess: failures count, for this alone.</summary>
    public async Task<bool> IsAsync(string person, string password, string? code, CancellationToken ct)
    {
        var nobodys = await passwords.NobodysAsync(ct);
        var held = await records.FindCredentialAsync(person, ct);
        return await CheckAsync(held, held ?? nobodys, password, code, Places.Of(Hash("signed in", person), "", true), ct) is not null;
    }

    /// <summary>Forgets every failure of a login: its password is a new one.</summary>
    public Task ForgetAsync(string login, CancellationToken ct) => records.ForgetAllFailuresAsync(Hash("login", login), ct);

    /// <summary>Until when a login is locked for browsers that are not known; null where it is not.</summary>
    public async Task<DateTimeOffset?> LockedUntilAsync(string login, CancellationToken ct) => (await records.FailuresAsync([Hash("login", login)], ct))[0].LockedUntil;

    public void Dispose() => byPlace.Dispose();

    /// <summary>Where all failures of a login are counted.</summary>
    internal static string InAllOf(string login) => Hash("login", login);

    // What was held of the places before; null where the try failed. The same reads and writes for each that fails.
    private async Task<Held?> CheckAsync(Credential? held, Credential credential, string password, string? code, Places places, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var failures = await records.FailuresAsync([places.Here, places.InAll, places.Code], ct);
        var before = new Held(failures[0], failures[1], failures[2]);
        var isRight = await passwords.AreAsync(credential, password, ct);
        var isLocked = before.Here.LockedUntil > now || (!places.IsKnown && before.InAll.LockedUntil > now);
        var hasFactor = credential.TotpWrapped is not null;
        // A second factor gets through the lock; whoever has the password and guesses at codes is stopped by a count of their own.
        var mayTry = !isLocked || (hasFactor && !(before.Code.LockedUntil > now));
        // The code is looked at only after the password, so that a guess does not use up the person's code.
        if (isRight && mayTry && held is not null && await factors.AreGoodAsync(held, code, ct))
        {
            await records.ForgetFailuresAsync([places.Here, places.InAll, places.Code], ct);
            return before;
        }
        var counts = isLocked ? 0 : 1;
        List<SignInFailure> failed =
        [
            new(places.Here, counts, n => n >= Allowed ? now + LockAfter(n) : null),
            new(places.Code, isRight && hasFactor && code is { Length: > 0 } ? 1 : 0, n => n >= Allowed ? now + LockAfter(n) : null),
            new(places.InAll, counts, n => n % AllowedInAll == 0 ? now + LockInAll(n) : null),
        ];
        await records.CountFailuresAsync(failed, now, now - Forgotten, ct);
        return null;
    }

    // A minute for each hundred, and no more than a quarter of an hour: whoever wants to keep a person out must fail a hundred times each time.
    private static TimeSpan LockInAll(long failed) => FirstLock * Math.Min(failed / AllowedInAll, 15);

    internal static TimeSpan LockAfter(long failed)
    {
        var doubled = Math.Clamp(failed - Allowed, 0, 10);
        var locked = FirstLock * Math.Pow(2, doubled);
        return locked < LongestLock ? locked : LongestLock;
    }

    // The store is to name no login and no address of those who failed.
    private static string Hash(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>Where a try is counted: at the place it comes from, for the login in all, and for its codes.</summary>
    private sealed record Places(string Here, string InAll, string Code, bool IsKnown)
    {
        public static Places Of(string login, string here, bool isKnown) => new($"{login}:{Hash(here)}", login, $"{login}:code", isKnown);
    }

    private sealed record Held(SignInFailures Here, SignInFailures InAll, SignInFailures Code);
}
