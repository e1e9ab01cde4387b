using System.Globalization;
using System.Security.Cryptography;
using Demarche.Store;
using OtpNet;
using QRCoder;

namespace Demarche.People;

/// <summary>Codes of an authenticator (TOTP, RFC 6238: six digits, 30 seconds, HMAC-SHA-1). The secret is sealed under the node key.</summary>
public sealed class SecondFactors(Records records, NodeSeal seal, TimeProvider time)
{
    /// <summary>160 bits, as RFC 4226 section 4 recommends.</summary>
    private const int SecretBytes = 20;

    /// <summary>Marks of used codes older than this many steps are of no use any more: their codes are no longer good.</summary>
    private const long KeptSteps = 10;

    private static string Pending(string person) => "second-factor-new:" + person;

    private static string Place(string person) => "second-factor:" + person;

    /// <summary>Makes a secret that counts once a code of it was typed.</summary>
    public Task BeginAsync(string person, CancellationToken ct) =>
        records.KeepSettingAsync(Pending(person), seal.Seal(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes)), Place(person)), ct);

    /// <summary>The secret that waits for its first code, in base 32; null when none does.</summary>
    public async Task<string?> PendingAsync(string person, CancellationToken ct) =>
        await records.FindSettingAsync(Pending(person), ct) is { } kept ? seal.Open(kept, Place(person)) : null;

    /// <summary>What an authenticator reads from the picture.</summary>
    public static string Uri(string secret, string desk, string login) =>
        new OtpUri(OtpType.Totp, secret, login, string.IsNullOrWhiteSpace(desk) ? "Demarche" : desk.Replace(":", " ", StringComparison.Ordinal)).ToString();

    /// <summary>The picture: an SVG of black squares on white.</summary>
    public static string Picture(string uri)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>Switches the pending secret on if the code is its.</summary>
    public async Task<bool> SwitchOnAsync(Credential credential, string code, CancellationToken ct)
    {
        if (await records.FindSettingAsync(Pending(credential.Person), ct) is not { } pending || !await IsGoodAsync(credential.Person, pending, code, ct)) return false;
        await records.KeepCredentialAsync(credential with { TotpWrapped = pending, Changed = time.GetUtcNow() }, ct);
        await records.RemoveSettingAsync(Pending(credential.Person), ct);
        return true;
    }

    public Task SwitchOffAsync(Credential credential, CancellationToken ct) =>
        records.KeepCredentialAsync(credential with { TotpWrapped = null, Changed = time.GetUtcNow() }, ct);

    /// <summary>Whether the code is good now, or the person needs none. A code is good once, at whichever replica.</summary>
    public async Task<bool> AreGoodAsync(Credential credential, string? code, CancellationToken ct) =>
        credential.TotpWrapped is null || await IsGoodAsync(credential.Person, credential.TotpWrapped, code, ct);

    private async Task<bool> IsGoodAsync(string person, string kept, string? code, CancellationToken ct)
    {
        if (seal.Open(kept, Place(person)) is not { } secret || code is null) return false;
        // One step to either side, for clocks and fingers (RFC 6238 section 5.2).
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != 6 || !totp.VerifyTotp(time.GetUtcNow().UtcDateTime, digits, out var step, new VerificationWindow(1, 1))) return false;
        return await IsFirstUseAsync(person, step, ct);
    }

    // Who looks over a shoulder must not use the code again (RFC 6238 section 5.2). The first to set the mark has it.
    private async Task<bool> IsFirstUseAsync(string person, long step, CancellationToken ct)
    {
        var (prefix, mine) = ($"code-used:{person}:", Id.New());
        if (await records.KeepSettingOnceAsync(prefix + step.ToString(CultureInfo.InvariantCulture), mine, ct) != mine) return false;
        foreach (var (name, _) in await records.SettingsAsync(prefix, ct))
        {
            if (long.Parse(name[prefix.Length..], CultureInfo.InvariantCulture) < step - KeptSteps) await records.RemoveSettingAsync(name, ct);
        }
        return true;
    }
}
