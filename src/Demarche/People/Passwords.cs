using System.Buffers.Text;
using System.Security.Cryptography;
using Demarche.Store;
using Microsoft.AspNetCore.Identity;

namespace Demarche.People;

/// <summary>Passwords, kept as ASP.NET Core Identity hashes them: PBKDF2-HMAC-SHA-512 with a salt of their own.</summary>
public sealed class Passwords(Records records, TimeProvider time) : IDisposable
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA-512.</summary>
    public const int Iterations = 210_000;

    /// <summary>NIST SP 800-63B section 3.1.1.2 asks for 15 where the password stands alone; nothing else is asked of it.</summary>
    public const int Shortest = 15;

    /// <summary>Longer ones are refused: hashing them is work that a stranger could cause.</summary>
    public const int Longest = 256;

    /// <summary>The credential of nobody: a login that is not known is checked against it, so that it takes as long as one that is.</summary>
    internal const string Nobody = "nobody";

    private readonly PasswordHasher<object> hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    // More at once than there are processors would let guesses from many addresses take them all.
    private readonly SemaphoreSlim hashing = new(Environment.ProcessorCount);

    public static Decision.Refused? MustBeGood(string? password, string? again, string login) =>
        password is null || password.Length < Shortest ? new("password-must-be-long", $"A password has at least {Shortest} characters. Several words make a good one.", "password")
        : password.Length > Longest ? new("password-must-not-be-endless", $"A password has at most {Longest} characters.", "password")
        : password.Contains(login, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5
            ? new("password-must-not-be-guessable", "A password does not contain the login and is not a few characters over and over.", "password")
        : password != again ? new("password-must-be-typed-twice-alike", "The two passwords differ. Type the same one twice.", "again")
        : null;

    /// <summary>Gives a person a password; its second factor stays, failed tries are forgotten.</summary>
    public async Task SetAsync(string person, string password, CancellationToken ct)
    {
        var before = await records.FindCredentialAsync(person, ct);
        var hash = await WorkAsync(() => hasher.HashPassword(person, password), ct);
        await records.KeepCredentialAsync(new(person, hash, before?.TotpWrapped, time.GetUtcNow()), ct);
    }

    /// <summary>Whether it is the password of that credential. Takes as long for a wrong one as for the right one.</summary>
    public async Task<bool> AreAsync(Credential credential, string password, CancellationToken ct) =>
        password.Length <= Longest
        && await WorkAsync(() => hasher.VerifyHashedPassword(credential.Person, credential.PasswordHash, password), ct) != PasswordVerificationResult.Failed;

    /// <summary>The credential of nobody, with a password that nobody knows.</summary>
    internal async Task<Credential> NobodysAsync(CancellationToken ct)
    {
        if (await records.FindCredentialAsync(Nobody, ct) is { } kept) return kept;
        await SetAsync(Nobody, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), ct);
        return (await records.FindCredentialAsync(Nobody, ct))!;
    }

    public void Dispose() => hashing.Dispose();

    /// <summary>Hashes computed so far: what a try costs, on any machine.</summary>
    internal long Hashings => Interlocked.Read(ref hashings);

    private long hashings;

    private async Task<T> WorkAsync<T>(Func<T> hash, CancellationToken ct)
    {
        Interlocked.Increment(ref hashings);
        await hashing.WaitAsync(ct);
        try
        {
            return await Task.Run(hash, ct);
        }
        finally
        {
            hashing.Release();
        }
    }
}
