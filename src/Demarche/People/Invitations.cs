using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Demarche.Store;

namespace Demarche.People;

/// <summary>A link that lets one person set a password once.</summary>
/// <param name="Person">Who; null for the first administrator of a desk that has nobody.</param>
/// <param name="Expires">From then on the link opens nothing.</param>
public sealed record Invitation(string? Person, DateTimeOffset Expires);

/// <summary>Links that are told once. The store keeps only the hash of each.</summary>
public sealed class Invitations(Records records, TimeProvider time)
{
    /// <summary>How long a link is good: until an administrator has met the person, over a weekend.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromDays(3);

    private const string Prefix = "invitation:";

    /// <summary>Makes a link's token; earlier ones of the same person open nothing any more.</summary>
    public async Task<string> MakeAsync(string? person, CancellationToken ct = default)
    {
        await ForgetAsync(person, ct);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await records.KeepSettingAsync(Name(token), JsonSerializer.Serialize(new Invitation(person, time.GetUtcNow() + Good)), ct);
        return token;
    }

    /// <summary>The invitation; null when the link was used, has expired or never was.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken ct = default) =>
        await records.FindSettingAsync(Name(token), ct) is { } kept && Read(kept) is { } invitation && invitation.Expires > time.GetUtcNow() ? invitation : null;

    /// <summary>Uses the link up.</summary>
    /// <returns>False for all but the first who does.</returns>
    public Task<bool> TakeAsync(string token, CancellationToken ct = default) => records.RemoveSettingAsync(Name(token), ct);

    /// <summary>Makes a person's links open nothing, and removes what has expired.</summary>
    public async Task ForgetAsync(string? person, CancellationToken ct = default)
    {
        foreach (var (name, value) in await records.SettingsAsync(Prefix, ct))
        {
            if (Read(value) is not { } invitation || invitation.Person == person || invitation.Expires <= time.GetUtcNow()) await records.RemoveSettingAsync(name, ct);
        }
    }

    private static string Name(string token) => Prefix + Sessions.Hash(token);

    private static Invitation? Read(string kept) => JsonSerializer.Deserialize<Invitation>(kept);
}
