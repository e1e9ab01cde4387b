using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Demarche.Store;

namespace Demarche.People;

/// <summary>A link that lets one person set a password once.</summary>
/// <param name="Person">Who; null for the first administrator of a desk that has nobody.</param>
/// <param name="Expires">From then on the link opens nothing.</param>
/// <param name="Waits">Whether a second person has still to confirm it: until then the link opens nothing.</param>
/// <param name="Code">The hash of the code that the second person hands over; null where one person issued it.</param>
public sealed record Invitation(string? Person, DateTimeOffset Expires, bool Waits = false, string? Code = null)
{
    /// <summary>Whether the link needs no code, or this is it. Spaces and hyphens do not matter.</summary>
    public bool IsOpenedBy(string? code) => Code is null || Code == Hash(code);

    internal static string Hash(string? code) => Sessions.Hash(new([.. (code ?? "").Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]));
}

/// <summary>Links that are told once. The store keeps only the hash of each.</summary>
public sealed class Invitations(Records records, TimeProvider time)
{
    /// <summary>How long a link is good: until an administrator has met the person, over a weekend.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromDays(3);

    private const string Prefix = "invitation:";

    /// <summary>Letters and digits that nobody takes for others: the code is read aloud or typed from paper.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Groups of four: 80 bits, which nobody guesses with the link in hand.</summary>
    private const int CodeGroups = 4;

    /// <summary>Makes a link's token; earlier ones of the same person open nothing any more, or, where it waits, not once it is confirmed.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="waits">Whether it opens nothing before a second person confirmed it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> MakeAsync(string? person, bool waits = false, CancellationToken ct = default)
    {
        // What waits takes nothing away yet: the link that the person has opens until the new one is confirmed.
        await ForgetAsync(person, waiting: waits, ct: ct);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await records.KeepSettingAsync(Name(token), JsonSerializer.Serialize(new Invitation(person, time.GetUtcNow() + Good, waits)), ct);
        return token;
    }

    /// <summary>What lets the link that waits for a person open together with a code, to be kept with the entry that confirms.</summary>
    /// <returns>Null where no link waits any more: it has expired.</returns>
    internal async Task<(string Code, KeptSetting Kept)?> AllowedAsync(string person, CancellationToken ct = default)
    {
        foreach (var (name, value) in await records.SettingsAsync(Prefix, ct))
        {
            if (Read(value) is not { Waits: true } invitation || invitation.Person != person || invitation.Expires <= time.GetUtcNow()) continue;
            var code = string.Join('-', Enumerable.Range(0, CodeGroups).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
            return (code, new(name, JsonSerializer.Serialize(invitation with { Waits = false, Code = Invitation.Hash(code), Expires = time.GetUtcNow() + Good })));
        }
        return null;
    }

    /// <summary>The invitation; null when the link was used, has expired or never was.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken ct = default) =>
        await records.FindSettingAsync(Name(token), ct) is { } kept && Read(kept) is { Waits: false } invitation && invitation.Expires > time.GetUtcNow() ? invitation : null;

    /// <summary>Uses the link up.</summary>
    /// <returns>False for all but the first who does.</returns>
    public Task<bool> TakeAsync(string token, CancellationToken ct = default) => records.RemoveSettingAsync(Name(token), ct);

    /// <summary>Makes a person's links open nothing, and removes what has expired.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="waiting">Whether only those that wait for a second person.</param>
    /// <param name="but">A link that stays, as it is kept; null where none does.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ForgetAsync(string? person, bool waiting = false, string? but = null, CancellationToken ct = default)
    {
        foreach (var (name, value) in await records.SettingsAsync(Prefix, ct))
        {
            if (name == but) continue;
            if (Read(value) is not { } invitation || (invitation.Person == person && (invitation.Waits || !waiting)) || invitation.Expires <= time.GetUtcNow()) await records.RemoveSettingAsync(name, ct);
        }
    }

    private static string Name(string token) => Prefix + Sessions.Hash(token);

    private static Invitation? Read(string kept) => JsonSerializer.Deserialize<Invitation>(kept);
}
