using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demarche.People;
using Demarche.Store;
using NSec.Cryptography;

namespace Demarche.Vault;

/// <summary>
/// People's own key pairs. The private half is kept under a passphrase (Argon2id) and, so that a copied database is not even something
/// to guess at, under the node key too. The desk holds neither passphrase nor private half beyond the request that gives it.
/// </summary>
public sealed class VaultKeys(DeskBook book, Records records, NodeSeal node, Passwords passwords, TimeProvider time) : IDisposable
{
    /// <summary>RFC 9106, section 4, second choice, with one pass more because libsodium goes one lane: 64 MiB, 4 passes.</summary>
    private const int MemoryKiB = 64 * 1024;
    private const int Passes = 4;

    private const int SaltSize = 16;

    /// <summary>A row that asks for more than this did not come from this desk, and would eat its memory.</summary>
    private const int MostMemoryKiB = 1024 * 1024;
    private const int MostPasses = 20;

    private static readonly AeadAlgorithm Cipher = AeadAlgorithm.XChaCha20Poly1305;
    private static readonly UTF8Encoding Text = new(false, throwOnInvalidBytes: true);

    // Each takes 64 MiB: many guesses at once must not take them all.
    private readonly SemaphoreSlim hashing = new(2);

    /// <summary>Makes a person's key, in place of the one before.</summary>
    public async Task<Decision.Refused?> MakeAsync(Held<Person> person, string passphrase, string again, CancellationToken ct)
    {
        if (await MustBeGoodAsync(person, passphrase, again, ct) is { } weak) return weak;
        using var key = Key.Create(KeyAgreementAlgorithm.X25519, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        var id = Id.New();
        // Both halves in one transaction: a key in the journal that nobody holds would be sealed to, and a half without its entry would have taken
        // the place of the one that opens what stands.
        var kept = new KeptVaultKey(person.Id, id, await WrapAsync(person.Id, id, key, passphrase, ct));
        var made = new VaultKey(person.Id, Base64Url.EncodeToString(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)));
        return (await book.WriteAsync(person.Id, desk => VaultDecisions.Make(desk, id, made), _ => new() { VaultKeys = [kept] }, ct)).Refusal;
    }

    /// <summary>The same key under another passphrase.</summary>
    public async Task<Decision.Refused?> ChangeAsync(Held<Person> person, string current, string passphrase, string again, CancellationToken ct)
    {
        if (await MustBeGoodAsync(person, passphrase, again, ct) is { } weak) return weak;
        var unlocked = await UnlockAsync(person.Id, current, ct);
        if (unlocked.Refused is { } refused) return refused;
        using var secret = unlocked.Secret!;
        var kept = new KeptVaultKey(person.Id, secret.Id, await WrapAsync(person.Id, secret.Id, secret.Key, passphrase, ct));
        return (await book.WriteAsync(person.Id, desk => VaultDecisions.Change(desk, person.Id, secret.Id), _ => new() { VaultKeys = [kept] }, ct)).Refusal;
    }

    /// <summary>The private half, for as long as one request takes. The caller disposes it.</summary>
    public async Task<Unlocked> UnlockAsync(string person, string? passphrase, CancellationToken ct)
    {
        var desk = await book.OpenAsync(ct);
        if (desk.People.Find(person) is not { IsWithdrawn: false, Content.Disabled: false } || VaultDecisions.KeyOf(desk, person) is not { } key
            || await records.FindVaultKeyAsync(person, ct) is not { } kept || kept.Key != key.Id) return new(null, VaultDecisions.NoKey);
        var now = time.GetUtcNow();
        var tries = await records.CountVaultTryAsync(person, now, SignIns.Allowed, t => now + SignIns.LockAfter(t), ct);
        if (tries == 0) return new(null, VaultDecisions.NotOpened);
        if (await UnwrapAsync(kept, key.Content, passphrase, ct) is { } secret)
        {
            await records.ClearVaultTriesAsync(person, ct);
            return new(secret, null);
        }
        // Tries while it is locked write nothing: a guesser must not fill the journal.
        await book.WriteAsync("desk", _ => Decision.Allow(new VaultTryFailed(person, tries >= SignIns.Allowed), DeskFile.Internal), ct: ct);
        return new(null, VaultDecisions.NotOpened);
    }

    public void Dispose() => hashing.Dispose();

    /// <summary>A passphrase as it is hashed; null where it is no text.</summary>
    internal static byte[]? Bytes(string passphrase)
    {
        try
        {
            return Text.GetBytes(passphrase.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private async Task<Decision.Refused?> MustBeGoodAsync(Held<Person> person, string passphrase, string again, CancellationToken ct)
    {
        if (VaultDecisions.PassphraseMustBeGood(passphrase, again, person.Content.Login) is { } weak) return weak;
        return await records.FindCredentialAsync(person.Id, ct) is { } credential && await passwords.AreAsync(credential, passphrase, ct)
            ? new("passphrase-must-not-be-the-password", "This is your password. The passphrase is another one: it is not typed where you sign in.", "passphrase") : null;
    }

    private async Task<string> WrapAsync(string person, string id, Key key, string passphrase, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(Cipher.NonceSize);
        using var under = await DeriveAsync(Bytes(passphrase)!, salt, MemoryKiB, Passes, ct);
        var raw = key.Export(KeyBlobFormat.RawPrivateKey);
        var wrapped = new Wrapped(MemoryKiB, Passes, salt, nonce, Cipher.Encrypt(under, nonce, Encoding.UTF8.GetBytes(Place(person, id)), raw));
        CryptographicOperations.ZeroMemory(raw);
        return node.Seal(JsonSerializer.Serialize(wrapped), Place(person, id));
    }

    private async Task<VaultSecret?> UnwrapAsync(KeptVaultKey kept, VaultKey known, string? passphrase, CancellationToken ct)
    {
        var place = Place(kept.Person, kept.Key);
        if (passphrase is null or { Length: > VaultDecisions.Longest } || Bytes(passphrase) is not { } bytes) return null;
        if (node.Open(kept.Wrapped, place) is not { } text || JsonSerializer.Deserialize<Wrapped>(text) is not { } w) return null;
        if (w.Memory > MostMemoryKiB || w.Passes > MostPasses) return null;
        using var under = await DeriveAsync(bytes, w.Salt, w.Memory, w.Passes, ct);
        if (Cipher.Decrypt(under, w.Nonce, Encoding.UTF8.GetBytes(place), w.Cipher) is not { } raw) return null;
        var key = Key.Import(KeyAgreementAlgorithm.X25519, raw, KeyBlobFormat.RawPrivateKey, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        CryptographicOperations.ZeroMemory(raw);
        // A public half that somebody exchanged in the journal is not this one's.
        if (Base64Url.EncodeToString(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)) == known.PublicKey) return new(kept.Key, key);
        key.Dispose();
        return null;
    }

    private async Task<Key> DeriveAsync(byte[] passphrase, byte[] salt, int memory, int passes, CancellationToken ct)
    {
        await hashing.WaitAsync(ct);
        try
        {
            var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(new() { DegreeOfParallelism = 1, MemorySize = memory, NumberOfPasses = passes });
            return await Task.Run(() => argon2.DeriveKey(passphrase, salt, Cipher), ct);
        }
        finally
        {
            hashing.Release();
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }

    private static string Place(string person, string key) => $"vault/{person}/{key}";

    private sealed record Wrapped(int Memory, int Passes, byte[] Salt, byte[] Nonce, byte[] Cipher);
}

/// <summary>The private half of a key, in memory for one request.</summary>
public sealed class VaultSecret(string id, Key key) : IDisposable
{
    /// <summary>The key's id.</summary>
    public string Id { get; } = id;

    internal Key Key { get; } = key;

    public void Dispose() => Key.Dispose();
}

/// <summary>One of both.</summary>
public readonly record struct Unlocked(VaultSecret? Secret, Decision.Refused? Refused);
