using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demarche.Store;

namespace Demarche.Vault;

/// <summary>
/// Halves that a second keeper passed on to the one who asked, sealed to the asker's own key for one request. They wait in the store until they are
/// opened or dropped: whoever has the store and the node key, but not the asker's passphrase, opens nothing with them.
/// </summary>
public sealed class PassedHalves(Records records, NodeSeal node)
{
    private const string Prefix = "break-glass/";

    /// <summary>A half as it waits, to be kept together with the entry that confirms.</summary>
    internal KeptSetting Passed(string request, string confirmer, byte[] half, Held<VaultKey> asker)
    {
        var box = Hpke.Seal(Base64Url.DecodeFromChars(asker.Content.PublicKey), Info(request), Encoding.UTF8.GetBytes(confirmer), half);
        CryptographicOperations.ZeroMemory(half);
        return new(Prefix + request, node.Seal(JsonSerializer.Serialize(new PassedHalf(confirmer, box)), Prefix + request));
    }

    /// <summary>The confirmer's key and half; null where nothing was passed on.</summary>
    internal async Task<(string Confirmer, byte[] Half)?> TakeAsync(string request, VaultSecret asker, CancellationToken ct) =>
        await records.FindSettingAsync(Prefix + request, ct) is { } kept && node.Open(kept, Prefix + request) is { } text
        && JsonSerializer.Deserialize<PassedHalf>(text) is { } passed
        && Hpke.Open(asker.Key, Info(request), Encoding.UTF8.GetBytes(passed.Confirmer), passed.Box) is { } half ? (passed.Confirmer, half) : null;

    internal Task DropAsync(string request, CancellationToken ct) => records.RemoveSettingAsync(Prefix + request, ct);

    /// <summary>Drops what waits for requests that are over.</summary>
    internal async Task DropOverAsync(DeskFile desk, string now, CancellationToken ct)
    {
        foreach (var (name, _) in await records.SettingsAsync(Prefix, ct))
        {
            if (desk.BreakGlass.Find(name[Prefix.Length..]) is { } held && string.CompareOrdinal(now, held.Content.Until) > 0) await records.RemoveSettingAsync(name, ct);
        }
    }

    private static byte[] Info(string request) => Encoding.UTF8.GetBytes("demarche break-glass " + request);

    private sealed record PassedHalf(string Confirmer, byte[] Box);
}
