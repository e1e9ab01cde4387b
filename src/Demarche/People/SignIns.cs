using System.Threading.RateLimiting;
using Demarche.Store;

namespace Demarche.People;

/// <summary>Lets people in. Whatever is wrong, the answer and the time it takes are the same: nobody learns here which logins exist.</summary>
public sealed class SignIns(Records records, DeskBook book, Passwords passwords, SecondFactors factors, TimeProvider time, DeskOptions options) : IDisposable
{
    /// <summary>Failed tries until a login is locked for a while.</summary>
    public const int Allowed = 5;

    /// <summary>The first lock; each failure after it doubles it.</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);

    /// <summary>No lock is longer: whoever wants to keep a person out must go on failing.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> byLogin = PartitionedRateLimiter.Create<string, string>(login =>
        RateLimitPartition.GetFixedWindowLimiter(login, _ => new() { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Checks all three at once.</summary>
    /// <returns>The person's id, or null.</returns>
    public async Task<string?> TryAsync(string login, string password, string? code, CancellationToken ct)
    {
        login = login.Trim().ToLowerInvariant();
        using var lease = byLogin.AttemptAcquire(login.Length > 64 ? "" : login);
        if (!lease.IsAcquired) return null;
        var desk = await book.OpenAsync(ct);
        var person = desk.People.Standing.FirstOrDefault(p => p.Content.Login == login && !p.Content.Disabled)?.Id;
        if (!await CheckAsync(person, password, code, ct)) return null;
        await book.WriteAsync(person!, _ => Decision.Allow(new SignedIn(person!), DeskFile.Internal), ct: ct);
        return person;
    }

    /// <summary>Whether somebody who is signed in is who the session says. A session that was left open must not be a way to guess: failures count as at sign-in.</summary>
    public Task<bool> IsAsync(string person, string password, string? code, CancellationToken ct) => CheckAsync(person, password, code, ct);

    private async Task<bool> CheckAsync(string? person, string password, string? code, CancellationToken ct)
    {
        var nobodys = await passwords.NobodysAsync(ct);
        var held = await records.FindCredentialAsync(person ?? Passwords.Nobody, ct);
        var credential = held ?? nobodys;
        var isRight = await passwords.AreAsync(credential, password, ct);
        var isLocked = credential.LockedUntil > time.GetUtcNow();
        // The code is looked at only after the password, so that a guess does not use up the person's code.
        if (isRight && !isLocked && person is not null && held is not null && await factors.AreGoodAsync(held, code, ct))
        {
            await records.ClearFailuresAsync(person, ct);
            return true;
        }
        await CountAsync(credential, isLocked, ct);
        return false;
    }

    public void Dispose() => byLogin.Dispose();

    // Each branch writes once or twice, whoever it is, so that the disk does not tell what the answer hides.
    private async Task CountAsync(Credential credential, bool isLocked, CancellationToken ct)
    {
        const string Mark = "sign-in-failed";
        var now = time.GetUtcNow();
        if (isLocked)
        {
            await records.KeepSettingAsync(Mark, Times.Text(now), ct);
            return;
        }
        var failed = await records.CountFailureAsync(credential.Person, Allowed, now + LockAfter(credential.Failed + 1), ct);
        if (failed < Allowed) return;
        if (credential.Person == Passwords.Nobody) await records.KeepSettingAsync(Mark, Times.Text(now), ct);
        else await book.WriteAsync("desk", _ => Decision.Allow(new SignInLocked(credential.Person), DeskFile.Internal), ct: ct);
    }

    internal static TimeSpan LockAfter(long failed)
    {
        var doubled = Math.Clamp(failed - Allowed, 0, 10);
        var locked = FirstLock * Math.Pow(2, doubled);
        return locked < LongestLock ? locked : LongestLock;
    }
}
