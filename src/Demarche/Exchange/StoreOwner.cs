using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>
/// A store and the keys beside it are those of one desk. A database that is started without its keys, or with another desk's, would sign as somebody else
/// what its partners confirmed of this desk, and could open nothing that is sealed in it.
/// </summary>
public static class StoreOwner
{
    /// <summary>What a store says of the keys that belong to it.</summary>
    /// <param name="Desk">The id of its desk.</param>
    /// <param name="Signing">The thumbprint of the signing key that was in force last; null in a store of before it was noted.</param>
    public sealed record Noted(string Desk, string? Signing);

    private const string Setting = "desk-id";
    private const string SigningSetting = "desk-signing-key";
    private const string Imported = "imported-from";

    /// <summary>The keys of the desk whose store this is; made where neither has been used yet.</summary>
    /// <exception cref="OptionsProblem">The keys are missing, or are another desk's.</exception>
    /// <exception cref="KeyFileException">The keys can't be used.</exception>
    public static async Task<OurKeys> KeysAsync(DeskOptions options, JournalStore store, CancellationToken ct)
    {
        var owner = await FindAsync(store, ct);
        if (!OurKeys.Exist(options.Keys) && (owner is not null || await IsUsedAsync(store, ct))) throw new OptionsProblem(Missing(owner, options));
        var keys = OurKeys.OpenOrCreate(options.Keys, options.Passphrase);
        Check(owner, keys, options);
        // What is sealed in a store tells whose it is, whatever id stands in the folder of keys.
        if (await IsSealedByAnotherAsync(store, keys, ct)) throw new OptionsProblem(Foreign("another desk", keys, options));
        // Of two replicas that start at once one is first.
        var desk = await store.Records.KeepSettingOnceAsync(Setting, keys.Current.Desk, ct);
        var signing = keys.Current.SigningKey.Thumbprint;
        Check(new(desk, await store.Records.KeepSettingOnceAsync(SigningSetting, signing, ct)), keys, options);
        await store.Records.KeepSettingAsync(SigningSetting, signing, ct);
        return keys;
    }

    /// <summary>What the store says of its desk's keys; null where it was never noted.</summary>
    public static async Task<Noted?> FindAsync(JournalStore store, CancellationToken ct) => await store.Records.FindSettingAsync(Setting, ct) is { } desk
        ? new(desk, await store.Records.FindSettingAsync(SigningSetting, ct)) : null;

    /// <summary>The note that these keys are in force, to be kept with the entry that says so.</summary>
    public static KeptSetting InForce(DeskKeys keys) => new(SigningSetting, keys.SigningKey.Thumbprint);

    /// <summary>Opens the keys for a verb that needs them.</summary>
    /// <exception cref="OptionsProblem">The keys are missing, or are another desk's.</exception>
    /// <param name="reads">Whether the verb changes nothing.</param>
    public static OurKeys Keys(Noted? owner, DeskOptions options, bool reads)
    {
        if (owner is not null && !OurKeys.Exist(options.Keys)) throw new OptionsProblem(Missing(owner, options));
        var keys = reads ? OurKeys.OpenToRead(options.Keys, options.Passphrase) : OurKeys.Open(options.Keys, options.Passphrase);
        Check(owner, keys, options);
        return keys;
    }

    /// <summary>What is wrong with the keys of a store that somebody verifies; null where they are its desk's.</summary>
    /// <param name="keys">Null where there are none.</param>
    public static string? ProblemOf(Noted? owner, OurKeys? keys, DeskOptions options) =>
        owner is null ? null
        : keys is null ? Missing(owner, options)
        : owner.Desk != keys.Current.Desk ? Foreign($"the desk {owner.Desk}", keys, options)
        : Knows(owner, keys) ? null : Older(options);

    /// <summary>Notes that a new store was filled from an export, so that a desk may begin from it with keys of its own.</summary>
    public static async Task NoteImportAsync(JournalStore store, string desk, CancellationToken ct)
    {
        if (await FindAsync(store, ct) is null && !await IsUsedAsync(store, ct)) await store.Records.KeepSettingOnceAsync(Imported, desk, ct);
    }

    /// <summary>The card, for checking signatures, of the desk whose store this is; null where it is no desk's yet: empty, or being filled from an export.</summary>
    /// <exception cref="OptionsProblem">It is a desk's, and the keys are missing or another desk's.</exception>
    public static async Task<DeskCard?> CardAsync(JournalStore store, DeskOptions options, CancellationToken ct)
    {
        var owner = await FindAsync(store, ct);
        if (owner is null && !await IsUsedAsync(store, ct)) return null;
        if (owner is null && !OurKeys.Exist(options.Keys)) throw new OptionsProblem(Missing(owner, options));
        return Keys(owner, options, reads: true).Current.Card("desk", "https://desk.example");
    }

    private static void Check(Noted? owner, OurKeys keys, DeskOptions options)
    {
        if (ProblemOf(owner, keys, options) is { } problem) throw new OptionsProblem(problem);
    }

    // An older database with newer keys is right: what it signed with is among the keys given up.
    private static bool Knows(Noted owner, OurKeys keys) => owner.Signing is not { } signing || keys.Holds(signing);

    private static async Task<bool> IsUsedAsync(JournalStore store, CancellationToken ct) =>
        (await store.HeadsAsync(ct)).Count > 0 && await store.Records.FindSettingAsync(Imported, ct) is null;

    private static async Task<bool> IsSealedByAnotherAsync(JournalStore store, OurKeys keys, CancellationToken ct)
    {
        var seal = new NodeSeal(keys.Current.Node);
        var sealedKeys = await Web.KeyRing.SealedAsync(store.Records, ct);
        return sealedKeys.Count > 0 && !sealedKeys.Any(k => Web.KeyRing.Opens(seal, k));
    }

    private static string Older(DeskOptions options) =>
        $"The keys in {options.Keys} are not those that the database {Where(options)} was used with last: they are from before a rotation, or another desk's. "
        + "Its partners would refuse what they sign. Restore the folder of keys from the same backup as the database, or a later one.";

    private static string Missing(Noted? owner, DeskOptions options) =>
        $"The database {Where(options)} is that of {(owner is null ? "a desk that has been at work" : $"the desk {owner.Desk}")}, but its keys are not in {options.Keys}. "
        + "Restore the folder of keys from the same backup as the database. To start another desk, name another folder with --data.";

    private static string Foreign(string owner, OurKeys keys, DeskOptions options) =>
        $"The database {Where(options)} is that of {owner}, but the keys in {options.Keys} are those of the desk {keys.Current.Desk}. "
        + "Restore the folder of keys from the same backup as the database, or name the right database with --store. Replicas of one desk have copies of the same folder of keys.";

    // An address may hold a password.
    private static string Where(DeskOptions options) => options.Store is null || !PostgresUrl.Is(options.Store) ? options.StoreAddress : "on the PostgreSQL server";
}
